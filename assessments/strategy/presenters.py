"""Strategy discussions and enquiries as their pages word them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from assessments.single.presenters import age_of
from assessments.strategy.enums import Attendance, DiscussionStatus, Section47Status
from assessments.strategy.models import Section47, StrategyAttendee, StrategyChild, StrategyDiscussion
from assessments.strategy.permissions import missing_voices
from core.govuk import words
from people import codes

COLOURS = {
    DiscussionStatus.CONVENED: "yellow",
    DiscussionStatus.HELD: "green",
    DiscussionStatus.NOT_HELD: "grey",
}


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    href: str
    secondary: bool = True


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child of the discussion and what was decided."""

    name: str
    age: str
    decided: str
    reason: str
    enquiry_href: str


@dataclass(frozen=True, slots=True)
class AttendeeLine:
    who: str
    sector: str
    attendance: str


def _offer(
    found: list[Step], row: StrategyDiscussion | Section47, text: str, name: str, *, first: bool = False
) -> None:
    found.append(Step(text, reverse(name, args=[row.public_id]), not first))


def steps(row: StrategyDiscussion, *, reader: User) -> list[Step]:
    """Only what the reader may do now."""
    found: list[Step] = []
    if row.status == DiscussionStatus.CONVENED:
        _offer(found, row, "Join the discussion", "strategy_live", first=row.started_at is not None)
        if holds(reader, Permission.STRATEGY_CONVENE):
            _offer(found, row, "Invite", "strategy_invite")
        if holds(reader, Permission.STRATEGY_RECORD):
            _offer(found, row, "Record the discussion", "strategy_record", first=row.started_at is None)
        if holds(reader, Permission.CLOCK_EXTEND):
            _offer(found, row, "Agree a later time", "strategy_delay")
        if holds(reader, Permission.STRATEGY_CONVENE):
            _offer(found, row, "It is not held", "strategy_cancel")
    return found


def enquiry_steps(row: Section47, *, reader: User) -> list[Step]:
    found: list[Step] = []
    if row.status == Section47Status.STARTED:
        if holds(reader, Permission.SECTION_47_WRITE):
            _offer(found, row, "Record seeing the child", "section_47_seen", first=row.first_seen_at is None)
            _offer(found, row, "Write what was found", "section_47_write")
        if holds(reader, Permission.SECTION_47_DECIDE):
            _offer(
                found, row, "Decide the outcome", "section_47_conclude", first=row.first_seen_at is not None
            )
    return found


def child_lines(children: Sequence[StrategyChild], enquiries: Sequence[Section47]) -> list[ChildLine]:
    by_person = {row.person_id: row for row in enquiries}
    lines = []
    for child in children:
        decided = ""
        if child.section_47_met is not None:
            decided = "Section 47 threshold met" if child.section_47_met else "Section 47 threshold not met"
        enquiry = by_person.get(child.person_id)
        lines.append(
            ChildLine(
                child.person.full_name,
                age_of(child.person),
                decided,
                child.reason,
                reverse("section_47_detail", args=[enquiry.public_id]) if enquiry else "",
            )
        )
    return lines


def attendee_lines(found: Sequence[StrategyAttendee]) -> list[AttendeeLine]:
    lines = []
    for row in found:
        who = row.name
        if row.user is not None:
            who = ", ".join(str(word) for word in (row.user, row.user.profession, row.user.agency) if word)
        lines.append(AttendeeLine(who, row.get_sector_display(), row.get_attendance_display()))
    return lines


@dataclass(frozen=True, slots=True)
class RoomLine:
    """Somebody of the room: whether they are here, and how to ring them if not."""

    who: str
    sector: str
    is_here: bool
    since: str
    phone: str


@dataclass(frozen=True, slots=True)
class Room:
    """Who is here, whose voice is missing, who writes, what the reader may do."""

    lines: tuple[RoomLine, ...]
    missing: str
    pen: str
    has_pen: bool
    may_take_pen: bool
    may_join: bool
    is_over: bool


