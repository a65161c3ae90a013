"""The tests' own ground: servers are real, and nothing leaves this machine."""

from __future__ import annotations

import socket

import psycopg
import pytest
from redis import Redis


def test_redis_is_real_and_empty(redis_client: Redis) -> None:
    assert redis_client.dbsize() == 0
    assert redis_client.eval("return 1 + 1", 0) == 2


def test_postgresql_is_real(postgres_url: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        (version,) = connection.execute("SHOW server_version_num").fetchone() or ("0",)
        assert int(version) >= 140000


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80, 0, 0)])
def test_no_connection_leaves_this_machine(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if len(address) == 4 else socket.AF_INET
    with socket.socket(family) as out, pytest.raises(RuntimeError, match="leave this machine"):
        out.connect(address)


def test_no_name_is_looked_up_elsewhere() -> None:
    with pytest.raises(RuntimeError, match="leave this machine"):
        socket.getaddrinfo("api.twilio.com", 443)
