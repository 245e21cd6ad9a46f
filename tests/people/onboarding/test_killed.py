"""Killed at any point and run again, an import ends with the same rows as an unbroken one."""

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bench.private import ROOT, address, environment, private_database
from tests.people.onboarding.test_import import csv_file, many

ROWS, KILLS = 60_000, 6
_SAYS = """
SELECT s.source_id, p.surname, p.forename, p.born_on::text, p.sex, a.lines, a.postcode, p.birth_certainty
FROM people_sourcerecord s JOIN people_person p ON p.id = s.person_id LEFT JOIN people_address a ON a.person_id = p.id
ORDER BY 1
"""
_REFUSED = "SELECT line::text, source_id, outcome, reason FROM people_importline ORDER BY line"


def _begin(database: str, path: Path, folder: Path) -> "subprocess.Popen[bytes]":
    env = environment(database, settings="trafford_cyps.settings.local", folder=folder)
    command = [sys.executable, "manage.py", "import_extract", "child-health", str(path)]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _everything(database: str) -> list[list[tuple[Any, ...]]]:
    with psycopg.connect(address(database, owner=True)) as connection:
        return [connection.execute(text).fetchall() for text in (_SAYS, _REFUSED)]


def _people(database: str) -> int:
    with psycopg.connect(address(database, owner=True)) as connection:
        row = connection.execute("SELECT count(*) FROM people_person").fetchone()
    return int(row[0]) if row else 0


@pytest.mark.long
@pytest.mark.timeout(5400)
def test_killed_at_any_point_sixty_thousand_rows_end_as_unbroken(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", many(ROWS))
    chance = random.Random(3)
    with (
        private_database(f"import_{os.getpid()}_whole") as whole,
        private_database(f"import_{os.getpid()}_killed") as killed,
    ):
        assert _begin(whole, path, tmp_path).wait(2400) == 0
        cut_short = 0
        for _ in range(KILLS):
            running = _begin(killed, path, tmp_path)
            try:
                running.wait(10 + chance.random() * 25)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait(10)
                cut_short += 1
        assert cut_short, "nothing was killed: the file is too small for this machine"
        assert _begin(killed, path, tmp_path).wait(2400) == 0
        assert _everything(killed) == _everything(whole)
        assert _people(killed) == _people(whole) > ROWS * 0.9
