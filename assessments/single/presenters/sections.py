"""The task list: sections of the family and of each child, and what is still missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from assessments.single.enums import BY_CODE, FOR_CHILD, FOR_FAMILY, Dimension, Domain
from assessments.single.models import Assessment, AssessmentPart, ChildDimension, FamilyDimension
from assessments.single.permissions import missing
from assessments.single.presenters.top import age_of
from core.govuk import words
from people import codes


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section of the task list."""

    title: str
    href: str
    state: str
    colour: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Sections of one domain."""

    title: str
    lines: list[SectionLine]


@dataclass(frozen=True, slots=True)
class ChildCard:
    """A child on the overview: seen or not, what is written, what is still missing."""

    name: str
    age: str
    person_href: str
    href: str
    seen: str
    seen_colour: str
    written: str
    lacking: list[str]
    outcome: str
    factors: str


def is_written(row: FamilyDimension | ChildDimension | None) -> bool:
    return row is not None and bool(row.strengths or row.needs or row.evidence or row.impact)


def section_state(row: FamilyDimension | ChildDimension | None) -> tuple[str, str, str]:
    """In words, in colour, and the score."""
    if row is None or not is_written(row):
        return "Not written yet", "grey", ""
    score = f"score {row.score} of 10" if row.score is not None else ""
    if row.copied_from_id and row.version == 1:
        return "From an earlier assessment", "purple", score
    return "Written", "green", score


def _groups(
    dimensions: Sequence[Dimension],
    found: dict[str, FamilyDimension] | dict[str, ChildDimension],
    url: str,
    key: object,
) -> list[Group]:
    groups: list[Group] = []
    for domain in Domain:
        lines = []
        for item in dimensions:
            if item.domain != domain:
                continue
            state, colour, note = section_state(found.get(item.code))
            lines.append(SectionLine(item.title, reverse(url, args=[key, item.code]), state, colour, note))
        if lines:
            groups.append(Group(str(domain.label), lines))
    return groups


def family_groups(row: Assessment, found: dict[str, FamilyDimension]) -> list[Group]:
    return _groups(FOR_FAMILY, found, "assessment_family_section", row.public_id)


def child_groups(part: AssessmentPart, found: dict[str, ChildDimension]) -> list[Group]:
    return _groups(FOR_CHILD, found, "assessment_child_section", part.public_id)


def seen_words(part: AssessmentPart) -> tuple[str, str]:
    if part.first_seen_at is None:
        return (f"Not seen: {part.not_seen_reason}" if part.not_seen_reason else "Not seen yet"), "orange"
    alone = "seen alone" if part.seen_alone else "not seen alone yet"
    return f"Seen {words.day(part.first_seen_at)}, {alone}", "green" if part.seen_alone else "blue"


def child_cards(
    parts: Sequence[AssessmentPart], found: dict[int, dict[str, ChildDimension]]
) -> list[ChildCard]:
    lacking: dict[int, list[str]] = {}
    for part, what in missing(list(parts)):
        lacking.setdefault(part.pk, []).append(what)
    cards = []
    for part in parts:
        seen, colour = seen_words(part)
        written = sum(is_written(row) for row in found.get(part.pk, {}).values())
        cards.append(
            ChildCard(
                name=part.person.full_name,
                age=age_of(part.person),
                person_href=reverse("person_detail", args=[part.person.public_id]),
                href=reverse("assessment_part", args=[part.public_id]),
                seen=seen,
                seen_colour=colour,
                written=f"{written} of {len(FOR_CHILD)} sections written",
                lacking=lacking.get(part.pk, []) if part.is_open else [],
                outcome=part.get_outcome_display() if part.outcome else "",
                factors=factor_words(item.code for item in part.factors.all()) if part.outcome else "",
            )
        )
    return cards


def factor_words(found: Iterable[str]) -> str:
    return "; ".join(codes.label("FACTOR", code) for code in sorted(found))


def section_title(code: str) -> tuple[str, str]:
    """Title and hint of a dimension."""
    item = BY_CODE[code]
    return item.title, item.hint
