"""An extract comes in whole, once, and as if never interrupted; a machine links only as safety r allows."""

import csv
import random
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from people.enums import Restriction
from people.models import Address, ImportLine, ImportRun, Person, SourceRecord
from people.services import create_person, onboard, restrict
from tests.personas import Personas

pytestmark = pytest.mark.django_db
NHS = "9434765919"
HEAD = ["Child ID", "NHS Number", "Surname", "Forename", "Date of Birth", "Sex", "Address 1", "Postcode"]


def csv_file(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", newline="") as handle:
        csv.writer(handle).writerows([HEAD, *rows])
    return path


def many(number: int) -> list[list[str]]:
    chance = random.Random(11)
    rows = []
    for place in range(number):
        born = date(2008, 1, 1) + timedelta(days=chance.randrange(6000))
        name = "".join(chance.choice("bdfgklmnprstaeiou") for _ in range(7))
        other = "".join(chance.choice("bdfgklmnprstaeiou") for _ in range(6))
        day = "soon" if place % 97 == 0 else f"{born:%d/%m/%Y}"
        rows.append([f"C{place}", "", name, other, day, "F", f"{place % 90} Demo Street", "M33 3AA"])
    return rows


def _take(path: Path, *, kind: str = "child-health", **more: object) -> str:
    said = StringIO()
    call_command("import_extract", kind, str(path), stdout=said, stderr=StringIO(), **more)
    return said.getvalue()


def _all() -> list[tuple[object, ...]]:
    rows = SourceRecord.objects.order_by("source_id").values_list(
        "source_id", "person__surname", "person__forename", "person__born_on", "person__addresses__lines"
    )
    return list(rows) + list(ImportLine.objects.order_by("line").values_list("line", "outcome", "reason"))


def test_a_row_becomes_a_person_with_an_address(tmp_path: Path, personas: Personas) -> None:
    path = csv_file(
        tmp_path / "a.csv", [["C1", NHS, "DEMOONE", "ANN", "1/6/2015", "F", "3 Demo Street", "M333AA"]]
    )
    _take(path)
    person = SourceRecord.objects.get(kind="child-health", source_id="C1").person
    assert (person.forename, person.surname, person.nhs_number) == ("Ann", "Demoone", NHS)
    assert Address.objects.get(person=person).postcode == "M33 3AA"


def test_the_same_file_twice_is_one_import(tmp_path: Path, personas: Personas) -> None:
    path = csv_file(tmp_path / "a.csv", many(20))
    first = _take(path)
    before = _all()
    assert _take(path) == first
    assert _all() == before
    assert ImportRun.objects.count() == 1


def test_a_later_file_of_the_same_system_makes_nobody_twice(tmp_path: Path, personas: Personas) -> None:
    rows = many(20)
    _take(csv_file(tmp_path / "a.csv", rows))
    people = Person.objects.count()
    _take(csv_file(tmp_path / "b.csv", rows[::-1]))
    assert Person.objects.count() == people


def test_a_dry_run_reports_and_writes_nothing(tmp_path: Path, personas: Personas) -> None:
    people = Person.objects.count()
    path, report = csv_file(tmp_path / "a.csv", many(100)), tmp_path / "r.csv"
    assert "refused 2" in _take(path, dry_run=True, report=report)
    assert (Person.objects.count(), ImportRun.objects.count()) == (people, 0)
    assert [row["line"] for row in csv.DictReader(report.read_text().splitlines())] == ["2", "99"]


def test_safety_r_only_number_birth_and_name_link_by_themselves(tmp_path: Path, personas: Personas) -> None:
    known = create_person(
        by=personas.system, forename="Ann", surname="Demoone", born_on=date(2015, 6, 1), nhs_number=NHS
    )
    _take(csv_file(tmp_path / "b.csv", [["C2", "", "Demoone", "Anne", "1/6/2015", "", "", ""]]))
    assert not SourceRecord.objects.filter(source_id="C2").exists()
    assert ImportLine.objects.get(source_id="C2").outcome == "HELD"
    _take(csv_file(tmp_path / "a.csv", [["C1", NHS, "Demoone", "Ann", "1/6/2015", "", "", ""]]))
    assert SourceRecord.objects.get(source_id="C1").person == known


def test_safety_o_a_restricted_person_is_held_in_the_same_words(tmp_path: Path, personas: Personas) -> None:
    known = create_person(
        by=personas.system, forename="Ann", surname="Demoone", born_on=date(2015, 6, 1), nhs_number=NHS
    )
    restrict(person=known, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    _take(csv_file(tmp_path / "a.csv", [["C1", NHS, "Demoone", "Ann", "1/6/2015", "", "", ""]]))
    assert ImportLine.objects.get(source_id="C1").reason == onboard.HELD
    assert not SourceRecord.objects.exists()


def test_safety_r_twins_of_one_file_are_two_people(tmp_path: Path, personas: Personas) -> None:
    home = ["1/6/2015", "F", "3 Demo Street", "M33 3AA"]
    rows = [["C1", "", "Demotwin", "Ella", *home], ["C2", "", "Demotwin", "Grace", *home]]
    _take(csv_file(tmp_path / "a.csv", rows))
    assert SourceRecord.objects.values("person").distinct().count() == 2


def test_broken_off_and_run_again_it_ends_as_an_unbroken_one(
    tmp_path: Path, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken in the midst of writing a batch: that batch left nothing, the next run goes on there."""
    monkeypatch.setattr("people.management.commands.import_extract.BATCH", 100)
    path, real, calls = csv_file(tmp_path / "a.csv", many(800)), onboard.copy_instances, [0]

    def breaks(*args: object, **more: object) -> object:
        calls[0] += 1
        if calls[0] % 7 == 0:
            raise RuntimeError("the power went")
        return real(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(onboard, "copy_instances", breaks)
        for _ in range(9):
            try:
                _take(path)
            except RuntimeError:
                continue
            break
    broken = _all()
    assert calls[0] > 21
    assert len(broken) == 800
    other = csv_file(tmp_path / "b.csv", [[f"X{row[0]}", *row[1:]] for row in many(800)])
    _take(other, kind="child-health")
    # The same people under other numbers: each is likely known, none is made again.
    assert SourceRecord.objects.filter(source_id__startswith="X").count() == 0
