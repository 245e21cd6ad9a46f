"""Lines of the stages with the addresses of their pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

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

    at: datetime
    title: str
    text: str
    by: str
    href: str


def timeline_entries(found: Iterable[Event]) -> list[Entry]:
    return [
        Entry(row.at, row.title, row.text, row.by, link(row.page, row.public_id) if row.page else "")
        for row in found
    ]
