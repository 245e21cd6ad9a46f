"""The decision goes out within a working day, the record within twenty."""

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from casework.cases.services.rows import change
from casework.child_protection import clocks
from casework.child_protection.enums import ConferenceStatus
from casework.child_protection.models import Conference
from casework.child_protection.permissions import require_conference
from casework.child_protection.workflow import CONFERENCE
from core import clock, workflow
from core.errors import WrongState
from people import services as people
from people.enums import InvolvementKind

_SENDERS = (Permission.CONFERENCE_COMPILE, Permission.CONFERENCE_CHAIR)


@transaction.atomic
def send_decision(*, conference: Conference, by: User, version: int | None = None) -> Conference:
    """The decision and the outline plan have gone out, a copy for each who may know it."""
    require_conference(by, conference, *_SENDERS)
    row = workflow.lock(conference, version=version)
    if row.status != ConferenceStatus.HELD:
        raise WrongState("The conference has not been held, or its record is out already.")
    if row.decision_sent_at is not None:
        raise WrongState("The decision has gone out already.")
    now = clock.now()
    change(row, by=by, because="decision sent", decision_sent_at=now, decision_sent_by=by)
    clocks.stop_letters(row, "CPDEC", by=by, at=now)
    return row


@transaction.atomic
def send_record(*, conference: Conference, by: User, version: int | None = None) -> Conference:
    """The record of the conference has gone out."""
    require_conference(by, conference, *_SENDERS)
    now = clock.now()
    row = workflow.apply(conference, "send_record", workflow=CONFERENCE, by=by, at=now, version=version)
    change(row, by=by, because="record sent", record_sent_at=now, record_sent_by=by)
    clocks.stop_letters(row, "CPMIN", "CPMIN-AIM", by=by, at=now)
    _task_done(row, by=by)
    return row


def _task_done(conference: Conference, *, by: User) -> None:
    """The conference unit's task is over; a chair stays with the children whose plan will be reviewed."""
    for child in conference.children.select_related("case__person"):
        ending = {InvolvementKind.ADMIN}
        if not child.needs_plan:
            ending.add(InvolvementKind.CHAIR)
        for row in child.case.person.involvements.filter(
            source=conference.reference, kind__in=ending, ended_at__isnull=True
        ):
            people.end_involvement(involvement=row, by=by, reason="The record of the conference is out")
