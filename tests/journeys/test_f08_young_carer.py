"""F08 from each chair: a child who cares at night is helped, and nobody on the child's side learns the diagnosis."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pypdf import PdfReader

from accounts.models import Team
from casework.cases import services as cases
from casework.cases.models import Case
from casework.plans import services as plans
from casework.plans.models import Plan
from core import clock
from documents.models import Paper
from people import services as people
from people.models import Person
from referrals.contacts.services import log_contact
from referrals.triage import services as triage
from referrals.triage.models import FamilyPrompt
from tests.journeys.privacy import Everything, arranged, cannot_open, page_of, recorded
from tests.journeys.walk import Walk
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DIAGNOSIS = "Lewy body dementia"
SERVICE = "memory clinic"
PARTS = (
    "",
    "family/",
    "timeline/",
    "assessments/",
    "plan/",
    "documents/",
    "sharing/",
    "identity/",
    "access/",
)


@pytest.fixture
def walk(
    page: Any, base: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Walk]:
    monkeypatch.setattr(settings, "DEMO_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.setattr(clock, "_cached", None)
    yield Walk(page=page, base=base, personas=personas)
    page.goto("about:blank")


@pytest.fixture
def family(walk: Walk) -> tuple[Person, Person]:
    """Given an old man with his adult worker, and his granddaughter whom the school nurse leads for."""
    walk.at(date(2026, 5, 8), 10)
    who = walk.personas
    with arranged():
        old = recorded(walk, "Dennis", "Demograndfather", born_on=date(1951, 10, 1), sex="M")
        girl = recorded(walk, "Kay", "Demogranddaughter", born_on=date(2014, 9, 30), sex="F")
        people.relate(person=old, other=girl, kind="GRANDPARENT", by=who.system)
        people.set_household(people=[old, girl], by=who.system)
        adults, nurses = Team.objects.get(name="Adults North"), Team.objects.get(name="School Nursing")
        case = cases.open_case(person=old, by=who.system, kind="ADULT", team=adults)
        people.involve(person=old, kind="ALLOCATED", user=who.adult_practitioner, by=who.system)
        cases.write_note(
            case=case, by=who.adult_practitioner, kind="MEETING", happened_on=clock.today(),
            facts=f"{DIAGNOSIS}, told by the {SERVICE}", opinion=f"{DIAGNOSIS} explains the nights",
        )  # fmt: skip
        help_case = cases.open_case(person=girl, by=who.system, kind="EARLY_HELP", team=nurses)
        people.set_lead(person=girl, lead=who.lead_professional, by=who.system, reason="Sees her weekly")
        plan = plans.start_plan(
            case=help_case, kind="EARLY_HELP", by=who.lead_professional, purpose="Kay sleeps"
        )
        need = plans.add_need(
            plan=plan, by=who.lead_professional, domain="FAMILY", text="She listens at night"
        )
        plans.add_outcome(
            need=need, by=who.lead_professional, change_wanted="She sleeps through", measure="She says so",
            by_on=date(2026, 9, 30),
        )  # fmt: skip
        plans.agree_plan(
            plan=plan, by=who.lead_professional, views=[plans.SaidOfPlan(name="Kay", agreement="AGREES")]
        )
    return old, girl


def test_the_childs_side_learns_a_question_and_never_the_diagnosis(
    walk: Walk, family: tuple[Person, Person]
) -> None:
    old, girl = family
    heard = Everything(walk.page)
    # When the lead professional reads everything there is of the child
    walk.become(walk.personas.lead_professional, page_of(girl))
    walk.reads("Kay Demogranddaughter")
    for part in PARTS:
        answer = walk.page.request.get(walk.base + page_of(girl, part))
        assert answer.status in (200, 404), part
        walk.page.goto(walk.base + page_of(girl, part)) if answer.status == 200 else None
    # Then the old man's record is not there for her, whatever she types
    cannot_open(walk, [page_of(old), page_of(old, "plan/"), page_of(old, "timeline/")])
    walk.go("/people/?q=Demograndfather")
    heard.hears_nothing_of(DIAGNOSIS, SERVICE, "dementia", str(old.public_id))


def test_the_adult_worker_reads_the_diagnosis_and_of_the_child_only_whom_to_ring(
    walk: Walk, family: tuple[Person, Person]
) -> None:
    old, girl = family
    case = Case.objects.get(person=old)
    walk.become(walk.personas.adult_practitioner, f"/cases/{case.public_id}/")
    walk.reads(DIAGNOSIS)
    heard = Everything(walk.page)
    walk.go(page_of(girl))
    walk.reads("Index card", "Demo Lead Professional", "Why can I see this?")
    walk.look("f08-card")
    heard.hears_nothing_of("She listens at night", "Kay sleeps")
    cannot_open(walk, [page_of(girl, part) for part in PARTS[1:]])


def test_think_family_asks_a_question_and_only_what_a_person_writes_crosses(
    walk: Walk, family: tuple[Person, Person]
) -> None:
    # Given a concern about the old man, and the question whether anyone helps at night
    who = walk.personas
    with arranged():
        contact = log_contact(
            by=who.gp, key="", where_now="At home", what=f"Bruises on both arms; {DIAGNOSIS}",
            people=[{"role": "ADULT", "forename": "Dennis", "surname": "Demograndfather"},
                    {"role": "CARER", "forename": "Pam", "surname": "Demograndfather"}],
        )  # fmt: skip
        triage.ask_family(
            contact=contact, about=contact.people.get(forename="Pam"), question="CARE_AT_NIGHT", by=who.duty,
            asked_of=who.adult_practitioner,
        )  # fmt: skip
    prompt = FamilyPrompt.objects.get()
    # When the adult worker answers it
    walk.become(who.adult_practitioner, f"/front-door/prompts/{prompt.public_id}/")
    assert DIAGNOSIS not in walk.page.inner_text("main")
    walk.answer(answer="YES", may_cross="A child in the house is up at night")
    walk.look("f08-prompt")
    walk.send()
    # Then that sentence crosses, and nothing was made by itself
    prompt.refresh_from_db()
    assert prompt.may_cross == "A child in the house is up at night"
    assert Person.objects.filter(surname__startswith="Demogrand").count() == 2


def test_the_childs_printed_plan_says_nothing_of_it(walk: Walk, family: tuple[Person, Person]) -> None:
    plan = Plan.objects.get()
    walk.become(walk.personas.lead_professional, f"/papers/support_plan/{plan.public_id}/")
    walk.press("Make the paper")
    walk.run_jobs()
    walk.run_jobs()
    paper = Paper.objects.get()
    document = PdfReader(BytesIO(bytes(paper.pdf)))
    text = "\n".join(page.extract_text() for page in document.pages) + str(document.metadata)
    assert "Kay" in text and "She listens at night" in text
    for word in (DIAGNOSIS, "dementia", SERVICE, "Demograndfather"):
        assert word.lower() not in text.lower(), word
