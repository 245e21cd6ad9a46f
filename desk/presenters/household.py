"""The timeline of a household as one drawing: a lane a person, a mark an event, and the same as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from core import clock
from core.govuk import words
from desk.presenters.family import age_on
from desk.presenters.links import link
from desk.selectors.household import Kind, Mark, Span
from people.models import Person

LEFT, RIGHT, TOP, LANE, SPREAD = 190, 30, 46, 66, 1000
NEAR = 13.0

# Every kind has a shape of its own, so that colour is never the only sign.
SHAPES: dict[Kind, tuple[str, str]] = {
    Kind.CONTACT: ("M0-9L9 0L0 9L-9 0Z", "#aa2a16"),
    Kind.VISIT: ("M-8 0A8 8 0 1 1 8 0A8 8 0 1 1-8 0Z", "#0b5a6b"),
    Kind.MISSING: ("M0-10L10 8H-10Z", "#b45309"),
    Kind.PLAN: ("M-8-8H8V8H-8Z", "#4c2c92"),
    Kind.MOVE: ("M-9 8V-2L0-10L9-2V8Z", "#00703c"),
    Kind.HEALTH: ("M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z", "#912b88"),
    Kind.OTHER: ("M-4-9H4V9H-4Z", "#505a5f"),
}
NAMES: dict[Kind, str] = {
    Kind.CONTACT: "Concern",
    Kind.VISIT: "Visit or seen",
    Kind.MISSING: "Missing",
    Kind.PLAN: "Assessment, plan, conference",
    Kind.MOVE: "Move",
    Kind.HEALTH: "Health",
    Kind.OTHER: "Life and other events",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark, or several of one kind too near to each other to be drawn apart."""

    x: float
    y: int
    d: str
    colour: str
    title: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that held for a while."""

    x: float
    y: int
    width: float
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One person."""

    name: str
    age: str
    href: str
    y: int
    spots: list[Spot]
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole drawing."""

    width: int
    height: int
    lanes: list[Lane]
    ticks: list[tuple[float, str]]
    title: str
    left: int = LEFT - 12
    right: int = LEFT + SPREAD


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    when: str
    who: str
    kind: str
    title: str
    text: str
    href: str


def chart(
    people: Sequence[Person], marks: Sequence[Mark], spans: Sequence[Span], *, first: date, last: date
) -> Chart:
    lanes = [
        _lane(person, at, [mark for mark in marks if mark.person == person.pk],
              [span for span in spans if span.person == person.pk], first, last)
        for at, person in enumerate(people)
    ]  # fmt: skip
    title = f"{words.count(len(marks), 'event')} of {words.count(len(people), 'person', 'people')}"
    return Chart(
        LEFT + SPREAD + RIGHT,
        TOP + LANE * len(people) + 10,
        lanes,
        _ticks(first, last),
        f"{title}, {words.plain_date(first)} to {words.plain_date(last)}",
    )


def _x(on: date, first: date, last: date) -> float:
    along = (on - first).days / max((last - first).days, 1)
    return round(LEFT + SPREAD * min(max(along, 0.0), 1.0), 1)


def _lane(
    person: Person, place: int, marks: Sequence[Mark], spans: Sequence[Span], first: date, last: date
) -> Lane:
    y = TOP + LANE * place + LANE // 2
    bars = []
    for at, span in enumerate(spans):
        start, end = _x(span.starts_on, first, last), _x(span.ends_on or last, first, last)
        until = f"until {words.plain_date(span.ends_on)}" if span.ends_on else "open"
        says = f"{span.title}, {words.plain_date(span.starts_on)}, {until}"
        bars.append(Bar(start, y + 14 + 5 * (at % 3), max(end - start, 4), says, span.title))
    timeline = reverse("person_timeline", args=[person.public_id])
    return Lane(
        person.full_name,
        age_on(person, last),
        reverse("person_detail", args=[person.public_id]),
        y,
        _spots(marks, y, timeline, first, last),
        bars,
    )


def _spots(marks: Sequence[Mark], y: int, elsewhere: str, first: date, last: date) -> list[Spot]:
    """Marks of one kind that would cover each other become one with a number."""
    grouped: list[tuple[Kind, float, list[Mark]]] = []
    for mark in marks:
        x = _x(clock.to_local(mark.at).date(), first, last)
        for kind, at, group in grouped[-6:]:
            if kind == mark.kind and abs(at - x) < NEAR:
                group.append(mark)
                break
        else:
            grouped.append((mark.kind, x, [mark]))
    found = []
    for kind, x, group in grouped:
        shape, colour = SHAPES[kind]
        pages = {link(mark.page, mark.public_id) if mark.page else elsewhere for mark in group}
        title = "; ".join(f"{_when(mark.at)}: {mark.title}" for mark in group[:6])
        if len(group) > 6:
            title += f"; and {len(group) - 6} more"
        href = pages.pop() if len(pages) == 1 else elsewhere
        found.append(Spot(x, y - _aside(kind), shape, colour, title, href, len(group)))
    return found


def _aside(kind: Kind) -> int:
    """Two heights, so that different marks of one day stand beside each other."""
    return 14 if kind in (Kind.CONTACT, Kind.MISSING, Kind.PLAN) else -4


def _ticks(first: date, last: date) -> list[tuple[float, str]]:
    """The first of some months: never more than twelve."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120, 240) if months / each <= 12 or each == 240)
    found = []
    for month in range(months + 1):
        number = first.year * 12 + first.month - 1 + month
        on = date(number // 12, number % 12 + 1, 1)
        if number % step == 0 and first <= on <= last:
            found.append((_x(on, first, last), f"{on:%b %Y}" if step < 12 else f"{on:%Y}"))
    return found


def entries(people: Sequence[Person], marks: Sequence[Mark]) -> list[Entry]:
    """The same as a list, newest first."""
    names = {person.pk: person.full_name for person in people}
    return [
        Entry(
            _when(mark.at),
            names[mark.person],
            NAMES[mark.kind],
            mark.title,
            mark.text,
            link(mark.page, mark.public_id) if mark.page else "",
        )
        for mark in reversed(marks)
    ]


def legend() -> list[tuple[str, str, str]]:
    return [(*SHAPES[kind], NAMES[kind]) for kind in Kind]


def _when(at: datetime) -> str:
    return words.plain_date(clock.to_local(at).date())


def two_years(today: date) -> date:
    return today - timedelta(days=730)