def room(row: StrategyDiscussion, attendees: Sequence[StrategyAttendee], *, reader: User) -> Room:
    lines = tuple(
        RoomLine(
            who=", ".join(str(word) for word in (item.user, item.user.profession) if word) if item.user else item.name,
            sector=item.get_sector_display(),
            is_here=item.attendance == Attendance.PRESENT,
            since=words.clock_time(item.joined_at) if item.joined_at else "",
            phone=item.user.phone if item.user else "",
        )
        for item in attendees
    )  # fmt: skip
    here = [item.sector for item in attendees if item.attendance == Attendance.PRESENT]
    mine = next((item for item in attendees if item.user_id == reader.pk), None)
    records = holds(reader, Permission.STRATEGY_RECORD)
    running = row.status == DiscussionStatus.CONVENED
    return Room(
        lines=lines,
        missing=words.listing(missing_voices(here)).lower(),
        pen=str(row.pen or ""),
        has_pen=running and row.pen_id == reader.pk,
        may_take_pen=running and records and row.pen_id != reader.pk,
        may_join=running and (mine is not None or records) and (mine is None or mine.joined_at is None),
        is_over=not running,
    )


def decided_rows(row: StrategyDiscussion) -> list[tuple[str, str]]:
    """What the discussion decided for the enquiry: who enquires, the medical, whose voice was missing and why."""
    note = f": {row.medical_note}" if row.medical_note else ""
    return [
        ("Enquiries by", row.get_inquiry_display()),
        ("Medical", f"{row.get_medical_display()}{note}"),
        *([("Without a quorum, because", row.quorum_reason)] if row.quorum_reason else []),
        *([("Not to be told", row.disclosure_limits)] if row.disclosure_limits else []),
    ]


def discussion_rows(row: StrategyDiscussion) -> list[tuple[str, str]]:
    best = {None: "", True: "Yes", False: "No"}[row.best_evidence]
    rows = [
        ("Threshold seen", words.moment(row.threshold_seen_at)),
        ("Convened", f"{words.moment(row.convened_at)}, {row.convened_by}"),
        ("Planned for", words.moment(row.planned_at)),
        ("Held", f"{words.moment(row.held_at)} ({row.get_kind_display()})" if row.held_at else "Not yet"),
    ]
    if row.held_at:
        rows += [
            ("Why later than the limit", row.late_reason),
            ("Without a quorum, because", row.quorum_reason),
            ("Rationale", row.rationale),
            ("Enquiries", row.get_inquiry_display()),
            ("Medical", ": ".join(filter(None, (row.get_medical_display(), row.medical_note)))),
            ("Achieving Best Evidence", f"{best} {row.best_evidence_note}".strip()),
            ("Children not recorded here", row.sibling_decisions),
            ("Not to be told", row.disclosure_limits),
            ("Next meeting", words.moment(row.next_meeting_at)),
            ("Minutes to", row.minutes_to),
        ]
    return [item for item in rows if item[1]]


def enquiry_rows(row: Section47) -> list[tuple[str, str]]:
    seen = f"{words.moment(row.first_seen_at)}{', alone' if row.seen_alone else ', not alone'}"
    rows = [
        ("Began", words.moment(row.started_at)),
        ("Kind of harm", words.listing(codes.label("ABUSE_CATEGORY", code) for code in row.categories)),
        ("Grounds", row.grounds),
        (
            "Seen",
            seen
            if row.first_seen_at
            else f"Not yet{': ' + row.not_seen_reason if row.not_seen_reason else ''}",
        ),
        ("Medical examination", f"{words.day(row.medical_held_on)} {row.medical_findings}".strip()),
        ("Interviews", row.interviews),
        ("Criminal outcome", row.criminal_outcome),
    ]
    if row.concluded_at:
        rows += [
            ("Outcome", row.get_outcome_display()),
            ("Conference", "Required" if row.conference_required else "Not required"),
            ("Why", row.reason),
            ("Decided", f"{words.moment(row.concluded_at)}, {row.concluded_by}"),
        ]
    return rows
