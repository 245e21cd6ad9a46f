"""The monthly report is asked for, made step by step in the background, and kept as it was counted."""

import hashlib
import io
from datetime import date

import pikepdf
from django.db import transaction
from django.db.models import Max
from django.template.loader import get_template

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import system_user
from core import clock
from core.authority import authority
from core.errors import DomainError
from core.history import acting
from documents.render import pdf
from governance.measures.selectors import (
    Definition,
    Tally,
    denominator_of,
    first_of,
    in_force,
    is_whole,
    month_of,
    next_month,
    totals,
    year_to,
)
from governance.reports.models import MonthlyFigure, MonthlyPrint, MonthlyReport
from governance.reports.papers import compose
from governance.reports.selectors import every_figure
from outbox.services import enqueue, once, tell

# How many measures one job counts: between two jobs the page shows how far it is.
A_STEP = 6
# Parts of one measure (sources, agencies) stand under it.
MOST_PARTS = 500
TEMPLATE, BASE = "papers/monthly_report.html", "papers/base.html"
PRINT_JOB = "governance.print_report"


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
                steps_total=len(definitions(first)),
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
    found = definitions(row.month)
    month = month_of(row.month)
    for place, definition in enumerate(found[start : start + A_STEP], start=start):
        year = {} if definition.is_snapshot else {t.part: t for t in totals(definition, year_to(month))}
        here = {tally.part: tally for tally in totals(definition, month)}
        for number, part in enumerate(list(dict.fromkeys([*here, *year]))[:MOST_PARTS]):
            none = Tally(
                part, 0, next(iter(here.values())).denominator if here and is_whole(definition) else 0
            )
            _keep(
                row, definition, here.get(part, none), year.get(part), part=part, position=place * MOST_PARTS + number
            )  # fmt: skip
        row.steps_done += 1
    if row.steps_done == row.steps_total:
        row.made_at, row.made_by = clock.now(), system
        enqueue(kind=PRINT_JOB, payload={"report_id": row.pk}, key=str(row.public_id))
        _tell(row)
    else:
        enqueue(
            kind="governance.monthly_report",
            payload={"report_id": row.pk, "start": row.steps_done},
            key=f"{row.public_id}:{row.steps_done}",
        )
    row.version += 1
    row.save(update_fields=["steps_done", "made_at", "made_by", "version"])


def definitions(month: date) -> tuple[Definition, ...]:
    """The versions that hold on the last day of a month."""
    return in_force(next_month(month))


def _keep(
    row: MonthlyReport,
    definition: Definition,
    here: Tally,
    year: Tally | None,
    *,
    part: str,
    position: int,
) -> None:
    """One figure with the words that it was counted by."""
    MonthlyFigure.objects.create(
        report=row,
        section=definition.section,
        code=definition.code,
        part=part,
        label=definition.label,
        numerator=here.numerator,
        denominator=here.denominator,
        year_numerator=year.numerator if year else None,
        year_denominator=year.denominator if year else None,
        per=definition.per,
        target=definition.target,
        target_kind=definition.target_kind,
        version=definition.version,
        numerator_means=definition.numerator,
        denominator_means=denominator_of(definition, month_of(row.month)),
        date_basis=definition.date_basis,
        source=definition.source,
        position=position,
    )


@transaction.atomic
def print_report(*, report_id: int) -> None:
    """Set both copies, with every number and with small ones left out, and keep them; run twice it prints once."""
    row = MonthlyReport.objects.select_for_update(of=("self",)).get(pk=report_id)
    if row.made_at is None or MonthlyPrint.objects.filter(report=row).exists():
        return
    system, now, figures = system_user(), clock.now(), every_figure(row)
    version = hashlib.sha256(
        "".join(get_template(name).template.source for name in (BASE, TEMPLATE)).encode()  # type: ignore[attr-defined]
    ).hexdigest()
    for hide_few in (False, True):
        paper = compose(row, figures, hide_few=hide_few)
        printed = pdf(
            get_template(TEMPLATE).render(
                {
                    "paper": paper,
                    "title": "Monthly report",
                    "subject": paper.title,
                    "marking": "" if hide_few else "SMALL NUMBERS INCLUDED - NOT FOR PUBLICATION",
                    "for_whom": "those who read totals" if hide_few else "those who answer for the service",
                    "made_at": now,
                    "made_by": system,
                    "authority": authority(),
                }
            )
        )
        with pikepdf.open(io.BytesIO(printed)) as document:
            pages = len(document.pages)
        MonthlyPrint.objects.create(
            report=row,
            is_suppressed=hide_few,
            template_version=version,
            pdf=printed,
            pdf_sha256=hashlib.sha256(printed).hexdigest(),
            pages=pages,
            made_at=now,
            made_by=system,
        )


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
