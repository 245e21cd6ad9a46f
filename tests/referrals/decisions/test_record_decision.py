"""Deciding: one a round, an outcome for everyone, apart from whoever gathered, never without naming help."""

from typing import Any

import pytest

from core.errors import DomainError, NotPermitted, StaleVersion
from deadlines.models import Clock
from outbox.models import Notice
from people.services import create_person, set_household
from referrals.contacts.exceptions import AlreadyDecided
from referrals.contacts.models import Contact
from referrals.contacts.services import add_to_contact, disagree
from referrals.decisions import services
from referrals.decisions.models import Decision, Referral, ThresholdIndicator
from referrals.decisions.services import PersonOutcome
from referrals.triage import services as triage
from tests.personas import Personas
from tests.referrals.conftest import CHILD, MOTHER, Log, ready

pytestmark = pytest.mark.django_db


def decide(contact: Contact, by: Any, **more: Any) -> Decision:
    outcome, help_named = more.pop("outcome", "SINGLE_AGENCY"), more.pop("help_named", "School nurse drop-in")
    tier = more.get("tier", 2)
    values: dict[str, Any] = {
        "version": contact.version, "key": "", "rationale": "Support at school meets the need", "tier": tier,
        "indicators": list(ThresholdIndicator.objects.filter(tier=tier)[:1]), "adults_asked": "NO",
        "children_asked": "NOBODY", "release_reason": "A professional who needs to know",
        "decisions": [PersonOutcome(row, outcome, help_named) for row in contact.people.all()],
    }  # fmt: skip
    return services.record_decision(contact=contact, by=by, **(values | more))


def test_a_duty_worker_decides_tier_2(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    decision = decide(contact, personas.duty)
    contact.refresh_from_db()
    assert (contact.status, contact.decided_by, decision.threshold.name) == (
        "DECIDED",
        personas.duty,
        "LOCAL DEFAULT 1",
    )
    assert not Clock.objects.of_subject(contact).running().exists()
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rationale": " "}, "rationale"), ({"indicators": []}, "indicators"), ({"adults_asked": ""}, "adults_asked"),
        ({"children_asked": ""}, "children_asked"), ({"help_named": ""}, "decisions"), ({"decisions": []}, "decisions"),
        ({"outcome": "EXISTING_CASE"}, "tier"), ({"outcome": "STRATEGY"}, "tier"),
        ({"release_reason": ""}, "release_reason"),
    ],
)  # fmt: skip
def test_what_a_decision_needs(log: Log, personas: Personas, wrong: dict[str, Any], field: str) -> None:
    contact = ready(log(), personas)
    with pytest.raises(DomainError) as refused:
        decide(contact, personas.front_door_manager, **wrong)
    assert refused.value.field == field
    assert not Decision.objects.exists()


def test_rating_and_considering_come_first(log: Log, personas: Personas) -> None:
    contact = log()
    with pytest.raises(DomainError):
        decide(contact, personas.duty)
    triage.rate(contact=contact, by=personas.duty, rag="GREEN", reason="low")
    contact.refresh_from_db()
    with pytest.raises(DomainError) as refused:
        decide(contact, personas.duty)
    assert "Consider" in refused.value.message


