"""What each stage keeps about one person, as lines that lead to the stage's own pages; a page asks once for all of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.access import known_as
from accounts.models import User
from assessments.early_help.models import EarlyHelpAssessment
from assessments.exploitation.models import Exploitation
from assessments.missing.models import MissingEpisode
from assessments.private_fostering.models import PrivateFostering
from assessments.safeguarding_adults.models import AdultEnquiry
from assessments.single.models import Assessment, AssessmentPart
from assessments.strategy.models import Section47, StrategyChild, StrategyDiscussion
from casework.cases.models import Case
from casework.child_protection.models import Conference, ConferenceChild
from casework.plans.models import Plan
from core.asking import Several, is_one_of
from desk.selectors.mixed import Row, Source, told
from desk.selectors.opened import about
from documents.models import Attachment
from documents.selectors import papers_about
from people.clusters import identities
from people.models import Person

# Everyone under whose record the rows stand: given with each use.
PEOPLE = Several("people")


@dataclass(frozen=True, slots=True)
class Line:
    """A record of some stage: what it is, how it stands, since when, and the name of its page."""

    title: str
    status: str
    at: datetime | None
    page: str
    public_id: object
    note: str = ""


def assessments_of(person: Person, *, reader: User) -> list[Line]:
    """Assessments, strategy discussions and enquiries of a person whose record this request has opened."""
    return _newest_first(_told("assessments", assessment_sources(reader=reader), person, reader))


def plans_of(person: Person, *, reader: User) -> list[Line]:
    """Cases, plans and conferences of a person whose record this request has opened."""
    return _newest_first(_told("plans", plan_sources(reader=reader), person, reader))


def _told(name: str, sources: Iterable[Source[Line]], person: Person, reader: User) -> Iterator[Line]:
    return told(sources, key=(name, known_as(reader)), people=identities(person))


def assessment_sources(*, reader: User) -> Iterator[Source[Line]]:
    """Each stage's assessments by its own right."""

    def of(rows: Any) -> Callable[[], Any]:
        return lambda: about(rows, reader=reader, people=PEOPLE)

    parts = of(AssessmentPart.objects)
    yield Source(
        lambda: Assessment.objects.filter(pk__in=parts().values("assessment")),
        {"reference": "reference", "status": "status", "at": "started_at", "id": "public_id", "why": "purpose"},
        lambda row: [
            Line(
                f"Single assessment {row['reference']}", _label(Assessment, "status", row), row.moment("at"),
                "assessment_detail", row["id"], _label(Assessment, "purpose", row, "why"),
            )
        ],
    )  # fmt: skip
    discussed = StrategyChild.objects.filter(is_one_of("person", PEOPLE)).values("discussion")
    yield Source(
        lambda: StrategyDiscussion.objects.visible_to(reader).filter(pk__in=discussed),
        {"reference": "reference", "status": "status", "at": "convened_at", "id": "public_id"},
        _plainly(StrategyDiscussion, "Strategy discussion {}", "strategy_detail"),
    )
    yield Source(
        of(Section47.objects),
        {"outcome": "outcome", "status": "status", "at": "started_at", "id": "public_id"},
        lambda row: [
            Line(
                "Section 47 enquiry", _label(Section47, "outcome", row) or _label(Section47, "status", row),
                row.moment("at"), "section_47_detail", row["id"],
            )
        ],
    )  # fmt: skip
    yield Source(
        of(EarlyHelpAssessment.objects),
        {"reference": "reference", "status": "status", "at": "started_at", "id": "public_id"},
        _plainly(EarlyHelpAssessment, "Early help assessment {}", "early_help_detail"),
    )
    yield Source(
        of(AdultEnquiry.objects),
        {"reference": "reference", "status": "status", "at": "started_at", "id": "public_id"},
        _plainly(AdultEnquiry, "Adult safeguarding {}", "adult_enquiry_detail"),
    )
    for model, title, page, at in (
        (MissingEpisode, "Missing episode {}", "missing_detail", "missing_from"),
        (PrivateFostering, "Private fostering {}", "private_fostering", "recorded_at"),
        (Exploitation, "Exploitation {}", "exploitation_detail", "recorded_at"),
    ):
        yield Source(
            of(model.objects),
            {"reference": "reference", "at": at, "id": "public_id"},
            _without_status(title, page),
        )


def plan_sources(*, reader: User) -> Iterator[Source[Line]]:
    """Cases, plans and conferences by their own rights."""

    def of(rows: Any) -> Callable[[], Any]:
        return lambda: about(rows, reader=reader, people=PEOPLE)

    yield Source(
        of(Case.objects),
        {"reference": "reference", "status": "status", "at": "opened_at", "id": "public_id", "kind": "kind"},
        lambda row: [
            Line(
                f"Case {row['reference']}", _label(Case, "status", row), row.moment("at"), "case_detail",
                row["id"], _label(Case, "kind", row),
            )
        ],
    )  # fmt: skip
    yield Source(
        of(Plan.objects),
        {
            "kind": "kind", "reference": "reference", "status": "status", "on": "starts_on",
            "at": "recorded_at", "id": "public_id",
        },
        lambda row: [
            Line(
                f"{_label(Plan, 'kind', row)} {row['reference']}", _label(Plan, "status", row),
                row.start_of("on") or row.moment("at"), "plan_detail", row["id"],
            )
        ],
    )  # fmt: skip
    children = ConferenceChild.objects.filter(is_one_of("case__person", PEOPLE)).values("conference")
    yield Source(
        lambda: Conference.objects.visible_to(reader).filter(pk__in=children),
        {
            "kind": "kind", "reference": "reference", "status": "status", "on": "held_on", "at": "starts_at",
            "asked": "requested_at", "id": "public_id",
        },
        lambda row: [
            Line(
                f"{_label(Conference, 'kind', row)} {row['reference']}", _label(Conference, "status", row),
                row.start_of("on") or row.moment("at") or row.moment("asked"), "conference_detail", row["id"],
            )
        ],
    )  # fmt: skip


def _plainly(model: type, title: str, page: str) -> Callable[[Row], list[Line]]:
    return lambda row: [
        Line(title.format(row["reference"]), _label(model, "status", row), row.moment("at"), page, row["id"])
    ]


def _without_status(title: str, page: str) -> Callable[[Row], list[Line]]:
    return lambda row: [Line(title.format(row["reference"]), "", row.moment("at"), page, row["id"])]


def _label(model: type, name: str, row: Row, key: str = "") -> str:
    """A code in the words that its field has for it."""
    code = row[key or name]
    return str(dict(model._meta.get_field(name).flatchoices).get(code, code) or "")  # type: ignore[attr-defined]


def documents_of(person: Person, *, reader: User) -> list[Line]:
    """Files attached to this person, and papers that print from the record."""
    whole = identities(person)
    lines = [
        Line(row.filename, "File", row.recorded_at, "file", row.public_id, row.description)
        for row in Attachment.objects.visible_to(reader).filter(person__in=whole, withdrawn_at__isnull=True)
    ]
    lines += [
        Line(
            row.title,
            row.marking or "Paper",
            row.made_at,
            "paper",
            row.public_id,
            f"for {row.for_whom}" if row.for_whom else "",
        )
        for row in papers_about(person_id=person.public_id, reader=reader)
    ]
    return _newest_first(lines)


def _newest_first(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.at is not None, line.at), reverse=True)
