"""A child protection plan that lasts is challenged at nine, fifteen, eighteen and twenty-four months."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework.plans import services
from casework.plans.models import Plan, PlanChallenge
from core.errors import DomainError, NotPermitted, WrongState
from core.history import SYSTEM_ACTOR, acting
from deadlines.models import Clock
from people import services as people
from tests.casework.arrange import case_of
from tests.casework.pages import signed_in
from tests.personas import Personas

pytestmark = pytest.mark.django_db

BEGAN = date(2025, 2, 3)


def long_plan(personas: Personas) -> Plan:
    case = case_of(personas, opened=BEGAN)
    return services.begin_protection_plan(
        case=case, by=personas.chair, held_on=BEGAN, category="NEG", outline=[], earlier_plans=0
    )


def challenge(personas: Personas, plan: Plan, held_on: date, **more: object) -> PlanChallenge:
    said: dict[str, object] = {
        "by": personas.team_manager, "decision": "CONTINUES", "reason": "Father moved back in in May", **more,
    }  # fmt: skip
    return services.challenge_length(plan=plan, held_on=held_on, **said)  # type: ignore[arg-type]


def test_a_challenge_stops_the_limit_of_its_length_alone(personas: Personas) -> None:
    plan = long_plan(personas)
    made = challenge(personas, plan, date(2025, 11, 3), key="one")
    assert challenge(personas, plan, date(2025, 11, 3), key="one") == made
    assert made.months == 9
    nine = Clock.objects.get(code="CPP-LEN9", person=plan.person)
    assert (nine.outcome, nine.was_late) == ("Challenged", False)
    assert set(Clock.objects.running().filter(code__startswith="CPP-LEN").values_list("code", flat=True)) == {
        "CPP-LEN15", "CPP-LEN18", "CPP-LEN24",
    }  # fmt: skip


def test_fifteen_months_need_the_legal_gateway_meeting(personas: Personas) -> None:
    plan = long_plan(personas)
    challenge(personas, plan, date(2025, 11, 3))
    with pytest.raises(DomainError, match="legal gateway"):
        challenge(personas, plan, date(2026, 4, 28), decision="LEGAL")
    people.involve(person=plan.person, kind="CHAIR", user=personas.chair, by=personas.system)
    made = challenge(
        personas,
        plan,
        date(2026, 4, 28),
        decision="LEGAL",
        legal_gateway_on=date(2026, 4, 27),
        by=personas.chair,
    )
    assert (made.months, made.legal_gateway_on) == (15, date(2026, 4, 27))
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        acting(by=SYSTEM_ACTOR, reason="a row that no verb writes"),
    ):
        PlanChallenge.objects.filter(pk=made.pk).update(legal_gateway_on=None)


def test_a_challenge_is_not_made_long_before_its_day_nor_without_a_reason(personas: Personas) -> None:
    plan = long_plan(personas)
    with pytest.raises(WrongState, match="9 months"):
        challenge(personas, plan, date(2025, 6, 2))
    with pytest.raises(DomainError, match="why"):
        challenge(personas, plan, date(2025, 11, 3), reason=" ")


def test_the_worker_does_not_challenge_their_own_plan(personas: Personas) -> None:
    plan = long_plan(personas)
    with pytest.raises(NotPermitted):
        challenge(personas, plan, date(2025, 11, 3), by=personas.social_worker)


def test_a_manager_challenges_on_the_page_and_everybody_reads_it(personas: Personas) -> None:
    plan = long_plan(personas)
    client = signed_in(personas.team_manager)
    page = f"/plans/{plan.public_id}/challenge/"
    assert "The challenge after 9 months is due by" in client.get(page).content.decode()
    sent = {"held_on": "2025-11-03", "decision": "CHANGED", "reason": "Father moved back in", "key": "k"}
    assert client.post(page, sent).status_code == 302
    read = signed_in(personas.social_worker).get(f"/plans/{plan.public_id}/").content.decode()
    assert "Father moved back in" in read and "Challenge how long it lasts" not in read
    assert "Challenge how long it lasts" in client.get(f"/plans/{plan.public_id}/").content.decode()
