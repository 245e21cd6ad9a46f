"""Transfers and steps: the old lead stays until the new one accepts."""

from datetime import date

import pytest

from casework.cases import selectors, services
from casework.cases.models import CaseKindPeriod, ManagementOversight
from core.errors import DomainError, NotPermitted
from deadlines.models import Clock
from outbox.models import Notice
from people.enums import Level, StatusKind
from people.selectors import level
from tests.casework.arrange import at, case_of, south
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def test_a_transfer_changes_nothing_until_it_is_accepted(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 5, 1))
    asked = services.request_transfer(
        case=case, by=personas.team_manager, to_team=south(), reason="Moved to Sale", at=at(date(2026, 6, 1))
    )
    assert Clock.objects.get(code="TRANSFER").due_on == date(2026, 6, 8)
    assert selectors.lead_of(case) == personas.social_worker
    assert Notice.objects.filter(to=personas.team_manager_other, kind="TRANSFER_ASKED").exists()
    with pytest.raises(NotPermitted):
        services.accept_handover(handover=asked, by=personas.team_manager, lead=personas.social_worker_other)
    services.accept_handover(
        handover=asked, by=personas.team_manager_other, lead=personas.social_worker_other
    )
    case.refresh_from_db()
    assert case.team == south() and selectors.lead_of(case) == personas.social_worker_other
    assert selectors.current_worker(case) == personas.social_worker_other
    assert level(personas.social_worker, case.person) == Level.CARD
    assert Clock.objects.get(code="TRANSFER").stopped_at is not None


def test_a_case_is_not_taken_without_a_lead(personas: Personas) -> None:
    case = case_of(personas)
    asked = services.request_transfer(case=case, by=personas.team_manager, to_team=south(), reason="Moved")
    with pytest.raises(DomainError, match="lead"):
        services.accept_handover(handover=asked, by=personas.team_manager_other)


def test_a_declined_transfer_closes_the_record_to_the_other_team(personas: Personas) -> None:
    case = case_of(personas)
    asked = services.request_transfer(case=case, by=personas.team_manager, to_team=south(), reason="Moved")
    assert level(personas.team_manager_other, case.person) == Level.RECORD
    services.decline_handover(
        handover=asked, by=personas.team_manager_other, reason="Still at the old address"
    )
    assert level(personas.team_manager_other, case.person) == Level.CARD
    assert Notice.objects.filter(to=personas.team_manager, kind="HANDOVER_DECLINED").exists()


def test_a_step_down_keeps_the_old_lead_until_the_new_one_accepts(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 5, 1))
    case = services.propose_step(
        case=case, by=personas.social_worker, to_kind="EARLY_HELP", reason="Goals reached"
    )
    with pytest.raises(NotPermitted):
        services.decide_step(case=case, by=personas.social_worker, rationale="Fine")
    services.decide_step(
        case=case,
        by=personas.team_manager,
        rationale="Six months without worry",
        new_lead=personas.lead_professional,
        at=at(date(2026, 6, 1)),
    )
    case.refresh_from_db()
    assert (case.kind, case.status) == ("EARLY_HELP", "ALLOCATED")
    assert Clock.objects.get(code="STEP").due_on == date(2026, 6, 15)
    assert Clock.objects.get(code="STEP-LEAD").due_on == date(2026, 6, 1)
    assert selectors.lead_of(case) == personas.social_worker
    asked = case.handovers.get()
    services.accept_handover(handover=asked, by=personas.lead_professional)
    assert selectors.lead_of(case) == personas.lead_professional
    assert list(CaseKindPeriod.objects.order_by("started_at").values_list("kind", flat=True)) == [
        "CIN",
        "EARLY_HELP",
    ]
    assert case.person.statuses.get(ended_on__isnull=True).kind == StatusKind.EARLY_HELP
    assert ManagementOversight.objects.get(case=case).occasion == "STEP"


def test_no_step_leads_into_or_out_of_child_protection(personas: Personas) -> None:
    case = case_of(personas)
    with pytest.raises(DomainError, match="conference"):
        services.propose_step(case=case, by=personas.social_worker, to_kind="CP", reason="Worried")
