"""What a plan holds: needs, outcomes, actions, and what was needed and not to be had."""

from datetime import date

from django.db import transaction

from accounts.access import require
from accounts.models import Agency, User
from accounts.permissions import Permission
from casework.cases.services.rows import add, change, once_row
from casework.plans.enums import Domain, GapWait, OutcomeState, ScoreOccasion
from casework.plans.models import Action, Gap, Need, Outcome, OutcomeScore, Plan
from casework.plans.permissions import require_writer
from core import clock, workflow
from core.errors import DomainError
from core.govuk.words import years
from localities.models import Locality
from people.models import Person
from people.selectors import current_locality

BANDS = ((0, "unborn-4"), (5, "5-10"), (11, "11-15"), (16, "16-17"), (18, "18-25"), (26, "26 and over"))


@transaction.atomic
def add_need(*, plan: Plan, by: User, domain: str, text: str, key: str = "") -> Need:
    """Something that has to change, in plain words."""
    require_writer(by, plan)
    if not text.strip():
        raise DomainError("Write what has to change.", field="text")

    def do() -> Need:
        workflow.lock(plan)
        return add(
            Need, by=by, because="need written", plan=plan, domain=Domain(domain), text=text,
            position=plan.needs.count() + 1,
        )  # fmt: skip

    return once_row(Need, by=by, action="plan.need", key=key, do=do)


@transaction.atomic
def edit_need(*, need: Need, by: User, domain: str, text: str, version: int | None = None) -> Need:
    require_writer(by, need.plan)
    if not text.strip():
        raise DomainError("Write what has to change.", field="text")
    return change(
        workflow.lock(need, version=version), by=by, because="need edited", domain=Domain(domain), text=text
    )


@transaction.atomic
def add_outcome(
    *,
    need: Need,
    by: User,
    change_wanted: str,
    measure: str,
    by_on: date,
    baseline: str = "",
    target: str = "",
    score: int | None = None,
    scored_on: date | None = None,
    key: str = "",
) -> Outcome:
    """A specific change, how it is measured, where it stands (with a score 0 to 10), where it should stand by when."""
    require_writer(by, need.plan)
    _specific(change_wanted, measure)

    def do() -> Outcome:
        workflow.lock(need.plan)
        outcome = add(
            Outcome,
            by=by,
            because="outcome written",
            need=need,
            change=change_wanted,
            measure=measure,
            baseline=baseline,
            target=target,
            by_on=by_on,
            position=need.outcomes.count() + 1,
        )
        if score is not None:
            if not 0 <= score <= 10:
                raise DomainError("Score from 0 to 10.", field="score")
            add(
                OutcomeScore, by=by, because="score at the start", outcome=outcome, score=score,
                scored_on=scored_on or clock.today(), occasion=ScoreOccasion.BASELINE,
            )  # fmt: skip
        return outcome

    return once_row(Outcome, by=by, action="plan.outcome", key=key, do=do)


def _specific(wanted: str, measure: str) -> None:
    if not wanted.strip():
        raise DomainError("Write the change that is wanted.", field="change_wanted")
    if not measure.strip():
        raise DomainError("Write how anybody will know that it has happened.", field="measure")


@transaction.atomic
def edit_outcome(
    *,
    outcome: Outcome,
    by: User,
    change_wanted: str,
    measure: str,
    by_on: date,
    baseline: str = "",
    target: str = "",
    state: str = OutcomeState.OPEN,
    version: int | None = None,
) -> Outcome:
    """Put an outcome right, or say that it is reached."""
    require_writer(by, outcome.need.plan)
    _specific(change_wanted, measure)
    row = workflow.lock(outcome, version=version)
    return change(
        row, by=by, because="outcome edited", change=change_wanted, measure=measure, baseline=baseline,
        target=target, by_on=by_on, state=OutcomeState(state),
    )  # fmt: skip


@transaction.atomic
def add_action(
    *,
    outcome: Outcome,
    by: User,
    what: str,
    due_on: date,
    worker: User | None = None,
    agency: Agency | None = None,
    relative: str = "",
    key: str = "",
) -> Action:
    """Who does what by when: a worker, an agency, or somebody of the family, exactly one."""
    require_writer(by, outcome.need.plan)
    if not what.strip():
        raise DomainError("Write what will be done.", field="what")
    if sum((worker is not None, agency is not None, bool(relative.strip()))) != 1:
        raise DomainError("Choose one: a worker, an agency, or somebody of the family.", field="worker")

    def do() -> Action:
        return add(
            Action, by=by, because="action written", outcome=outcome, what=what, due_on=due_on, worker=worker,
            agency=agency, relative=relative.strip(),
        )  # fmt: skip

    return once_row(Action, by=by, action="plan.action", key=key, do=do)


@transaction.atomic
def log_gap(
    *,
    by: User,
    what: str,
    domain: str,
    wait: str,
    plan: Plan | None = None,
    workaround: str = "",
    person: Person | None = None,
    locality: Locality | None = None,
    age_band: str = "",
    key: str = "",
) -> Gap:
    """Help that was needed and not to be had, coded so that nobody can be told from it (seed ¶16)."""
    require(by, Permission.GAP_LOG)
    about = plan.person if plan is not None else person
    if not what.strip():
        raise DomainError("Write what was needed, without a name.", field="what")
    if about is not None and _names(about, what + " " + workaround):
        raise DomainError(
            "Leave the person's name out: this text is added up and read by others.", field="what"
        )

    def do() -> Gap:
        return add(
            Gap,
            by=by,
            because="gap logged",
            plan=plan,
            domain=Domain(domain),
            what=what,
            age_band=age_band or band(about),
            locality=locality or (current_locality(about) if about is not None else None),
            wait=GapWait(wait),
            workaround=workaround,
            logged_on=clock.today(),
        )

    return once_row(Gap, by=by, action="gap.log", key=key, do=do)


def _names(person: Person, text: str) -> bool:
    words = text.lower()
    return any(len(name) > 2 and name.lower() in words for name in (person.forename, person.surname))


def band(person: Person | None) -> str:
    """The age band of a person, never the age."""
    if person is None or (person.born_on is None and person.expected_on is None):
        return "not known"
    age = years(person.born_on, clock.today()) if person.born_on else 0
    return [name for start, name in BANDS if age >= start][-1]
