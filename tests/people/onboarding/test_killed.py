"""Killed at any point and run again, an import ends with the same rows as an unbroken one."""

import csv
import os
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bench.private import ROOT, address, environment, private_database

ROWS, KILLS = 60_000, 8
HEAD = [
    "Child ID",
    "NHS Number",
    "Surname",
    "Forename",
    "Date of Birth",
    "Sex",
    "Address 1",
    "Postcode",
    "Telephone",
]
# Everything that an import writes, without keys and times: people and their numbers, names, homes, telephones, whom the
# other system calls what, what it said, what waits, what was refused, and each table's history.
_SAYS = """
SELECT s.source_id, p.surname, p.forename, p.born_on::text, p.sex, p.nhs_number, p.birth_certainty FROM people_sourcerecord s
JOIN people_person p ON p.id = s.person_id ORDER BY 1;
SELECT s.source_id, a.lines, a.postcode, a.starts_on::text, a.ends_on::text FROM people_sourcerecord s
JOIN people_address a ON a.person_id = s.person_id ORDER BY 1, 4;
SELECT s.source_id, c.value FROM people_sourcerecord s JOIN people_contactpoint c ON c.person_id = s.person_id ORDER BY 1, 2;
SELECT s.source_id, said.said::text, said.said_on::text FROM people_sourcesaying said
JOIN people_sourcerecord s ON s.id = said.record_id ORDER BY 1, said.id;
SELECT s.source_id, e.keys::text FROM people_sourcerecord s
JOIN people_searchentry e ON e.person_id = s.person_id ORDER BY 1;
SELECT source_id, why, said::text, answer FROM people_heldrow ORDER BY 1;
SELECT line::text, source_id, outcome, reason FROM people_importline ORDER BY line, source_id;
SELECT 'person', pgh_label, count(*) FROM people_personevent GROUP BY 2;
SELECT 'name', count(*) FROM people_personname;
SELECT 'address', pgh_label, count(*) FROM people_addressevent GROUP BY 2;
SELECT 'phone', pgh_label, count(*) FROM people_contactpointevent GROUP BY 2;
SELECT 'held', pgh_label, count(*) FROM people_heldrowevent GROUP BY 2;
SELECT lines_done, is_finished, made, linked, changed, unchanged FROM people_importrun ORDER BY id;
"""


def _nhs_number(place: int) -> str:
    """A number with its check digit, each once."""
    first = f"9{place * 7:08}"
    check = 11 - sum(int(digit) * (10 - at) for at, digit in enumerate(first)) % 11
    return "" if check == 10 else f"{first}{check % 11}"


def _file(path: Path, *, seed: int, changes: int = 0) -> Path:
    """Dirty rows; `changes`: that share of a hundred moved or changed their telephone since."""
    chance, later = random.Random(seed), random.Random(seed + 1)
    letters = "bdfgklmnprstaeiou"
    with path.open("w", newline="") as handle:
        out = csv.writer(handle)
        out.writerow(HEAD)
        for place in range(ROWS):
            born = date(2005, 1, 1) + timedelta(days=chance.randrange(7000))
            surname, forename = ("".join(chance.choice(letters) for _ in range(n)) for n in (7, 6))
            day = "soon" if place % 97 == 0 else f"{born:%d/%m/%Y}"
            number = _nhs_number(place) if chance.random() < 0.3 else ""
            home = [
                f"{chance.randrange(1, 90)} Demo Street",
                f"M{chance.choice((31, 32, 33, 41))} {chance.randrange(1, 9)}AA",
            ]
            phone = f"0161 496 {chance.randrange(10000):04}" if chance.random() < 0.5 else ""
            if later.random() * 100 < changes:
                home[0], phone = (
                    f"{later.randrange(100, 190)} Demo Road",
                    f"0161 496 {later.randrange(10000):04}",
                )
            out.writerow([f"C{place}", number, surname, forename, day, "F", *home, phone])
    return path


def _begin(database: str, path: Path, folder: Path, on: str) -> "subprocess.Popen[bytes]":
    env = environment(database, settings="trafford_cyps.settings.local", folder=folder)
    command = [sys.executable, "manage.py", "import_extract", "child-health", str(path), "--as-of", on]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _everything(database: str) -> list[list[tuple[Any, ...]]]:
    with psycopg.connect(address(database, owner=True)) as connection:
        return [connection.execute(text).fetchall() for text in _SAYS.split(";")[:-1]]


def _killed_often(database: str, path: Path, folder: Path, on: str, *, seconds: float, seed: int) -> int:
    """Begin and kill -9 somewhere, again and again, then let it end; answers how often it was cut short."""
    chance, cut_short = random.Random(seed), 0
    for _ in range(KILLS):
        running = _begin(database, path, folder, on)
        try:
            running.wait(5 + seconds * chance.uniform(0.02, 0.3))
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait(10)
            cut_short += 1
    assert _begin(database, path, folder, on).wait(3000) == 0
    return cut_short


@pytest.mark.long
@pytest.mark.timeout(9000)
def test_killed_at_any_point_sixty_thousand_rows_end_as_unbroken(tmp_path: Path) -> None:
    first = _file(tmp_path / "a.csv", seed=11)
    second = _file(tmp_path / "b.csv", seed=11, changes=3)
    with (
        private_database(f"import_{os.getpid()}_whole") as whole,
        private_database(f"import_{os.getpid()}_killed") as killed,
    ):
        for path, on, seed in ((first, "2026-03-01", 3), (second, "2026-06-01", 5)):
            began = time.monotonic()
            assert _begin(whole, path, tmp_path, on).wait(3000) == 0
            seconds = time.monotonic() - began
            cut_short = _killed_often(killed, path, tmp_path, on, seconds=seconds, seed=seed)
            print(f"{path.name}: {ROWS} rows in {seconds:.0f} s unbroken, killed {cut_short} times")
            assert cut_short, "nothing was killed: the file is too small for this machine"
            for one, other in zip(_everything(killed), _everything(whole), strict=True):
                assert one == other
        assert len(_everything(whole)[0]) > ROWS * 0.9
