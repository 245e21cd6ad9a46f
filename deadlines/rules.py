"""The table of limits as shipped (`data/clocks.csv`), one code a limit, loaded by a migration."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "clocks.csv"


@dataclass(slots=True)
class ShippedRule:
    """One row of the shipped table; the same names as the stored rule's columns."""

    code: str
    name: str
    subject: str
    trigger: str
    anchor: str
    first_day: str
    n: int | None
    unit: str
    basis: str
    source: str
    valid_from: dt.date
    valid_to: dt.date | None
    applies_if: str
    stop_event: str
    pause: str
    roll: str
    warn_before: str
    owner_role: str
    extension_by: str
    late_reason_required: bool
    kpi: str
    is_typed: bool
    due_note: str
    derived_from: str
    derived_years: int


@lru_cache(maxsize=1)
def shipped() -> tuple[ShippedRule, ...]:
    """Every row of the table, as the law's readers wrote it down."""
    with TABLE.open(newline="", encoding="utf-8") as handle:
        return tuple(_rule(row) for row in csv.DictReader(handle))


def _rule(row: dict[str, str]) -> ShippedRule:
    return ShippedRule(
        code=row["code"],
        name=row["name"],
        subject=row["subject"],
        trigger=row["trigger"],
        anchor=row["anchor"],
        first_day=row["first_day"],
        n=int(row["n"]) if row["n"] else None,
        unit=row["unit"],
        basis=row["basis"],
        source=row["source"],
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        valid_to=dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        applies_if=row["applies_if"],
        stop_event=row["stop_event"],
        pause=row["pause"],
        roll=row["roll"],
        warn_before=row["warn_before"],
        owner_role=row["owner_role"],
        extension_by=row["extension_by"],
        late_reason_required=row["late_reason_required"] == "1",
        kpi=row["kpi"],
        is_typed=row["typed"] == "1",
        due_note=row["due_note"],
        derived_from=row["derived_from"],
        derived_years=int(row["derived_years"]),
    )
