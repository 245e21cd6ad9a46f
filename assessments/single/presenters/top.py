"""What stands at the top of every page of an assessment, and what may be done now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from assessments.single.enums import EDITABLE, AssessmentStatus
from assessments.single.models import Assessment, AssessmentChange, AssessmentPart
from core import clock
from core.govuk import words
from people.enums import BirthCertainty
from people.models import Person

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


def back_of(person: Person | None) -> tuple[str, str]:
    """Where the pages of an assessment, a discussion, an enquiry lead back to."""
    if person is None:
        return reverse("my_work"), "My work"
    return reverse("person_detail", args=[person.public_id]), person.full_name


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


TAKEN = {
    "all_seen": "every child seen",
    "submit": "sent to the manager",
    "return": "returned for changes",
    "authorise": "authorised",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken."""

    at: datetime
    words: str
    by: str


def taken(found: Iterable[AssessmentChange]) -> list[Taken]:
    return [Taken(row.at, TAKEN[row.transition], row.by.display_name) for row in found]
