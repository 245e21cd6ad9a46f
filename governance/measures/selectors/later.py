"""The other measures of the monthly report (domain.md E): totals of everybody, read past the policy, no name."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import UserKind
from accounts.models import User
from assessments.single.models import Assessment, AssessmentPart
from assessments.strategy.models import Section47
from casework.cases.models import Case
from casework.plans.enums import PlanKind
from casework.plans.models import Gap, Plan
from core.working_days import add_months
from deadlines.models import Clock
from governance.measures.selectors.spans import Span, Tally
from localities import selectors as localities
from people.enums import GrantKind
from people.models import Grant

Count = Callable[[Span], Tally]


def _part(rows: Any, met: Q) -> Tally:
    return Tally("", rows.filter(met).count(), rows.count())


def children(span: Span) -> int | None:
    """How many children live here, by the estimate in force on the last day of the period."""
    found = localities.children(on=span.last)
    return found.number if found else None


def _clocks(*codes: str) -> Any:
    return Clock.objects.filter(code__in=codes, cancelled_at__isnull=True)


def _ended(*codes: str) -> Count:
    """Limits that ended in the period: in time, of all."""
    return lambda span: _part(span.within(_clocks(*codes), "stopped_at"), Q(stopped_at__lte=F("due_at")))


def _due(*codes: str) -> Count:
    """Limits that ran out in the period: kept, of all; one that nothing came of is late."""

    def count(span: Span) -> Tally:
        rows = span.within(_clocks(*codes), "due_at").filter(due_at__lt=span.passed)
        return _part(rows, Q(stopped_at__lte=F("due_at")))

    return count


def _open_past_limit(span: Span) -> Tally:
    end = span.passed
    rows = Assessment.objects.filter(started_at__lt=end).filter(
        Q(authorised_at__isnull=True) | Q(authorised_at__gte=end)
    )
    past = _clocks("CFA").filter(subject_public_id=OuterRef("public_id"), due_at__lt=end)
    return _part(rows, Q(Exists(past)))


def _seen(*, alone: bool) -> Count:
    met = Q(first_seen_at__isnull=False, **({"seen_alone": True} if alone else {}))
    return lambda span: _part(span.within(AssessmentPart.objects.all(), "assessment__authorised_at"), met)


def _enquiries_begun(span: Span) -> Tally:
    return Tally("", span.within(Section47.objects.all(), "started_at").count(), children(span))


def _to_conference(span: Span) -> Tally:
    return _part(span.within(Section47.objects.all(), "concluded_at"), Q(conference_required=True))


def _on_a_plan(span: Span) -> Any:
    """`ends_on` is the first day without the plan."""
    last = span.passed
    return Plan.objects.filter(kind=PlanKind.CP, starts_on__lt=span.until, starts_on__lte=last.date()).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=span.until)
    )


def _protected(span: Span) -> Tally:
    return Tally("", _on_a_plan(span).count(), children(span))


def _repeat(span: Span) -> Tally:
    rows = span.days(Plan.objects.filter(kind=PlanKind.CP), "starts_on")
    return _part(rows, Q(earlier_plans__gt=0))


def _reviewed(span: Span) -> Tally:
    """Of plans open for three months: no review of this plan was held late, none is awaited past its day."""
    end = span.passed
    rows = _on_a_plan(span).filter(starts_on__lte=add_months(span.until, -3))
    late = (
        _clocks("RCPC-1", "RCPC-N")
        .filter(person=OuterRef("person"), due_on__gte=OuterRef("starts_on"), due_at__lt=end)
        .filter(Q(stopped_at__isnull=True) | Q(stopped_at__gt=F("due_at")))
    )
    return _part(rows, ~Q(Exists(late)))


def _waiting(span: Span) -> Tally:
    end = span.passed
    rows = Case.objects.filter(opened_at__lt=end).filter(Q(closed_at__isnull=True) | Q(closed_at__gte=end))
    over = (
        _clocks("ALLOC")
        .filter(subject_public_id=OuterRef("public_id"), due_at__lt=end)
        .filter(Q(stopped_at__isnull=True) | Q(stopped_at__gte=end))
    )
    return _part(rows, Q(Exists(over)))


def _three_lines(span: Span) -> Tally:
    rows = User.objects.filter(kind=UserKind.HUMAN, is_active=True, agency__isnull=False)
    named = Q(
        line_manager__isnull=False, professional_supervisor__isnull=False, safeguarding_lead__isnull=False
    )
    return _part(rows, named)


def _gaps(span: Span) -> Tally:
    return Tally("", span.days(Gap.objects.all(), "logged_on").count(), None)


def _break_glass(span: Span) -> Tally:
    rows = span.within(Grant.objects.filter(kind=GrantKind.BREAK_GLASS), "starts_at")
    reviewed = _clocks("ACCESS-REV").filter(
        subject_public_id=OuterRef("public_id"), stopped_at__lte=F("due_at")
    )
    return _part(rows, Q(Exists(reviewed)))


TOTALS: dict[str, Count] = {
    "K9": _ended("CFA"),
    "K9-OPEN": _open_past_limit,
    "K10": _seen(alone=False),
    "K10-ALONE": _seen(alone=True),
    "K12": _enquiries_begun,
    "K12-ICPC": _to_conference,
    "K13": _ended("ICPC"),
    "K14": _protected,
    "K16": _repeat,
    "K18": _reviewed,
    "K19": _due("CPVIS", "CPVIS-BIRTH"),
    "K19-CG": _due("CG-1", "CG-N"),
    "K41": _waiting,
    "K43": _three_lines,
    "K48": _gaps,
    "K50": _break_glass,
}
