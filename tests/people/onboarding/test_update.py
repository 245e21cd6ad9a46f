"""A second extract of the same system: what changed is written, what contradicts is held, nothing is overwritten."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import Agency
from people.enums import InvolvementKind, Restriction
from people.models import (
    Address,
    ContactPoint,
    HeldRow,
    IdentityChange,
    ImportLine,
    Involvement,
    Person,
    PersonName,
    SourceRecord,
)
from people.services import (
    add_contact_point,
    add_safe_address,
    change_name,
    end_contact_point,
    move_to,
    restrict,
    update_person,
)
from tests.people.onboarding.test_import import csv_file
from tests.personas import Personas

pytestmark = pytest.mark.django_db
HEAD = "Child ID,NHS Number,Surname,Forename,Date of Birth,Sex,Address 1,Postcode,Telephone,Provider"
ANN = "C1,,Demoone,Ann,1/6/2015,F,3 Demo Street,M33 3AA,0161 496 0001,Demo School"


def take(folder: Path, *rows: str, on: str) -> None:
    path = folder / f"{on}-{len(list(folder.iterdir()))}.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n")
    call_command("import_extract", "child-health", str(path), as_of=date.fromisoformat(on), stdout=StringIO(),
                 stderr=StringIO())  # fmt: skip


def homes(person: Person) -> list[tuple[str, date, date | None]]:
    return list(
        Address.objects.filter(person=person)
        .order_by("starts_on")
        .values_list("lines", "starts_on", "ends_on")
    )


@pytest.fixture
def ann(tmp_path: Path, personas: Personas) -> Person:
    take(tmp_path, ANN, on="2026-01-05")
    return SourceRecord.objects.get(source_id="C1").person


def test_what_changed_is_written_from_the_day_of_the_extract(
    tmp_path: Path, ann: Person, personas: Personas
) -> None:
    other = (
        Agency.objects.exclude(name="Demo School").filter(is_active=True, sensitive=False).order_by("pk")[0]
    )
    new = f"C1,,Demotwo,Ann,1/6/2015,F,9 Oak Road,M32 8AA,0161 496 0002,{other.name}"
    for _ in range(2):
        # The same news again, in another file, writes nothing again.
        take(tmp_path, new, "C2,,Demofar,Bea,2/2/2012,F,,,,", on="2026-03-02")
        take(tmp_path, new, on="2026-03-03")
    ann.refresh_from_db()
    assert (ann.forename, ann.surname) == ("Ann", "Demotwo")
    assert PersonName.objects.get(person=ann).surname == "Demoone"
    assert IdentityChange.objects.get(person=ann).since == date(2026, 3, 2)
    assert homes(ann) == [
        ("3 Demo Street", date(2026, 1, 5), date(2026, 3, 1)), ("9 Oak Road", date(2026, 3, 2), None),
    ]  # fmt: skip
    assert [point.value for point in ContactPoint.objects.filter(person=ann)] == ["0161 496 0002"]
    lists = Involvement.objects.filter(person=ann, kind=InvolvementKind.UNIVERSAL, ended_at__isnull=True)
    assert [row.agency for row in lists] == [other]
    assert not HeldRow.objects.exists()


def test_a_contradiction_is_held_and_never_overwritten(tmp_path: Path, ann: Person) -> None:
    for on in ("2026-02-02", "2026-03-02"):
        take(tmp_path, ANN.replace("1/6/2015", "6/1/2015").replace("0001", "0009"), on=on)
    ann.refresh_from_db()
    held = HeldRow.objects.get()
    assert (ann.born_on, held.facts, held.person) == (date(2015, 6, 1), ["born"], ann)
    assert ContactPoint.objects.get(person=ann).value == "0161 496 0009"
    # The other system puts it right: nobody need look any more.
    take(tmp_path, ANN.replace("0001", "0009"), on="2026-04-02")
    held.refresh_from_db()
    assert held.answer == "KEPT"


def test_where_a_worker_knew_better_a_person_decides(tmp_path: Path, ann: Person, personas: Personas) -> None:
    move_to(
        person=ann,
        by=personas.social_worker,
        lines="5 Elm Way",
        postcode="M41 9AA",
        starts_on=date(2026, 2, 1),
    )
    change_name(person=ann, by=personas.social_worker, version=ann.version, forename="Anna", surname="Demoone",
                since=date(2026, 2, 1), reason="Her own wish")  # fmt: skip
    take(tmp_path, ANN, on="2026-02-02")
    assert not HeldRow.objects.exists()
    take(tmp_path, ANN.replace("3 Demo Street", "8 Ash Grove").replace(",Ann,", ",Anya,"), on="2026-03-02")
    assert HeldRow.objects.get().facts == ["name", "address"]
    assert homes(ann)[-1][0] == "5 Elm Way"


def test_an_older_file_changes_nothing_and_who_is_gone_is_told(tmp_path: Path, ann: Person) -> None:
    take(tmp_path, ANN.replace("3 Demo Street", "9 Oak Road"), on="2025-12-01")
    assert homes(ann)[-1][0] == "3 Demo Street"
    take(tmp_path, "C2,,Demofar,Bea,2/2/2012,F,,,,Demo School", on="2026-03-02")
    gone = ImportLine.objects.get(outcome="GONE")
    assert (gone.source_id, Person.objects.filter(pk=ann.pk, moved_out_on=None).exists()) == ("C1", True)


def test_a_telephone_that_a_person_ended_stays_ended_whatever_list_tells_it(
    tmp_path: Path, ann: Person, personas: Personas
) -> None:
    """Whoever has the number now is not to hear of them: no list brings it back, another number is new."""
    end_contact_point(
        point=ContactPoint.objects.get(person=ann), by=personas.social_worker, reason="The mother changed it"
    )
    # The same list once more, with other news in the same row.
    take(tmp_path, ANN.replace("3 Demo Street", "9 Oak Road"), on="2026-02-02")
    assert not ContactPoint.objects.in_use().filter(person=ann).exists()
    # Another system's list tells it too, written otherwise: it is said why it is left out.
    other = csv_file(tmp_path / "gp.csv", [])
    other.write_text(
        "NHS Number,Surname,Forenames,Date of Birth,Postcode,Telephone\n"
        "9434765919,Demoone,Ann,2015-06-01,M32 8AA,+44 161 4960001\n"
    )
    update_person(person=ann, by=personas.system, version=Person.objects.get(pk=ann.pk).version,
                  nhs_number="9434765919")  # fmt: skip
    call_command("import_extract", "gp-list", str(other), stdout=StringIO(), stderr=StringIO())
    assert SourceRecord.objects.filter(person=ann).count() == 2
    assert "somebody ended this number" in ImportLine.objects.get(outcome="PARTLY").reason
    assert not ContactPoint.objects.in_use().filter(person=ann).exists()
    # A later number is news; and the first again is still not theirs.
    take(tmp_path, ANN.replace("0001", "0002"), on="2026-03-02")
    assert [point.value for point in ContactPoint.objects.in_use().filter(person=ann)] == ["0161 496 0002"]
    take(tmp_path, ANN, on="2026-04-02")
    assert [point.value for point in ContactPoint.objects.in_use().filter(person=ann)] == ["0161 496 0002"]
    # Whoever knows that it is theirs once more says so, and no list doubles it.
    add_contact_point(person=ann, by=personas.social_worker, kind="PHONE", value="0161 496 0001")
    take(tmp_path, ANN.replace("3 Demo Street", "5 Elm Way"), on="2026-05-02")
    assert ContactPoint.objects.in_use().filter(person=ann, value="0161 496 0001").count() == 1


def test_a_number_twice_in_a_file_is_taken_once(tmp_path: Path, ann: Person) -> None:
    take(tmp_path, ANN, ANN.replace("3 Demo Street", "9 Oak Road"), on="2026-02-02")
    assert homes(ann)[-1][0] == "3 Demo Street"
    assert "line 2" in ImportLine.objects.get(outcome="REFUSED").reason


def test_safety_l_an_extract_writes_no_place_of_whoever_has_a_confidential_address(
    tmp_path: Path, ann: Person, personas: Personas
) -> None:
    add_safe_address(person=ann, by=personas.system, lines="Refuge", postcode="M41 9ZZ", reason="fled")
    take(
        tmp_path,
        "C1,,Demoone,Ann,1/6/2015,F,1 Refuge Lane,M41 9ZZ,0161 496 0666,Demo School",
        on="2026-03-02",
    )
    assert homes(ann)[-1][0] == "3 Demo Street"
    assert not ContactPoint.objects.filter(value__contains="0666").exists()
    assert not HeldRow.objects.exists()
    assert not ImportLine.objects.exists()


def test_safety_o_news_of_a_restricted_person_waits_for_the_named_list(
    tmp_path: Path, ann: Person, personas: Personas
) -> None:
    restrict(person=ann, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    take(tmp_path, ANN.replace("3 Demo Street", "9 Oak Road"), on="2026-03-02")
    held = HeldRow.objects.get()
    assert (held.is_restricted, held.blind_match) == (True, ann)
    assert homes(ann)[-1][0] == "3 Demo Street"
    assert not ImportLine.objects.visible_to(personas.team_manager).exists()
    assert not HeldRow.objects.visible_to(personas.team_manager).exists()


def test_safety_o_a_row_that_waits_follows_whom_it_may_mean(
    tmp_path: Path, ann: Person, personas: Personas
) -> None:
    path = csv_file(tmp_path / "gp.csv", [])
    path.write_text(
        "NHS Number,Surname,Forenames,Date of Birth,Postcode\n9434765919,Demoone,Anne,2015-06-01,M33 3AA\n"
    )
    call_command("import_extract", "gp-list", str(path), stdout=StringIO(), stderr=StringIO())
    assert HeldRow.objects.visible_to(personas.team_manager).count() == 1
    restrict(person=ann, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    assert not HeldRow.objects.visible_to(personas.team_manager).exists()
    restrict(person=ann, by=personas.system, restriction=Restriction.NONE, reason="lifted")
    assert HeldRow.objects.visible_to(personas.team_manager).count() == 1