def test_every_child_of_the_household_is_considered_named_or_not(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    sister = create_person(
        by=personas.system, forename="Bea", surname="Demochild", born_on=None, expected_on=None
    )
    from datetime import date

    from people.services import correct_birth

    correct_birth(person=sister, by=personas.system, reason="told", born_on=date(2020, 1, 1))
    set_household(people=[contact.people.get().person, sister], by=personas.system, confirmed=True)
    with pytest.raises(DomainError) as refused:
        decide(contact, personas.duty)
    assert "bring them into" in refused.value.message
    row = triage.bring_in(contact=contact, person=sister, by=personas.duty)
    triage.consider_person(contact_person=row, by=personas.duty, note="Nursery asked")
    contact.refresh_from_db()
    assert decide(contact, personas.duty).outcomes.count() == 2


def test_tiers_3_and_4_are_a_managers_and_not_the_gatherers(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas, gatherer=personas.duty)
    with pytest.raises(NotPermitted):
        decide(contact, personas.duty, tier=3, outcome="FAMILY_HELP")
    decision = decide(contact, personas.front_door_manager, tier=3, outcome="FAMILY_HELP")
    assert decision.alone_because == ""
    assert Referral.objects.get().subjects.count() == 1


def test_a_manager_who_gathered_leaves_the_decision_to_another(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas, gatherer=personas.duty)
    services.propose(contact=contact, by=personas.front_door_manager, tier=3, text="An assessment")
    with pytest.raises(DomainError) as refused:
        decide(
            contact,
            personas.front_door_manager,
            tier=3,
            outcome="FAMILY_HELP",
            alone_because="No one else here today",
        )
    assert refused.value.field == "tier"


def test_no_further_action_is_signed_by_a_manager_and_names_help(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    with pytest.raises(NotPermitted):
        decide(contact, personas.duty, tier=1, outcome="NFA_ADVICE")
    with pytest.raises(DomainError):
        decide(contact, personas.front_door_manager, tier=1, outcome="NFA_ADVICE", help_named="")
    decide(
        contact,
        personas.front_door_manager,
        tier=1,
        outcome="NFA_ADVICE",
        help_named="Parenting course at the centre",
    )
    assert contact.people.get().person.episodes.get().closed_at is not None


def test_a_stale_page_and_a_second_decision_are_refused(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    with pytest.raises(StaleVersion):
        decide(contact, personas.duty, version=contact.version - 1)
    decide(contact, personas.duty)
    with pytest.raises(AlreadyDecided):
        decide(contact, personas.front_door_manager, version=None)


def test_an_addition_opens_it_again_and_it_is_decided_once_more(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    decide(contact, personas.duty)
    add_to_contact(contact=contact, by=personas.referrer, text="He came in with a black eye")
    contact.refresh_from_db()
    assert (contact.status, contact.round, contact.is_unread, contact.rag) == ("RECEIVED", 2, True, "")
    assert Clock.objects.of_subject(contact).running().filter(code="REF-DEC").exists()
    triage.rate(contact=contact, by=personas.duty, rag="AMBER", reason="New injury")
    contact.refresh_from_db()
    decide(contact, personas.duty_second)
    assert list(Decision.objects.order_by("round").values_list("round", flat=True)) == [1, 2]


def test_a_referrer_may_disagree_and_a_manager_is_told(log: Log, personas: Personas) -> None:
    contact = ready(log(), personas)
    with pytest.raises(DomainError):
        disagree(contact=contact, by=personas.referrer, text="I think it is worse")
    decide(contact, personas.duty)
    disagree(contact=contact, by=personas.referrer, text="I think it is worse")
    assert Notice.objects.filter(to=personas.front_door_manager, kind="referrals.disagreed").exists()


def test_a_re_referral_counts_an_earlier_referral_not_an_earlier_contact(
    log: Log, personas: Personas
) -> None:
    first = ready(log(people=[CHILD, MOTHER]), personas)
    child, mother = first.people.order_by("position")
    decide(
        first, personas.front_door_manager, tier=3,
        decisions=[PersonOutcome(child, "FAMILY_HELP"), PersonOutcome(mother, "CONSIDERED")],
    )  # fmt: skip
    second = log(people=[CHILD, MOTHER])
    rows = list(second.people.order_by("position"))
    for row, before in zip(rows, (child, mother), strict=True):
        before.refresh_from_db()
        triage.match_person(
            contact_person=row, by=personas.edt, decision="SAME", person=before.person, reason="same"
        )
    triage.rate(contact=second, by=personas.duty, rag="AMBER", reason="Again")
    triage.consider_person(contact_person=rows[0], by=personas.duty, note="School asked")
    second.refresh_from_db()
    decide(
        second, personas.front_door_manager, tier=4, outcome="STRATEGY",
        decisions=[PersonOutcome(row, "STRATEGY") for row in rows],
    )  # fmt: skip
    subjects = {row.person_id: row.previous for row in Referral.objects.order_by("-pk")[0].subjects.all()}
    assert subjects[child.person_id] == Referral.objects.order_by("pk")[0]
    assert subjects[mother.person_id] is None
