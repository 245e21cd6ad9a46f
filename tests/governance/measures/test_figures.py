"""Every figure of the monthly report equals an independent count in SQL; what a reader sees on screen is theirs alone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from governance.measures.selectors import in_force
from governance.reports import services
from governance.reports.models import MonthlyFigure, MonthlyReport
from tests.governance.measures import by_hand
from tests.governance.measures.drawn import Drawn
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


def reported(personas: Personas, month: date) -> MonthlyReport:
    """A report counted to its end, the print apart."""
    asked = services.request_report(by=personas.director, month=month, key=f"drawn:{month}")
    row = MonthlyReport.objects.get(public_id=asked)
    while row.made_at is None:
        services.make_report(report_id=row.pk, start=row.steps_done)
        row.refresh_from_db()
    return row


def compare(report: MonthlyReport) -> int:
    """Month and twelve months of every figure; answers how many numbers were compared."""
    month, until = report.month, services.next_month(report.month)
    year = date(until.year - 1, until.month, until.day)
    wrong, compared = [], 0
    figures = list(MonthlyFigure.objects.filter(report=report))
    # A measure that was defined later is not in the report of a month before.
    defined = {row.code for row in services.definitions(month)}
    assert {row.code for row in figures} == defined <= set(by_hand.BY_HAND)
    for code in sorted(defined):
        own = {row.part: row for row in figures if row.code == code}
        here, long = by_hand.counted(code, month, until), by_hand.counted(code, year, until)
        snapshot = all(row.year_numerator is None for row in own.values())
        assert set(own) == set(here) | (set() if snapshot else set(long)), code
        for part, row in own.items():
            compared += 2
            if (row.numerator, row.denominator) != here.get(part, (0, row.denominator)):
                wrong.append(f"{code} {part}: {row.numerator}/{row.denominator}, by hand {here.get(part)}")
            if not snapshot:
                compared += 2
                if (row.year_numerator, row.year_denominator) != long[part]:
                    wrong.append(
                        f"{code} {part}: year {row.year_numerator}/{row.year_denominator}, by hand {long[part]}"
                    )
    assert not wrong, "\n".join(wrong)
    return compared


def test_every_figure_is_what_a_count_by_hand_gives(personas: Personas) -> None:
    Drawn(size=500).write()
    report = reported(personas, date(2026, 4, 1))
    assert compare(report) > 150
    # A figure that nothing could move would prove nothing.
    told = MonthlyFigure.objects.filter(report=report, part="")
    still = [row.code for row in told if row.code != "K43" and not row.year_denominator and not row.numerator]
    assert not still, still


def test_every_measure_is_defined_and_a_definition_changes_by_its_version_alone() -> None:
    found = in_force(date(2026, 4, 1))
    assert {row.code for row in found} == set(by_hand.BY_HAND)
    assert all(row.numerator and row.date_basis and row.source for row in found)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [2, 3])
def test_every_figure_of_a_large_borough(
    personas: Personas, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twenty thousand concerns over sixteen months, four months of them reported."""
    Drawn(size=20_000, seed=seed).write()
    for month in (date(2025, 3, 1), date(2025, 10, 1), date(2026, 2, 1), date(2026, 5, 1)):
        compared = compare(reported(personas, month))
        with capsys.disabled():
            print(f"\n  seed {seed}, {month:%B %Y}: {compared} numbers, 0 wrong")
