"""The monthly report is asked for, made step by step in the background, and kept as it was counted."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import system_user
from core import clock
from core.errors import DomainError
from core.history import acting
from governance.reports.models import MonthlyFigure, MonthlyReport
from governance.reports.selectors import INDICATORS, first_of, next_month
from outbox.services import enqueue, once, tell

# How many indicators one job counts: between two jobs the page shows how far it is.
A_STEP = 6


@transaction.atomic
def request_report(*, by: User, month: date, key: str) -> str:
    """Ask for the figures of a month that has begun; while one is being made, that one is given."""
    require(by, Permission.REPORT_READ, Permission.SYSTEM_RUN)
    first = first_of(month)
    if first > clock.today():
        raise DomainError("Choose a month that has begun.", field="month")

    def do() -> str:
        making = MonthlyReport.objects.select_for_update().filter(month=first, made_at__isnull=True).first()
        if making is not None:
            return str(making.public_id)
        last = MonthlyReport.objects.filter(month=first).aggregate(last=Max("edition"))["last"] or 0
        with acting(by=by, reason=f"report of {first:%B %Y}"):
            row = MonthlyReport.objects.create(
                month=first,
                edition=last + 1,
                steps_total=len(INDICATORS),
                recorded_at=clock.now(),
                recorded_by=by,
            )
        enqueue(
            kind="governance.monthly_report",
            payload={"report_id": row.pk, "start": 0},
            key=f"{row.public_id}:0",
        )
        return str(row.public_id)

    return once(by=by, action="monthly_report", key=key, do=do)


@transaction.atomic
def make_report(*, report_id: int, start: int) -> None:
    """Count the next few indicators; run twice it counts nothing twice."""
    row = MonthlyReport.objects.select_for_update().get(pk=report_id)
    if row.made_at is not None or start != row.steps_done:
        return
    system = system_user()
    until = next_month(row.month)
    for position, indicator in enumerate(INDICATORS[start : start + A_STEP], start=start):
        numerator, denominator = indicator.count(row.month, until)
        MonthlyFigure.objects.create(
            report=row,
            code=indicator.code,
            label=indicator.label,
            numerator=numerator,
            denominator=denominator,
            target=indicator.target,
            date_basis=indicator.date_basis,
            position=position,
        )
        row.steps_done += 1
    if row.steps_done == row.steps_total:
        row.made_at, row.made_by = clock.now(), system
        _tell(row)
    else:
        enqueue(
            kind="governance.monthly_report",
            payload={"report_id": row.pk, "start": row.steps_done},
            key=f"{row.public_id}:{row.steps_done}",
        )
    row.version += 1
    row.save(update_fields=["steps_done", "made_at", "made_by", "version"])


def _tell(row: MonthlyReport) -> None:
    tell(
        to=row.recorded_by,
        kind="MONTHLY_REPORT",
        reference=f"{row.month:%B %Y}",
        path=f"/governance/reports/{row.public_id}/",
        key=f"monthly-report:{row.public_id}",
    )


def request_last_month() -> str:
    """On the first days of a month the month before is reported by itself, once."""
    system = system_user()
    first = first_of(clock.today())
    before = first_of(date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1))
    if MonthlyReport.objects.filter(month=before).exists():
        return ""
    return request_report(by=system, month=before, key=f"monthly:{before:%Y-%m}")
