"""The way out that every notice by mail carries: one click in the mail program, or one button on a page (RFC 8058)."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response
from sqlalchemy import insert, select, update

from config.vault import Unreadable, Vault
from models.columns import columns
from models.tables.accounts import AccountRow, Consent
from sms.outbox.sender import Transaction

PATH = "/correo/baja/"

POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
PAGE = (
    '<!doctype html><html lang="es"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Avisos por correo</title>"
    '<body style="font:18px/1.5 sans-serif;max-width:32em;margin:3em auto;padding:0 1em">{inside}</body></html>'
)
ASK = (
    "<p>¿Ya no quieres avisos de Mi Cuenta por correo?</p>"
    '<form method="post"><button>No quiero más avisos</button></form>'
)
DONE = "<p>Listo: ya no te mandamos avisos por correo. Si cambias de idea, manda AVISOS por mensaje de texto.</p>"


class Leaving:
    """Writes the address that stops mail to a recipient; nobody else can make one."""

    def __init__(self, vault: Vault, public_url: str) -> None:
        self._vault = vault
        self._base = public_url.rstrip("/") + PATH

    def __call__(self, recipient: str) -> str:
        """The recipient's own address for leaving."""
        return self._base + urlsafe_b64encode(self._vault.seal(recipient.encode())).decode().rstrip("=")


def unsubscribe_routes(transaction: Transaction, vault: Vault, clock: Callable[[], datetime]) -> Blueprint:
    """The page behind that address. GET only asks, since mail scanners follow links; POST does it."""
    routes = Blueprint("unsubscribe", __name__, url_prefix=PATH.rstrip("/"))

    @routes.get("/<token>")
    def ask(token: str) -> Response:
        return _page(ASK) if _recipient(vault, token) else Response("Not found.\n", 404, mimetype="text/plain")

    @routes.post("/<token>")
    def leave(token: str) -> Response:
        recipient = _recipient(vault, token)
        if recipient is None:
            return Response("Not found.\n", 404, mimetype="text/plain")
        _leave(transaction, recipient, clock())
        return _page(DONE)

    return routes


def _leave(transaction: Transaction, recipient: str, now: datetime) -> None:
    """Take the consent back and write it into the ledger, once."""
    account = columns(AccountRow)
    mine = account.email == recipient, account.email_alerts.is_(True)
    with transaction() as connection:
        for number, line in connection.execute(select(account.id, account.line).where(*mine)).all():
            connection.execute(update(AccountRow).where(account.id == number).values(email_alerts=False))
            said = {"kind": "alerts.email", "given": False, "channel": "email", "version": "List-Unsubscribe"}
            connection.execute(insert(Consent).values(line=line, account_id=number, at=now, **said))


def _recipient(vault: Vault, token: str) -> str | None:
    try:
        return vault.open(urlsafe_b64decode(token + "=" * (-len(token) % 4))).decode()
    except (Unreadable, ValueError):
        return None


def _page(inside: str) -> Response:
    return Response(PAGE.format(inside=inside), mimetype="text/html", headers={"Content-Security-Policy": POLICY})
