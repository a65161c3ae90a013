"""`fusiones`: an NSS merged into another takes its records, its account and its line along."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from models.importing import import_paths
from tests.models.conftest import CURP, LINE, NSS, RFC, Office

FORMER, OTHER = "77108800010", "92919084431"
WORKERS = f"nss,curp,rfc,nombre,primer_apellido,segundo_apellido\n{FORMER},{CURP},{RFC},LORENA,PRUEBA,FICTICIA\n"
PAID = "folio,nss,registro_patronal,patron,bimestre,importe,fecha_pago\nF1,{nss},Y1,ZAPATERA,2026-2,900.00,2026-05-17\n"
MERGES = f"nss_anterior,nss_vigente,fecha\n{FORMER},{NSS},2026-11-01\n"


def _load(office: Office, folder: Path, **files: str) -> list[str]:
    """Import files; what was refused, as it is written."""
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, "utf-8")
    url = office.database.engine.url.render_as_string(hide_password=False)
    import_paths(url, [folder / f"{name}.csv" for name in files])
    return [path.read_text("utf-8") for path in sorted(folder.glob("rechazos-*.csv"))]


def _periods(office: Office) -> list[str]:
    return [one.period for one in office.facts().contributions(NSS, 9)]


def test_records_and_account_go_over_and_later_rows_follow(office: Office, tmp_path: Path) -> None:
    """Whoever registered with the former number goes on with the line and NIP they have."""
    assert _load(office, tmp_path, trabajadores=WORKERS, aportaciones=PAID.format(nss=FORMER)) == []
    office.open_account(nss=FORMER)
    assert "2026-2" not in _periods(office)

    assert _load(office, tmp_path, fusiones=MERGES) == []

    account = office.facts(LINE).line().account
    assert account
    assert account.nss == NSS
    assert "2026-2" in _periods(office)
    later = PAID.format(nss=FORMER).replace("F1", "F2").replace("2026-2", "2026-1")
    _load(office, tmp_path, aportaciones=later)
    assert "2026-1" in _periods(office)
    found = office.facts().match(FORMER, CURP, RFC)
    assert found
    assert found.nss == NSS


def test_an_account_stays_where_the_number_in_force_has_one(office: Office, tmp_path: Path) -> None:
    """Two lines, one person: a person of the call centre has to look at that."""
    _load(office, tmp_path, trabajadores=WORKERS)
    office.open_account(nss=NSS)
    office.open_account(line="+525512345679", nss=FORMER)
    _load(office, tmp_path, fusiones=MERGES)
    with office.database.connect() as connection:
        kept = set(connection.execute(text("SELECT nss FROM account")).scalars())
    assert kept == {NSS, FORMER}


def test_what_is_no_merge_is_refused(office: Office, tmp_path: Path) -> None:
    """Into itself, or into an NSS that nobody has."""
    head = "nss_anterior,nss_vigente,fecha\n"
    (refused,) = _load(office, tmp_path, fusiones=f"{head}{NSS},{NSS},2026-11-01\n{NSS},{OTHER},2026-11-01\n")
    assert "es el mismo NSS" in refused
    assert "el trabajador no está en los registros" in refused


def test_an_appointment_needs_its_hour_and_work_its_beginning(office: Office, tmp_path: Path) -> None:
    """What may be empty may be missing; the rest is refused with its reason."""
    visits = "folio,nss,lugar,fecha_hora\nC1,{0},CESI,2026-12-01 10:30\nC2,{0},CESI,2026-12-01\n"
    refused = _load(
        office,
        tmp_path,
        citas=visits.format(NSS),
        relaciones=f"nss,registro_patronal,alta,patron\n{NSS},Y1,2020-01-02,ZAPATERA\n{NSS},Y1,,ZAPATERA\n",
        beneficios="folio,numero_credito,tipo,fecha\nB1,1234567890,prorroga,2026-11-01\nB2,1234567890,otro,2026-11-01\n",
    )
    assert [one.count("\n") for one in refused] == [2, 2, 2]
    assert "AAAA-MM-DD HH:MM" in "".join(refused)
    facts = office.facts()
    assert [one.at for one in facts.appointments(NSS, 9)] == ["2026-12-01 10:30"]
    assert [(one.employer, one.ended_on) for one in facts.employments(NSS, 9)] == [("ZAPATERA", None)]
    assert [one.kind for one in facts.benefits("1234567890", 9)] == ["prorroga"]
