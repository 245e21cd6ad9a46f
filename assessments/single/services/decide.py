"""With the manager: submit, return, authorise; oversight on the way; the family's copy."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import managers_of
from assessments.ports import assessment_authorised
from assessments.single import clocks
from assessments.single.enums import Checkpoint, Outcome
from assessments.single.models import Assessment, AssessmentFactor, AssessmentPart, ManagerOversight
from assessments.single.permissions import check_factors, require_open
from assessments.single.workflow import ASSESSMENT
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from core.workflow import apply, lock
from deadlines.services import extend_clock
from outbox.services import once, tell
from people.models import Person


def submit(
    *, assessment: Assessment, by: User, version: int | None = None, late_reason: str = "", key: str = ""
) -> Assessment:
    """Send it to the manager; past 45 working days only with a reason."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="assessment submitted"):
            now = clock.now()
            row = apply(assessment, "submit", workflow=ASSESSMENT, by=by, at=now, version=version)
            _late(row, late_reason, now)
            row.submitted_at, row.submitted_by = now, by
            row.save(update_fields=["submitted_at", "submitted_by", "late_reason"])
            for manager in _managers(row):
                _tell(manager, row, "assessments.submitted")
        return row.reference

    once(by=by, action="assessment.submit", key=key, do=do)
    assessment.refresh_from_db()
    return assessment


@transaction.atomic
def return_for_changes(
    *, assessment: Assessment, by: User, reason: str, version: int | None = None
) -> Assessment:
    """Back to its author, with what must change."""
    with acting(by=by, reason=reason or "assessment returned"):
        row = apply(
            assessment, "return", workflow=ASSESSMENT, by=by, at=clock.now(), reason=reason, version=version
        )
        _stamp(row, Checkpoint.RETURN, by, decision="Returned for changes", directive=reason)
        for person in {row.submitted_by, row.worker} - {None, by}:
            _tell(person, row, "assessments.returned")  # type: ignore[arg-type]
    return row


def authorise(
    *,
    assessment: Assessment,
    by: User,
    outcomes: Mapping[Person, str],
    factors: Mapping[Person, Sequence[str]] | None = None,
    decision: str = "",
    late_reason: str = "",
    version: int | None = None,
    key: str = "",
) -> Assessment:
    """A manager decides for each child; the day is the census end date, and the factors stand from now on.

    Factors are the worker's proposal unless the manager names others.
    """

    def do() -> str:
        _authorise(assessment, by, outcomes, factors or {}, decision, late_reason, version)
        return assessment.reference

    once(by=by, action="assessment.authorise", key=key, do=do)
    assessment.refresh_from_db()
    return assessment


@transaction.atomic
def _authorise(
    assessment: Assessment,
    by: User,
    outcomes: Mapping[Person, str],
    factors: Mapping[Person, Sequence[str]],
    decision: str,
    late_reason: str,
    version: int | None,
) -> None:
    now = clock.now()
    decided = {person.pk: outcome for person, outcome in outcomes.items()}
    named = {person.pk: list(found) for person, found in factors.items()}
    with acting(by=by, reason="assessment authorised"):
        row = apply(
            assessment, "authorise", workflow=ASSESSMENT, by=by, at=now, reason=decision, version=version
        )
        _late(row, late_reason, now)
        row.authorised_at, row.authorised_by, row.decision = now, by, decision
        row.save(update_fields=["authorised_at", "authorised_by", "decision", "late_reason"])
        for part in row.parts.select_related("person").order_by("pk"):
            _decide(part, decided.get(part.person_id, ""), named.get(part.person_id), by, now)
        _stamp(row, Checkpoint.AUTHORISATION, by, decision="Authorised", rationale=decision)
        clocks.authorised(assessment=row, at=now, by=by)
        assessment_authorised.ask(assessment=row, by=by)
        for person in {row.submitted_by, row.worker} - {None, by}:
            _tell(person, row, "assessments.authorised")  # type: ignore[arg-type]


def _decide(part: AssessmentPart, outcome: str, factors: list[str] | None, by: User, now: datetime) -> None:
    name = part.person.full_name
    if outcome not in Outcome.values:
        raise DomainError(f"Choose an outcome for {name}.", field=f"outcome_{part.public_id}")
    found = part.proposed_factors if factors is None else factors
    if not found:
        raise DomainError(
            f"{name} needs at least one factor, or “no factors identified”.",
            field=f"factors_{part.public_id}",
        )
    check_factors(found)
    part.outcome, part.is_open = outcome, False
    part.version += 1
    part.save(update_fields=["outcome", "is_open", "version"])
    for code in found:
        AssessmentFactor.objects.create(part=part, code=code, recorded_at=now, recorded_by=by)


