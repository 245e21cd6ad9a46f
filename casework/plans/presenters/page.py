"""How the pages of a plan word it: needs, trend, what everybody promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.access import held, holds_any
from accounts.models import User
from accounts.permissions import Permission as P
from casework.cases.models import Case
from casework.cases.selectors import lead_of
from casework.plans import clocks, permissions, selectors
from casework.plans.models import Action, Outcome, Plan
from casework.plans.presenters.paper import SUPPORT_PLAN
from casework.plans.workflow import PLAN
from casework.ports import Panel, plan_panels
from core import clock
from core.govuk.words import day
from core.workflow import can
from deadlines import selectors as deadlines
from deadlines.presenters import faces

# The sparkline's box.
WIDTH, HEIGHT, PAD = 120, 32, 4


@dataclass(frozen=True, slots=True)
class Trend:
    """Scores of an outcome over time, as words and as the points of a small line."""

    words: str
    points: str
    last_x: float
    last_y: float
    title: str


def trend(outcome: Outcome) -> Trend | None:
    scores = list(outcome.scores.all())
    if not scores:
        return None
    numbers = [row.score for row in scores]
    step = (WIDTH - 2 * PAD) / max(1, len(numbers) - 1)
    spots = [
        (PAD + i * step, PAD + (HEIGHT - 2 * PAD) * (1 - number / 10)) for i, number in enumerate(numbers)
    ]
    if len(numbers) == 1:
        words = f"{numbers[0]} of 10 at the start"
    else:
        gone = numbers[-1] - numbers[0]
        way = "no change" if gone == 0 else f"{abs(gone)} {'up' if gone > 0 else 'down'}"
        words = f"{numbers[0]} at the start, {numbers[-1]} now, {way}"
    title = f"Scores from {day(scores[0].scored_on)}: {', '.join(str(number) for number in numbers)}"
    return Trend(
        words,
        " ".join(f"{x:.1f},{y:.1f}" for x, y in spots),
        round(spots[-1][0], 1),
        round(spots[-1][1], 1),
        title,
    )


@dataclass(frozen=True, slots=True)
class ActionLine:
    public_id: Any
    what: str
    who: str
    due: str
    state: str
    rating: str
    overdue: bool
    progress: Sequence[tuple[str, str]]


def action_line(row: Action) -> ActionLine:
    notes = sorted(row.progress.all(), key=lambda one: one.recorded_at, reverse=True)
    return ActionLine(
        row.public_id,
        row.what,
        who(row),
        day(row.due_on),
        str(row.get_state_display()),
        row.rating,
        selectors.is_overdue(row),
        [(f"{day(note.recorded_at)}, {note.recorded_by.display_name}", note.text) for note in notes[:3]],
    )


def who(row: Action) -> str:
    """Profession and agency always stand with a name."""
    if row.worker is not None:
        return ", ".join(str(part) for part in (row.worker, row.worker.profession, row.worker.agency) if part)
    return str(row.agency or row.relative)


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    row: Outcome
    trend: Trend | None
    actions: Sequence[ActionLine]


@dataclass(frozen=True, slots=True)
class NeedLine:
    row: Any
    outcomes: Sequence[OutcomeLine]


def need_lines(plan: Plan, *, reader: User) -> list[NeedLine]:
    return [
        NeedLine(
            need,
            [
                OutcomeLine(row, trend(row), [action_line(one) for one in row.actions.all()])
                for row in need.outcomes.all()
            ],
        )
        for need in selectors.needs(plan, reader=reader)
    ]


def rows(plan: Plan) -> list[tuple[str, str]]:
    lead = lead_of(plan.case)
    found = [
        ("Plan", f"{plan.reference}, {plan.get_status_display().lower()}"),
        ("Lead professional", lead.display_name if lead else "Nobody leads"),
        ("From", day(plan.starts_on) or "Not agreed yet"),
        ("Next review", day(plan.next_review_on) or "Not fixed yet"),
    ]
    if plan.category:
        found.append(("Category", str(plan.get_category_display())))
    if plan.earlier_plans is not None:
        found.append(("Earlier child protection plans", str(plan.earlier_plans)))
    if plan.overseen_by is not None:
        found.append(("Overseen by", str(plan.overseen_by)))
    if plan.visit_every_days:
        found.append(("Visits", f"at least every {plan.visit_every_days} working days"))
    if plan.ends_on is not None:
        found.append(("Ended", f"{day(plan.ends_on)}: {plan.get_end_reason_display()}. {plan.end_note}"))
    return found


def texts(plan: Plan) -> list[tuple[str, str]]:
    """The plan's own words, those that are written."""
    pairs = (
        ("What it is for", plan.purpose),
        ("What we are worried about", plan.danger),
        ("What must not happen meanwhile", plan.bottom_lines),
        ("In words for the child", plan.child_words),
        ("If things do not change", plan.contingency),
        ("When it is no longer needed", plan.exit_criteria),
        ("What you are entitled to", plan.entitlement),
    )
    return [(label, text) for label, text in pairs if text]


_STEPS = (
    ("Agree the plan", "plan_agree", ("agree", "agree_early_help")),
    ("Record a review", "plan_review", ("review",)),
    ("End the plan", "plan_end", ("end", "end_early_help")),
)


def challenge_words(plan: Plan) -> str:
    """Which challenge of the plan's length comes next."""
    found = clocks.next_challenge(plan)
    if found is None:
        return "No challenge of this plan's length is due."
    months, due_on = found
    return f"The challenge after {months} months is due by {day(due_on)}."


def doings(plan: Plan, *, reader: User) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if permissions.may_write(reader, plan):
        found += [
            ("Change the plan's words", "plan_edit"),
            ("Add a need", "need_add"),
            ("What somebody says of it", "plan_view"),
        ]
    found += [
        (label, name)
        for label, name, steps in _STEPS
        if any(can(plan, step, workflow=PLAN, by=reader) for step in steps)
    ]
    if plan.kind == "CP" and plan.ends_on is None and holds_any(reader, (P.PLAN_AGREE, P.CONFERENCE_CHAIR)):
        found.append(("Challenge how long it lasts", "plan_challenge"))
    if plan.ends_on is None and P.GAP_LOG in held(reader).permissions:
        found.append(("Log a gap in provision", "plan_gap"))
    links = [(label, reverse(name, args=[plan.public_id])) for label, name in found]
    if holds_any(reader, SUPPORT_PLAN.may_make):
        links.append(("Print the plan", reverse("new_paper", args=["support_plan", plan.public_id])))
    return links


def clocks_of(plan: Plan) -> list[Any]:
    return list(faces(deadlines.for_subject(plan), at=clock.now()))


def panels(plan: Plan, *, reader: User) -> list[Panel]:
    """Parts of the plan page that higher sub-domains keep (core groups)."""
    found = [panel for answer in plan_panels.ask(plan=plan, reader=reader) for panel in answer]
    return sorted(found, key=lambda panel: panel.order)


def case_panel(*, case: Case, reader: User) -> list[Panel]:
    """The plan at a glance, on the case's page."""
    plan = selectors.current_plan(case.person, reader=reader)
    content = {
        "plan": plan,
        "needs": need_lines(plan, reader=reader) if plan else [],
        "former": [
            row for row in selectors.plans_of(case, reader=reader) if plan is None or row.pk != plan.pk
        ],
        "start": reverse("plan_start", args=[case.public_id]) if _may_start(case, reader) else "",
    }
    return [Panel(10, "Plan", "casework/plans/panel.html", content)]


def _may_start(case: Case, reader: User) -> bool:
    return case.closed_at is None and permissions.may_start(reader)
