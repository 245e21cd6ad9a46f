"""Reads of reports: totals that were counted and kept."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from core.errors import NotFound
from governance.reports.models import MonthlyFigure, MonthlyPrint, MonthlyReport
from governance.reports.permissions import suppressed


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


def every_figure(of: MonthlyReport) -> list[MonthlyFigure]:
    """For the printing of a report, which has no reader: the copy that each may read is chosen when it is asked for."""
    return list(MonthlyFigure.objects.filter(report=of).order_by("position"))


def printed(of: MonthlyReport, *, reader: User) -> MonthlyPrint | None:
    """The copy that this reader may have: every number, or totals with small ones left out."""
    found: MonthlyPrint | None = (
        MonthlyPrint.objects.visible_to(reader)
        .filter(report=of, is_suppressed=suppressed(reader))
        .defer("pdf")
        .first()
    )
    return found


def paper(public_id: UUID, *, reader: User) -> MonthlyPrint:
    """The printed report with its content."""
    found = printed(report(public_id, reader=reader), reader=reader)
    if found is None:
        raise NotFound("There is no such paper.")
    return found
