"""F10 from each chair: a colleague's own child is found by nobody who looks, and a concern still reaches its holder."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from core import clock
from outbox.models import Notice
from people import services as people
from people.enums import StaffLinkKind
from people.models import AccessLog, Person
from referrals.contacts.models import Contact
from tests.journeys.concern import add_person
from tests.journeys.privacy import Everything, arranged, cannot_open, page_of, recorded
from tests.journeys.walk import Walk
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BORN = date(2012, 5, 19)
MONDAY = date(2026, 10, 12)


@pytest.fixture
def walk(
    page: Any, base: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Walk]:
    monkeypatch.setattr(settings, "DEMO_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.setattr(clock, "_cached", None)
    yield Walk(page=page, base=base, personas=personas)
    page.goto("about:blank")


@pytest.fixture
def daughter(walk: Walk) -> Person:
    """Given the restricted daughter of a nurse in CAMHS, with a named list in another locality."""
    walk.at(MONDAY, 9)
    who = walk.personas
    with arranged():
        child = recorded(walk, "Etta", "Demohidden", who.camhs_nurse, who.social_worker, born_on=BORN)
        people.move_to(person=child, by=who.system, lines="9 Demo Lea", postcode="M33 7ZZ")
        people.link_staff(
            user=who.camhs_nurse, person=child, kind=StaffLinkKind.FAMILY, by=who.data_protection
        )
        people.restrict(person=child, by=who.data_protection, restriction="RESTRICTED", reason="Staff family")
        people.name_on_list(
            by=who.data_protection, user=who.social_worker_other, person=child, reason="South"
        )
    return child


def test_a_colleague_finds_nothing_and_the_officer_is_told(walk: Walk, daughter: Person) -> None:
    heard = Everything(walk.page)
    # When a colleague who once worked with her types her name, letter by letter, and sends it
    walk.become(walk.personas.social_worker, "/people/")
    walk.page.locator("#q").press_sequentially("Etta Demohidden", delay=5)
    expect(walk.page.locator("#results")).to_contain_text("Nobody")
    nobody = walk.page.inner_text("#results")
    walk.page.locator("#q").press("Enter")
    walk.page.wait_for_load_state()
    # Then it reads like the search for somebody who was never there
    expect(walk.page.locator("#results")).to_contain_text("Nobody")
    walk.look("f10-nobody")
    walk.go("/people/?q=Etta+Demonever")
    assert nobody.replace("Etta Demohidden", "X") == walk.page.inner_text("#results").replace(
        "Etta Demonever", "X"
    )
    cannot_open(
        walk, [page_of(daughter, part) for part in ("", "family/", "timeline/", "break-glass/", "access/")]
    )
    heard.hears_nothing_of(str(daughter.public_id), "9 Demo Lea", "2012")
    # And the officer has an alert that names nobody
    notice = Notice.objects.get(kind="HIDDEN_SEARCHED")
    assert notice.to == walk.personas.data_protection and "Demohidden" not in notice.reference + notice.path
    walk.become(walk.personas.data_protection, "/notices/")
    walk.reads("Somebody searched for a person whose record is restricted")
    assert "Demohidden" not in walk.page.content()
    walk.go("/access/log/?act=SEARCH")
    walk.reads("Demo Social Worker", "Search that named a restricted person")
    assert "Etta" not in walk.page.content()
    assert AccessLog.objects.filter(by=walk.personas.social_worker, act="SEARCH").count() == 1


def test_her_mother_at_work_finds_nothing_either(walk: Walk, daughter: Person) -> None:
    walk.become(walk.personas.camhs_nurse, "/people/?q=Demohidden")
    assert str(daughter.public_id) not in walk.page.content()
    cannot_open(walk, [page_of(daughter), page_of(daughter, "plan/"), page_of(daughter, "break-glass/")])


def test_a_concern_reaches_its_holder_in_time_and_makes_no_duplicate(walk: Walk, daughter: Person) -> None:
    """The referrer and the queue see no difference (safety o)."""
    # When the school logs a concern about her like any other
    walk.at(MONDAY, 13, 10)
    walk.become(walk.personas.referrer, "/concerns/new/")
    walk.follow("Danger, and where they are now")
    walk.answer(danger_now="NO", where_now="School medical room")
    walk.press("Save and go on")
    add_person(walk, role="CHILD", forename="Ettie", surname="Demohidden", born_on=BORN, sex="F")
    walk.follow("Go on")
    walk.answer(
        kind="SAFEGUARDING", what="Fresh cuts on both arms and she will not go home", concerns=["SELF_HARM"]
    )
    walk.press("Save and see all steps")
    walk.follow("Check answers and send")
    walk.press("Send")
    walk.reads("We have received your concern", "one working day")
    sent = walk.page.inner_text("main").lower()
    for word in ("match", "restricted", "known", "holder"):
        assert word not in sent, word
    contact = Contact.objects.get()
    # Then the shared queue does not hold it, for anybody who works it
    for user in (walk.personas.duty, walk.personas.police, walk.personas.business_support):
        walk.become(user, "/front-door/")
        assert contact.reference not in walk.page.content()
        cannot_open(walk, [contact.path])
    # And the holder on call has it at once, under the same clock
    notice = Notice.objects.get(kind="referrals.restricted")
    assert (
        notice.to == walk.personas.front_door_manager
        and notice.created_at - contact.logged_at < timedelta(minutes=1)
    )
    walk.at(MONDAY, 13, 20)
    walk.become(walk.personas.front_door_manager, contact.path)
    walk.reads("Demohidden", "Fresh cuts")
    walk.look("f10-holder")
    # And nobody is recorded a second time
    assert Person.objects.filter(surname__iexact="Demohidden").count() == 1


def test_the_night_worker_asks_the_director_who_opens_it_for_a_day(walk: Walk, daughter: Person) -> None:
    # Given night, and a reference the police gave
    walk.at(MONDAY, 22, 30)
    with arranged():
        people.record_reference(
            person=daughter, kind="CASE", reference="CS-26-00777", by=walk.personas.system
        )
    walk.become(walk.personas.edt, "/access/ask/")
    walk.answer(
        reference="CS-26-00777", reason="Found alone at the station, police ask where she may go tonight"
    )
    walk.look("f10-ask")
    walk.send()
    walk.reads("The director on duty has your request")
    asked = walk.page.inner_text("main")
    walk.answer(
        reference="CS-26-00999", reason="Found alone at the station, police ask where she may go tonight"
    )
    walk.send()
    assert (
        "CS-26-00999" in walk.page.inner_text("main")
        and "no record" not in (asked + walk.page.content()).lower()
    )
    # When the director decides
    walk.at(MONDAY, 22, 40)
    walk.become(walk.personas.director, "/access/restricted/")
    walk.follow("CS-26-00777")
    walk.reads("Found alone at the station", "Demo Edt")
    assert "Etta" not in walk.page.content()
    walk.look("f10-director")
    walk.answer(answer="GRANTED", reason="A child alone at night")
    walk.send()
    # Then it is open to the night worker, until tomorrow night, and says why
    walk.become(walk.personas.edt, page_of(daughter, "access/"))
    walk.reads("Granted by the duty director until 22:40 on 13 October 2026")
    walk.look("f10-why")
    walk.at(MONDAY + timedelta(days=1), 22, 45)
    cannot_open(walk, [page_of(daughter)])


def test_a_worker_who_knows_the_family_closes_the_record_to_themselves(walk: Walk, daughter: Person) -> None:
    walk.become(walk.personas.social_worker_other, page_of(daughter, "access/"))
    walk.reads("On the named list")
    walk.follow("I know this person in private life")
    walk.answer(note="Her aunt is my neighbour")
    walk.look("f10-conflict")
    walk.send()
    walk.reads("The record is closed to you")
    cannot_open(walk, [page_of(daughter)])
