"""Verbs of private fostering: known of, visited, judged, ended."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Team, User
from assessments.private_fostering import clocks
from assessments.private_fostering.enums import Suitability
from assessments.private_fostering.models import FosteringVisit, PrivateFostering
from assessments.private_fostering.permissions import require_arrangement
from core import clock
from core.errors import DomainError, WrongState
from core.govuk.words import years
from core.history import acting
from core.references import next_reference
from core.workflow import lock
from outbox.services import once
from people.clusters import identities
from people.models import Person
from people.services import record_sighting
from referrals.models import Contact

UNTIL, DISABLED_UNTIL, NO_DISABILITY = 16, 18, "NONE"
DETAILS = frozenset(
    {
        "began_on",
        "expected_until",
        "told_by",
        "carer",
        "carer_relation",
        "why",
        "parents_view",
        "responsibility",
    }
)


@transaction.atomic
def open_after_decision(*, person: Person, contact: Contact, by: User, team: Team | None) -> PrivateFostering:
    """The front door decided that it is private fostering: the caller has judged who may. Aware since receipt."""
    child = Person.objects.select_for_update().get(pk=person.pk)
    running: PrivateFostering | None = (
        PrivateFostering.objects.open().filter(person__in=identities(child)).first()
    )
    if running is not None:
        return running
    _of_age(child)
    aware_on = clock.to_local(contact.received_at).date()
    row: PrivateFostering = PrivateFostering.objects.create(
        reference=next_reference("PF", aware_on), person=child, contact=contact, team=team, aware_on=aware_on,
        why=contact.what, recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    clocks.aware(row, by=by)
    return row


def _of_age(child: Person) -> None:
    """Private fostering is of children under 16, of disabled ones under 18 (Children Act 1989 s66)."""
    until = DISABLED_UNTIL if set(child.disabilities) - {NO_DISABILITY} else UNTIL
    if child.is_unborn or (child.born_on is not None and years(child.born_on, clock.today()) >= until):
        raise DomainError(
            f"Private fostering is of children under {UNTIL}, of disabled children under {DISABLED_UNTIL}.",
            field="outcome",
        )


@transaction.atomic
def save_arrangement(
    *, arrangement: PrivateFostering, by: User, version: int | None = None, **details: Any
) -> PrivateFostering:
    """Who cares for the child, since when, why, and what the parents say."""
    if unknown := set(details) - DETAILS:
        raise TypeError(f"An arrangement does not record {sorted(unknown)}")
    row = _running(arrangement, by, version)
    for name, value in details.items():
        setattr(row, name, value)
    row.version += 1
    with acting(by=by, reason="private fostering changed"):
        row.save(update_fields=[*details, "version"])
    return row


def record_visit(
    *,
    arrangement: PrivateFostering,
    by: User,
    seen_at: datetime,
    child_seen: bool,
    seen_alone: bool,
    report: str,
    not_alone_reason: str = "",
    wishes: str = "",
    key: str = "",
) -> FosteringVisit:
    """A visit: only the child seen ends the limit, and a written report goes with each (reg 8)."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="private fostering visit"):
            row = _running(arrangement, by, None)
            if seen_at > clock.now() or clock.to_local(seen_at).date() < row.aware_on:
                raise DomainError("The visit lies between the notice and now.", field="seen_at")
            if not report.strip():
                raise DomainError("Write the report of the visit.", field="report")
            alone = child_seen and seen_alone
            if not alone and not not_alone_reason.strip():
                raise DomainError("Say why the child was not seen alone.", field="not_alone_reason")
            visit = FosteringVisit.objects.create(
                arrangement=row, seen_at=seen_at, seen_by=by, child_seen=child_seen, seen_alone=alone, report=report,
                not_alone_reason=not_alone_reason, wishes=wishes, recorded_at=clock.now(), recorded_by=by,
            )  # fmt: skip
            if child_seen:
                record_sighting(
                    person=row.person, seen_at=seen_at, seen_by=by, alone=alone, by=by, source=row.reference
                )
                clocks.visited(row, at=seen_at, by=by)
        return str(visit.public_id)

    found: FosteringVisit = FosteringVisit.objects.get(
        public_id=once(by=by, action="private_fostering.visit", key=key, do=do)
    )
    return found


@transaction.atomic
def judge(
    *, arrangement: PrivateFostering, by: User, suitability: str, reason: str, version: int | None = None
) -> PrivateFostering:
    """Is the arrangement suitable: carer, household, home, the child's wishes (reg 5 and schedule 3)."""
    row = _running(arrangement, by, version)
    if suitability not in Suitability.values:
        raise DomainError("Say whether the arrangement is suitable.", field="suitability")
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    if not row.visits.filter(child_seen=True).exists():
        raise DomainError("See the child first.", field="suitability")
    row.suitability, row.suitability_reason = suitability, reason.strip()
    row.judged_at, row.judged_by = clock.now(), by
    row.version += 1
    with acting(by=by, reason="private fostering judged"):
        row.save(update_fields=["suitability", "suitability_reason", "judged_at", "judged_by", "version"])
    return row


@transaction.atomic
def end_arrangement(
    *, arrangement: PrivateFostering, by: User, ended_on: date, reason: str, version: int | None = None
) -> PrivateFostering:
    """The child went home, turned 16, moved on: where to is part of the reason."""
    row = _running(arrangement, by, version)
    if ended_on > clock.today() or ended_on < (row.began_on or row.aware_on):
        raise DomainError("The end lies between the beginning and today.", field="ended_on")
    if not reason.strip():
        raise DomainError("Say why it ended and where the child went.", field="reason")
    row.ended_on, row.end_reason = ended_on, reason.strip()
    row.version += 1
    with acting(by=by, reason="private fostering ended"):
        row.save(update_fields=["ended_on", "end_reason", "version"])
        clocks.ended(row, by=by)
    return row


def _running(arrangement: PrivateFostering, by: User, version: int | None) -> PrivateFostering:
    row = lock(arrangement, version=version)
    require_arrangement(by, row)
    if row.ended_on is not None:
        raise WrongState("This arrangement has ended.")
    return row
