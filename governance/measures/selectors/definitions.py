"""What each measure means, as dated data (governance/data/measures.csv): words change with their version alone."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from governance.measures.enums import TargetKind

TABLE = Path(__file__).resolve().parents[2] / "data" / "measures.csv"


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of a measure: what is counted, of what, by which date, and by whose rule."""

    section: str
    code: str
    version: int
    since: date
    label: str
    numerator: str
    denominator: str
    date_basis: str
    source: str
    target: int | None
    target_kind: str
    # 100 for a share, 10 000 for a rate by population.
    per: int

    @property
    def is_snapshot(self) -> bool:
        """Counted at a moment: twelve months of it mean nothing."""
        return self.date_basis in ("at the end of the month", "when the report was made")


@cache
def every_version() -> tuple[Definition, ...]:
    """All versions, in the order of the report."""
    with TABLE.open(newline="", encoding="utf-8") as handle:
        return tuple(_row(row) for row in csv.DictReader(handle))


def _row(row: dict[str, str]) -> Definition:
    return Definition(
        section=row["section"],
        code=row["code"],
        version=int(row["version"]),
        since=date.fromisoformat(row["since"]),
        label=row["label"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        date_basis=row["date_basis"],
        source=row["source"],
        target=int(row["target"]) if row["target"] else None,
        target_kind=TargetKind(row["target_kind"]).value,
        per=int(row["per"]),
    )


def in_force(on: date) -> tuple[Definition, ...]:
    """The version of each measure that holds on a day, in the order of the report."""
    newest: dict[str, Definition] = {}
    for row in every_version():
        if row.since <= on and (row.code not in newest or newest[row.code].version < row.version):
            newest[row.code] = row
    return tuple(newest.values())


def front_door(on: date) -> tuple[Definition, ...]:
    return tuple(row for row in in_force(on) if row.section == "Front door")
