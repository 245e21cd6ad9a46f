"""Lines of the stages with the addresses of their pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.clock import to_local
from core.govuk import words
from desk.presenters.links import link
from desk.selectors.stages import Line
from desk.selectors.timeline import Event


@dataclass(frozen=True, slots=True)
class StageLine:
    """A line as the page prints it."""

    title: str
    status: str
    at: datetime | None
    href: str
    note: str


def stage_lines(found: Iterable[Line]) -> list[StageLine]:
    return [
        StageLine(line.title, line.status, line.at, link(line.page, line.public_id), line.note)
        for line in found
    ]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the timeline (components/timeline.html)."""

    at: datetime | None
    when: str
    title: str
    text: str
    by: str
    href: str


def timeline_entries(found: Iterable[Event]) -> list[Entry]:
    """What is known by its day alone is told without a time."""
    return [
        Entry(
            None if _is_day(row.at) else row.at,
            words.day(row.at) if _is_day(row.at) else "",
            row.title,
            row.text,
            row.by,
            link(row.page, row.public_id) if row.page else "",
        )
        for row in found
    ]


def _is_day(at: datetime) -> bool:
    local = to_local(at)
    return (local.hour, local.minute, local.second) == (0, 0, 0)
