"""The privacy notice has changed since the worker agreed to it: asked again, before the next amounts are shown."""

from __future__ import annotations

from flows.dialogs.account.access import AMOUNTS
from flows.readers.readers import Choice
from flows.records.effects import AgreeToNotice
from flows.saying.text import T, labels
from flows.turn.states import Ask, Tell
from flows.turn.turn import Turn


def _agree(turn: Turn, answer: str) -> str:
    if answer != "yes":
        return answer
    turn.do(AgreeToNotice(turn.house.privacy_version))
    if unread := turn.data.pop("unread", None):
        turn.answers.after_all(unread)
    return str(turn.data["goal"]) if turn.proved else "again"


STATES = (
    Ask(
        "renewal.ask",
        T(
            "Cambió nuestro aviso de privacidad (versión {version}). Léelo con PRIVACIDAD. ¿Estás de acuerdo?",
            version="2026-12",
        ),
        show=lambda turn: {"version": turn.house.privacy_version},
        reads=Choice(labels(yes="Sí, de acuerdo", no="No")),
        decide=_agree,
        leads={goal: f"{goal}.open" for goal in AMOUNTS} | {"no": "renewal.no", "again": "menu"},
    ),
    Tell(
        "renewal.no",
        T(
            "Sin tu acuerdo no podemos mostrarte montos por aquí. Tu cuenta sigue: si cambias de opinión, pídelos otra "
            "vez. Tus derechos: ARCO."
        ),
    ),
)
