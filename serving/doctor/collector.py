"""Whether the collector of traces takes them."""

from __future__ import annotations

import urllib3
from urllib3.exceptions import HTTPError

from config.settings import Settings
from serving.doctor.finding import Finding, Findings, well

REACH_SECONDS = 3.0


def collector(settings: Settings) -> Findings:
    """It is sent a batch of nothing (no bytes are an empty OTLP request). No message waits for it, so none is ill."""
    where = settings.traces_url
    if where is None:
        return
    headers = {"Content-Type": "application/x-protobuf"}
    if settings.traces_token:
        headers["Authorization"] = f"Bearer {settings.traces_token}"
    try:
        with urllib3.PoolManager(timeout=REACH_SECONDS, retries=False) as pools:
            status = pools.request("POST", where, body=b"", headers=headers).status
    except HTTPError as error:
        says, cure = f"does not answer ({type(error).__name__})", "See that it runs, and to the name and the firewall."
    else:
        if 200 <= status < 300:
            yield well("traces", f"The collector of traces at {where} takes them.")
            return
        says = f"answers {status}"
        cure = "See to MICUENTA_TRACES_TOKEN." if status in (401, 403) else "See to the path in MICUENTA_TRACES_URL."
    yield Finding("traces", "look", f"The collector of traces at {where} {says}; messages go on without.", cure)
