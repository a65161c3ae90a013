"""How generously typed words are recognised, and where that stops."""

from __future__ import annotations

import pytest

from flows.keywords import words
from flows.keywords.words import WORDS
from flows.machine.register import STATES
from flows.typed.folding import near, simplify


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("¡Sáldo, por favor!", "saldo por favor"),
        ("  PEÑA  ", "pena"),
        ("ＡＨＯＲＲＯ", "ahorro"),
        ("Sta. Rosalía", "sta rosalia"),
        ("", ""),
        ("¿?", ""),
        ("Straße", "straße"),
    ],
)
def test_folding_forgets_case_accents_width_and_punctuation(typed: str, folded: str) -> None:
    assert simplify(typed) == folded


@pytest.mark.parametrize("typed", ["ahoro", "ahorroo", "ahorr", "ahoror", "ahotro"])
def test_one_slip_is_near(typed: str) -> None:
    """Added, dropped, changed or swapped with its neighbour."""
    assert near(typed, "ahorro")


@pytest.mark.parametrize(("typed", "word"), [("aoro", "ahorro"), ("nop", "nip"), ("pan", "pago"), ("", "pago")])
def test_two_slips_or_a_slip_in_a_short_word_are_not(typed: str, word: str) -> None:
    assert not near(typed, word)


def test_long_words_forgive_two_slips() -> None:
    assert near("movimentoz", "movimientos")
    assert not near("movmentoz", "movimientos")


@pytest.mark.parametrize(
    ("typed", "leads", "rest"),
    [
        ("AHORRO 482913", "savings.start", "482913"),
        ("quiero ver mi saldo, por favor", "credit.start", "por favor"),
        ("¿Cuánto debo?", "credit.start", ""),
        ("Hola, quiero hablar con una persona", "agent.start", ""),
        ("buenas tardes, me puede", "menu", "tardes, me puede"),
        ("Hola buenos días, quiero saber mi saldo", "credit.start", ""),
        ("¿cuánto tengo ahorrado?", "savings.start", ""),
        ("no me acuerdo de mi nip", "nip.forgot", "de mi nip"),
        ("no recuerdo mi NIP", "nip.forgot", "mi NIP"),
        ("hablar con alguien", "agent.start", ""),
        ("ya no quiero avisos", "alerts.start", ""),
        ("no quiero avisos", "alerts.start", ""),
        ("quiero darme de baja", "optout.ask", ""),
        ("por favor baja", "optout.start", ""),
        ("no quiero avisos no", "alerts.start", ""),
        ("AVISOS NO", "alerts.start", "NO"),
        ("PAGO 482913 1500.00", "payment.start", "482913 1500.00"),
        ("trámite", "application.start", ""),
        ("buenos días", "menu", "días"),
    ],
)
def test_a_word_is_found_after_courtesies_and_carries_its_answers(typed: str, leads: str, rest: str) -> None:
    found = words.exact(typed, "es")
    assert found
    assert (found[0].leads, found[1]) == (leads, rest)


@pytest.mark.parametrize("typed", ["AHORO", "aohrro", "crédtio", "constansia", "solicitus", "privasidad"])
def test_a_word_with_a_slip_is_found_only_where_slips_are_forgiven(typed: str) -> None:
    assert words.exact(typed, "es") is None
    assert words.typed(typed, "es")


@pytest.mark.parametrize(
    "typed", ["xyz", "pero ahorro", "", "12345", "mi mi mi mi mi mi mi mi ahorro", "no quiero baja", "ya no alta"]
)
def test_what_does_not_begin_with_a_word_is_none(typed: str) -> None:
    assert words.typed(typed, "es") is None


@pytest.mark.parametrize(
    "typed",
    ["BAJA", "alto", "Stop!", "ALTA", "start", "menú", "Salir.", "¿ayuda?", "asesor", "quiero hablar con alguien"],
)
def test_control_words_are_obeyed_even_in_free_text(typed: str) -> None:
    assert words.control(typed, "es")


@pytest.mark.parametrize(
    "typed", ["Baja California", "El Alto", "soy asesor", "ahorro", "bajo", "cancela", "Quito", "end of the road"]
)
def test_other_text_is_left_to_the_question(typed: str) -> None:
    """A town may begin with BAJA, or be near QUIT."""
    assert words.control(typed, "es") is None


def test_english_words_work_in_english_only_and_spanish_ones_always() -> None:
    assert words.exact("savings", "es") is None
    english = words.exact("savings", "en")
    spanish = words.exact("ahorro", "en")
    assert english
    assert spanish
    assert english[0] == spanish[0]


def test_no_spelling_belongs_to_two_words_and_every_word_leads_somewhere() -> None:
    for language in ("es", "en"):
        spellings = [spelling for word in WORDS for spelling in set(word.spellings(language))]
        assert len(spellings) == len(set(spellings))
    assert all(word.leads in STATES for word in WORDS)


def test_a_word_of_the_contract_leads_to_its_dialog() -> None:
    """Every keyword of the outer contract, in both languages."""
    spanish = (
        "MENU AYUDA REGISTRO ACTIVAR AHORRO CREDITO SALDO PAGO MOVIMIENTOS ESTADO PUNTOS PRECALIFICACION SOLICITUD "
        "TRAMITE DESCUENTOS CONSTANCIA AVISOS NIP DATOS IDIOMA ASESOR VERIFICA PRIVACIDAD SALIR BAJA ALTO STOP ALTA "
        "START"
    )
    english = (
        "HELP REGISTER ACTIVATE SAVINGS CREDIT BALANCE PAY STATEMENT POINTS APPLICATION DISCOUNTS CERTIFICATE ALERTS "
        "PIN DETAILS LANGUAGE AGENT VERIFY PRIVACY"
    )
    assert [word for word in spanish.split() if not words.exact(word, "es")] == []
    assert [word for word in english.split() if not words.exact(word, "en")] == []
