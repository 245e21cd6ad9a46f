"""Adult enquiries as their pages word them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from assessments.safeguarding_adults.enums import AbuseKind, EnquiryStatus
from assessments.safeguarding_adults.models import AdultEnquiry, AdultFinding
from core.govuk import words

COLOURS = {
    EnquiryStatus.SCREENING: "yellow",
    EnquiryStatus.ENQUIRY: "blue",
    EnquiryStatus.NOT_MET: "grey",
    EnquiryStatus.CONCLUDED: "green",
    EnquiryStatus.CEASED: "grey",
}


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    href: str
    secondary: bool = True


def steps(row: AdultEnquiry, *, reader: User) -> list[Step]:
    """Only what the reader may do now."""
    found: list[Step] = []

    def offer(text: str, name: str, *, first: bool = False) -> None:
        found.append(Step(text, reverse(name, args=[row.public_id]), not first))

    writes, decides = (
        holds(reader, permission)
        for permission in (Permission.SECTION_42_WRITE, Permission.SECTION_42_DECIDE)
    )
    running = row.status in (EnquiryStatus.SCREENING, EnquiryStatus.ENQUIRY)
    if row.status == EnquiryStatus.SCREENING and decides:
        offer("Apply the three-part test", "adult_enquiry_test", first=True)
    if running and writes:
        offer("Write what the adult wants", "adult_enquiry_hear")
    if row.status == EnquiryStatus.ENQUIRY:
        if writes:
            offer("Plan the enquiry", "adult_enquiry_plan", first=row.planned_at is None)
        if writes and row.planned_at:
            offer("Write what was found", "adult_enquiry_found", first=row.found_at is None)
        if decides and row.found_at:
            offer("Conclude", "adult_enquiry_conclude", first=True)
        if decides:
            offer("End it at the adult's wish", "adult_enquiry_cease")
    return found


def _yes(value: bool | None) -> str:
    return {None: "", True: "Yes", False: "No"}[value]


def _joined(*parts: str) -> str:
    return ". ".join(part for part in parts if part)


def concern_rows(row: AdultEnquiry) -> list[tuple[str, str]]:
    found = [
        ("Decided to safeguard", words.moment(row.started_at)),
        ("Team", str(row.team or "")),
        ("Kinds", words.listing(str(AbuseKind(code).label) for code in row.kinds)),
        ("What was told", row.what),
        ("Where", row.get_place_display()),
        ("From whom", row.get_source_display()),
        ("Position of trust", row.get_position_of_trust_display()),
    ]
    if row.tested_at:
        found += [
            ("Needs for care and support", _yes(row.has_needs)),
            ("Abuse, neglect or its risk", _yes(row.at_risk)),
            ("Unable to protect themselves because of the needs", _yes(row.cannot_protect)),
            ("Why", row.test_reason),
            ("Help offered instead", row.other_help),
            ("Test applied", f"{words.moment(row.tested_at)}, {row.tested_by}"),
        ]
    return [item for item in found if item[1]]


def adult_rows(row: AdultEnquiry) -> list[tuple[str, str]]:
    speaks = _joined(row.get_advocate_display(), row.advocate_name, words.day(row.advocate_appointed_on))
    found = [
        ("Asked what they want", row.get_outcomes_asked_display() or "Not asked yet"),
        ("They want", row.desired_outcomes),
        ("Not asked because", row.not_asked_because),
        ("Agrees to the enquiry", row.get_consent_display()),
        ("Goes on without consent because", row.without_consent_because),
        ("Capacity", _joined(row.get_capacity_display(), row.capacity_note)),
        ("Substantial difficulty in taking part", row.get_substantial_difficulty_display()),
        ("Who speaks for them", speaks),
        ("What they say of the end", row.adult_view),
        ("Got what they wanted", row.get_outcomes_met_display()),
    ]
    return [item for item in found if item[1]]


def enquiry_rows(row: AdultEnquiry, findings: Sequence[AdultFinding]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if row.planned_at:
        found += [
            ("Planned", f"{words.moment(row.planned_at)}, {row.planned_by}"),
            ("Planned without an advocate because", row.without_advocate_because),
            ("Enquirer", _joined(row.get_enquirer_display(), row.enquirer_name)),
            ("To be found out", row.enquiry_question),
            ("By", words.day(row.enquiry_due_on)),
            ("Kept safe by", row.plan),
            ("Risk at the start", row.get_risk_before_display()),
            ("Police told", row.get_police_told_display()),
            ("Care Quality Commission told", row.get_regulator_told_display()),
        ]
    found += [(str(AbuseKind(each.kind).label), each.get_finding_display()) for each in findings]
    found += [("What was found", row.found)]
    if row.concluded_at:
        found += [
            ("Risk at the end", row.get_risk_after_display()),
            ("Safeguarding plan", row.safeguarding_plan),
            ("Children", _joined(row.get_children_affected_display(), row.children_note)),
            ("Why it ended so", row.reason),
            ("Ended", f"{words.moment(row.concluded_at)}, {row.concluded_by}"),
        ]
    return [item for item in found if item[1]]
