"""Real files are dirty: what can be taken is taken, the rest is said row by row."""

from datetime import date
from pathlib import Path

import pytest

from core.errors import DomainError
from people.enums import ExtractKind
from people.onboarding.reading import lines
from people.onboarding.rows import Reading, Refused, Row, read_row

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


def _child(number: str, *inside: str) -> str:
    return f"<Child><ChildIdentifiers><LAchildID>{number}</LAchildID>{''.join(inside)}</ChildIdentifiers></Child>"


def _census(
    path: Path, *children: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>'
) -> list[Row | Refused]:
    path.write_text(f"{head}<Message><Children>{''.join(children)}</Children></Message>", encoding="utf-8")
    return list(Reading("cin-census", path, TODAY))


def test_a_census_of_dirty_children_is_taken_as_far_as_it_can_be(tmp_path: Path) -> None:
    rows = _census(
        tmp_path / "cin.xml",
        _child("L1", "<PersonBirthDate>2015-06-01T00:00:00</PersonBirthDate><Sex>M</Sex>", "<UPN>H801200001001</UPN>"),
        _child("L2", "<!-- typed by hand --><PersonBirthDate/><ExpectedPersonBirthDate>2026-06-01</ExpectedPersonBirthDate>",
               "<GenderCurrent>1</GenderCurrent>"),
        _child("L1", "<PersonBirthDate>2015-06-02</PersonBirthDate>"),
        _child("", "<PersonBirthDate>2015-06-02</PersonBirthDate>"),
        _child("L4", "<PersonBirthDate>2027-06-02</PersonBirthDate>"),
        _child("L5", "<PersonBirthDate>2010-06-02</PersonBirthDate><PersonDeathDate>2026-01-01</PersonDeathDate>",
               "<UPN>A123</UPN><UPNunknown>UN1</UPNunknown><CINdetails><PersonBirthDate>x</PersonBirthDate></CINdetails>"),
    )  # fmt: skip
    taken = {row.source_id: row for row in rows if isinstance(row, Row)}
    assert sorted(taken) == ["L1", "L2", "L5"]
    assert (taken["L1"].born_on, taken["L1"].sex, taken["L1"].upn) == (date(2015, 6, 1), "M", "H801200001001")
    assert (taken["L2"].expected_on, taken["L2"].sex) == (date(2026, 6, 1), "U")
    assert (taken["L5"].died_on, taken["L5"].left_out) == (
        date(2026, 1, 1), ("a UPN whose check letter is wrong",),
    )  # fmt: skip
    assert [row.reason for row in rows if isinstance(row, Refused)] == [
        "this number stands in line 1 already", "no number for this person",
        "the date of birth is in the future or too long ago",
    ]  # fmt: skip


def test_a_census_cut_off_or_of_wrong_letters_gives_the_children_before(tmp_path: Path) -> None:
    path = tmp_path / "cin.xml"
    whole = f"<Message><Children>{_child('L1', '<PersonBirthDate>2015-06-01</PersonBirthDate>')}<Child><ChildIdent"
    path.write_text(whole)
    assert "L1" in [row.source_id for row in Reading("cin-census", path, TODAY)]
    path.write_bytes(
        b'<?xml version="1.0" encoding="UTF-8"?>'
        + (whole.removesuffix("<Child><ChildIdent") + "<Note>Zo\xeb</Note>").encode("latin-1")
    )
    assert "L1" in [row.source_id for row in Reading("cin-census", path, TODAY)]


def test_a_file_that_is_no_census_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cin.xml"
    for text in ("<Message><Header/></Message>", "<html><body>Not found</body></html>"):
        path.write_text(text)
        with pytest.raises(DomainError, match="No child"):
            list(lines("cin-census", path))


def test_a_bomb_of_entities_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "cin.xml"
    nested = "".join(f'<!ENTITY e{n} "{"&e" + str(n - 1) + ";" if n else "ha"}{"&e" + str(n - 1) + ";" if n else ""}">'
                     for n in range(40))  # fmt: skip
    path.write_text(f"<!DOCTYPE m [{nested}]><Message><Child><ChildIdentifiers><LAchildID>&e39;</LAchildID>"
                    "</ChildIdentifiers></Child></Message>")  # fmt: skip
    with pytest.raises(DomainError, match="No child"):
        list(lines("cin-census", path))
