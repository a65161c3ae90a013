"""A language is one file: with its catalogue beside the others everything speaks it, measures it and offers it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands import catalogue, flows, texts
from commands.catalogue import texts_in_code
from config import catalogues
from flows.engine.engine import Engine
from flows.proving.proof import flaws
from flows.saying.house import House
from flows.saying.voice import ITS_NAME
from simulator.budgets import measures
from simulator.practice import NOW, Dice, World
from turns import parts
from turns.render import ussd_pages

CODE, NAME = "nah", "Nahuatl"
_BRACES = re.compile(r"(\{[^}]*\})")


def scratch(text: str) -> str:
    """A translation as long as its text, that nobody takes for Spanish."""
    if text == ITS_NAME:
        return NAME
    return "".join(
        part if part[:1] == "{" else part.replace("e", "x").replace("á", "x") for part in _BRACES.split(text)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The catalogues, and a third one."""
    shutil.copytree(catalogues.FOLDER, tmp_path, dirs_exist_ok=True)
    shutil.copy(tmp_path / "en.po", tmp_path / f"{CODE}.po")
    catalogues.update(CODE, texts_in_code(), tmp_path)
    new = catalogues.Catalog(CODE)
    for text in texts_in_code():
        new.add(text, scratch(text))
    with (tmp_path / f"{CODE}.po").open("wb") as out:
        out.write(catalogues.HEADER.format(language=CODE).encode())
        catalogues.write_po(out, new, width=120, omit_header=True)
    return tmp_path


def test_it_is_read_checked_and_measured_like_the_others(folder: Path) -> None:
    assert catalogues.languages(folder) == ["en", CODE]
    assert list(catalogues.faults(CODE, texts_in_code(), folder)) == []
    translated = catalogues.load_all(folder)
    assert list(flaws({CODE: translated[CODE]})) == []
    measured = [row for row in measures({CODE: translated[CODE]}) if row.language == CODE]
    assert len(measured) > 200
    assert {row.over for row in measured} == {""}


def test_a_line_chooses_it_and_is_spoken_to_in_it(folder: Path) -> None:
    translated = catalogues.load_all(folder)
    house = House(languages={code: found.get(ITS_NAME, "Español") for code, found in translated.items()})
    engine, world = Engine(house, translated), World()
    offered = engine.turn(None, ("IDIOMA",), world, NOW, Dice())
    assert offered.reply.options == ("Español", "English", NAME)
    chosen = engine.turn(offered.dialog, (NAME,), world, NOW, Dice())
    world.apply(chosen.effects)
    assert world.language == CODE
    assert chosen.reply.text == scratch("Listo, desde ahora te hablamos en español. Manda MENU para empezar.")
    menu = engine.turn(None, ("MENU",), world, NOW, Dice())
    assert menu.dialog.language == CODE
    assert "x" in menu.reply.text, "the line goes on being spoken to in it; Spanish words work"


def test_the_keys_of_a_page_are_in_it_too() -> None:
    long = Engine(House(), {}).turn(None, ("PRIVACIDAD",), World(), NOW, Dice()).reply
    pages = ussd_pages(long, scratch)
    assert "98 Mas\n0 Atras\n97 Por SMS" not in pages[0]
    assert pages[0].endswith("\n98 Mxs\n0 Atrxs\n97 Por SMS")


@pytest.mark.parametrize(("command", "checks"), [(catalogue, "--check"), (flows, "--check"), (texts, "--check")])
def test_the_commands_that_check_take_it_in(
    command: object, checks: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for function in (catalogues.languages, catalogues.load, catalogues.load_all, catalogues.faults):
        monkeypatch.setattr(function, "__defaults__", (folder,))
    result = CliRunner().invoke(command.command, [checks])  # type: ignore[attr-defined]  # each module has one
    assert result.exit_code == 0, result.output
    assert CODE in str(catalogues.languages())


def test_the_house_offers_what_there_are_catalogues_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from config.settings import Settings

    for function in (catalogues.languages, catalogues.load, catalogues.load_all):
        monkeypatch.setattr(function, "__defaults__", (folder,))
    assert parts.house(Settings()).languages == {"es": "Español", "en": "English", CODE: NAME}
