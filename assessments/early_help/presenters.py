"""Early help as its pages word it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from assessments.early_help.enums import ConsentScope, EarlyHelpStatus, Side
from assessments.early_help.models import EarlyHelpAssessment, EarlyHelpMember, EarlyHelpSide
from core.govuk import words

COLOURS = {
    EarlyHelpStatus.STARTED: "blue",
    EarlyHelpStatus.COMPLETED: "green",
    EarlyHelpStatus.CLOSED: "grey",
    EarlyHelpStatus.WITHDRAWN: "orange",
}


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    href: str
    secondary: bool = True


def may_write(row: EarlyHelpAssessment, *, reader: User) -> bool:
    return row.status == EarlyHelpStatus.STARTED and holds(reader, Permission.EARLY_HELP_WRITE)


def steps(row: EarlyHelpAssessment, *, reader: User) -> list[Step]:
    """Only what the reader may do now."""
    if not holds(reader, Permission.EARLY_HELP_WRITE):
        return []
    offered: dict[str, tuple[tuple[str, str], ...]] = {
        EarlyHelpStatus.STARTED: (
            ("Complete it", "early_help_complete"),
            ("Add to the team around the family", "early_help_member"),
            ("Consent is withdrawn", "early_help_withdraw"),
        ),
        EarlyHelpStatus.COMPLETED: (
            ("Record a review", "early_help_review"),
            ("Add to the team around the family", "early_help_member"),
            ("Close early help", "early_help_close"),
            ("Consent is withdrawn", "early_help_withdraw"),
        ),
    }
    return [
        Step(text, reverse(name, args=[row.public_id]), number > 0)
        for number, (text, name) in enumerate(offered.get(row.status, ()))
    ]


@dataclass(frozen=True, slots=True)
class SideLine:
    title: str
    href: str
    rows: list[tuple[str, str]]


def side_lines(row: EarlyHelpAssessment, found: Mapping[str, EarlyHelpSide]) -> list[SideLine]:
    lines = []
    for side in Side:
        item = found.get(side)
        lines.append(
            SideLine(
                str(side.label),
                reverse("early_help_side", args=[row.public_id, side.value]),
                [("Strengths", item.strengths if item else ""), ("Needs", item.needs if item else "")],
            )
        )
    return lines


def member_lines(found: Sequence[EarlyHelpMember]) -> list[str]:
    lines = []
    for item in found:
        who = item.name
        if item.user is not None:
            who = ", ".join(str(word) for word in (item.user, item.user.profession, item.user.phone) if word)
        lines.append(", ".join(word for word in (who, item.organisation, item.part) if word))
    return lines


def consent_rows(row: EarlyHelpAssessment) -> list[tuple[str, str]]:
    scope = words.listing(str(ConsentScope(code).label).lower() for code in row.consent_scope)
    lead = f"{row.lead}, {row.lead.profession}, {row.lead.phone}" if row.lead else "Nobody yet"
    rows = [
        ("Consent", f"{row.consent_given_by}, {words.moment(row.consent_at)}: {scope}"),
        ("Lead professional", lead),
        ("Next review", words.day(row.review_on)),
    ]
    if row.withdrawn_at:
        rows.append(("Consent withdrawn", f"{words.moment(row.withdrawn_at)}: {row.withdrawn_reason}"))
    return rows


def voice_rows(row: EarlyHelpAssessment) -> list[tuple[str, str]]:
    return [
        ("Present", row.present),
        ("The child says", row.child_voice),
        ("The parents say", row.parent_voice),
        ("What would be better", row.better),
    ]


def health_rows(row: EarlyHelpAssessment) -> list[tuple[str, str]]:
    bmi = f"{row.bmi}" if row.bmi else ""
    centile = f"{row.bmi_centile}th centile" if row.bmi_centile is not None else ""
    return [
        ("Strengths and Difficulties total", "" if row.sdq_total is None else f"{row.sdq_total} of 40"),
        ("Height", f"{row.height_cm} cm" if row.height_cm else ""),
        ("Weight", f"{row.weight_kg} kg" if row.weight_kg else ""),
        ("Body mass index", ", ".join(word for word in (bmi, centile) if word)),
        ("Immunisations", row.immunisations),
        ("Dentist", row.dental),
        ("Attendance", "" if row.attendance_percent is None else f"{row.attendance_percent}%"),
    ]


def conclusion_rows(row: EarlyHelpAssessment) -> list[tuple[str, str]]:
    return [("Conclusions", row.conclusions), ("More is needed if", row.step_up_trigger)]
