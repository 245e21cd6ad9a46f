"""What is written, as it is read and printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from assessments.single.enums import Dimension, Tier
from assessments.single.models import (
    AgencyContribution,
    Assessment,
    AssessmentPart,
    ChildDimension,
    FamilyDimension,
)
from assessments.single.presenters.sections import factor_words, is_written
from assessments.single.selectors import Words
from core import clock
from core.govuk import words
from people import codes
from people.models import Sighting


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """One agency's contribution: asked, due, come, and what it says."""

    agency: str
    asked_of: str
    state: str
    colour: str
    due: str
    href: str
    words: Words
    declined: str


def contribution_lines(
    found: Sequence[AgencyContribution], told: dict[int, Words], *, reader: User
) -> list[ContributionLine]:
    lines = []
    for row in found:
        if row.received_at:
            state, colour = f"Received {words.day(row.received_at)}", "green"
        elif row.declined_at:
            state, colour = "Nothing to add", "grey"
        elif row.due_on < clock.today():
            state, colour = "Overdue", "orange"
        else:
            state, colour = "Waiting", "blue"
        answers = not (row.received_at or row.declined_at) and (row.asked_of_id in (None, reader.pk))
        lines.append(
            ContributionLine(
                agency=str(row.agency),
                asked_of=f"{row.asked_of.display_name}, {row.asked_of.profession}" if row.asked_of else "",
                state=state,
                colour=colour,
                due=words.day(row.due_on),
                href=reverse("assessment_contribution", args=[row.public_id]) if answers else "",
                words=told[row.pk],
                declined=row.declined_because,
            )
        )
    return lines


def overview_rows(row: Assessment, *, change: str) -> list[tuple[str, ...]]:
    """Why, from what, the parents' view, the family's copy."""
    family = row.parents_view or (
        f"Not obtained: {row.parents_view_missing}" if row.parents_view_missing else ""
    )
    rows: list[tuple[str, ...]] = [
        ("Purpose", f"{row.get_purpose_display()}\n{row.purpose_note}".strip(), change, "purpose"),
        ("Sources", row.sources, change, "sources"),
        ("Parents' and carers' view", family, change, "parents' view"),
    ]
    if row.late_reason:
        rows.append(("Why later than 45 working days", row.late_reason))
    if row.decision:
        rows.append(("Manager's decision", row.decision))
    if row.family_copy_on:
        rows.append(("Family's copy", f"{words.day(row.family_copy_on)}, {row.family_copy_to}"))
    elif row.family_not_told_because:
        rows.append(("Family's copy", f"Not given: {row.family_not_told_because}"))
    return rows


def voice_rows(part: AssessmentPart) -> list[tuple[str, str]]:
    spoken = part.voice or (f"No words here: {part.voice_missing}" if part.voice_missing else "")
    return [
        ("What the child says", spoken),
        ("How obtained", part.voice_how),
        ("A day in their life", part.daily_life),
    ]


def analysis_rows(part: AssessmentPart) -> list[tuple[str, str]]:
    rows = [
        ("Harm", part.harm),
        ("Likelihood", part.likelihood),
        ("Capacity to change", part.capacity_to_change),
        ("Tier", str(Tier(part.tier).label) if part.tier else ""),
        ("Proposed outcome", part.get_proposed_outcome_display() if part.proposed_outcome else ""),
        ("Primary need", codes.label("PRIMARY_NEED", part.primary_need) if part.primary_need else ""),
    ]
    if part.outcome:
        rows.append(("Outcome", part.get_outcome_display()))
        rows.append(("Factors", factor_words(item.code for item in part.factors.all())))
    else:
        rows.append(("Proposed factors", factor_words(part.proposed_factors)))
    return rows


def sighting_lines(found: Sequence[Sighting]) -> list[str]:
    return [
        f"{words.moment(row.seen_at)}, by {row.seen_by.display_name}{', alone' if row.alone else ''}"
        f"{', ' + row.where if row.where else ''}"
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class Text:
    """A section as it is read and printed."""

    title: str
    rows: list[tuple[str, str]]
    score: str


def texts(
    dimensions: Sequence[Dimension], found: Mapping[str, FamilyDimension | ChildDimension]
) -> list[Text]:
    """What is written, in the order of the framework; empty sections are left out."""
    lines = []
    for item in dimensions:
        row = found.get(item.code)
        if row is None or not is_written(row):
            continue
        named = (
            ("Strengths", row.strengths),
            ("Needs", row.needs),
            ("Evidence", row.evidence),
            ("Impact", row.impact),
        )
        lines.append(
            Text(
                item.title,
                [(label, said) for label, said in named if said],
                f"{row.score} of 10" if row.score is not None else "",
            )
        )
    return lines
