"""Given the real postcode table, when a concern is logged with one of its postcodes, then it shows ward and locality."""

import csv
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from core.history import acting
from tests.journeys.test_concern_to_pack import walk as walk
from tests.journeys.walk import Walk

REFDATA = os.environ.get("REFDATA_DIR", "")
TABLE = "trafford_postcodes_2025-02.csv"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not REFDATA, reason="REFDATA_DIR is not set: the real postcode table is not part of the product"
    ),
]


def table() -> Path:
    found = next(Path(REFDATA).rglob(TABLE), None)
    if found is None:
        pytest.skip(f"REFDATA_DIR holds no {TABLE}")
    return found


def rows_of_four_localities(path: Path) -> list[dict[str, str]]:
    """One postcode of each locality, from the middle of the table."""
    with path.open(newline="", encoding="utf-8-sig") as handle:
        rows = list(csv.DictReader(handle))
    found = {row["locality"]: row for row in rows[len(rows) // 3 :]}
    assert len(found) == 4, sorted(found)
    return list(found.values())


def log_with(walk: Walk, postcode: str) -> None:
    walk.go("/concerns/new/")
    walk.follow("Danger, and where they are now")
    walk.answer(where_now="At home")
    walk.press("Save and go on")
    walk.follow("Add a person")
    walk.answer(role="CHILD", forename="Ivy", surname="Demowren", address_kind="HOME", postcode=postcode)
    walk.press("Save and go on")
    walk.follow("Go on")
    walk.answer(what="Tired and hungry on Mondays, and says that nobody is at home")
    walk.press("Save and see all steps")
    walk.follow("Check answers and send")
    walk.press("Send")


def test_a_concern_with_a_real_postcode_shows_its_ward_and_locality(walk: Walk, personas: Any) -> None:
    path = table()
    with acting(by="SYSTEM", reason="postcode table read"):
        call_command("import_geography", str(path), stdout=StringIO(), stderr=StringIO())
    walk.become(personas.health_visitor)
    for row in rows_of_four_localities(path):
        log_with(walk, row["postcode"].lower().replace(" ", ""))
        walk.reads(f"{row['locality']}, {row['ward_name']}")
