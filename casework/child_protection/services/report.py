"""An agency's report reaches the chair, each paragraph marked for whom it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.access import holds, require
from accounts.models import User
from accounts.permissions import Permission
from casework.cases.enums import Marking
from casework.cases.services.rows import add, change, once_row
from casework.child_protection import clocks
from casework.child_protection.enums import ReportKind
from casework.child_protection.models import (
    AgencyReport,
    Invitation,
    PolicePart,
    ReportPart,
    SafeAddressPart,
)
from casework.child_protection.permissions import require_conference
from core import clock, workflow
from core.errors import DomainError, NotFound, WrongState
from people import services as people
from people.enums import AccessAct
from people.models import Person

POLICE_RESTRICTED = "POLICE_RESTRICTED"
SAFE_ADDRESS = "SAFE_ADDRESS"


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph as its author marks it."""

    text: str
    marking: str = Marking.PROFESSIONALS
    not_for: Person | None = None


@transaction.atomic
def send_report(
    *,
    invitation: Invitation,
    by: User,
    kind: str,
    paragraphs: Sequence[MarkedParagraph],
    author: str = "",
    received_at: datetime | None = None,
    shared_with_family_on: date | None = None,
    key: str = "",
) -> AgencyReport:
    """Send a report: its own invited author, or whoever compiles the pack; police and safe-address text stand apart."""
    conference = invitation.conference
    if invitation.user_id == by.pk:
        require(by, Permission.CONFERENCE_CONTRIBUTE)
    elif holds(by, Permission.CONFERENCE_COMPILE) or holds(by, Permission.CONFERENCE_CHAIR):
        require_conference(by, conference, Permission.CONFERENCE_COMPILE, Permission.CONFERENCE_CHAIR)
    else:
        raise NotFound("There is no such invitation.")
    written = [part for part in paragraphs if part.text.strip()]
    if not written:
        raise DomainError("Write the report.", field="text")
    if invitation.agency is None:
        raise DomainError("A report comes from an agency.")

    def do() -> AgencyReport:
        row = workflow.lock(invitation)
        if conference.record_sent_at is not None:
            raise WrongState("The record of this conference has been sent out.")
        if AgencyReport.objects.filter(invitation=row).exists():
            raise WrongState("This report has been sent already.")
        moment = received_at or clock.now()
        met = clocks.stop_report(row, by=by, at=moment)
        report = add(
            AgencyReport,
            by=by,
            because="report received",
            conference=conference,
            invitation=row,
            kind=ReportKind(kind),
            agency=invitation.agency,
            author=author.strip() or row.name,
            received_at=moment,
            received_by=by,
            is_in_time=met,
            shared_with_family_on=shared_with_family_on,
        )
        for position, part in enumerate(written, 1):
            _keep(report, part, position, by=by)
        for child in conference.children.select_related("case__person"):
            people.log_access(
                by=by,
                person=child.case.person,
                act=AccessAct.FILE,
                purpose=f"Report to {conference.reference}",
            )
        return report

    return once_row(AgencyReport, by=by, action="conference.report", key=key, do=do)


def _keep(report: AgencyReport, part: MarkedParagraph, position: int, *, by: User) -> None:
    """What may never be copied goes into its own store at once."""
    common = {"report": report, "position": position, "text": part.text.strip()}
    if part.marking == POLICE_RESTRICTED:
        add(PolicePart, by=by, because="report received", **common)
    elif part.marking == SAFE_ADDRESS:
        add(SafeAddressPart, by=by, because="report received", **common)
    elif part.marking in Marking.values:
        if part.marking == Marking.NOT_NAMED and part.not_for is None:
            raise DomainError("Choose whom the paragraph is not for.", field="not_for")
        add(
            ReportPart, by=by, because="report received", marking=part.marking,
            not_for=part.not_for if part.marking == Marking.NOT_NAMED else None, **common,
        )  # fmt: skip
    else:
        raise DomainError("Mark each paragraph: for whom is it?", field="marking")


@transaction.atomic
def share_with_family(
    *, report: AgencyReport, by: User, on: date, version: int | None = None
) -> AgencyReport:
    """The parents have read the report, two working days before (a review: five)."""
    require_conference(by, report.conference, Permission.CONFERENCE_CONVENE, Permission.CONFERENCE_COMPILE)
    return change(workflow.lock(report, version=version), by=by, because="shared", shared_with_family_on=on)
