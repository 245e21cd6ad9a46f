"""Reads of plans, their trend and the distance travelled."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case as CaseWhen
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, When

from accounts.models import User
from casework.cases.models import Case
from casework.plans.enums import OutcomeState, ScoreOccasion
from casework.plans.models import (
    Action,
    Gap,
    Need,
    Outcome,
    OutcomeScore,
    Plan,
    PlanChallenge,
    PlanReview,
    PlanView,
)
from casework.plans.querysets import PlanQuerySet
from core import clock
from core.errors import NotFound
from people.clusters import identities
from people.models import Person


def plans(reader: User) -> PlanQuerySet:
    found: PlanQuerySet = Plan.objects.visible_to(reader)
    return found


def plan(public_id: UUID, *, reader: User) -> Plan:
    found: Plan | None = (
        plans(reader)
        .select_related("case__team", "person", "agreed_by", "overseen_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such plan.")
    return found


def current_plan(person: Person, *, reader: User) -> Plan | None:
    """The plan in force, else the one being written."""
    rows = (
        plans(reader)
        .open()
        .filter(person__in=identities(person))
        .select_related("case", "person")
        .order_by("starts_on", "pk")
    )
    found: Plan | None = next((row for row in rows if row.starts_on is not None), None) or rows.first()
    return found


def plans_of(case: Case, *, reader: User) -> QuerySet[Plan]:
    found: QuerySet[Plan] = plans(reader).filter(case=case).order_by("-starts_on", "-pk")
    return found


def challenges_of(of: Plan, *, reader: User) -> list[PlanChallenge]:
    """When somebody asked why the plan lasts so long, oldest first."""
    rows = PlanChallenge.objects.visible_to(reader).filter(plan=of)
    return list(rows.select_related("recorded_by").order_by("months"))


def needs(of: Plan, *, reader: User) -> list[Need]:
    """Needs with outcomes, scores, actions and progress: five reads, whatever the length of the plan."""
    # The score at the start stands first, whenever it was written down.
    started = CaseWhen(When(occasion=ScoreOccasion.BASELINE, then=0), default=1)
    scores = OutcomeScore.objects.order_by(started, "scored_on", "pk")
    actions = (
        Action.objects.select_related("worker__agency", "worker__profession", "agency")
        .prefetch_related("progress__recorded_by")
        .order_by("due_on", "pk")
    )
    outcomes = Outcome.objects.order_by("position", "pk").prefetch_related(
        Prefetch("scores", queryset=scores), Prefetch("actions", queryset=actions)
    )
    found = Need.objects.visible_to(reader).filter(plan=of).order_by("position", "pk")
    return list(found.prefetch_related(Prefetch("outcomes", queryset=outcomes)))


def need(public_id: UUID, *, reader: User) -> Need:
    row: Need = _one(Need.objects.visible_to(reader).select_related("plan__person", "plan__case"), public_id)
    return row


def outcome(public_id: UUID, *, reader: User) -> Outcome:
    found = Outcome.objects.visible_to(reader).select_related("need__plan__person", "need__plan__case")
    row: Outcome = _one(found, public_id)
    return row


def action(public_id: UUID, *, reader: User) -> Action:
    found = Action.objects.visible_to(reader).select_related(
        "outcome__need__plan__person", "worker", "agency"
    )
    row: Action = _one(found, public_id)
    return row


def _one(found: Any, public_id: UUID) -> Any:
    row = found.filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such part of a plan.")
    return row


def outcomes_to_score(of: Plan) -> list[Outcome]:
    """Outcomes of a plan that was read through the policy, in its order."""
    return list(Outcome.objects.filter(need__plan=of).order_by("need__position", "position", "pk"))


@dataclass(frozen=True, slots=True)
class Distance:
    """How far an outcome came, from its first score to its last."""

    change: str
    first: int | None
    last: int | None

    @property
    def travelled(self) -> int | None:
        return None if self.first is None or self.last is None else self.last - self.first


def distance(of: Plan, *, reader: User) -> list[Distance]:
    """Distance travelled of every outcome of a plan."""
    found = []
    for one in needs(of, reader=reader):
        for row in one.outcomes.all():
            scores = list(row.scores.all())
            first, last = (scores[0].score, scores[-1].score) if scores else (None, None)
            found.append(Distance(row.change, first, last))
    return found


def drifting(reader: User, *, on: date | None = None) -> QuerySet[Plan]:
    """The alarm: plans in force with no action open (domain.md E)."""
    unfinished = Action.objects.filter(outcome__need__plan=OuterRef("pk"), state__in=("TO_DO", "DOING"))
    found: QuerySet[Plan] = plans(reader).in_force().filter(~Exists(unfinished)).order_by("starts_on", "pk")
    return found


def actions_of_worker(worker: User) -> QuerySet[Action]:
    """What one worker has promised in plans that are in force, soonest first."""
    found: QuerySet[Action] = (
        Action.objects.visible_to(worker)
        .filter(
            worker=worker,
            state__in=("TO_DO", "DOING"),
            outcome__need__plan__status__in=("ACTIVE", "REVIEWED"),
        )
        .select_related("outcome__need__plan__person")
        .order_by("due_on", "pk")
    )
    return found


def earlier_protection_plans(person: Person) -> int:
    """Child protection plans this authority knows of for a person that have begun (old NI 65): a fact, no reader."""
    return int(Plan.objects.filter(person__in=identities(person), kind="CP", starts_on__isnull=False).count())


def gaps(reader: User) -> QuerySet[Gap]:
    found: QuerySet[Gap] = (
        Gap.objects.visible_to(reader).select_related("locality").order_by("-logged_on", "-pk")
    )
    return found


def closing_refusals(*, case: Case) -> list[str]:
    """Why a case may not close: answers the port of the lower floor."""
    row = Plan.objects.open().filter(case=case).first()
    if row is None:
        return []
    return [f"The {row.get_kind_display().lower()} {row.reference} is open; end it first."]


def plan_story(*, person: Person, reader: User) -> list[tuple[date, str, str]]:
    """When plans began and were reviewed; ends are written into the chronology by their own verb."""
    events: list[tuple[date, str, str]] = []
    for row in (
        plans(reader)
        .filter(person__in=identities(person), starts_on__isnull=False)
        .prefetch_related("reviews")
    ):
        if row.kind != "CP" and row.starts_on is not None:
            events.append((row.starts_on, f"{row.get_kind_display()} began", row.reference))
        events += [
            (one.held_on, f"{row.get_kind_display()} reviewed", row.reference) for one in row.reviews.all()
        ]
    return events


def open_outcomes(of: Plan) -> int:
    return int(Outcome.objects.filter(need__plan=of, state=OutcomeState.OPEN).count())


def is_overdue(row: Action) -> bool:
    return row.state in ("TO_DO", "DOING") and row.due_on < clock.today()


def scored_outcomes(of: Plan) -> list[Outcome]:
    """Outcomes that were scored at the start and so need a last score, where the plan was in force."""
    if of.starts_on is None:
        return []
    return [row for row in outcomes_to_score(of) if row.scores.exists()]


def views_of(of: Plan, *, reader: User) -> QuerySet[PlanView]:
    found: QuerySet[PlanView] = (
        PlanView.objects.visible_to(reader).filter(plan=of).order_by("-said_on", "-pk")
    )
    return found


def reviews_of(of: Plan, *, reader: User) -> QuerySet[PlanReview]:
    found: QuerySet[PlanReview] = (
        PlanReview.objects.visible_to(reader)
        .filter(plan=of)
        .select_related("recorded_by")
        .order_by("-held_on", "-pk")
    )
    return found
