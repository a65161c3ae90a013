"""What people write in sentences rests nowhere as it was written: the bytes of the database and of Redis are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from redis import Redis

from tests.conversations.reading import Script
from tests.conversations.tables import Service

SAID = (
    ("mi nip es el 739164 y mi seguro 92876543211 cuanto debo", ("739164", "92876543211")),
    (
        "soy GOMC800101HDFMRL09 de tel 5587654321 no me llega nada",
        ("GOMC800101HDFMRL09", "gomc800101hdfmrl09", "5587654321"),
    ),
    ("deposite 87654 a la tarjeta 4152313087654321 y no aparece xkq", ("87654", "4152313087654321")),
    ("siete tres nueve uno seis cuatro es mi clave zzkt", ("siete tres nueve", "739164")),
    ("mi correo es pepe.lopez77@correo.mx blorg fnord", ("pepe.lopez77",)),
    ("kwz 55 8765 4321 qrst", ("8765 4321", "55876543")),
    ("me cobraron 98,765.43 de mas brtz", ("98,765.43", "98765")),
)


@pytest.mark.parametrize("before", [(), ("AHORRO",), ("OLVIDE",), ("ASESOR",), ("PAGO 482913",)], ids=" ".join)
def test_no_number_or_name_of_a_sentence_rests_as_it_was_written(
    before: tuple[str, ...], sqlite: str, redis: Redis
) -> None:
    typed = [*before, *(text for text, _ in SAID)]
    script = Script("", ("cuenta",), "", tuple((">", text) for text in typed))
    service = Service(script, sqlite, redis)
    try:
        replies = service.replies(script)
    finally:
        service.database.close()
    file = Path(sqlite.removeprefix("sqlite:///"))
    kept = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    kept += b"".join(bytes(key) + bytes(redis.dump(key) or b"") for key in redis.scan_iter())
    secrets = [secret for _, said in SAID for secret in said]
    assert len(kept) > len(typed)
    assert [secret for secret in secrets if secret.encode() in kept] == []
    assert [secret for secret in secrets if any(secret in reply for reply in replies)] == []
