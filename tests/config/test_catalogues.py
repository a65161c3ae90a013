"""Every text is translated, no translation is stale, and each uses the values its text has."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import catalogues

PO = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"

# said to somebody new
msgid "Hola {name}"
msgstr "Hi {name}"

#, fuzzy
msgid "Adiós"
msgstr "Bye"

msgid "Ya no"
msgstr "No more"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en.po").write_text(PO, "utf-8")
    return tmp_path


def test_only_what_is_sure_is_used(folder: Path) -> None:
    assert catalogues.load_all(folder) == {"es": {}, "en": {"Hola {name}": "Hi {name}", "Ya no": "No more"}}


def test_missing_doubtful_and_stale_are_told_apart(folder: Path) -> None:
    told = list(catalogues.faults("en", ["Hola {name}", "Adiós", "Gracias"], folder))
    assert told == [
        "en.po is unsure (fuzzy) of 'Adiós'",
        "en.po has no translation of 'Gracias'",
        "en.po translates a text that is no more: 'Ya no'",
    ]


def test_a_translation_uses_the_values_of_its_text(folder: Path) -> None:
    (folder / "en.po").write_text(PO.replace("Hi {name}", "Hi {nombre}"), "utf-8")
    told = list(catalogues.faults("en", ["Hola {name}"], folder))
    assert told[0] == "en.po does not use the same {name, nombre} as 'Hola {name}'"


def test_updating_keeps_translations_drops_stale_ones_and_is_steady(folder: Path) -> None:
    texts = ["Gracias", "Hola {name}"]
    catalogues.update("en", texts, folder)
    written = (folder / "en.po").read_bytes()
    assert catalogues.load("en", folder) == {"Hola {name}": "Hi {name}"}
    assert b"said to somebody new" in written
    assert b"Ya no" not in written
    catalogues.update("en", texts, folder)
    assert (folder / "en.po").read_bytes() == written
