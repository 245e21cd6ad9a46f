"""Children seen: a fact that is written once and stops every clock that waited for it."""

from datetime import datetime

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import system_user
from assessments.single import clocks
from assessments.single.enums import AssessmentStatus
from assessments.single.models import Assessment, AssessmentPart
from assessments.single.permissions import require_open
from assessments.single.workflow import ASSESSMENT
from core import clock
from core.errors import NotFound, WrongState
from core.history import acting
from core.workflow import apply, lock
from outbox.services import once
from people.models import Sighting
from people.services import record_sighting


def record_seen(
    *,
    part: AssessmentPart,
    by: User,
    seen_at: datetime,
    alone: bool,
    where: str = "",
    seen_by: User | None = None,
    late_reason: str = "",
    key: str = "",
) -> AssessmentPart:
    """The child was seen in this assessment."""

    def do() -> str:
        with transaction.atomic():
            assessment = lock(part.assessment)
            require(by, Permission.ASSESSMENT_WRITE)
            require_open(by, assessment)
            if not AssessmentPart.objects.visible_to(by).filter(pk=part.pk).exists():
                raise NotFound("There is no such part.")
            if not part.is_open:
                raise WrongState("This assessment is finished.")
            sighting = record_sighting(
                person=part.person,
                seen_at=seen_at,
                seen_by=seen_by or by,
                alone=alone,
                by=by,
                where=where,
                source=assessment.reference,
            )
            note_sighting(sighting=sighting, by=by, late_reason=late_reason)
        return assessment.reference

    once(by=by, action="assessment.seen", key=key, do=do)
    part.refresh_from_db()
    return part


@transaction.atomic
def note_sighting(*, sighting: Sighting, by: User, late_reason: str = "") -> AssessmentPart | None:
    """A sighting written down anywhere (a visit, an enquiry) counts for the child's open assessment too."""
    found = (
        AssessmentPart.objects.open().filter(person=sighting.person_id).select_related("assessment").first()
    )
    if found is None or sighting.seen_at < found.assessment.received_at:
        return None
    assessment = lock(found.assessment)
    part: AssessmentPart = lock(found)
    first = part.first_seen_at is None or sighting.seen_at < part.first_seen_at
    if not first and (part.seen_alone or not sighting.alone):
        return part
    if first:
        part.first_seen_at, part.first_seen_by = sighting.seen_at, sighting.seen_by
    part.seen_alone = part.seen_alone or sighting.alone
    part.version += 1
    with acting(by=by, reason="child seen"):
        part.save(update_fields=["first_seen_at", "first_seen_by", "seen_alone", "version"])
        if first:
            _move_on(assessment)
            clocks.child_seen(
                assessment=assessment, person=part.person, at=sighting.seen_at, by=by, late_reason=late_reason
            )
    return part


def _move_on(assessment: Assessment) -> None:
    """Every child seen: a step of its own in the statutory order, taken by nobody."""
    waiting = assessment.parts.filter(first_seen_at__isnull=True).exists()
    if assessment.status == AssessmentStatus.STARTED and not waiting:
        apply(assessment, "all_seen", workflow=ASSESSMENT, by=system_user(), at=clock.now())
