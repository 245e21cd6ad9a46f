"""Work on an allegation: threshold, safeguards, meetings, who was told, the outcome."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from core.workflow import apply, check, lock
from outbox.services import once
from referrals.allegations import clocks
from referrals.allegations.enums import (
    TELLINGS,
    AllegationStatus,
    EntryKind,
    HarmTest,
    MeetingKind,
    WorksWith,
)
from referrals.allegations.models import Allegation, AllegationEntry, AllegationMeeting
from referrals.allegations.permissions import check_outcome, require_work
from referrals.allegations.workflow import ALLEGATION

# What may be said of it at any time while it is not concluded.
DETAILS = frozenset(
    {
        "subject_name", "subject_born_on", "subject_role", "employer", "works_with", "concerned", "own_children",
        "others_at_risk", "safeguards", "employer_steps",
    }
)  # fmt: skip


def consider_met(
    *,
    allegation: Allegation,
    by: User,
    harm_tests: list[str],
    reason: str,
    version: int | None = None,
    key: str = "",
) -> Allegation:
    """The harm threshold is met: a strategy meeting follows."""
    if not harm_tests or set(harm_tests) - set(HarmTest.values):
        raise DomainError("Say by which of the four tests it is met.", field="harm_tests")
    return _consider(
        allegation, "meet", by=by, reason=reason, version=version, key=key, harm_tests=harm_tests
    )


def advise(
    *,
    allegation: Allegation,
    by: User,
    reason: str,
    advice: str,
    version: int | None = None,
    key: str = "",
) -> Allegation:
    """The threshold is not met: the employer is advised (a low-level concern, training, their own procedure)."""
    if not advice.strip():
        raise DomainError("Say what you advised.", field="advice")
    return _consider(
        allegation, "advise", by=by, reason=reason, version=version, key=key, advice=advice.strip()
    )


def _consider(
    allegation: Allegation, step: str, *, by: User, reason: str, version: int | None, key: str, **values: Any
) -> Allegation:
    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="allegation considered"):
            require_work(by, allegation)
            if not reason.strip():
                raise DomainError("Say why.", field="reason")
            now = clock.now()
            row = lock(allegation, version=version)
            check(row, step, workflow=ALLEGATION, by=by)
            # What the new status rests on stands before it.
            row.considered_at, row.considered_by, row.threshold_reason = now, by, reason.strip()
            for name, value in values.items():
                setattr(row, name, value)
            row.save(update_fields=["considered_at", "considered_by", "threshold_reason", *values])
            row = apply(row, step, workflow=ALLEGATION, by=by, at=now, reason=reason)
            clocks.considered(row, by=by, met=row.status == AllegationStatus.OPEN)
        return row.reference

    once(by=by, action=f"allegation.{step}", key=key, do=do)
    allegation.refresh_from_db()
    return allegation


@transaction.atomic
def save_details(
    *, allegation: Allegation, by: User, version: int | None = None, **details: Any
) -> Allegation:
    """Who is accused, whom else they meet, what keeps those safe meanwhile."""
    if unknown := set(details) - DETAILS:
        raise TypeError(f"An allegation does not record {sorted(unknown)}")
    row = lock(allegation, version=version)
    require_work(by, row)
    if row.status in (AllegationStatus.ADVICE, AllegationStatus.CONCLUDED):
        raise WrongState("This allegation is closed: open it again first.")
    if details.get("works_with", WorksWith.UNKNOWN) not in WorksWith.values:
        raise DomainError("Say with whom they work, or that it is not known.", field="works_with")
    for name, value in details.items():
        setattr(row, name, value)
    row.version += 1
    with acting(by=by, reason="allegation changed"):
        row.save(update_fields=[*details, "version"])
    return row


def record_meeting(
    *,
    allegation: Allegation,
    by: User,
    kind: str,
    held_at: datetime,
    present: str,
    discussed: str,
    decided: str,
    actions: str = "",
    next_on: date | None = None,
    key: str = "",
) -> AllegationMeeting:
    """A strategy meeting was held, or a later one: the next within four weeks."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="meeting about an allegation"):
            row = lock(allegation)
            require_work(by, row)
            if row.status != AllegationStatus.OPEN:
                raise WrongState("A meeting belongs to an open allegation.")
            if kind not in MeetingKind.values:
                raise DomainError("Choose the kind of meeting.", field="kind")
            if held_at > clock.now():
                raise DomainError("The meeting cannot have been held in the future.", field="held_at")
            if held_at < row.received_at.replace(second=0, microsecond=0):
                raise DomainError("It cannot have been held before you were told.", field="held_at")
            if next_on is not None and next_on <= clock.to_local(held_at).date():
                raise DomainError("The next meeting is later than this one.", field="next_on")
            meeting = AllegationMeeting.objects.create(
                allegation=row, kind=kind, held_at=held_at, held_by=by, present=present, discussed=discussed,
                decided=decided, actions=actions, next_on=next_on, recorded_at=clock.now(), recorded_by=by,
            )  # fmt: skip
            clocks.met(row, by=by, held_at=held_at, next_on=next_on)
        return str(meeting.public_id)

    found: AllegationMeeting = AllegationMeeting.objects.get(
        public_id=once(by=by, action="allegation.meeting", key=key, do=do)
    )
    return found


