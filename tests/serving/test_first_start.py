"""The first start makes the tables and the demo's workers; later ones leave what is there alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from config.settings import Settings
from models.database import Database
from models.importing import import_paths
from serving import first_start as module
from serving.first_start import WORKERS, first_start
from serving.welcome import EXAMPLE, welcome
from simulator.personas import personas


def count(settings: Settings, table: str) -> int:
    database = Database(settings.database_url)
    with database.connect() as connection:
        found = int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
    database.close()
    return found


@pytest.fixture
def demo(tmp_path: Path) -> Settings:
    return Settings(env="demo", data=tmp_path)


def test_the_demo_gets_its_workers_once(demo: Settings) -> None:
    said: list[str] = []
    first_start(demo, said.append)
    assert len(said) == 1
    assert count(demo, "worker") >= WORKERS
    assert count(demo, "credit") > 50
    first_start(demo, said.append)
    assert len(said) == 1
    assert not (demo.data / "demo").exists()


def test_a_first_start_cut_short_is_begun_anew(demo: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers are loaded first; that they are there does not mean that their credits are."""

    def cut(url: str, paths: list[Path]) -> None:
        import_paths(url, [path / "trabajadores.csv" for path in paths])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "import_paths", cut)
        with pytest.raises(KeyboardInterrupt):
            first_start(demo, lambda _: None)
    assert count(demo, "credit") == 0
    first_start(demo, lambda _: None)
    assert count(demo, "credit") > 50


def test_anything_but_the_demo_gets_tables_alone(tmp_path: Path) -> None:
    settings = Settings(env="test", data=tmp_path)
    first_start(settings, pytest.fail)
    assert count(settings, "worker") == 0


def test_the_welcome_tells_where_the_phone_is_and_what_to_type(demo: Settings) -> None:
    told = welcome(demo, 1.84)
    assert "ready (1.8 s)" in told
    assert "http://127.0.0.1:8000/" in told
    assert personas()[0].identity in told
    assert f"micuenta phone --data {demo.data} --script docs/examples/{EXAMPLE.name}" in told
    assert "{" not in told


def test_the_usual_folder_need_not_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "--data" not in welcome(Settings(), 1.0)


def test_outside_the_demo_there_is_no_phone_to_tell_of(tmp_path: Path) -> None:
    assert "phone" not in welcome(Settings(env="test", data=tmp_path), 1.0)
