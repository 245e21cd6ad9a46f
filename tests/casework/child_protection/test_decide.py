"""What a conference decides, who may, and what follows on the same day (F01, F02, F06 of the synthetic cases)."""

from datetime import date

import pytest

from casework.cases import services as case_services
from casework.cases.models import Case
from casework.child_protection import selectors, services
from casework.child_protection.models import Conference, Dissent
from casework.plans import services as plan_services
from casework.plans.models import Plan
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import SYSTEM_ACTOR, acting
from deadlines.models import Clock
from outbox.models import Notice
from people.enums import StatusKind
from tests.casework.arrange import at, case_of, child
from tests.casework.child_protection.arrange import HELD, agency, asked, decided, decision, no_plan, scheduled
from tests.personas import TRUST, Personas

pytestmark = pytest.mark.django_db


def _due(code: str) -> date:
    return Clock.objects.get(code=code, stopped_at__isnull=True, cancelled_at__isnull=True).due_on


def test_f01_a_plan_begins_on_the_conference_day_with_all_its_clocks(personas: Personas) -> None:
    conference = asked(personas)
    assert conference.children.get().due_on == date(2026, 6, 2)
    conference = scheduled(personas, conference)
    services.record_decisions(
        conference=conference, by=personas.chair, held_on=HELD, children=[decision(conference.children.get())]
    )
    plan = Plan.objects.get(kind="CP")
    assert (plan.status, plan.starts_on, plan.category, plan.earlier_plans) == ("ACTIVE", HELD, "NEG", 0)
    assert Clock.objects.get(code="ICPC").stopped_at == at(HELD, 12)
    assert _due("CG-1") == date(2026, 6, 12)
    assert _due("RCPC-1") == date(2026, 8, 29)
    assert Clock.objects.get(code="RCPC-1").planning_on == date(2026, 8, 28)
    assert _due("CPDEC") == date(2026, 6, 1)
    assert _due("CPVIS") == date(2026, 6, 12)
    person = plan.person
    assert person.statuses.get(ended_on__isnull=True).kind == StatusKind.PROTECTION
    assert Case.objects.get(person=person).kind == "CP"
    assert plan.needs.get().outcomes.get().change == "A safe home"


def test_only_the_named_chair_in_a_delegated_post_decides(personas: Personas) -> None:
    conference = scheduled(personas, asked(personas))
    said = [decision(conference.children.get())]
    for user in (personas.team_manager, personas.social_worker, personas.business_support):
        with pytest.raises(NotPermitted):
            services.record_decisions(conference=conference, by=user, held_on=HELD, children=said)
    with pytest.raises(NotFound):
        services.record_decisions(
            conference=conference, by=personas.social_worker_other, held_on=HELD, children=said
        )
    with acting(by=SYSTEM_ACTOR):
        personas.chair.post_delegated = False
        personas.chair.save()
    personas.chair.__dict__.pop("_held", None)
    with pytest.raises(NotPermitted):
        services.record_decisions(conference=conference, by=personas.chair, held_on=HELD, children=said)
    assert not Plan.objects.filter(kind="CP").exists()


def test_f02_each_child_is_decided_for_themselves_and_dissent_is_kept(personas: Personas) -> None:
    cases = [
        case_of(personas, person=child(personas, name), opened=date(2026, 7, 1))
        for name in ("Cal", "Cora", "Cy", "Cat")
    ]
    conference = asked(personas, cases, on=date(2026, 7, 22))
    assert {row.due_on for row in conference.children.all()} == {date(2026, 8, 12)}
    held = date(2026, 8, 11)
    conference = scheduled(personas, conference, on=held)
    parts = list(conference.children.order_by("pk"))
    dissent = services.Disagrees(
        "Demo Nurse", agency(TRUST), "Injuries are explained", "Head of safeguarding"
    )
    children = [
        decision(parts[0], dissents=[dissent]),
        decision(parts[1]),
        no_plan(parts[2]),
        decision(parts[3], category="PHY"),
    ]
    with pytest.raises(WrongState, match="every child"):
        services.record_decisions(
            conference=conference, by=personas.chair, held_on=held, children=children[:3]
        )
    services.record_decisions(conference=conference, by=personas.chair, held_on=held, children=children)
    assert sorted(Plan.objects.filter(kind="CP").values_list("category", flat=True)) == ["NEG", "NEG", "PHY"]
    assert not Plan.objects.filter(person=cases[2].person).exists()
    assert Dissent.objects.get().child == parts[0]
    assert {row.due_on for row in Clock.objects.running().filter(code="CG-1")} == {date(2026, 8, 25)}
    assert {row.due_on for row in Clock.objects.running().filter(code="RCPC-1")} == {date(2026, 11, 11)}