def write_entry(
    *,
    allegation: Allegation,
    by: User,
    kind: str,
    text: str,
    who: str = "",
    happened_at: datetime | None = None,
    key: str = "",
) -> AllegationEntry:
    """A note, or that somebody was told: employer, regulator, police, the barring service, the family."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="entry on an allegation"):
            row = lock(allegation)
            require_work(by, row)
            now = clock.now()
            if kind not in EntryKind.values:
                raise DomainError("Choose what this is.", field="kind")
            if kind in TELLINGS and not who.strip():
                raise DomainError("Say who was told.", field="who")
            if not text.strip():
                raise DomainError("Say what was said or done.", field="text")
            if happened_at is not None and happened_at > now:
                raise DomainError("It cannot have been in the future.", field="happened_at")
            entry = AllegationEntry.objects.create(
                allegation=row, kind=kind, who=who.strip(), text=text.strip(), happened_at=happened_at or now,
                happened_by=by, recorded_at=now, recorded_by=by,
            )  # fmt: skip
        return str(entry.public_id)

    found: AllegationEntry = AllegationEntry.objects.get(
        public_id=once(by=by, action="allegation.entry", key=key, do=do)
    )
    return found


def conclude(
    *,
    allegation: Allegation,
    by: User,
    outcome: str,
    reason: str,
    dbs_referral: str = "",
    version: int | None = None,
    key: str = "",
) -> Allegation:
    """The outcome, in the five words of the guidance; substantiated says whether the barring service is told."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="allegation concluded"):
            require_work(by, allegation)
            now = clock.now()
            row = apply(
                allegation, "conclude", workflow=ALLEGATION, by=by, at=now, reason=reason, version=version
            )
            check_outcome(outcome=outcome, reason=reason, dbs_referral=dbs_referral)
            row.outcome, row.outcome_reason, row.dbs_referral = outcome, reason.strip(), dbs_referral
            row.concluded_at, row.concluded_by = now, by
            row.save(
                update_fields=["outcome", "outcome_reason", "dbs_referral", "concluded_at", "concluded_by"]
            )
            clocks.ended(row, by=by)
        return row.reference

    once(by=by, action="allegation.conclude", key=key, do=do)
    allegation.refresh_from_db()
    return allegation


def reopen(
    *, allegation: Allegation, by: User, reason: str, version: int | None = None, key: str = ""
) -> Allegation:
    """Something new is known: the allegation is open again; what was decided before stands in its history."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="allegation opened again"):
            require_work(by, allegation)
            row = apply(
                allegation,
                "reopen",
                workflow=ALLEGATION,
                by=by,
                at=clock.now(),
                reason=reason,
                version=version,
            )
            if row.outcome:
                _keep_outcome(row, by=by)
                row.outcome = row.outcome_reason = row.dbs_referral = ""
                row.concluded_at = row.concluded_by = None
                row.save(
                    update_fields=[
                        "outcome",
                        "outcome_reason",
                        "dbs_referral",
                        "concluded_at",
                        "concluded_by",
                    ]
                )
            clocks.reopened(row, by=by)
        return row.reference

    once(by=by, action="allegation.reopen", key=key, do=do)
    allegation.refresh_from_db()
    return allegation


def _keep_outcome(row: Allegation, *, by: User) -> None:
    """The outcome that stood is kept as an entry before another may be given."""
    now = clock.now()
    AllegationEntry.objects.create(
        allegation=row, kind=EntryKind.NOTE, happened_at=now, happened_by=by, recorded_at=now, recorded_by=by,
        text=f"Outcome before it was opened again: {row.get_outcome_display()}. {row.outcome_reason}",
    )  # fmt: skip
