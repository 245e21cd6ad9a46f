"""What each stage keeps about one person, as lines that lead to the stage's own pages."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from assessments.early_help.models import EarlyHelpAssessment
from assessments.single.selectors import assessments_of as single_assessments
from assessments.strategy.models import Section47, StrategyDiscussion
from casework.cases.models import Case
from casework.child_protection.models import Conference
from casework.plans.models import Plan
from core import clock
from documents.models import Attachment
from documents.selectors import papers_about
from people.clusters import identities
from people.models import Person


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
    """Assessments, strategy discussions and enquiries, newest first, each by its own right."""
    whole = identities(person)
    lines = [
        Line(
            f"Single assessment {row.reference}",
            str(row.get_status_display()),
            row.started_at,
            "assessment_detail",
            row.public_id,
            str(row.get_purpose_display()),
        )
        for row in single_assessments(person, reader=reader)
    ]
    lines += [
        Line(
            f"Strategy discussion {row.reference}",
            str(row.get_status_display()),
            row.convened_at,
            "strategy_detail",
            row.public_id,
        )
        for row in StrategyDiscussion.objects.visible_to(reader).filter(children__person__in=whole).distinct()
    ]
    lines += [
        Line(
            "Section 47 enquiry",
            str(row.get_outcome_display() or row.get_status_display()),
            row.started_at,
            "section_47_detail",
            row.public_id,
        )
        for row in Section47.objects.visible_to(reader).filter(person__in=whole)
    ]
    lines += [
        Line(
            f"Early help assessment {row.reference}",
            str(row.get_status_display()),
            row.started_at,
            "early_help_detail",
            row.public_id,
        )
        for row in EarlyHelpAssessment.objects.visible_to(reader).filter(person__in=whole)
    ]
    return _newest_first(lines)


def plans_of(person: Person, *, reader: User) -> list[Line]:
    """Cases, plans and conferences."""
    whole = identities(person)
    lines = [
        Line(
            f"Case {row.reference}",
            str(row.get_status_display()),
            row.opened_at,
            "case_detail",
            row.public_id,
            str(row.get_kind_display()),
        )
        for row in Case.objects.visible_to(reader).filter(person__in=whole)
    ]
    lines += [
        Line(
            f"{row.get_kind_display()} {row.reference}",
            str(row.get_status_display()),
            clock.at_local(row.starts_on) if row.starts_on else row.recorded_at,
            "plan_detail",
            row.public_id,
        )
        for row in Plan.objects.visible_to(reader).filter(person__in=whole)
    ]
    lines += [
        Line(
            f"{row.get_kind_display()} {row.reference}",
            str(row.get_status_display()),
            clock.at_local(row.held_on) if row.held_on else row.starts_at or row.requested_at,
            "conference_detail",
            row.public_id,
        )
        for row in Conference.objects.visible_to(reader).filter(children__case__person__in=whole).distinct()
    ]
    return _newest_first(lines)


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


def _newest_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.at is not None, line.at), reverse=True)
