"""A section 47 enquiry: the child seen, what was found, a delegated post's outcome."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from assessments.ports import section_47_concluded
from assessments.single import services as single
from assessments.strategy import clocks
from assessments.strategy.enums import Section47Outcome, Section47Status
from assessments.strategy.models import Section47
from assessments.strategy.permissions import require_section_47_open
from assessments.strategy.workflow import SECTION_47
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from core.workflow import apply, lock
from outbox.services import once, tell
from people.models import Sighting
from people.services import record_sighting

FINDINGS = frozenset(
    {
        "categories", "grounds", "not_seen_reason", "medical_held_on", "medical_findings", "interviews",
        "criminal_outcome",
    }
)  # fmt: skip


@transaction.atomic
def save_section_47(
    *, section_47: Section47, by: User, version: int | None = None, **changes: Any
) -> Section47:
    """What the enquiry finds."""
    if unknown := set(changes) - FINDINGS:
        raise TypeError(f"An enquiry does not record {sorted(unknown)}")
    row = lock(section_47, version=version)
    require(by, Permission.SECTION_47_WRITE)
    require_section_47_open(by, row)
    _running(row)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    with acting(by=by, reason="section 47 enquiry changed"):
        row.save(update_fields=[*changes, "version"])
    return row


def record_section_47_seen(
    *,
    section_47: Section47,
    by: User,
    seen_at: datetime,
    alone: bool,
    where: str = "",
    seen_by: User | None = None,
    late_reason: str = "",
    key: str = "",
) -> Section47:
    """The child was seen in the enquiry; the assessment that runs beside it counts it too."""

    def do() -> str:
        with transaction.atomic():
            row = lock(section_47)
            require(by, Permission.SECTION_47_WRITE)
            require_section_47_open(by, row)
            _running(row)
            sighting = record_sighting(
                person=row.person,
                seen_at=seen_at,
                seen_by=seen_by or by,
                alone=alone,
                by=by,
                where=where,
                source=row.reference,
            )
            note_sighting(sighting=sighting, by=by, late_reason=late_reason)
        return row.reference

    once(by=by, action="section_47.seen", key=key, do=do)
    section_47.refresh_from_db()
    return section_47


@transaction.atomic
def note_sighting(*, sighting: Sighting, by: User, late_reason: str = "") -> None:
    """A sighting written down anywhere (a visit) counts for the child's open enquiry and open assessment."""
    found = Section47.objects.open().filter(person=sighting.person_id).first()
    if found is not None and sighting.seen_at >= found.started_at:
        row = lock(found)
        if row.first_seen_at is None or (sighting.alone and not row.seen_alone):
            first = row.first_seen_at is None
            if first:
                row.first_seen_at, row.first_seen_by = sighting.seen_at, sighting.seen_by
            row.seen_alone = row.seen_alone or sighting.alone
            row.version += 1
            with acting(by=by, reason="child seen"):
                row.save(update_fields=["first_seen_at", "first_seen_by", "seen_alone", "version"])
            if first:
                clocks.child_seen(section_47=row, at=sighting.seen_at, by=by, late_reason=late_reason)
    single.note_sighting(sighting=sighting, by=by, late_reason=late_reason)


def conclude_section_47(
    *,
    section_47: Section47,
    by: User,
    outcome: str,
    icpc_required: bool,
    reason: str,
    version: int | None = None,
    key: str = "",
) -> Section47:
    """The council's own decision, by a delegated post: substantiated or not, conference or not."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="section 47 enquiry concluded"):
            now = clock.now()
            row = apply(
                section_47, "conclude", workflow=SECTION_47, by=by, at=now, reason=reason, version=version
            )
            _check_outcome(outcome, icpc_required, reason)
            row.outcome, row.conference_required, row.reason = outcome, icpc_required, reason
            row.concluded_at, row.concluded_by = now, by
            row.save(
                update_fields=["outcome", "conference_required", "reason", "concluded_at", "concluded_by"]
            )
            clocks.concluded(section_47=row, by=by)
            section_47_concluded.ask(section_47=row, by=by)
            _tell_recorder(row, by)
        return row.reference

    once(by=by, action="section_47.conclude", key=key, do=do)
    section_47.refresh_from_db()
    return section_47


def _check_outcome(outcome: str, icpc_required: bool, reason: str) -> None:
    if outcome not in Section47Outcome.values:
        raise DomainError("Choose the outcome of the enquiry.", field="outcome")
    if icpc_required and outcome != Section47Outcome.CONTINUING_RISK:
        raise DomainError("A conference follows from a continuing risk only.", field="icpc_required")
    if not reason.strip():
        raise DomainError("Say why.", field="reason")


def _running(row: Section47) -> None:
    if row.status != Section47Status.STARTED:
        raise WrongState("This enquiry is concluded.")


def _tell_recorder(row: Section47, by: User) -> None:
    if row.recorded_by != by:
        tell(
            to=row.recorded_by,
            kind="assessments.section_47_concluded",
            reference=row.reference,
            path=clocks.path_of_enquiry(row),
            key=f"assessments.section_47_concluded:{row.public_id}",
        )
