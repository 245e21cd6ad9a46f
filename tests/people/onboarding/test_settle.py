"""A person settles what a machine may not: by right, with a reason, once; blind for whoever is restricted."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from core.errors import DomainError, NotFound, NotPermitted, WrongState
from outbox.models import Notice
from people.enums import Level, Restriction
from people.models import Address, ContactPoint, HeldRow, Person, PersonName, SourceRecord
from people.selectors import levels
from people.selectors.settling import facts_beside, held_candidates, held_rows
from people.services import add_safe_address, create_person, move_to, name_on_list, restrict
from people.services.settle import settle_row
from tests.people.onboarding.test_update import ANN, take
from tests.personas import Personas

pytestmark = pytest.mark.django_db
WHY = "The practice confirmed it by telephone"


@pytest.fixture
def ann(personas: Personas) -> Person:
    person = create_person(
        by=personas.system, forename="Anne", surname="Demoone", born_on=date(2015, 6, 1), sex="F"
    )
    move_to(person=person, by=personas.system, lines="3 Demo Street", postcode="M33 3AA")
    return person


@pytest.fixture
def row(tmp_path: Path, ann: Person) -> HeldRow:
    take(tmp_path, ANN.replace("C1,,", "C1,9434765919,"), on="2026-01-05")
    return HeldRow.objects.get()


def test_the_same_person_takes_what_the_record_lacks(row: HeldRow, ann: Person, personas: Personas) -> None:
    support = personas.business_support
    assert [row] == list(held_rows(support))
    [found] = held_candidates(row, reader=support)
    assert found.person == ann
    assert "the same postcode" in found.likeness.because
    settle_row(row=row, by=support, answer="SAME", reason=WHY, person=ann, key="1")
    settle_row(row=row, by=support, answer="SAME", reason=WHY, person=ann, key="1")
    ann.refresh_from_db()
    assert (ann.forename, ann.nhs_number) == ("Anne", "9434765919")
    assert PersonName.objects.get(person=ann).forename == "Ann"
    assert ContactPoint.objects.get(person=ann).value == "0161 496 0001"
    assert Address.objects.filter(person=ann).count() == 1
    assert SourceRecord.objects.get(source_id="C1").person == ann
    assert not held_rows(support).exists()
    with pytest.raises(WrongState):
        settle_row(row=row, by=support, answer="NEW", reason=WHY)


def test_somebody_new_is_written_as_the_import_would_have(
    row: HeldRow, ann: Person, personas: Personas
) -> None:
    other = create_person(by=personas.system, forename="Bea", surname="Demofar", nhs_number="9434765919",
                          born_on=date(1990, 1, 1))  # fmt: skip
    settle_row(row=row, by=personas.business_support, answer="NEW", reason=WHY)
    made = SourceRecord.objects.get(source_id="C1").person
    assert made not in (ann, other)
    # The number is somebody's already: theirs it stays.
    assert (made.forename, made.nhs_number, made.search_entry.name) == ("Ann", "", "demoone ann")


def test_not_sure_waits_on_and_a_reason_is_asked(row: HeldRow, ann: Person, personas: Personas) -> None:
    with pytest.raises(DomainError):
        settle_row(row=row, by=personas.team_manager, answer="UNSURE", reason=" ")
    settle_row(row=row, by=personas.team_manager, answer="UNSURE", reason="Two girls so called")
    assert held_rows(personas.team_manager).get().answer_reason == "Two girls so called"


def test_who_does_not_settle_is_refused(row: HeldRow, ann: Person, personas: Personas) -> None:
    for user in (personas.social_worker, personas.referrer, personas.duty):
        with pytest.raises((NotFound, NotPermitted)):
            settle_row(row=row, by=user, answer="NEW", reason=WHY)
    with pytest.raises(NotFound):
        hidden = create_person(
            by=personas.system, forename="Anna", surname="Demoone", born_on=date(2015, 6, 1)
        )
        restrict(person=hidden, by=personas.system, restriction=Restriction.SEALED, reason="adoption")
        settle_row(row=row, by=personas.team_manager, answer="SAME", reason=WHY, person=hidden)


def test_safety_o_new_for_somebody_hidden_makes_nobody_and_waits_for_the_named_list(
    row: HeldRow, ann: Person, personas: Personas
) -> None:
    """The record was hidden past the row (as before rows followed): settling looks once more."""
    Person.objects.filter(pk=ann.pk).update(restriction=Restriction.RESTRICTED)
    name_on_list(by=personas.system, user=personas.social_worker, person=ann, reason="Allocated worker")
    people = Person.objects.count()
    settle_row(row=row, by=personas.business_support, answer="NEW", reason=WHY)
    assert Person.objects.count() == people
    assert not held_rows(personas.business_support).exists()
    named = personas.social_worker
    assert Notice.objects.get(kind="ROW_TO_SETTLE").to == named
    assert held_rows(named).get() == row
    settle_row(row=row, by=named, answer="SAME", reason=WHY, person=ann)
    assert SourceRecord.objects.get(source_id="C1").person == ann


def test_safety_l_settling_writes_no_place_of_whoever_has_a_confidential_address(
    row: HeldRow, ann: Person, personas: Personas
) -> None:
    add_safe_address(person=ann, by=personas.system, lines="Refuge", reason="fled")
    settle_row(row=row, by=personas.team_manager, answer="SAME", reason=WHY, person=ann)
    assert not ContactPoint.objects.filter(person=ann).exists()


def test_a_contradiction_is_taken_or_kept_and_not_asked_again(tmp_path: Path, personas: Personas) -> None:
    take(tmp_path, ANN, on="2026-01-05")
    news = ANN.replace("1/6/2015", "6/1/2015")
    take(tmp_path, news, on="2026-02-02")
    row = HeldRow.objects.get()
    person, support = SourceRecord.objects.get().person, personas.business_support
    assert levels(support, [person])[person.pk] == Level.CARD
    [fact] = facts_beside(row, reader=support)
    assert (fact.record, fact.row) == ("1 June 2015", "6 January 2015")
    with pytest.raises(NotPermitted):
        settle_row(row=row, by=support, answer="TAKEN", reason=WHY)
    settle_row(row=row, by=personas.team_manager, answer="TAKEN", reason=WHY)
    person.refresh_from_db()
    assert person.born_on == date(2015, 1, 6)
    take(tmp_path, news.replace("6/1/2015", "6/1/2014"), on="2026-03-02")
    settle_row(row=HeldRow.objects.waiting().get(), by=support, answer="KEPT", reason=WHY)
    take(tmp_path, news.replace("6/1/2015", "6/1/2014").replace("0001", "0002"), on="2026-04-02")
    assert not HeldRow.objects.waiting().exists()
    person.refresh_from_db()
    assert person.born_on == date(2015, 1, 6)


def test_the_report_of_a_row_that_means_somebody_hidden_is_nobodys(
    tmp_path: Path, ann: Person, personas: Personas
) -> None:
    restrict(person=ann, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    path, report = tmp_path / "gp.csv", tmp_path / "r.csv"
    path.write_text(
        "NHS Number,Surname,Forenames,Date of Birth,Postcode\n9434765919,Demoone,Ann,2015-06-01,M33 3AA\n"
    )
    said = StringIO()
    call_command("import_extract", "gp-list", str(path), report=report, stdout=said, stderr=StringIO())
    assert "left for a person 0" in said.getvalue()
    assert report.read_text().splitlines() == ["line,id,outcome,reason"]
    assert HeldRow.objects.get().blind_match == ann
