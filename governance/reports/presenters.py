"""Figures in words; small numbers suppressed for whoever sees totals alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.access import has_role, holds
from accounts.models import User
from accounts.permissions import Permission
from governance.reports.models import MonthlyFigure, MonthlyReport
from governance.reports.selectors import first_of

FEW = 6
# For these less is better: the target is a ceiling.
CEILINGS = frozenset({"K5"})


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator."""

    label: str
    code: str
    share: str
    counted: str
    target: str
    met: str
    date_basis: str


def suppressed(reader: User) -> bool:
    """Commissioners, boards and auditors see no number from one to five (domain.md D and E)."""
    return not holds(reader, Permission.REPORT_READ) or has_role(reader, "R12")


def rows(found: Iterable[MonthlyFigure], *, hide_few: bool) -> list[Row]:
    return [_row(figure, hide_few=hide_few) for figure in found]


def _row(figure: MonthlyFigure, *, hide_few: bool) -> Row:
    top, bottom = figure.numerator, figure.denominator
    rest = None if bottom is None else bottom - top
    few = hide_few and any(0 < count < FEW for count in (top, bottom, rest) if count is not None)
    if few:
        return Row(
            figure.label, figure.code, "", "fewer than 6", _target(figure), "not shown", figure.date_basis
        )
    if bottom is None:
        return Row(figure.label, figure.code, str(top), str(top), "", "", figure.date_basis)
    share = round(100 * top / bottom) if bottom else None
    return Row(
        figure.label,
        figure.code,
        f"{share}%" if share is not None else "none counted",
        f"{top} of {bottom}",
        _target(figure),
        _met(figure, share),
        figure.date_basis,
    )


def _target(figure: MonthlyFigure) -> str:
    if figure.target is None:
        return ""
    return f"under {figure.target}%" if figure.code in CEILINGS else f"{figure.target}%"


def _met(figure: MonthlyFigure, share: int | None) -> str:
    if figure.target is None or share is None:
        return ""
    good = share < figure.target if figure.code in CEILINGS else share >= figure.target
    return "met" if good else "not met"


def title(report: MonthlyReport) -> str:
    edition = f", edition {report.edition}" if report.edition > 1 else ""
    return f"{report.month:%B %Y}{edition}"


def links(found: Iterable[MonthlyReport]) -> list[tuple[str, str, str]]:
    """(title, address, how it stands)"""
    return [
        (
            title(row),
            reverse("monthly_report", args=[row.public_id]),
            "ready" if row.made_at else f"{row.steps_done} of {row.steps_total} counted",
        )
        for row in found
    ]


def months(today: date) -> list[tuple[str, str]]:
    """The last thirteen months, this one first."""
    found = []
    first = first_of(today)
    for _ in range(13):
        found.append((first.isoformat(), f"{first:%B %Y}"))
        first = first_of(date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1))
    return found
