"""A reader leaves with one click, once; nobody else can leave for them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models.tables.accounts import AccountRow, Consent
from notices.unsubscribe import PATH, Leaving, unsubscribe_routes
from tests.notices.world import Institution


@pytest.fixture
def browser(house: Institution) -> FlaskClient:
    app = Flask("mail")
    app.register_blueprint(unsubscribe_routes(house.database.transaction, house.vault, house.clock))
    return app.test_client()


def path(house: Institution, recipient: str = "ana@example.mx") -> str:
    return Leaving(house.vault, "https://cuenta.example/")(recipient).removeprefix("https://cuenta.example")


def wants(house: Institution) -> list[bool]:
    return [account.email_alerts for account in house.rows(AccountRow, AccountRow.id)]


def test_the_mail_programs_click_takes_the_consent_back_once(house: Institution, browser: FlaskClient) -> None:
    house.worker(1, email="ana@example.mx", email_alerts=True)
    house.worker(2, email="eva@example.mx", email_alerts=True)
    for _ in range(2):
        assert browser.post(path(house), data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert wants(house) == [False, True]
    (entry,) = house.rows(Consent)
    assert (entry.kind, entry.given, entry.version, entry.account_id) == ("alerts.email", False, "List-Unsubscribe", 1)


def test_following_the_link_only_asks(house: Institution, browser: FlaskClient) -> None:
    """Mail scanners open every link."""
    house.worker(email="ana@example.mx", email_alerts=True)
    page = browser.get(path(house))
    assert "<button>" in page.text
    assert wants(house) == [True]


def test_the_address_names_nobody_and_cannot_be_made_up(house: Institution, browser: FlaskClient) -> None:
    house.worker(email="ana@example.mx", email_alerts=True)
    assert "ana" not in path(house)
    for token in ("", "x", "ana@example.mx", path(house)[len(PATH) : -2] + "AA", "ñ" * 20):
        assert browser.post(PATH + token).status_code == 404
        assert browser.get(PATH + token).status_code == 404
    assert wants(house) == [True]


def test_the_pages_words_are_correct_spanish(house: Institution, browser: FlaskClient) -> None:
    page = browser.post(path(house))
    assert 'lang="es"' in page.text
    assert "ya no te mandamos avisos por correo" in page.text
