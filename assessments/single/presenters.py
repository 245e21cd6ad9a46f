"""A single assessment as its pages word it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from assessments.single.enums import (
    BY_CODE,
    EDITABLE,
    FOR_CHILD,
    FOR_FAMILY,
    AssessmentStatus,
    Dimension,
    Domain,
    Tier,
)
from assessments.single.models import (
    AgencyContribution,
    Assessment,
    AssessmentPart,
    ChildDimension,
    FamilyDimension,
)
from assessments.single.permissions import missing
from assessments.single.selectors import Words
from core import clock
from core.govuk import words
from people import codes
from people.enums import BirthCertainty
from people.models import Person, Sighting

COLOURS = {
    AssessmentStatus.STARTED: "blue",
    AssessmentStatus.SEEN: "blue",
    AssessmentStatus.SUBMITTED: "yellow",
    AssessmentStatus.RETURNED: "orange",
    AssessmentStatus.AUTHORISED: "green",
}


def age_of(person: Person) -> str:
    return words.age(
        born_on=person.born_on,
        expected_on=person.expected_on,
        on=clock.today(),
        estimated=person.birth_certainty == BirthCertainty.ESTIMATED,
    )


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A child as `components/person_line.html` prints one."""

    name: str
    age: str
    href: str
    note: str = ""


def person_line(person: Person) -> PersonLine:
    return PersonLine(person.full_name, age_of(person), reverse("person_detail", args=[person.public_id]))


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


@dataclass(frozen=True, slots=True)
class Step:
    """A button of the page."""

    text: str
    href: str
    secondary: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of every page of an assessment."""

    reference: str
    title: str
    href: str
    status: str
    colour: str
    facts: list[tuple[str, str]]
    steps: list[Step] = field(default_factory=list)
    may_write: bool = False


def head(row: Assessment, parts: Sequence[AssessmentPart], *, reader: User) -> Head:
    """Which assessment, of whom, in whose hands, and what the reader may do now."""
    worker = (
        f"{row.worker.display_name}, {row.worker.profession}, {row.worker.phone}"
        if row.worker
        else "Nobody yet"
    )
    facts = [
        ("Children", words.listing(f"{part.person.full_name} ({age_of(part.person)})" for part in parts)),
        ("Worker", worker),
        ("Team", str(row.team or "None")),
        ("Referral received", words.moment(row.received_at)),
        ("Started", words.day(row.started_at)),
    ]
    if row.submitted_at:
        facts.append(("With the manager since", words.moment(row.submitted_at)))
    if row.authorised_at and row.authorised_by:
        facts.append(("Authorised", f"{words.moment(row.authorised_at)}, {row.authorised_by.display_name}"))
    return Head(
        reference=row.reference,
        title=f"Assessment {row.reference}",
        href=reverse("assessment_detail", args=[row.public_id]),
        status=row.get_status_display(),
        colour=COLOURS[AssessmentStatus(row.status)],
        facts=facts,
        steps=steps(row, reader=reader),
        may_write=row.status in EDITABLE and holds(reader, Permission.ASSESSMENT_WRITE),
    )


def steps(row: Assessment, *, reader: User) -> list[Step]:
    """Only what the reader may do now; deciding is never the author's."""
    found: list[Step] = []

    def offer(text: str, name: str, *, secondary: bool = True) -> None:
        found.append(Step(text, reverse(name, args=[row.public_id]), secondary))

    manages = holds(reader, Permission.ASSESSMENT_AUTHORISE)
    author = reader.pk in {row.submitted_by_id, row.worker_id}
    if row.status in EDITABLE and holds(reader, Permission.ASSESSMENT_WRITE):
        offer("Send to the manager", "assessment_submit", secondary=False)
        offer("Ask an agency", "assessment_ask")
    if row.status == AssessmentStatus.SUBMITTED and manages and not author:
        offer("Authorise", "assessment_authorise", secondary=False)
        offer("Return for changes", "assessment_return")
    if row.status != AssessmentStatus.AUTHORISED:
        if manages:
            offer("Record oversight", "assessment_oversight")
        if holds(reader, Permission.CLOCK_EXTEND):
            offer("Agree more time", "assessment_more_time")
        if holds(reader, Permission.CASE_ALLOCATE):
            offer("Allocate", "assessment_allocate")
    elif holds(reader, Permission.ASSESSMENT_WRITE) or manages:
        offer("Record the family's copy", "assessment_family_copy")
    offer("Read and print", "assessment_read")
    return found


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
    dimensions: Sequence[Dimension], found: dict[str, FamilyDimension] | dict[str, ChildDimension]
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


def section_title(code: str) -> tuple[str, str]:
    """Title and hint of a dimension."""
    item = BY_CODE[code]
    return item.title, item.hint
