"""F04 from each chair: twins of one birthday whose names differ by a letter are two records, never made one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts.models import Team
from casework.cases import services as cases
from casework.cases.models import Case, CaseNote
from core import clock
from people import services as people
from people.models import Person
from referrals.contacts.services import log_contact
from tests.journeys.privacy import arranged, page_of, recorded
from tests.journeys.walk import Walk
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BORN = date(2022, 10, 12)
SAID = "The feeding tube was changed at home"


@pytest.fixture
def walk(
    page: Any, base: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Walk]:
    monkeypatch.setattr(settings, "DEMO_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.setattr(clock, "_cached", None)
    yield Walk(page=page, base=base, personas=personas)
    page.goto("about:blank")


@pytest.fixture
def twins(walk: Walk) -> tuple[Person, Person]:
    """Given twins at one address, each with a case of the same worker."""
    walk.at(date(2026, 5, 5), 9)
    who = walk.personas
    with arranged():
        pair = tuple(
            recorded(walk, name, "Demotwin", born_on=BORN, sex="F", is_multiple_birth=True)
            for name in ("Tara", "Tora")
        )
        for person in pair:
            people.move_to(person=person, by=who.system, lines="6 Demo Mews", postcode="M33 7ZZ")
            team = Team.objects.get(name="Family Support South")
            case = cases.open_case(person=person, by=who.system, kind="CIN", team=team)
            cases.allocate(case=case, worker=who.social_worker_other, by=who.team_manager_other)
    return pair[0], pair[1]


def test_the_front_door_is_offered_both_and_chooses_neither_by_itself(
    walk: Walk, twins: tuple[Person, Person]
) -> None:
    # Given the ward tells of "T Demotwin" and the birthday of both
    with arranged():
        contact = log_contact(
            by=walk.personas.referrer, key="", where_now="On the ward", what="Goes home after surgery with a feeding tube",
            people=[{"role": "CHILD", "forename": "T", "surname": "Demotwin", "born_on": BORN}],
        )  # fmt: skip
    # When duty opens it
    walk.become(walk.personas.duty, contact.path)
    form = walk.page.locator("form[action*='/match/']").first
    # Then both are on offer and nothing is chosen
    text = form.evaluate("e => e.innerHTML")
    assert text.count(str(twins[0].public_id)) and text.count(str(twins[1].public_id))
    assert form.locator(":checked:not(option)").count() == 0
    contact.refresh_from_db()
    assert contact.people.get().person is None
    # And when duty says which of them it is, the other stays out of it
    walk.answer("form[action*='/match/']", decision="SAME", person=str(twins[0].public_id),
                reason="The ward's wristband says Tara, born first")  # fmt: skip
    walk.press("Save who this is")
    assert contact.people.get().person == twins[0]
    assert not Person.objects.filter(merged_into__isnull=False).exists()
    assert Person.objects.filter(surname="Demotwin").count() == 2


def test_a_note_on_the_wrong_twin_is_moved_with_a_trail(walk: Walk, twins: tuple[Person, Person]) -> None:
    tara, tora = twins
    right, wrong = Case.objects.get(person=tara), Case.objects.get(person=tora)
    # Given a note about Tara that was written on Tora
    walk.at(date(2026, 6, 19), 15)
    walk.become(walk.personas.social_worker_other, f"/cases/{wrong.public_id}/note/")
    walk.answer(kind="TELEPHONE", happened_on=date(2026, 6, 19), facts=SAID, is_significant="NO")
    walk.send()
    note = CaseNote.objects.get(case=wrong)
    # When its writer says whom it is about
    walk.at(date(2026, 6, 22), 9)
    walk.become(walk.personas.social_worker_other, f"/cases/notes/{note.public_id}/")
    walk.follow("It is about somebody else")
    walk.answer(to=right.reference, reason="It is about Tara: the names look alike")
    walk.look("f04-move-note")
    walk.send()
    expect(walk.page.locator("main")).to_contain_text("about somebody else; it was moved")
    # Then the manager finds it on Tara, its withdrawal with the reason on Tora, and nothing was deleted
    walk.become(walk.personas.team_manager_other, f"/cases/{right.public_id}/")
    walk.reads(SAID)
    walk.become(walk.personas.team_manager_other, f"/cases/notes/{note.public_id}/")
    walk.reads("it was moved on Mon 22 June 2026")
    assert SAID not in walk.page.inner_text("main") and "Tara" not in walk.page.inner_text("main")
    note.refresh_from_db()
    assert CaseNote.objects.count() == 2 and note.facts == SAID
    assert note.withdrawn_reason == "It is about Tara: the names look alike"


def test_a_wrong_birthday_is_put_right_on_one_twin_alone(walk: Walk, twins: tuple[Person, Person]) -> None:
    tara, tora = twins
    # Given Tara was born before midnight and Tora after it
    walk.become(walk.personas.social_worker_other, page_of(tora, "birth/"))
    walk.answer(
        what="BORN", born_on=date(2022, 10, 13), birth_certainty="EXACT", sex="F", reason="Birth certificate"
    )
    walk.page.locator("main form button[type=submit]").last.click()
    # Then an exact date is not a social worker's to change
    expect(walk.page.locator("main")).to_contain_text("corrected by a manager")
    walk.page.heard.errors.clear()  # the browser says that it was refused
    tora.refresh_from_db()
    assert tora.born_on == BORN
    # When the manager does, the old date stays on the record's history and the twin is untouched
    walk.become(walk.personas.team_manager_other, page_of(tora, "birth/"))
    walk.answer(
        what="BORN", born_on=date(2022, 10, 13), birth_certainty="EXACT", sex="F", reason="Birth certificate"
    )
    walk.send()
    walk.go(page_of(tora, "identity/"))
    walk.reads("born 12 October 2022", "born 13 October 2022", "Birth certificate")
    walk.look("f04-identity")
    tara.refresh_from_db()
    assert tara.born_on == BORN
