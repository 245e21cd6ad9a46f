"""Indicators of the monthly report (domain.md E): totals of everybody, read past the policy, no name.

Each is a numerator and a denominator with the date by which rows are counted. A contact is not a referral.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from accounts.enums import UserKind
from accounts.models import User
from assessments.single.models import Assessment, AssessmentPart
from assessments.strategy.models import Section47
from casework.plans.models import Gap, Plan
from core import clock
from core.errors import NotFound
from deadlines.models import Clock
from governance.reports.models import MonthlyFigure, MonthlyReport
from people.enums import GrantKind
from people.models import Grant
from referrals.contacts.models import Contact
from referrals.decisions.enums import NAMES_HELP
from referrals.decisions.models import PersonDecision, Referral, ReferralSubject
from referrals.information.models import InformationRequest

Counted = tuple[int, int | None]
RECORDED = "when it was recorded"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the report."""

    code: str
    label: str
    date_basis: str
    count: Callable[[date, date], Counted]
    target: int | None = None


def first_of(day: date) -> date:
    return day.replace(day=1)


def next_month(first: date) -> date:
    return first_of(first + timedelta(days=32))


def _span(first: date, until: date) -> tuple[datetime, datetime]:
    return clock.at_local(first), clock.at_local(until)


def _in(rows: Any, field: str, first: date, until: date) -> Any:
    start, end = _span(first, until)
    return rows.filter(**{f"{field}__gte": start, f"{field}__lt": end})


def _part(rows: Any, met: Q) -> Counted:
    return rows.filter(met).distinct().count(), rows.distinct().count()


def _contacts(first: date, until: date) -> Counted:
    rows = _in(Contact.objects.all(), "received_at", first, until)
    dated = rows.annotate(received_on=TruncDate("received_at"), logged_on=TruncDate("logged_at"))
    return _part(dated, Q(logged_on=F("received_on")))


def _conversion(first: date, until: date) -> Counted:
    rows = _in(Contact.objects.all(), "received_at", first, until)
    return _part(rows, Q(Exists(Referral.objects.filter(contact=OuterRef("pk")))))


def _re_referrals(first: date, until: date) -> Counted:
    """Only an earlier referral within twelve months counts; an earlier contact does not."""
    rows = _in(Referral.objects.all(), "received_at", first, until)
    earlier = ReferralSubject.objects.filter(referral=OuterRef("pk"), previous__isnull=False)
    return _part(rows, Q(Exists(earlier)))


def _help_named(first: date, until: date) -> Counted:
    rows = _in(PersonDecision.objects.filter(outcome__in=NAMES_HELP), "decision__decided_at", first, until)
    return _part(rows, ~Q(help_named=""))


def _clocks(*codes: str) -> Callable[[date, date], Counted]:
    """Limits of these codes that ended in the month: in time, of all."""

    def count(first: date, until: date) -> Counted:
        rows = _in(
            Clock.objects.filter(code__in=codes, cancelled_at__isnull=True), "stopped_at", first, until
        )
        return _part(rows, Q(stopped_at__lte=F("due_at")))

    return count


def _seen(alone: bool) -> Callable[[date, date], Counted]:
    def count(first: date, until: date) -> Counted:
        rows = _in(AssessmentPart.objects.all(), "assessment__authorised_at", first, until)
        return _part(rows, Q(first_seen_at__isnull=False, **({"seen_alone": True} if alone else {})))

    return count


def _assessments_open_long(first: date, until: date) -> Counted:
    end = clock.at_local(until)
    rows = Assessment.objects.filter(started_at__lt=end).filter(
        Q(authorised_at__isnull=True) | Q(authorised_at__gte=end)
    )
    over = Clock.objects.filter(code="CFA", subject_public_id=OuterRef("public_id"), due_at__lt=end)
    return _part(rows, Q(Exists(over)))


def _section_47(first: date, until: date) -> Counted:
    rows = _in(Section47.objects.all(), "concluded_at", first, until)
    return _part(rows, Q(conference_required=True))


def _section_47_started(first: date, until: date) -> Counted:
    return _in(Section47.objects.all(), "started_at", first, until).count(), None


def _plans_open(first: date, until: date) -> Counted:
    rows = Plan.objects.filter(kind="CP", starts_on__lt=until).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=until)
    )
    return rows.count(), None


