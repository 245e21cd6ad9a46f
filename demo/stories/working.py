"""What stories do in a case: open, allocate, lead, visit, note, plan, review, close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import F

from accounts.models import Agency, User
from casework.cases import services as cases
from casework.cases.models import Case
from casework.plans import services as plans
from casework.plans.models import Outcome, Plan, PlanReview
from casework.visits import services as visits
from core import clock
from core.working_days import ONE_DAY, is_working_day
from deadlines.models import Clock
from deadlines.services import give_late_reason
from demo.stories.engine import Event, Family, day, moment, on, team, worker
from people.models import Person
from people.services import open_by_purpose
from referrals.decisions.models import Referral


@dataclass(frozen=True)
class Goal:
    """A need, the change wanted, how it is measured, who begins with what (@ and a username, or a relative)."""

    need: str
    change: str
    measure: str
    by_on: str
    action: str
    who: str
    score: int = 3
    domain: str = "SAFETY"


def open_for(
    family: Family,
    number: str,
    *,
    by: User,
    kind: str,
    to: str,
    referral: Referral | None = None,
    at: str = "",
) -> Case:
    """The one case of a person opens, or is the one already open."""
    found = Case.objects.open().filter(person=family[number]).first()
    if found is not None:
        return found
    return cases.open_case(
        person=family[number],
        by=by,
        kind=kind,
        opened_from=referral,
        team=team(to),
        at=moment(at) if at else None,
    )


def case_of(family: Family, number: str) -> Case:
    """The open case of a person."""
    found: Case = Case.objects.open().select_related("person", "team").get(person=family[number])
    return found


def give(
    family: Family, number: str, *, by: User, to: str, leads: bool = True, why: str = "Knows the family"
) -> Case:
    """A worker has the case from now, and leads it; whoever allocates it says how worried the team is."""
    case = case_of(family, number)
    cases.allocate(case=case, worker=worker(to), by=by)
    case.refresh_from_db()
    if not case.rating and case.opened_from and (told := case.opened_from.contact.rag):
        cases.rate_case(case=case, by=by, rating=told, reason="As the concern was rated; nothing has changed")
        case.refresh_from_db()
    if leads:
        cases.assign_lead(case=case, lead=worker(to), by=by, reason=why)
    case.refresh_from_db()
    return case


def hand_to(family: Family, number: str, *, by: User, lead: str, why: str) -> Case:
    """Another lead professional, of the same case."""
    case = case_of(family, number)
    cases.allocate(case=case, worker=worker(lead), by=by)
    case.refresh_from_db()
    cases.assign_lead(case=case, lead=worker(lead), by=by, reason=why)
    return case


def join(family: Family, number: str, *usernames: str, by: User) -> None:
    for username in usernames:
        cases.join_team(case=case_of(family, number), by=by, user=worker(username))


def look_in(family: Family, number: str, *, by: User, why: str) -> None:
    """The front door opens a record for a recorded purpose."""
    open_by_purpose(by=by, person=family[number], reason=why)


def visit(
    family: Family,
    *numbers: str,
    by: User,
    words: str,
    alone: bool = True,
    place: str = "HOME",
    kind: str = "PLANNED",
    significant: str = "",
    observation: str = "",
) -> None:
    """A visit made now, each child seen."""
    children = [
        visits.SeenChild(
            case=case_of(family, number),
            child_seen=True,
            seen_alone=alone,
            not_alone_reason="" if alone else "Too young to be seen apart",
            bedroom_seen=place == "HOME",
            words=words,
            observation=observation,
            is_significant=bool(significant),
            summary=significant,
            significance="CHANGE" if significant else "",
        )
        for number in numbers
    ]
    visits.record_visit(by=by, made_at=clock.now(), kind=kind, place=place, children=children)


def no_access(family: Family, number: str, *, by: User, what: str) -> None:
    visits.record_no_access(
        case=case_of(family, number),
        by=by,
        made_at=clock.now(),
        kind="UNANNOUNCED",
        place="HOME",
        what_happened=what,
    )


def note(
    family: Family,
    number: str,
    *,
    by: User,
    facts: str,
    opinion: str = "",
    kind: str = "TELEPHONE",
    **more: Any,
) -> Any:
    return cases.write_note(
        case=case_of(family, number),
        by=by,
        kind=kind,
        happened_on=clock.today(),
        facts=facts,
        opinion=opinion,
        **more,
    )


def plan_for(
    family: Family, number: str, *, by: User, kind: str, goals: Sequence[Goal], purpose: str, **texts: Any
) -> Plan:
    """A plan is drafted: needs, outcomes, actions."""
    plan = plans.start_plan(case=case_of(family, number), kind=kind, by=by, purpose=purpose, **texts)
    for goal in goals:
        add_goal(plan, goal, by=by)
    return plan


def add_goal(plan: Plan, goal: Goal, *, by: User) -> Outcome:
    need = plans.add_need(plan=plan, by=by, domain=goal.domain, text=goal.need)
    outcome = plans.add_outcome(
        need=need, by=by, change_wanted=goal.change, measure=goal.measure, by_on=day(goal.by_on), score=goal.score,
        baseline="As at the assessment", target="As the family describes a good week",
    )  # fmt: skip
    holder: dict[str, Any] = {"relative": goal.who}
    if goal.who.startswith("@"):
        holder = {"worker": worker(goal.who[1:])}
    plans.add_action(outcome=outcome, by=by, what=goal.action, due_on=day(goal.by_on), **holder)
    return outcome


def agree(plan: Plan, *, by: User, overseer: str = "", views: Sequence[tuple[str, str, str]] = ()) -> Plan:
    """The plan is agreed; what each person says of it is kept."""
    said = [plans.SaidOfPlan(name=name, agreement=agreement, words=words) for name, agreement, words in views]
    return plans.agree_plan(plan=plan, by=by, views=said, overseen_by=worker(overseer) if overseer else None)


def progress(
    plan: Plan, *, by: User, score: int, text: str, state: str = "DOING", rating: str = "AMBER"
) -> None:
    """How the first outcome and its action stand now."""
    for outcome in Outcome.objects.filter(need__plan=plan).order_by("pk")[:1]:
        plans.score_outcome(outcome=outcome, by=by, score=score, note=text[:120])
        for action in outcome.actions.order_by("pk")[:1]:
            plans.record_progress(action=action, by=by, text=text, state=state, rating=rating)


def review(
    plan: Plan,
    *,
    by: User,
    working: bool,
    decision: str,
    what: str,
    score: int = 5,
    present: str = "Family, lead professional, school",
) -> PlanReview:
    scores = dict.fromkeys(Outcome.objects.filter(need__plan=plan), score)
    return plans.review_plan(
        plan=plan, by=by, held_on=clock.today(), present=present, is_working=working, decision=decision,
        child_view="It is calmer at home", family_view="We know whom to ring", what_changed=what, scores=scores,
    )  # fmt: skip


def close(
    family: Family,
    number: str,
    *,
    by: User,
    code: str,
    why: str,
    plan_reason: str = "OUTCOMES_MET",
    score: int = 8,
) -> Case:
    """The case closes with the distance travelled."""
    case = case_of(family, number)
    scores: Mapping[Outcome, int] = dict.fromkeys(
        Outcome.objects.filter(need__plan__case=case, need__plan__ends_on__isnull=True), score
    )
    return plans.close_with_distance(
        case=case, by=by, reason_code=code, rationale=why, plan_reason=plan_reason, scores=dict(scores)
    )


def gap(
    family: Family,
    number: str,
    *,
    by: User,
    what: str,
    wait: str,
    domain: str = "HEALTH",
    workaround: str = "",
) -> None:
    """Help that was needed and not to be had."""
    plan = Plan.objects.open().filter(person=family[number]).first()
    plans.log_gap(
        by=by, what=what, domain=domain, wait=wait, plan=plan, person=family[number], workaround=workaround
    )


def agency(name: str) -> Agency:
    found: Agency = Agency.objects.get(name=name)
    return found


def rounds(start: str, end: str, *, every: int = 14) -> list[str]:
    """Working days from a day to another, about so many days apart, never further."""
    found, at = [], day(start)
    while at <= day(end):
        while not is_working_day(at):
            at -= ONE_DAY
        found.append(at.isoformat())
        at += every * ONE_DAY
    return found


def visits_every(
    family: Family,
    *numbers: str,
    by: str,
    start: str,
    end: str,
    words: Sequence[str],
    every: int = 14,
    alone: bool = True,
) -> list[Event]:
    """Visits at the pace the plan asks for."""

    def one(when: str, turn: int) -> None:
        with on(when, by=by) as visitor:
            visit(
                family, *numbers, by=visitor, words=words[turn % len(words)], alone=alone,
                kind="UNANNOUNCED" if turn % 4 == 3 else "PLANNED",
            )  # fmt: skip

    moments = [f"{when} 15:30" for when in rounds(start, end, every=every)]
    return [(when, partial(one, when, turn)) for turn, when in enumerate(moments)]


def late_because(code: str, *, by: User, reason: str, person: Person | None = None) -> None:
    """Why a limit of this worker's was missed, said afterwards."""
    rows = Clock.objects.filter(code=code, stopped_at__gt=F("due_at"), late_reason="")
    for row in rows.filter(person=person) if person is not None else rows:
        give_late_reason(clock=row, reason=reason, by=by)


def begin_early_help(family: Family, number: str, *, by: User, to: str, why: str) -> Case:
    """Whoever decided at the front door gives the early-help case that opened to its lead."""
    look_in(family, number, by=by, why=why)
    return give(family, number, by=by, to=to, why=why)
