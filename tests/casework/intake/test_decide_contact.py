# ruff: noqa: F811 (fixtures are imported by name)
"""The step from the front door into the next stage: all of it or none."""

import threading
from typing import Any

import pytest
from django.db import connection

from assessments.models import Assessment, StrategyDiscussion
from casework.intake.services import convene_now, decide_contact
from casework.models import Case
from core.errors import DomainError
from deadlines.models import Clock
from referrals.contacts.models import Contact
from referrals.decisions.models import Decision, Referral, ThresholdIndicator
from referrals.decisions.services import PersonOutcome
from tests.personas import Personas
from tests.referrals.conftest import CHILD, MOTHER, Log, log, ready  # noqa: F401 (fixtures)


def decide(contact: Contact, by: Any, outcomes: list[str], tier: int, **more: Any) -> Decision:
    rows = list(contact.people.order_by("position"))
    values: dict[str, Any] = {
        "version": contact.version, "key": "", "rationale": "What was seen and said", "tier": tier,
        "indicators": list(ThresholdIndicator.objects.filter(tier=tier)[:2]), "adults_asked": "UNKNOWN",
        "children_asked": "NO", "release_reason": "School must know",
        "decisions": [PersonOutcome(row, outcome, "Named help") for row, outcome in zip(rows, outcomes, strict=True)],
    }  # fmt: skip
    return decide_contact(contact=contact, by=by, **(values | more))


@pytest.mark.django_db
def test_an_assessment_opens_under_its_45_days_from_receipt(log: Log, personas: Personas) -> None:
    contact = ready(log(people=[CHILD, MOTHER]), personas)
    decide(contact, personas.front_door_manager, ["FAMILY_HELP", "CONSIDERED"], 3)
    assessment, referral = Assessment.objects.get(), Referral.objects.get()
    assert assessment.referral == referral
    assert Clock.objects.of_subject(assessment).get(code="CFA").triggered_at == contact.received_at
    assert referral.status == "ASSESSING"
    assert referral.subjects.get().person == contact.people.get(position=1).person


@pytest.mark.django_db
def test_a_strategy_discussion_is_called_with_it(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas, rag="RED")
    decide(contact, personas.front_door_manager, ["STRATEGY"], 4)
    assert StrategyDiscussion.objects.get().contact == contact
    assert Assessment.objects.count() == 1


@pytest.mark.django_db
def test_red_calls_it_before_anything_is_decided_and_only_once(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas, rag="RED")
    convene_now(contact=contact, by=personas.duty, people=list(contact.people.all()))
    assert StrategyDiscussion.objects.count() == 1
    decide(contact, personas.front_door_manager, ["STRATEGY"], 4)
    assert StrategyDiscussion.objects.count() == 1


@pytest.mark.django_db
def test_early_help_opens_a_case_and_no_referral(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas, rag="GREEN")
    decide(contact, personas.duty, ["EARLY_HELP"], 2)
    assert Case.objects.get().kind == "EARLY_HELP"
    assert not Referral.objects.exists()


@pytest.mark.django_db
def test_an_adult_goes_to_adults(log: Log, personas: Personas) -> None:
    adult = {"role": "ADULT", "forename": "Dora", "surname": "Demoelder"}
    contact = log(people=[adult])
    assert Clock.objects.of_subject(contact).running().filter(code="SA-SCR").exists()
    contact = ready(contact, personas)
    decide(contact, personas.front_door_manager, ["ADULT_SAFEGUARDING"], 4)
    assert Case.objects.get().kind == "ADULT"


@pytest.mark.django_db
def test_sent_twice_it_is_one_decision_and_a_failure_leaves_nothing(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    with pytest.raises(DomainError):
        decide(contact, personas.front_door_manager, ["FAMILY_HELP"], 3, rationale="")
    assert not Referral.objects.exists()
    first = decide(contact, personas.front_door_manager, ["FAMILY_HELP"], 3, key="a-key")
    second = decide(contact, personas.front_door_manager, ["FAMILY_HELP"], 3, key="a-key")
    assert first == second and Assessment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_deciders_make_one_decision(log: Log, personas: Personas) -> None:
    """Each round two managers press the button together: one decides, the other is told."""
    for _ in range(5):
        contact = ready(log(), personas)
        start, answers = threading.Barrier(2), []

        def press(
            by: Any, contact: Contact = contact, start: threading.Barrier = start, answers: list = answers
        ) -> None:  # type: ignore[type-arg]
            start.wait()
            try:
                decide(Contact.objects.get(pk=contact.pk), by, ["FAMILY_HELP"], 3)
                answers.append("decided")
            except DomainError as refused:
                answers.append(type(refused).__name__)
            finally:
                connection.close()

        threads = [
            threading.Thread(target=press, args=(by,))
            for by in (personas.front_door_manager, personas.duty_second)
        ]
        threads[1] = threading.Thread(target=press, args=(personas.front_door_manager,))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert sorted(answers)[-1] == "decided" and len(answers) == 2
        assert answers.count("decided") == 1, answers
        assert Decision.objects.filter(contact=contact).count() == 1
