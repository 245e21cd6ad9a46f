"""The plan at a glance: the plan in force, its outcomes and how each has moved, in two reads."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from accounts.models import User
from casework.plans.enums import OutcomeState, PlanStatus
from casework.plans.models import Outcome, OutcomeScore, Plan
from desk.selectors.opened import opened
from people.clusters import identities
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


def glance_of(person: Person, *, reader: User) -> Glance | None:
    """The plan in force, else one being written, of a person whose record this request has opened."""
    rows = opened(Plan.objects.open(), reader=reader, people=identities(person))
    plan: Plan | None = rows.order_by("starts_on", "pk").first()
    if plan is None or plan.status == PlanStatus.DRAFT:
        return Glance(plan, []) if plan else None
    scores = OutcomeScore.objects.filter(outcome=OuterRef("pk")).order_by("scored_on", "pk").values("score")
    outcomes: Any = (
        Outcome.objects.filter(need__plan=plan, state=OutcomeState.OPEN)
        .annotate(found=ArraySubquery(scores))
        .order_by("need__position", "position", "pk")
    )
    return Glance(plan, [Trend(row.change, tuple(row.found or ())) for row in outcomes])
