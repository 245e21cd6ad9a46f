"""Allegations as their pages word them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from core.govuk import words
from referrals.allegations.enums import AllegationStatus, HarmTest
from referrals.allegations.models import Allegation, AllegationEntry, AllegationMeeting

COLOURS = {
    AllegationStatus.RECEIVED: "yellow",
    AllegationStatus.OPEN: "blue",
    AllegationStatus.ADVICE: "grey",
    AllegationStatus.CONCLUDED: "green",
}


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    href: str
    secondary: bool = True


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry or a meeting, as the timeline component prints one."""

    title: str
    by: str
    at: datetime
    text: str


def steps(row: Allegation, *, reader: User) -> list[Step]:
    """Only what the reader may do now."""
    if not holds(reader, Permission.LADO_WRITE):
        return []

    def step(text: str, name: str, *, first: bool = False) -> Step:
        return Step(text, reverse(name, args=[row.public_id]), not first)

    by_status = {
        AllegationStatus.RECEIVED: [step("Decide the threshold", "allegation_consider", first=True)],
        AllegationStatus.OPEN: [
            step("Record a meeting", "allegation_meeting", first=True),
            step("Conclude", "allegation_conclude"),
        ],
    }
    found = by_status.get(AllegationStatus(row.status), [step("Open it again", "allegation_reopen")])
    if row.status in by_status:
        found = [*found, step("Write who is accused and who is at risk", "allegation_details")]
    return [
        *found,
        step("Note, or somebody was told", "allegation_entry"),
        step("Put a colleague on the list", "allegation_name"),
        step("Somebody leaves the list", "allegation_unname"),
    ]


def rows(row: Allegation) -> list[tuple[str, str]]:
    tests = words.listing(str(HarmTest(code).label) for code in row.harm_tests)
    found = [
        ("Told", f"{words.moment(row.received_at)}{', by ' + row.told_by if row.told_by else ''}"),
        ("Employer knew", words.day(row.employer_aware_on)),
        ("Told late because", row.late_reason),
        ("Against", row.subject_name or "Not named yet"),
        ("Born", words.day(row.subject_born_on)),
        ("Post", row.subject_role),
        ("Employer", row.employer),
        ("Works with", row.get_works_with_display()),
        ("What is alleged", row.what),
        ("Concerns", row.concerned),
        ("Own children", row.get_own_children_display()),
        ("Others they meet", row.others_at_risk),
        ("Kept safe by", row.safeguards),
        ("Employer does", row.employer_steps),
    ]
    if row.considered_at:
        met = "Met" if row.harm_tests else "Not met"
        found += [
            ("Harm threshold", f"{met}, {words.moment(row.considered_at)}, {row.considered_by}"),
            ("By", tests),
            ("Why", row.threshold_reason),
            ("Advice", row.advice),
        ]
    if row.concluded_at:
        found += [
            ("Outcome", row.get_outcome_display()),
            ("Why this outcome", row.outcome_reason),
            ("Barring service told", row.get_dbs_referral_display()),
            ("Concluded", f"{words.moment(row.concluded_at)}, {row.concluded_by}"),
        ]
    return [item for item in found if item[1]]


def happened(entries: Sequence[AllegationEntry], meetings: Sequence[AllegationMeeting]) -> list[Happened]:
    """Entries and meetings, newest first."""
    found = [
        Happened(
            f"{row.get_kind_display()}{': ' + row.who if row.who else ''}",
            str(row.happened_by),
            row.happened_at,
            row.text,
        )
        for row in entries
    ]
    for meeting in meetings:
        parts = [
            f"Took part: {meeting.present}",
            f"Discussed: {meeting.discussed}",
            f"Decided: {meeting.decided}",
        ]
        parts += [f"Actions: {meeting.actions}"] if meeting.actions else []
        parts += [f"Next meeting: {words.day(meeting.next_on)}"] if meeting.next_on else []
        found.append(
            Happened(meeting.get_kind_display(), str(meeting.held_by), meeting.held_at, "\n\n".join(parts))
        )
    return sorted(found, key=lambda item: item.at, reverse=True)
