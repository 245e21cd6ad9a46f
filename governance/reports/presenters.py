"""What the page of reports offers."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from governance.measures.selectors import first_of
from governance.reports.models import MonthlyReport
from governance.reports.papers import title


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
