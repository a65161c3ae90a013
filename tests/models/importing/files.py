"""Files of the institution as tests write them, and what an import made of them."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session, SQLModel, select

from models.database import Database

Table = TypeVar("Table", bound=SQLModel)
WORKERS = "nss,curp,rfc,nombre,primer_apellido,segundo_apellido\n"
LORENA = "39089002156,PUFL900215MJCRCR04,PUFL900215KJ8,LORENA,PRUEBA,FICTICIA\n"
PACKED = gzip.compress((WORKERS + LORENA * 400).encode())
PAID = "folio,nss,registro_patronal,patron,bimestre,importe,fecha_pago\n"
ROW = "A1,39089002156,Y1234567101,ZAPATERA DEL NORTE,2026-5,1955.26,2026-11-15\n"
CREDIT = (
    "numero_credito,nss,estado,regimen,moneda,saldo,mensualidad,monto_vencido,monto_liquidar,fecha_limite,fecha_corte\n"
    "1234567890,39089002156,liquidado,ROA,MXN,0.00,0.00,0.00,0.00,,2026-10-31\n"
)


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def records(url: str, table: type[Table]) -> list[Table]:
    database = Database(url)
    with Session(database.engine) as session:
        found = list(session.exec(select(table)).all())
    database.close()
    return found


def refusals(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"rechazos-{name}.csv").open(encoding="utf-8") as source:
        return list(csv.DictReader(source))
