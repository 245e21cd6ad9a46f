"""Real files are dirty: what can be taken is taken, the rest is said row by row."""

from datetime import date
from pathlib import Path

import pytest

from core.errors import DomainError
from people.enums import ExtractKind
from people.onboarding.reading import lines
from people.onboarding.rows import Refused, Row, read_row

TODAY = date(2026, 4, 7)
SAMPLES = Path("people/onboarding/samples")


def _rows(kind: str, path: Path) -> list[Row | Refused]:
    return [read_row(line, kind=kind, today=TODAY) for line in lines(kind, path)]


@pytest.mark.parametrize("kind", ExtractKind.values)
def test_every_sample_is_read_whole(kind: str) -> None:
    path = next(SAMPLES.glob(f"{kind}.*"))
    rows = _rows(kind, path)
    assert len(rows) == 2
    assert all(isinstance(row, Row) for row in rows)


def test_a_dirty_row_says_why_it_was_refused(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    path.write_bytes(
        b"UPN;x,Surname,Forename,DOB\n".replace(b";x", b"")
        + b"A1,Demo,Ann,31/02/2015\nA2,,Ann,1/1/2015\n,Demo,Ann,1/1/2015\nA4,Demo,Ann\nA5,Demo,Zo\xeb,1/1/2015\n"
        + b"A6,Demo,Ann,1/1/2015,one,cell,more\nA7,Demo,Ann,1/1/2027\n"
    )
    rows = _rows("school-roll", path)
    said = {row.line: row.reason for row in rows if isinstance(row, Refused)}
    assert said == {
        2: "the date of birth is no date", 3: "no surname", 4: "no number for this person",
        5: "no date of birth and no expected date", 7: "7 cells under 4 columns",
        8: "the date of birth is in the future or too long ago",
    }  # fmt: skip
    taken = [row for row in rows if isinstance(row, Row)]
    assert [(row.forename, row.left_out) for row in taken] == [
        ("Zoë", ("a UPN whose check letter is wrong",))
    ]


def test_a_file_without_the_number_of_each_person_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("Name,DOB\nAnn,1/1/2015\n")
    with pytest.raises(DomainError, match="no column"):
        list(lines("school-roll", path))


def test_a_dirty_census_gives_its_children_and_fetches_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    path = tmp_path / "cin.xml"
    path.write_text(
        f'<!DOCTYPE m [<!ENTITY e SYSTEM "file://{secret}">]>'
        '<m:Message xmlns:m="urn:any"><m:Children>stray words<m:Child><m:ChildIdentifiers>'
        "<m:LAchildID>L1</m:LAchildID><m:UPN>&e;</m:UPN><m:PersonBirthDate>2015-06-01</m:PersonBirthDate>"
        "<m:GenderCurrent>2</m:GenderCurrent></m:ChildIdentifiers></m:Child>"
        "<m:Child><m:ChildIdentifiers><m:LAchildID>L2</m:LAchildID><m:PersonBirthDate>soon</m:PersonBirthDate>"
        "</m:ChildIdentifiers></m:Child></m:Children></m:Message>"
    )
    first, second = _rows("cin-census", path)
    assert isinstance(first, Row) and (first.sex, first.born_on) == ("F", date(2015, 6, 1))
    assert "SECRET" not in str(first)
    assert isinstance(second, Refused)
