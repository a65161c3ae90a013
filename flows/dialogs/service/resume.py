"""Back after a while, or after a dropped call: go on where it stopped, or begin again."""

from __future__ import annotations

from flows.readers.readers import Choice
from flows.saying.text import PART, T
from flows.turn.states import Ask

STATES = (
    Ask(
        "resume",
        T("Nos quedamos a medias. ¿Seguimos donde ibas?"),
        reads=Choice({"go_on": T("Sí, seguir", PART), "menu": T("No, ir al menú", PART)}),
        tries=2,
        final=True,
        leads={"go_on": "resume.back", "menu": "menu"},
    ),
)
