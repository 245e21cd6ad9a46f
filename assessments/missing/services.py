"""Verbs of a missing episode: reported, found, interviewed, discussed."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from assessments.missing import clocks
from assessments.missing.enums import Absence, Interview
from assessments.missing.models import MissingEpisode
from assessments.missing.permissions import require_episode, require_record
from assessments.missing.selectors import MANY, in_window
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from core.references import next_reference
from core.workflow import lock
from outbox.services import once
from people.ages import require_child
from people.clusters import identities
from people.models import Person
from referrals.models import Contact

LONG = timedelta(hours=24)


def report_missing(
    *,
    person: Person,
    by: User,
    missing_from: datetime,
    reported_at: datetime | None = None,
    reporter: str = "",
    kind: str = Absence.MISSING,
    police_reference: str = "",
    circumstances: str = "",
    contact: Contact | None = None,
    key: str = "",
) -> MissingEpisode:
    """A child is missing: 24 hours are watched from the report; a third time in 90 days asks for a meeting."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="child reported missing"):
            child = Person.objects.select_for_update().get(pk=person.pk)
            require_record(by, child)
            require_child(child)
            now = clock.now()
            reported = reported_at or now
            if missing_from > now or reported > now or reported < missing_from:
                raise DomainError("Missing first, then reported, then now.", field="missing_from")
            if kind not in Absence.values:
                raise DomainError("Choose what is known of where they are.", field="kind")
            running = MissingEpisode.objects.open().filter(person__in=identities(child)).first()
            if running is not None:
                raise WrongState(f"They are recorded as missing already: {running.reference}.")
            row = MissingEpisode.objects.create(
                reference=next_reference("MS", clock.to_local(missing_from).date()), person=child, contact=contact,
                kind=kind, missing_from=missing_from, reported_at=reported, reporter=reporter,
                police_reference=police_reference, circumstances=circumstances, recorded_at=now, recorded_by=by,
            )  # fmt: skip
            clocks.missing(row, by=by)
            if in_window(child, until=missing_from) >= MANY:
                clocks.meeting_owed(row, at=reported, by=by)
        return row.reference

    reference = once(by=by, action="missing.report", key=key, do=do)
    found: MissingEpisode = MissingEpisode.objects.get(reference=reference)
    return found


def record_return(
    *, episode: MissingEpisode, by: User, returned_at: datetime, found_where: str, version: int | None = None
) -> MissingEpisode:
    """Found or back: the return interview within 72 hours; more than 24 hours away asks for a meeting."""
    with transaction.atomic(), acting(by=by, reason="child found"):
        row = lock(episode, version=version)
        require_episode(by, row)
        if row.returned_at is not None:
            raise WrongState("Their return is recorded already.")
        if returned_at > clock.now() or returned_at < row.missing_from:
            raise DomainError("The return lies between the leaving and now.", field="returned_at")
        row.returned_at, row.returned_by, row.found_where = returned_at, by, found_where
        row.version += 1
        row.save(update_fields=["returned_at", "returned_by", "found_where", "version"])
        clocks.returned(row, at=returned_at, by=by)
        if returned_at - row.missing_from > LONG:
            clocks.meeting_owed(row, at=returned_at, by=by)
    return row


def record_interview(
    *,
    episode: MissingEpisode,
    by: User,
    interview: str,
    interviewed_at: datetime,
    interviewer: str,
    told: str = "",
    why_not: str = "",
    push_and_pull: str = "",
    next_steps: str = "",
    late_reason: str = "",
    version: int | None = None,
) -> MissingEpisode:
    """The return interview was held, or offered and refused, or could not be held because."""
    with transaction.atomic(), acting(by=by, reason="return interview"):
        row = lock(episode, version=version)
        require_episode(by, row)
        if row.returned_at is None:
            raise WrongState("They are still missing.")
        if row.interview == Interview.HELD:
            raise WrongState("The interview is recorded already.")
        if interview not in Interview.values:
            raise DomainError("Say what became of the interview.", field="interview")
        if interviewed_at > clock.now() or interviewed_at < row.returned_at.replace(second=0, microsecond=0):
            raise DomainError("The interview lies between the return and now.", field="interviewed_at")
        if not interviewer.strip():
            raise DomainError("Say who offered or held it: somebody independent.", field="interviewer")
        if interview == Interview.HELD and not told.strip():
            raise DomainError("Write what the child said.", field="told")
        if interview != Interview.HELD and not why_not.strip():
            raise DomainError("Say why it was not held.", field="why_not")
        row.interview, row.interviewed_at, row.interviewed_by = interview, interviewed_at, by
        row.interviewer, row.told, row.why_not = interviewer.strip(), told, why_not
        row.push_and_pull, row.next_steps, row.late_reason = push_and_pull, next_steps, late_reason
        row.version += 1
        row.save()
        clocks.interviewed(
            row, at=interviewed_at, by=by, outcome=str(Interview(interview).label), late_reason=late_reason
        )
    return row


def record_meeting(
    *,
    episode: MissingEpisode,
    by: User,
    held_at: datetime,
    decided: str,
    late_reason: str = "",
    version: int | None = None,
) -> MissingEpisode:
    """The missing strategy meeting was held."""
    with transaction.atomic(), acting(by=by, reason="missing strategy meeting"):
        row = lock(episode, version=version)
        require_episode(by, row)
        if held_at > clock.now() or held_at < row.missing_from:
            raise DomainError("The meeting lies between the leaving and now.", field="held_at")
        if not decided.strip():
            raise DomainError("Write what was decided.", field="decided")
        row.strategy_held_at, row.strategy_held_by, row.strategy_decided = held_at, by, decided.strip()
        row.version += 1
        row.save(update_fields=["strategy_held_at", "strategy_held_by", "strategy_decided", "version"])
        clocks.met(row, at=held_at, by=by, late_reason=late_reason)
    return row