def test_f06_a_transfer_in_counts_from_the_written_notice_and_the_plans_held_elsewhere(
    personas: Personas,
) -> None:
    case = case_of(personas, opened=date(2026, 9, 9))
    with pytest.raises(DomainError, match="written notice"):
        asked(personas, [case], kind="TRANSFER_IN", other_authority="Demo Salford")
    conference = asked(
        personas, [case], kind="TRANSFER_IN", on=date(2026, 9, 14), other_authority="Demo Salford",
        notified_on=date(2026, 9, 14), earlier_plans_elsewhere={case: 1},
    )  # fmt: skip
    assert _due("ICPC-T") == date(2026, 10, 5)
    assert not Plan.objects.exists()
    held = date(2026, 10, 2)
    conference = scheduled(personas, conference, on=held)
    services.record_decisions(
        conference=conference, by=personas.chair, held_on=held, children=[decision(conference.children.get())]
    )
    plan = Plan.objects.get()
    assert (plan.is_transfer_in, plan.earlier_plans) == (True, 1)
    assert _due("CG-1") == date(2026, 10, 16)
    assert _due("RCPC-1") == date(2027, 1, 2)
    assert Clock.objects.get(code="RCPC-1").planning_on == date(2026, 12, 31)


def test_a_child_in_need_plan_ends_when_protection_begins(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 4, 13))
    plan = plan_services.start_plan(case=case, kind="CIN", by=personas.social_worker)
    need = plan_services.add_need(plan=plan, by=personas.social_worker, domain="HOME", text="Damp")
    plan_services.add_outcome(
        need=need, by=personas.social_worker, change_wanted="Dry", measure="Seen", by_on=date(2026, 9, 1)
    )
    plan_services.agree_plan(
        plan=plan, by=personas.team_manager, at=at(date(2026, 4, 20)), starts_on=date(2026, 4, 20)
    )
    conference = scheduled(personas, asked(personas, [case]))
    services.record_decisions(
        conference=conference, by=personas.chair, held_on=HELD, children=[decision(conference.children.get())]
    )
    plan.refresh_from_db()
    assert (plan.status, plan.ends_on, plan.end_reason) == ("ENDED", HELD, "STEPPED_UP")
    assert not Clock.objects.running().filter(code__in=("CIN-REV1", "CINVIS")).exists()


def test_a_conference_that_is_not_quorate_needs_the_chairs_reason(personas: Personas) -> None:
    conference = services.schedule_conference(
        conference=asked(personas), by=personas.business_support, chair=personas.chair, starts_at=at(HELD)
    )
    said = {"by": personas.chair, "held_on": HELD, "children": [decision(conference.children.get())]}
    with pytest.raises(WrongState, match="not quorate"):
        services.record_decisions(conference=conference, **said)  # type: ignore[arg-type]
    row = services.record_decisions(conference=conference, not_quorate_reason="Snow", **said)  # type: ignore[arg-type]
    assert row.is_quorate is False


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"category": ""}, "category"),
        ({"category": "MUL"}, "category"),
        ({"harm_likely": False}, "significant harm"),
        ({"parents_view": ""}, "parents"),
        ({"is_split": True}, "chair's decision"),
        ({"outline": []}, "outline"),
        ({"rationale": " "}, "why"),
    ],
)
def test_a_decision_is_complete(personas: Personas, said: dict[str, object], message: str) -> None:
    with pytest.raises(DomainError, match=message):
        decided(personas, **said)


def test_never_on_a_weekend(personas: Personas) -> None:
    conference = asked(personas)
    with pytest.raises(DomainError, match="Saturday"):
        scheduled(personas, conference, on=date(2026, 5, 30))
    conference = scheduled(personas, conference)
    with pytest.raises(DomainError, match="Saturday"):
        services.record_decisions(
            conference=conference, by=personas.chair, held_on=date(2026, 5, 30),
            children=[decision(conference.children.get())],
        )  # fmt: skip


def test_sent_twice_decides_once(personas: Personas) -> None:
    conference = scheduled(personas, asked(personas))
    said = [decision(conference.children.get())]
    for _ in range(2):
        services.record_decisions(
            conference=conference, by=personas.chair, held_on=HELD, children=said, key="d"
        )
    assert Plan.objects.filter(kind="CP").count() == 1


def test_safety_s_a_plan_under_a_lead_who_may_not_lead_tells_the_manager_the_same_day(
    personas: Personas,
) -> None:
    case = case_of(personas, opened=date(2026, 4, 13))
    case_services.assign_lead(
        case=case, lead=personas.lead_professional, by=personas.team_manager, reason="Knows her best"
    )
    conference = scheduled(personas, asked(personas, [case]))
    services.record_decisions(
        conference=conference, by=personas.chair, held_on=HELD, children=[decision(conference.children.get())]
    )
    assert Notice.objects.filter(kind="LEAD_NEEDED", to=personas.team_manager).count() == 1


def test_decision_and_record_go_out_and_the_unit_s_task_ends(personas: Personas) -> None:
    conference = decided(personas)
    services.send_decision(conference=conference, by=personas.business_support)
    assert Clock.objects.get(code="CPDEC").stopped_at is not None
    services.send_record(conference=conference, by=personas.business_support)
    conference.refresh_from_db()
    assert conference.status == "RECORDED"
    with pytest.raises(NotFound):
        selectors.conference(conference.public_id, reader=personas.business_support)
    assert selectors.conference(conference.public_id, reader=personas.chair) == conference


def test_strangers_do_not_find_a_conference(personas: Personas) -> None:
    conference = decided(personas)
    for user in (
        personas.social_worker_other,
        personas.stranger,
        personas.commissioner,
        personas.administrator,
    ):
        assert not Conference.objects.visible_to(user).exists()
        with pytest.raises(NotFound):
            selectors.conference(conference.public_id, reader=user)
