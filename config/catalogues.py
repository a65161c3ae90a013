"""Translations: `locale/<language>.po`, read with Babel. The source language is Spanish and needs no file.

The texts themselves stand in the code, marked `T("…")`; `micuenta catalogue` brings the files up to date with them, and
`--check` only looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

FOLDER = Path(__file__).parent / "locale"

HEADER = """# Texts of Mi Cuenta por mensaje. Each is short because every message is paid for: see `micuenta texts`.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""No dates or names of tools, so that a file changes only when its texts do."""


def languages(folder: Path = FOLDER) -> list[str]:
    """The languages there is a catalogue for, Spanish not among them."""
    return sorted(path.stem for path in folder.glob("*.po"))


def load(language: str, folder: Path = FOLDER) -> dict[str, str]:
    """Source text to translation; what is untranslated or doubtful is left out, and so is said in Spanish."""
    path = folder / f"{language}.po"
    return _translations(path, path.stat().st_mtime_ns)


def load_all(folder: Path = FOLDER) -> dict[str, dict[str, str]]:
    """Every catalogue by its language, Spanish with an empty one."""
    return {"es": {}} | {language: load(language, folder) for language in languages(folder)}


def faults(language: str, texts: Iterable[str], folder: Path = FOLDER) -> Iterator[str]:
    """What is wrong with a catalogue, a sentence each: missing, doubtful, stale, placeholders unlike the text's."""
    catalogue = _read(language, folder)
    wanted = set(texts)
    for text in sorted(wanted):
        entry = catalogue.get(text)
        if entry is None or not entry.string:
            yield f"{language}.po has no translation of {text!r}"
        elif entry.fuzzy:
            yield f"{language}.po is unsure (fuzzy) of {text!r}"
        elif strange := placeholders(text) ^ placeholders(str(entry.string)):
            yield f"{language}.po does not use the same {{{', '.join(sorted(strange))}}} as {text!r}"
    for entry in catalogue:
        if entry.id and entry.id not in wanted:
            yield f"{language}.po translates a text that is no more: {entry.id!r}"


def update(language: str, texts: Iterable[str], folder: Path = FOLDER) -> None:
    """Write the catalogue anew: the texts of the code in their order, translations kept, stale ones dropped."""
    old = _read(language, folder)
    new = Catalog(language)
    for text in texts:
        known = old.get(text)
        new.add(
            text,
            known.string if known else "",
            flags=known.flags if known else (),
            user_comments=known.user_comments if known else (),
        )
    with (folder / f"{language}.po").open("wb") as out:
        out.write(HEADER.format(language=language).encode())
        write_po(out, new, width=120, omit_header=True)


def placeholders(text: str) -> set[str]:
    """The names in braces in a template."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@lru_cache(maxsize=8)
def _translations(path: Path, changed_at: int) -> dict[str, str]:  # noqa: ARG001 - a file that changed is parsed anew
    entries = (entry for entry in _read(path.stem, path.parent) if entry.id and entry.string and not entry.fuzzy)
    return {str(entry.id): str(entry.string) for entry in entries}


def _read(language: str, folder: Path) -> Catalog:
    path = folder / f"{language}.po"
    with path.open("rb") as source:
        return read_po(source, locale=path.stem)
