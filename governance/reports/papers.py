"""The monthly report in words, for screen and print: shares, targets, small numbers left out of totals.

On the suppressed copy no number from one to five stands, nor one that would tell it by subtraction, and all others are
rounded to five (domain.md E).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from core import clock
from core.govuk.words import moment
from governance.measures.enums import TargetKind
from governance.reports.models import MonthlyFigure, MonthlyReport
from people.codes import label as code_label

FEW = 6
ROUNDED_TO = 5
HIDDEN = "fewer than 6"
PARTS_BY_SOURCE, UNSTATED = "K7", "-"


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, or one part of it."""

    label: str
    code: str
    share: str
    counted: str
    target: str
    met: str
    date_basis: str
    part: str = ""
    year: str = ""
    # How far its bar reaches, of a hundred; None where a share is not shown.
    bar: int | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a measure counts, in the words that held when it was counted."""

    code: str
    label: str
    version: int
    numerator: str
    denominator: str
    date_basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """The parts of one measure, under a heading of their own."""

    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: list[Row]
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """Everything that the printed report says."""

    title: str
    counted: str
    is_whole_month: bool
    hide_few: bool
    sections: list[Section]
    meanings: list[Meaning]


def compose(report: MonthlyReport, figures: Iterable[MonthlyFigure], *, hide_few: bool) -> ReportPaper:
    found = list(figures)
    return ReportPaper(
        title=title(report),
        counted=moment(report.made_at) if report.made_at else "",
        is_whole_month=_is_over(report, report.made_at),
        hide_few=hide_few,
        sections=sections(found, hide_few=hide_few),
        meanings=meanings(found),
    )


def _is_over(report: MonthlyReport, counted_at: datetime | None) -> bool:
    if counted_at is None:
        return True
    local = clock.to_local(counted_at).date()
    return (local.year, local.month) != (report.month.year, report.month.month)


def title(report: MonthlyReport) -> str:
    edition = f", edition {report.edition}" if report.edition > 1 else ""
    return f"{report.month:%B %Y}{edition}"


def sections(found: Iterable[MonthlyFigure], *, hide_few: bool) -> list[Section]:
    result = []
    for name, figures in groupby(found, key=lambda figure: figure.section):
        every = list(figures)
        parts = []
        for code in dict.fromkeys(figure.code for figure in every if figure.part):
            own = [figure for figure in every if figure.code == code and figure.part]
            parts.append(Part(own[0].label, rows(own, hide_few=hide_few)))
        whole = [figure for figure in every if not figure.part]
        result.append(Section(name or "Figures", rows(whole, hide_few=hide_few), parts))
    return result


def meanings(found: Iterable[MonthlyFigure]) -> list[Meaning]:
    seen: dict[str, Meaning] = {}
    for row in found:
        seen.setdefault(
            row.code,
            Meaning(
                row.code, row.label, row.version, row.numerator_means, row.denominator_means, row.date_basis, row.source
            ),
        )  # fmt: skip
    return list(seen.values())


def rows(found: Iterable[MonthlyFigure], *, hide_few: bool) -> list[Row]:
    figures = list(found)
    hidden = _hidden(figures) if hide_few else set()
    return [_row(figure, hidden=number in hidden, hide_few=hide_few) for number, figure in enumerate(figures)]


def _few(top: int, bottom: int | None, per: int) -> bool:
    # The rest of a population tells nobody anything.
    rest = None if bottom is None or per != 100 else bottom - top
    return any(0 < count < FEW for count in (top, bottom, rest) if count is not None)


def _hidden(figures: list[MonthlyFigure]) -> set[int]:
    """Rows that would show a small number; where one part of a whole is hidden, a second one is."""
    small = {n for n, row in enumerate(figures) if _few(row.numerator, row.denominator, row.per)}
    parts = [n for n, row in enumerate(figures) if row.part]
    if len(small & set(parts)) == 1:
        others = [n for n in parts if n not in small and figures[n].numerator]
        small |= set(sorted(others, key=lambda n: figures[n].numerator)[:1])
    return small


def _row(figure: MonthlyFigure, *, hidden: bool, hide_few: bool) -> Row:
    part = _part(figure)
    if hidden:
        return Row(
            figure.label, figure.code, "", HIDDEN, _target(figure), "not shown", figure.date_basis, part
        )
    share, counted, exact = _said(figure.numerator, figure.denominator, figure.per, rounded=hide_few)
    return Row(
        figure.label,
        figure.code,
        share,
        counted,
        _target(figure),
        _met(figure, exact),
        figure.date_basis,
        part,
        "" if figure.year_numerator is None else _year(figure, hide_few=hide_few),
        None if exact is None or figure.per != 100 else min(100, round(exact)),
    )


def _year(figure: MonthlyFigure, *, hide_few: bool) -> str:
    top, bottom = figure.year_numerator or 0, figure.year_denominator
    if hide_few and _few(top, bottom, figure.per):
        return HIDDEN
    share, counted, _ = _said(top, bottom, figure.per, rounded=hide_few)
    return counted if share == counted else f"{share} ({counted})"


def _part(figure: MonthlyFigure) -> str:
    """A source by its words; what nobody stated says so."""
    if figure.code != PARTS_BY_SOURCE:
        return figure.part
    if figure.part == UNSTATED:
        return "Not stated"
    words = code_label("REFERRAL_SOURCE", figure.part)
    return words if words == figure.part else f"{figure.part} {words}"


def _said(top: int, bottom: int | None, per: int, *, rounded: bool) -> tuple[str, str, float | None]:
    """(share, counted, the exact share); rounded numbers for whoever reads totals alone."""
    if rounded:
        top = ROUNDED_TO * round(top / ROUNDED_TO)
        bottom = ROUNDED_TO * round(bottom / ROUNDED_TO) if bottom is not None else None
    if bottom is None:
        return str(top), str(top), None
    exact = per * top / bottom if bottom else None
    counted = f"{top} of {bottom}" if per == 100 else f"{top} among {bottom:,} children"
    if exact is None:
        return "none counted", counted, None
    return f"{round(exact)}%" if per == 100 else f"{exact:.1f} per {per:,}", counted, exact


def _target(figure: MonthlyFigure) -> str:
    if figure.target is None:
        return ""
    if figure.target_kind == TargetKind.CEILING:
        return f"under {figure.target}%" if figure.target else "none"
    return f"{figure.target}%"


def _met(figure: MonthlyFigure, share: float | None) -> str:
    if figure.target is None or share is None:
        return ""
    if figure.target_kind == TargetKind.CEILING:
        good = share < figure.target or share == figure.target == 0
    else:
        good = share >= figure.target
    return "met" if good else "not met"
