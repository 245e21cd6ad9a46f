"""A conference is asked for, gets a date, a chair and invitations, and may be given more time."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.access import holds
from accounts.enums import TeamKind
from accounts.models import Agency, Team, User
from accounts.permissions import Permission
from casework.cases.models import Case
from casework.cases.permissions import require_record
from casework.cases.services.rows import add, change, once_row
from casework.child_protection import clocks
from casework.child_protection.enums import AGENDA, Attendance, ConferenceKind, InviteeKind
from casework.child_protection.models import (
    AgendaItem,
    Conference,
    ConferenceChild,
    DelayAgreement,
    Invitation,
)
from casework.child_protection.permissions import require_conference
from casework.child_protection.workflow import CONFERENCE
from casework.plans.models import Plan
from core import clock, workflow
from core.errors import DomainError, NotPermitted, WrongState
from core.references import next_reference
from outbox.services import tell
from people import services as people
from people.enums import InvolvementKind, ReferenceKind
from people.models import Person

SATURDAY = 5


@transaction.atomic
def convene_conference(
    *,
    cases: Sequence[Case],
    kind: str,
    by: User,
    purpose: str = "",
    interim_plan: str = "",
    other_authority: str = "",
    notified_on: date | None = None,
    earlier_plans_elsewhere: dict[Case, int] | None = None,
    at: datetime | None = None,
    key: str = "",
) -> Conference:
    """Ask for a conference about one child or several of a family; a transfer-in counts from the written notice."""
    if not cases:
        raise DomainError("Choose at least one child.", field="cases")
    for case in cases:
        _may_convene(case, by)

    def do() -> Conference:
        now = at or clock.now()
        _fit(cases, kind, other_authority, notified_on)
        conference = add(
            Conference,
            by=by,
            because="conference asked for",
            reference=next_reference("CF", clock.to_local(now).date()),
            kind=ConferenceKind(kind),
            requested_at=now,
            requested_by=by,
            purpose=purpose,
            interim_plan=interim_plan,
            other_authority=other_authority,
            notified_on=notified_on,
        )
        for position, title in enumerate(AGENDA, 1):
            add(AgendaItem, by=by, because="agenda", conference=conference, position=position, title=title)
        for case in cases:
            add_child(conference, case, by=by, elsewhere=(earlier_plans_elsewhere or {}).get(case, 0), at=now)
        clocks.start_request(conference, by=by, at=now)
        return conference

    return once_row(Conference, by=by, action="conference.convene", key=key, do=do)


def _may_convene(case: Case, by: User) -> None:
    """A social worker or manager of the case; or whoever concluded the enquiry that calls for it."""
    require_record(
        by,
        case.person,
        Permission.CONFERENCE_CONVENE,
        Permission.SECTION_47_DECIDE,
        Permission.CONFERENCE_CHAIR,
    )


def _fit(cases: Sequence[Case], kind: str, other_authority: str, notified_on: date | None) -> None:
    for case in cases:
        if case.closed_at is not None:
            raise WrongState("This case is closed.")
        plan = Plan.objects.in_force().filter(person=case.person, kind="CP").first()
        if kind == ConferenceKind.REVIEW and plan is None:
            raise WrongState("There is no child protection plan to review.")
        if kind != ConferenceKind.REVIEW and plan is not None:
            raise WrongState("This child is on a child protection plan; ask for a review.")
        waiting = ConferenceChild.objects.filter(
            case=case, conference__status__in=("REQUESTED", "SCHEDULED")
        ).first()
        if waiting is not None:
            raise WrongState(f"Conference {waiting.conference.reference} is asked for already.")
    if kind == ConferenceKind.TRANSFER_IN:
        if not other_authority.strip():
            raise DomainError("Which authority holds the plan now?", field="other_authority")
        # A telephone call does not start the limit; the written notice does (domain.md F06).
        if notified_on is None:
            raise DomainError("When did the written notice arrive?", field="notified_on")


def add_child(conference: Conference, case: Case, *, by: User, elsewhere: int, at: datetime) -> None:
    person = case.person
    if conference.kind == ConferenceKind.TRANSFER_IN and conference.notified_on is not None:
        clocks.start_transfer_in(conference, person, by=by, notified_on=conference.notified_on)
    due_on = _due_on(conference, person)
    add(
        ConferenceChild, by=by, because="conference asked for", conference=conference, case=case, due_on=due_on,
        earlier_plans_elsewhere=elsewhere,
    )  # fmt: skip
    # The request goes to the conference unit: its chairs and business support may open the record for it.
    for unit in Team.objects.filter(kind=TeamKind.CONFERENCE_UNIT, is_active=True):
        people.involve(
            person=person, kind=InvolvementKind.ADMIN, by=by, team=unit, what="Conference asked for",
            source=conference.reference,
        )  # fmt: skip
    people.record_reference(
        person=person, kind=ReferenceKind.CONFERENCE, reference=conference.reference, by=by, made_at=at
    )


def _due_on(conference: Conference, person: Person) -> date | None:
    if conference.kind == ConferenceKind.REVIEW:
        found = clocks.running("RCPC-1", person) or clocks.running("RCPC-N", person)
    else:
        found = clocks.running(clocks.DUE_CODES[conference.kind], person)
    return found.due_on if found is not None else None


@transaction.atomic
def schedule_conference(
    *,
    conference: Conference,
    by: User,
    chair: User,
    starts_at: datetime,
    place: str = "",
    version: int | None = None,
) -> Conference:
    """Name the chair, the day and the place: never a weekend; the record opens to the chair and the conference unit."""
    require_conference(by, conference, Permission.CONFERENCE_COMPILE, Permission.CONFERENCE_CHAIR)
    if not holds(chair, Permission.CONFERENCE_CHAIR):
        raise DomainError("The chair holds a post that the council has delegated to.", field="chair")
    day = clock.to_local(starts_at).date()
    if day.weekday() >= SATURDAY:
        raise DomainError("A conference is never held on a Saturday or Sunday.", field="starts_at")
    now = clock.now()
    row = workflow.apply(conference, "schedule", workflow=CONFERENCE, by=by, at=now, version=version)
    former = row.chair
    change(row, by=by, because="conference scheduled", chair=chair, starts_at=starts_at, place=place)
    clocks.stop_request(row, by=by, at=now)
    for child in row.children.select_related("case__person"):
        if former is not None and former.pk != chair.pk:
            _end_chairing(child.case.person, former, row, by=by)
        people.involve(
            person=child.case.person, kind=InvolvementKind.CHAIR, by=by, user=chair, what="Conference chair",
            source=row.reference,
        )  # fmt: skip
    due = clocks.report_due(row)
    for invitation in row.invitations.select_related("conference").filter(
        wants_report=True, report__isnull=True
    ):
        change(invitation, by=by, because="conference scheduled", report_due_on=due)
        clocks.start_report(invitation, by=by)
    return row


def _end_chairing(person: Person, chair: User, conference: Conference, *, by: User) -> None:
    for row in person.involvements.filter(
        kind=InvolvementKind.CHAIR, user=chair, source=conference.reference, ended_at__isnull=True
    ):
        people.end_involvement(involvement=row, by=by, reason="Another chair was named")


@transaction.atomic
def compile_pack(*, conference: Conference, by: User, supporter: User) -> None:
    """Give a colleague of business support the task of the pack: the records open to them for it."""
    require_conference(by, conference, Permission.CONFERENCE_CHAIR, Permission.CONFERENCE_CONVENE)
    if not holds(supporter, Permission.CONFERENCE_COMPILE):
        raise DomainError("Choose a colleague who compiles conference packs.", field="supporter")
    tell(
        to=supporter, kind="CONFERENCE_PACK_ASKED", reference=conference.reference, path=clocks.path_of(conference),
        key=f"pack:{conference.public_id}:{supporter.pk}",
    )  # fmt: skip
    for child in conference.children.select_related("case__person"):
        people.involve(
            person=child.case.person, kind=InvolvementKind.ADMIN, by=by, user=supporter, what="Conference pack",
            source=conference.reference,
        )  # fmt: skip


@transaction.atomic
def invite(
    *,
    conference: Conference,
    by: User,
    kind: str,
    name: str = "",
    role: str = "",
    user: User | None = None,
    agency: Agency | None = None,
    person: Person | None = None,
    wants_report: bool = False,
    key: str = "",
) -> Invitation:
    """Ask somebody to come, to send a report, or both; a report is due two working days before (a review: five)."""
    require_conference(
        by,
        conference,
        Permission.CONFERENCE_CONVENE,
        Permission.CONFERENCE_COMPILE,
        Permission.CONFERENCE_CHAIR,
    )
    host = agency or (user.agency if user is not None else None)
    if kind in (InviteeKind.LOCAL_AUTHORITY, InviteeKind.AGENCY) and host is None:
        raise DomainError("Choose the agency.", field="agency")
    called = name.strip() or (user.display_name if user else "") or (person.full_name if person else "")
    if not called:
        raise DomainError("Write who is invited.", field="name")

    def do() -> Invitation:
        row = add(
            Invitation,
            by=by,
            because="invited",
            conference=conference,
            kind=InviteeKind(kind),
            user=user,
            agency=host,
            person=person,
            name=called,
            role=role,
            wants_report=wants_report,
            report_due_on=clocks.report_due(conference) if wants_report else None,
        )
        if wants_report:
            clocks.start_report(row, by=by)
        if user is not None:
            tell(
                to=user, kind="CONFERENCE_INVITATION", reference=conference.reference,
                path=f"/conferences/reports/{row.public_id}/", key=f"invited:{row.public_id}",
            )  # fmt: skip
        return row

    return once_row(Invitation, by=by, action="conference.invite", key=key, do=do)


@transaction.atomic
def record_attendance(
    *, invitation: Invitation, by: User, attendance: str, note: str = "", version: int | None = None
) -> Invitation:
    """Who comes, came, sent apologies; an exclusion is the chair's, with a reason."""
    require_conference(by, invitation.conference, Permission.CONFERENCE_COMPILE, Permission.CONFERENCE_CHAIR)
    if attendance not in Attendance.values:
        raise DomainError("Say whether they come.", field="attendance")
    if attendance == Attendance.EXCLUDED:
        if not holds(by, Permission.CONFERENCE_CHAIR):
            raise NotPermitted("Only the chair excludes somebody.")
        if not note.strip():
            raise DomainError("Say why they are excluded.", field="note")
    row = workflow.lock(invitation, version=version)
    return change(row, by=by, because="attendance", attendance=attendance, attendance_note=note)


