"""Need, outcome, action, progress; agreed, reviewed, ended; the distance travelled."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework.cases import services as cases
from casework.cases.models import Case, ChronologyEntry
from casework.plans import selectors, services
from casework.plans.models import Gap, Outcome, Plan
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import SYSTEM_ACTOR, acting
from deadlines.models import Clock
from deadlines.services import start_clock
from tests.casework.arrange import at, case_of
from tests.personas import Personas

pytestmark = pytest.mark.django_db

AGREED = date(2026, 6, 1)


def written(
    personas: Personas, case: Case, *, kind: str = "CIN", score: int | None = 3
) -> tuple[Plan, Outcome]:
    plan = services.start_plan(case=case, kind=kind, by=personas.social_worker, purpose="Safe mornings")
    need = services.add_need(
        plan=plan, by=personas.social_worker, domain="EDUCATION", text="She misses school"
    )
    outcome = services.add_outcome(
        need=need,
        by=personas.social_worker,
        change_wanted="In school every day",
        measure="Attendance above 95 per cent",
        baseline="71 per cent",
        target="95 per cent",
        by_on=date(2026, 9, 30),
        score=score,
        scored_on=date(2026, 5, 28),
    )
    return plan, outcome


def agreed(personas: Personas, *, on: date = AGREED) -> tuple[Plan, Outcome]:
    case = case_of(personas, opened=date(2026, 5, 1))
    start_clock(
        code="CIN-PLAN", subject=case, person=case.person, by=personas.system, triggered_at=date(2026, 5, 26)
    )
    plan, outcome = written(personas, case)
    said = services.SaidOfPlan(name="Mother", agreement="AGREES")
    plan = services.agree_plan(plan=plan, by=personas.team_manager, views=[said], at=at(on), starts_on=on)
    return plan, outcome


def test_agreeing_a_child_in_need_plan_begins_it_and_its_clocks(personas: Personas) -> None:
    plan, _ = agreed(personas)
    assert (plan.status, plan.starts_on, plan.agreed_by) == ("ACTIVE", AGREED, personas.team_manager)
    assert Clock.objects.get(code="CIN-PLAN").stopped_at is not None
    assert Clock.objects.get(code="CIN-REV1").due_on == date(2026, 7, 13)
    assert Clock.objects.get(code="CINVIS", stopped_at__isnull=True).due_on == date(2026, 6, 29)
    assert plan.views.get().name == "Mother"


def test_a_social_worker_does_not_agree_a_plan_and_an_empty_plan_is_not_agreed(personas: Personas) -> None:
    case = case_of(personas)
    plan = services.start_plan(case=case, kind="CIN", by=personas.social_worker)
    with pytest.raises(WrongState, match="at least one need"):
        services.agree_plan(plan=plan, by=personas.team_manager)
    services.add_outcome(
        need=services.add_need(plan=plan, by=personas.social_worker, domain="HOME", text="Damp"),
        by=personas.social_worker, change_wanted="Dry", measure="Seen", by_on=date(2026, 9, 1),
    )  # fmt: skip
    with pytest.raises(NotPermitted):
        services.agree_plan(plan=plan, by=personas.social_worker)


def test_a_lead_of_another_profession_needs_a_social_workers_oversight(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 5, 1))
    cases.assign_lead(
        case=case, lead=personas.lead_professional, by=personas.team_manager, reason="Knows her best"
    )
    plan, _ = written(personas, case)
    with pytest.raises(DomainError, match="oversees"):
        services.agree_plan(plan=plan, by=personas.team_manager)
    with pytest.raises(DomainError, match="social worker's"):
        services.agree_plan(plan=plan, by=personas.team_manager, overseen_by=personas.health_visitor)
    plan = services.agree_plan(plan=plan, by=personas.team_manager, overseen_by=personas.social_worker)
    assert plan.overseen_by == personas.social_worker


def test_disagreement_is_kept_in_the_persons_words(personas: Personas) -> None:
    plan, _ = written(personas, case_of(personas))
    with pytest.raises(DomainError, match="Father"):
        services.agree_plan(
            plan=plan,
            by=personas.team_manager,
            views=[services.SaidOfPlan(name="Father", agreement="DISAGREES")],
        )
    said = services.SaidOfPlan(name="Father", agreement="DISAGREES", words="I was not heard")
    plan = services.agree_plan(plan=plan, by=personas.team_manager, views=[said])
    assert plan.views.get().words == "I was not heard"


def test_one_open_plan_of_a_kind_and_none_that_overlap(personas: Personas) -> None:
    plan, _ = agreed(personas)
    with pytest.raises(WrongState, match="open"):
        services.start_plan(case=plan.case, kind="CIN", by=personas.social_worker)
    early, _ = written(personas, plan.case, kind="EARLY_HELP")
    with pytest.raises(WrongState, match="in force"):
        services.agree_plan(plan=early, by=personas.team_manager)
    with pytest.raises(WrongState, match="conference"):
        services.start_plan(case=plan.case, kind="CP", by=personas.social_worker)


def test_the_database_itself_refuses_plans_side_by_side_and_a_protection_plan_of_one_day(
    personas: Personas,
) -> None:
    plan, _ = agreed(personas)
    common = {
        "case": plan.case, "person": plan.person, "kind": "CP", "status": "ACTIVE", "category": "NEG",
        "recorded_at": at(AGREED), "recorded_by": personas.system,
    }  # fmt: skip
    with acting(by=SYSTEM_ACTOR):
        with pytest.raises(IntegrityError, match="plan_one_at_a_time"), transaction.atomic():
            Plan.objects.create(reference="PL-26-99998", starts_on=date(2026, 7, 1), **common)
        with pytest.raises(IntegrityError, match="plan_protection_lasts_a_day"), transaction.atomic():
            Plan.objects.create(
                reference="PL-26-99999", starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 5), **common
            )


def test_a_review_scores_and_sets_the_next(personas: Personas) -> None:
    plan, outcome = agreed(personas)
    common = {"plan": plan, "by": personas.social_worker, "present": "Mother, school", "is_working": True}
    with pytest.raises(DomainError, match="after the day"):
        services.review_plan(held_on=AGREED, decision="CONTINUE", **common)  # type: ignore[arg-type]
    held = date(2026, 7, 10)
    services.review_plan(held_on=held, decision="CONTINUE", scores={outcome: 6}, **common)  # type: ignore[arg-type]
    plan.refresh_from_db()
    assert plan.status == "REVIEWED"
    assert Clock.objects.get(code="CIN-REV1").stopped_at is not None
    assert Clock.objects.get(code="CIN-REV").due_on == date(2026, 10, 2)
    distance = selectors.distance(plan, reader=personas.social_worker)[0]
    assert (distance.first, distance.last, distance.travelled) == (3, 6, 3)


def test_actions_have_one_owner_and_progress_is_told(personas: Personas) -> None:
    plan, outcome = agreed(personas)
    with pytest.raises(DomainError, match="Choose one"):
        services.add_action(
            outcome=outcome, by=personas.social_worker, what="Bus pass", due_on=date(2026, 6, 15)
        )
    action = services.add_action(
        outcome=outcome, by=personas.social_worker, what="Walking bus", due_on=date(2026, 6, 15),
        worker=personas.lead_professional,
    )  # fmt: skip
    cases.join_team(case=plan.case, by=personas.social_worker, user=personas.lead_professional)
    assert list(selectors.actions_of_worker(personas.lead_professional)) == [action]
    services.record_progress(
        action=action, by=personas.lead_professional, text="Started on Monday", state="DONE", rating="GREEN"
    )
    action.refresh_from_db()
    assert action.state == "DONE" and action.done_on is not None
    assert list(selectors.drifting(personas.social_worker)) == [plan]
    with pytest.raises(NotFound):
        services.record_progress(action=action, by=personas.social_worker_other, text="x", state="DOING")


def test_a_lead_professional_writes_early_help_but_not_what_a_protection_plan_says(
    personas: Personas,
) -> None:
    case = case_of(personas, kind="EARLY_HELP", opened=date(2026, 5, 1))
    cases.join_team(case=case, by=personas.social_worker, user=personas.lead_professional)
    plan = services.start_plan(
        case=case, kind="EARLY_HELP", by=personas.lead_professional, assessed_on=date(2026, 5, 20)
    )
    assert Clock.objects.get(code="EHA-REV1").due_on == date(2026, 7, 1)
    need = services.add_need(plan=plan, by=personas.lead_professional, domain="HEALTH", text="Sleep")
    services.add_outcome(
        need=need,
        by=personas.lead_professional,
        change_wanted="Sleeps",
        measure="Diary",
        by_on=date(2026, 8, 1),
    )
    plan = services.agree_plan(plan=plan, by=personas.lead_professional)
    assert plan.status == "ACTIVE"


def test_closing_asks_for_last_scores_and_tells_the_distance(personas: Personas) -> None:
    plan, outcome = agreed(personas)
    case = plan.case
    with pytest.raises(WrongState, match="end it first"):
        cases.close_case(case=case, by=personas.team_manager, reason_code="RC8", rationale="Reached")
    common = {
        "case": case,
        "by": personas.team_manager,
        "reason_code": "RC7",
        "rationale": "In school every day",
    }
    with pytest.raises(DomainError, match="last score"):
        services.close_with_distance(plan_reason="OUTCOMES_MET", **common)  # type: ignore[arg-type]
    closed = services.close_with_distance(plan_reason="OUTCOMES_MET", scores={outcome: 9}, **common)  # type: ignore[arg-type]
    plan.refresh_from_db()
    assert (closed.status, plan.status, plan.end_reason) == ("CLOSED", "ENDED", "OUTCOMES_MET")
    assert outcome.scores.order_by("-pk").first().score == 9  # type: ignore[union-attr]
    assert not Clock.objects.running().filter(person=case.person).exists()
    assert ChronologyEntry.objects.filter(event__startswith="Child in need plan ended").exists()


def test_a_plan_is_read_by_the_table_and_by_no_stranger(personas: Personas) -> None:
    plan, _ = agreed(personas)
    with pytest.raises(NotFound):
        selectors.plan(plan.public_id, reader=personas.social_worker_other)
    assert selectors.plan(plan.public_id, reader=personas.team_manager) == plan
    assert not selectors.plans(personas.police).exists()


def test_a_gap_holds_no_name_and_a_band_instead_of_an_age(personas: Personas) -> None:
    plan, _ = agreed(personas)
    with pytest.raises(DomainError, match="name"):
        services.log_gap(
            by=personas.social_worker, plan=plan, what="Ada needs a tutor", domain="EDUCATION", wait="NONE"
        )
    services.log_gap(
        by=personas.social_worker, plan=plan, what="Evening tutor", domain="EDUCATION", wait="MONTHS"
    )
    assert Gap.objects.get().age_band == "5-10"


def test_a_form_sent_twice_writes_once(personas: Personas) -> None:
    plan, outcome = agreed(personas)
    for _ in range(2):
        services.score_outcome(outcome=outcome, by=personas.social_worker, score=5, key="s")
        services.add_need(plan=plan, by=personas.social_worker, domain="HOME", text="Damp", key="n")
    assert outcome.scores.count() == 2 and plan.needs.count() == 2
