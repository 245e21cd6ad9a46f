"""The plan at a glance: the plan in force, its outcomes and how each has moved, in three reads."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from casework.plans.enums import OutcomeState, PlanStatus
from casework.plans.models import Outcome, OutcomeScore, Plan
from people.models import Person


@dataclass(frozen=True, slots=True)
class Trend:
    """One outcome with its scores in order."""

    change: str
    scores: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """One plan and where its outcomes stand."""

    plan: Plan
    outcomes: list[Trend]


def glance_of(person: Person, *, reader: User, readable: bool) -> Glance | None:
    """The plan in force, else one being written; nothing is asked for a role that reads no plans."""
    if not readable:
        return None
    rows: Any = Plan.objects.visible_to(reader).open().filter(person=person)
    plan: Plan | None = rows.order_by("starts_on", "pk").first()
    if plan is None or plan.status == PlanStatus.DRAFT:
        return Glance(plan, []) if plan else None
    scores: dict[int, list[int]] = {}
    found = OutcomeScore.objects.visible_to(reader).filter(outcome__need__plan=plan)
    for outcome, score in found.order_by("scored_on", "pk").values_list("outcome_id", "score"):
        scores.setdefault(outcome, []).append(score)
    outcomes = Outcome.objects.visible_to(reader).filter(need__plan=plan, state=OutcomeState.OPEN)
    ordered = outcomes.order_by("need__position", "position", "pk")
    return Glance(plan, [Trend(row.change, tuple(scores.get(row.pk, ()))) for row in ordered])