@transaction.atomic
def tick_agenda(
    *, item: AgendaItem, by: User, note: str, is_done: bool, version: int | None = None
) -> AgendaItem:
    """Note what was said under an item and that it is done."""
    require_conference(by, item.conference, Permission.CONFERENCE_CHAIR, Permission.CONFERENCE_COMPILE)
    return change(workflow.lock(item, version=version), by=by, because="agenda", note=note, is_done=is_done)


@transaction.atomic
def propose_delay(
    *, conference: Conference, by: User, until: date, reason: str, interim_plan: str, key: str = ""
) -> DelayAgreement:
    """The social care manager agrees more time, with an interim plan in force; it counts once the chair agrees too."""
    require_conference(by, conference, Permission.CLOCK_EXTEND)
    if conference.kind == ConferenceKind.REVIEW:
        raise WrongState("A review conference is never delayed; hold it early if the plan fails.")
    if until.weekday() >= SATURDAY:
        raise DomainError("A conference is never held on a Saturday or Sunday.", field="until")
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    if not interim_plan.strip():
        raise DomainError(
            "Write the interim plan that keeps the child safe until then.", field="interim_plan"
        )

    def do() -> DelayAgreement:
        row = add(
            DelayAgreement, by=by, because="delay proposed", conference=conference, until=until, reason=reason,
            interim_plan=interim_plan, manager_agreed_at=clock.now(), manager_agreed_by=by,
        )  # fmt: skip
        change(workflow.lock(conference), by=by, because="interim plan", interim_plan=interim_plan)
        if conference.chair is not None:
            tell(
                to=conference.chair, kind="CONFERENCE_DELAY_ASKED", reference=conference.reference,
                path=clocks.path_of(conference), key=f"delay:{row.public_id}",
            )  # fmt: skip
        return row

    return once_row(DelayAgreement, by=by, action="conference.delay", key=key, do=do)


@transaction.atomic
def confirm_delay(*, delay: DelayAgreement, by: User, version: int | None = None) -> DelayAgreement:
    """The chair agrees: now the agreed day stands beside the legal one."""
    require_conference(by, delay.conference, Permission.CONFERENCE_CHAIR)
    row = workflow.lock(delay, version=version)
    if row.chair_agreed_at is not None:
        raise WrongState("The chair has agreed already.")
    if row.manager_agreed_by_id == by.pk:
        raise NotPermitted("The manager and the chair are two people.")
    change(row, by=by, because="delay agreed", chair_agreed_at=clock.now(), chair_agreed_by=by)
    for child in row.conference.children.select_related("case__person"):
        clocks.extend_due(child.case.person, until=row.until, reason=row.reason, by=row.manager_agreed_by)
    return row


@transaction.atomic
def cancel_conference(
    *, conference: Conference, by: User, reason: str, version: int | None = None
) -> Conference:
    """It will not be held; the limit runs on."""
    require_conference(by, conference, Permission.CONFERENCE_CHAIR)
    return workflow.apply(
        conference, "cancel", workflow=CONFERENCE, by=by, at=clock.now(), reason=reason, version=version
    )
