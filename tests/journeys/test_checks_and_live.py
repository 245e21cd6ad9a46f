"""Checks asked of a closed school and answered by telephone; a discussion written by one and read by another at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import Agency
from assessments.models import StrategyDiscussion
from assessments.strategy import services as strategy
from core import clock
from people import services as people
from people.enums import InvolvementKind
from people.models import Person
from referrals.contacts.services import log_contact
from referrals.information import services as information
from referrals.triage import services as triage
from tests.browser import axe, sign_in
from tests.journeys.test_front_door import look
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_closed_school_is_rung_and_its_answer_written_down(
    as_user: Callable[..., Any], base: str, personas: Personas
) -> None:
    # Given a school that is closed today, and a concern that duty reads
    today = clock.today()
    information.close_agency(
        agency=Agency.objects.get(name="Demo School"), by=personas.front_door_manager, first_on=today,
        last_on=today + timedelta(days=7), contact="Education office, 01632 960 311",
    )  # fmt: skip
    contact = log_contact(
        by=personas.health_visitor, key="", what="Lost weight in a month", where_now="At home",
        people=[{"role": "CHILD", "forename": "Ada", "surname": "Demochild", "age_words": "six"}],
    )  # fmt: skip
    triage.mark_read(contact=contact, by=personas.duty)
    page = as_user(personas.duty)
    page.goto(f"{base}/front-door/agencies/")
    expect(page.locator("main")).to_contain_text("ring Education office")
    axe(page)
    look(page, "agencies")
    # When duty asks it and the police at once
    page.goto(f"{base}{contact.path}ask/")
    axe(page)
    school = page.locator("select[name=to_1] option:has-text('Demo School')").get_attribute("value")
    police = page.locator("select[name=to_2] option:has-text('Demo Police')").get_attribute("value")
    page.select_option("select[name=to_1]", school)
    page.select_option("select[name=to_2]", police)
    page.get_by_label("Ada").check()
    page.fill("textarea[name=question]", "What do you know of her this term?")
    page.check("input[name=basis][value=OVERRIDE]")
    page.fill("textarea[name=override_reason]", "Asking first could put her at risk")
    look(page, "ask")
    page.click("main button:has-text('Ask')")
    expect(page.locator("main")).to_contain_text("ring Education office, 01632 960 311")
    axe(page)
    # Then what the office says on the telephone stands with who said it
    page.click("text=Write down what Demo School said")
    expect(page.locator("h1")).to_contain_text("on the telephone")
    axe(page)
    page.fill("input[name=told_by]", "Demo Officer, 01632 960 311")
    page.check("input[name=kind][value=NOTHING_KNOWN]")
    page.fill("textarea[name=searched]", "Rolls of this and last year")
    page.click("main button:has-text('Write it down')")
    expect(page.locator("main")).to_contain_text("Demo Officer, 01632 960 311 on the telephone")
    page.goto(f"{base}/front-door/answer-times/")
    expect(page.locator("main")).to_contain_text("under an hour")
    axe(page)
    look(page, "answer-times")


def called(personas: Personas) -> tuple[StrategyDiscussion, Person]:
    person = people.create_person(by=personas.system, forename="Ada", surname="Demochild")
    people.involve(
        person=person, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
    )
    row = strategy.convene(
        people=[person], by=personas.social_worker, threshold_seen_at=clock.now(),
        invited=[personas.police, personas.health_visitor],
    )  # fmt: skip
    return row, person


def test_what_one_writes_the_other_reads_without_looking_again(
    as_user: Callable[..., Any], base: str, context: Any, chromium: Any, personas: Personas
) -> None:
    row, _ = called(personas)
    page = as_user(personas.social_worker)
    page.goto(f"{base}/strategy/{row.public_id}/live/")
    page.click("main button:has-text('I write')")
    expect(page.locator("main")).to_contain_text("Demo Social Worker writes")
    axe(page)
    look(page, "live")
    # Given a health visitor who joins from another room
    other = chromium.new_context(locale="en-GB", timezone_id="Europe/London")
    try:
        there = other.new_page()
        sign_in(there, personas.health_visitor, base)
        there.goto(f"{base}/strategy/{row.public_id}/live/")
        there.get_by_role("button", name="I am here").click()
        expect(there.locator("#live-now")).to_contain_text("Not quorate: police missing")
        axe(there)
        # When the social worker writes, she reads it though she does nothing
        page.select_option("select[name=sector]", "HEALTH")
        page.fill("textarea[name=text]", "Two clinics missed since May")
        page.click("main button:has-text('Write down')")
        expect(there.locator("#live-now")).to_contain_text("Two clinics missed since May", timeout=15_000)
    finally:
        other.close()
