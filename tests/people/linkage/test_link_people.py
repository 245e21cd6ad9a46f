"""`link_people` reads what it is given, says what it cannot read, and writes a whole file or none."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytest.importorskip("splink")


def _file(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", newline="") as handle:
        csv.writer(handle).writerows(rows)
    return path


def test_any_columns_in_any_order_are_enough(tmp_path: Path) -> None:
    one = _file(
        tmp_path / "a.csv", [["surname", "id", "colour", "date_of_birth"], ["Quist", "1", "red", "1/2/2013"]]
    )
    other = _file(
        tmp_path / "b.csv", [["id", "date_of_birth", "surname"], ["9", "2013-02-01", "quist"], ["8"]]
    )
    said, out = StringIO(), tmp_path / "pairs.csv"
    call_command("link_people", str(one), against=other, out=out, json=True, stdout=said)
    figures = json.loads(said.getvalue())
    assert (figures["rows_left"], figures["rows_right"]) == (1, 2)
    assert out.read_text().splitlines()[0] == "left,right,probability,decision"
    assert all(line.startswith("1,") for line in out.read_text().splitlines()[1:])


def test_an_extract_with_nothing_to_compare_links_nobody(tmp_path: Path) -> None:
    one = _file(tmp_path / "a.csv", [["id", "given_name"], ["1", ""], ["2", "unknown"]])
    out = tmp_path / "pairs.csv"
    call_command("link_people", str(one), out=out, stdout=StringIO())
    assert out.read_text() == "left,right,probability,decision\n"


@pytest.mark.parametrize("rows", [[["name"], ["Quist"]], [["id", "surname"], ["1", "Quist"], ["1", "Other"]]])
def test_a_file_without_ids_of_its_own_is_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    one, out = _file(tmp_path / "a.csv", rows), tmp_path / "pairs.csv"
    with pytest.raises(CommandError, match="id"):
        call_command("link_people", str(one), out=out, stdout=StringIO())
    assert not out.exists()