def _plans_repeat(first: date, until: date) -> Counted:
    rows = Plan.objects.filter(kind="CP", starts_on__gte=first, starts_on__lt=until)
    return _part(rows, Q(earlier_plans__gt=0))


def _requests(first: date, until: date) -> Counted:
    rows = _in(InformationRequest.objects.filter(withdrawn_at__isnull=True), "due_at", first, until)
    return _part(rows, Q(replied_at__lte=F("due_at")))


def _three_lines(first: date, until: date) -> Counted:
    rows = User.objects.filter(kind=UserKind.HUMAN, is_active=True, agency__isnull=False)
    named = Q(
        line_manager__isnull=False, professional_supervisor__isnull=False, safeguarding_lead__isnull=False
    )
    return _part(rows, named)


def _break_glass(first: date, until: date) -> Counted:
    rows = _in(Grant.objects.filter(kind=GrantKind.BREAK_GLASS), "starts_at", first, until)
    return _part(rows, Q(reviewed_at__lte=F("starts_at") + timedelta(days=1)))


def _gaps(first: date, until: date) -> Counted:
    return Gap.objects.filter(logged_on__gte=first, logged_on__lt=until).count(), None


INDICATORS: tuple[Indicator, ...] = (
    Indicator("K1", "Concerns logged on the day they were received", "received in the month", _contacts, 98),
    Indicator("K2", "Decisions within one working day", "decided in the month", _clocks("REF-DEC"), 95),
    Indicator("K3", "Concerns that became referrals", "received in the month", _conversion),
    Indicator("K5", "Re-referrals within twelve months", "referral received in the month", _re_referrals, 20),
    Indicator("K6", "No further action with other help named", "decided in the month", _help_named, 100),
    Indicator("K9", "Assessments within 45 working days", "authorised in the month", _clocks("CFA"), 90),
    Indicator(
        "K9-OPEN", "Open assessments past 45 working days", "at the end of the month", _assessments_open_long
    ),
    Indicator("K10", "Children seen in their assessment", "authorised in the month", _seen(False), 98),
    Indicator(
        "K10-ALONE", "Children seen alone in their assessment", "authorised in the month", _seen(True), 85
    ),
    Indicator("K12", "Section 47 enquiries begun", "begun in the month", _section_47_started),
    Indicator(
        "K12-ICPC", "Section 47 enquiries leading to a conference", "concluded in the month", _section_47
    ),
    Indicator("K13", "Initial conferences within 15 working days", "held in the month", _clocks("ICPC"), 90),
    Indicator("K14", "Children on a child-protection plan", "at the end of the month", _plans_open),
    Indicator("K16", "Plans begun that are not the first ever", "begun in the month", _plans_repeat),
    Indicator("K18", "Review conferences in time", "held in the month", _clocks("RCPC-1", "RCPC-N"), 98),
    Indicator("K19", "Child-protection visits in time", "made in the month", _clocks("CPVIS"), 90),
    Indicator("K19-CG", "Core groups in time", "held in the month", _clocks("CG-1", "CG-N"), 90),
    Indicator(
        "K41", "Cases allocated within one working day", "allocated in the month", _clocks("ALLOC"), 100
    ),
    Indicator("K43", "Staff with all three lines named", "when the report was made", _three_lines, 100),
    Indicator("K46", "Checks answered in time", "due in the month", _requests, 95),
    Indicator("K48", "Help needed and not to be had", RECORDED, _gaps),
    Indicator("K50", "Break-glass openings reviewed within a day", "opened in the month", _break_glass, 100),
)


def reports(reader: User) -> "QuerySet[MonthlyReport]":
    """Newest month first, newest edition of it first."""
    found: QuerySet[MonthlyReport] = MonthlyReport.objects.visible_to(reader).order_by("-month", "-edition")
    return found


def report(public_id: UUID, *, reader: User) -> MonthlyReport:
    row: MonthlyReport | None = (
        MonthlyReport.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("recorded_by")
        .first()
    )
    if row is None:
        raise NotFound("There is no such record.")
    return row


def figures(of: MonthlyReport, *, reader: User) -> "QuerySet[MonthlyFigure]":
    found: QuerySet[MonthlyFigure] = (
        MonthlyFigure.objects.visible_to(reader).filter(report=of).order_by("position")
    )
    return found