@transaction.atomic
def record_oversight(
    *,
    assessment: Assessment,
    by: User,
    checkpoint: str,
    decision: str,
    rationale: str = "",
    directive: str = "",
    due_on: date | None = None,
) -> ManagerOversight:
    """A manager's stamp at day 10, 20 or 35, or between (domain.md C8)."""
    row = lock(assessment)
    require(by, Permission.ASSESSMENT_AUTHORISE, Permission.SUPERVISION_WRITE)
    require_open(by, row)
    if row.authorised_at is not None:
        raise WrongState("This assessment is finished.")
    if checkpoint not in {*clocks.CHECKPOINTS, Checkpoint.OTHER}:
        raise DomainError("Choose a checkpoint.", field="checkpoint")
    if not decision.strip():
        raise DomainError("Write down what you decided.", field="decision")
    found = _stamp(
        row, checkpoint, by, decision=decision, rationale=rationale, directive=directive, due_on=due_on
    )
    clocks.checkpoint_done(assessment=row, checkpoint=checkpoint, at=found.recorded_at, by=by)
    if row.worker is not None and row.worker != by:
        tell(
            to=row.worker,
            kind="assessments.oversight",
            reference=row.reference,
            path=clocks.path_of(row),
            key=f"assessments.oversight:{found.public_id}",
        )
    return found


@transaction.atomic
def agree_more_time(*, assessment: Assessment, by: User, until: date, reason: str) -> Assessment:
    """A manager agrees to more than 45 working days; the limit in law stays as it is."""
    row = lock(assessment)
    require_open(by, row)
    whole = clocks.whole(row)
    if whole is None or not whole.is_running:
        raise WrongState("This assessment is finished.")
    extend_clock(clock=whole, until=until, reason=reason, by=by)
    _stamp(row, Checkpoint.MORE_TIME, by, decision=f"More time until {until:%-d %B %Y}", rationale=reason)
    return row


@transaction.atomic
def record_family_copy(
    *,
    assessment: Assessment,
    by: User,
    given_on: date | None = None,
    given_to: str = "",
    not_told_because: str = "",
    version: int | None = None,
) -> Assessment:
    """The family has its copy, or was not told, because (safety h)."""
    row = lock(assessment, version=version)
    require(by, Permission.ASSESSMENT_WRITE, Permission.ASSESSMENT_AUTHORISE)
    require_open(by, row)
    if given_on is None and not not_told_because.strip():
        raise DomainError("Say when the family had its copy, or why it had none.", field="given_on")
    if given_on is not None and not given_to.strip():
        raise DomainError("Say to whom the copy went.", field="given_to")
    if given_on is not None and given_on > clock.today():
        raise DomainError("The date must be today or in the past.", field="given_on")
    row.family_copy_on, row.family_copy_to = given_on, given_to
    row.family_not_told_because = "" if given_on else not_told_because
    row.version += 1
    with acting(by=by, reason="family's copy recorded"):
        row.save(update_fields=["family_copy_on", "family_copy_to", "family_not_told_because", "version"])
    return row


def _late(row: Assessment, reason: str, now: datetime) -> None:
    if reason.strip():
        row.late_reason = reason.strip()
    if clocks.needs_late_reason(row, at=now):
        raise WrongState("45 working days have passed: say why.", field="late_reason")


def _stamp(
    row: Assessment,
    checkpoint: str,
    by: User,
    *,
    decision: str,
    rationale: str = "",
    directive: str = "",
    due_on: date | None = None,
) -> ManagerOversight:
    with acting(by=by, reason=f"oversight {checkpoint}"):
        found: ManagerOversight = ManagerOversight.objects.create(
            assessment=row,
            checkpoint=checkpoint,
            decision=decision,
            rationale=rationale,
            directive=directive,
            due_on=due_on,
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return found


def _managers(row: Assessment) -> list[User]:
    """Whoever may decide: the team's managers, else the worker's own, never the author."""
    found = managers_of(row.team) if row.team else []
    if not found and row.worker and row.worker.line_manager:
        found = [row.worker.line_manager]
    return [user for user in found if user.pk not in {row.worker_id, row.submitted_by_id}]


def _tell(to: User, row: Assessment, kind: str) -> None:
    tell(
        to=to,
        kind=kind,
        reference=row.reference,
        path=clocks.path_of(row),
        key=f"{kind}:{row.public_id}:{row.version}",
    )
