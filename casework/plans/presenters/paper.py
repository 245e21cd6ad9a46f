"""The support plan on paper, built in its maker's right."""

from uuid import UUID

from accounts.models import User
from accounts.permissions import Permission
from casework.cases.presenters import person_age
from casework.plans import selectors
from casework.plans.enums import Agreement
from casework.plans.models import Action, Outcome, Plan, PlanView
from casework.plans.papers import (
    PaperAction,
    PaperAgreement,
    PaperNeed,
    PaperOutcome,
    PaperPerson,
    PaperWorker,
    SupportPlanPaper,
)
from core.data_classes import DataClass
from core.errors import NotFound
from documents.registry import PaperKind, PaperSubject
from people.enums import Level
from people.models import Involvement
from people.selectors import level, workers_with


def find(public_id: UUID, by: User) -> PaperSubject:
    """The plan a paper is about, if its person's record is open to whoever asks."""
    plan = selectors.plan(public_id, reader=by)
    if level(by, plan.person) != Level.RECORD:
        raise NotFound("There is no such plan.")
    title = f"{plan.get_kind_display()} of {plan.person.full_name}"
    return PaperSubject(plan.public_id, title, [plan.person], f"/plans/{plan.public_id}/")


def build(public_id: UUID, by: User) -> SupportPlanPaper:
    """Everything that the plan prints; a sensitive service stands on it by its worker's own say only."""
    plan = selectors.plan(public_id, reader=by)
    workers = [row for row in workers_with(plan.person, reader=by) if not row.is_sensitive]
    lead = next((row for row in workers if row.kind == "LEAD"), None)
    reviews = list(selectors.reviews_of(plan, reader=by)[:1])
    return SupportPlanPaper(
        person=PaperPerson(plan.person.full_name, person_age(plan.person)),
        plan_kind=str(plan.get_kind_display()),
        version=plan.version,
        status=str(plan.get_status_display()),
        starts_on=plan.starts_on,
        next_review_on=plan.next_review_on,
        lead=_worker(lead, "Lead professional") if lead else None,
        team=tuple(
            _worker(row, row.what) for row in workers if row.kind == "TEAM_AROUND" and row.user is not None
        ),
        why="\n".join(text for text in (plan.purpose, plan.danger) if text),
        childs_words=plan.child_words,
        familys_words=reviews[0].family_view if reviews else "",
        needs=_needs(plan, by),
        if_not=plan.contingency,
        agreements=tuple(_agreement(row) for row in selectors.views_of(plan, reader=by)),
        entitlements=plan.entitlement,
    )


def _worker(row: Involvement, part: str) -> PaperWorker:
    user = row.user
    if user is None:
        return PaperWorker(str(row.team or row.agency), "", "", "", part)
    return PaperWorker(
        user.display_name, str(user.profession or ""), str(user.agency or ""), user.phone, part
    )


def _needs(plan: Plan, by: User) -> tuple[PaperNeed, ...]:
    return tuple(
        PaperNeed(need.text, tuple(_outcome(row) for row in need.outcomes.all()))
        for need in selectors.needs(plan, reader=by)
    )


def _outcome(row: Outcome) -> PaperOutcome:
    scores = [one.score for one in row.scores.all()]
    words = ""
    if scores:
        words = (
            f"{scores[0]} at the start" + (f", {scores[-1]} now" if len(scores) > 1 else "") + " (0 to 10)"
        )
    return PaperOutcome(
        row.change,
        row.measure,
        row.baseline,
        row.target,
        row.by_on,
        words,
        tuple(_action(one) for one in row.actions.all()),
    )


def _action(row: Action) -> PaperAction:
    agency = str(row.worker.agency or "") if row.worker else str(row.agency or "")
    who = row.worker.display_name if row.worker else row.relative or str(row.agency)
    notes = sorted(row.progress.all(), key=lambda one: one.recorded_at)
    progress = str(row.get_state_display()) + (f": {notes[-1].text}" if notes else "")
    return PaperAction(row.what, who, agency, row.due_on, progress)


def _agreement(row: PlanView) -> PaperAgreement:
    said = str(Agreement(row.agreement).label)
    return PaperAgreement(row.name, f"{said}: {row.words}" if row.words else said, row.said_on)


SUPPORT_PLAN = PaperKind(
    key="SUPPORT_PLAN",
    title="Support plan",
    find=find,
    build=build,
    template="papers/support_plan.html",
    may_make=(Permission.PLAN_WRITE, Permission.EARLY_HELP_WRITE, Permission.PLAN_AGREE),
    data_class=DataClass.PLAN,
)
