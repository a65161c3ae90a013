"""Back after a while, or after a dropped call: go on where it stopped, or begin again."""

from __future__ import annotations

from flows.readers.readers import Choice
from flows.saying.text import T, labels
from flows.turn.states import Ask

STATES = (
    Ask(
        "resume",
        T("Nos quedamos a medias. ¿Seguimos donde ibas?"),
        reads=Choice(labels(go_on="Sí, seguir", menu="No, ir al menú")),
        tries=2,
        final=True,
        leads={"go_on": "resume.back", "menu": "menu"},
    ),
)
