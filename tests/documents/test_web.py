"""`/cartel` is there for everybody, in both languages, in production too; without the typesetter it says what to do."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app import create_app
from config.settings import Settings
from documents import typesetting
from documents.typesetting import NoTypesetter


@pytest.fixture
def client(settings: Settings, sqlite: str) -> FlaskClient:
    return create_app(settings.model_copy(update={"database_url": sqlite})).test_client()


def test_the_poster_is_a_page_a_pdf_and_a_text(client: FlaskClient) -> None:
    page = client.get("/cartel")
    assert page.status_code == 200
    assert "30900" in page.text
    assert "*123#" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    with client.get("/cartel/static/cartel.css") as style:
        assert style.status_code == 200
    pdf = client.get("/cartel.pdf")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    text = client.get("/cartel.txt")
    assert (text.mimetype, text.text[-1]) == ("text/plain", "\n")
    assert '<html lang="en">' in client.get("/cartel?lang=en").text
    assert '<html lang="es">' in client.get("/cartel?lang=xx").text


def test_without_the_typesetter_the_page_is_named(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> object:
        raise NoTypesetter

    monkeypatch.setattr(typesetting, "_fonts", missing)
    answer = client.get("/cartel.pdf")
    assert answer.status_code == 503
    assert "/cartel" in answer.text
