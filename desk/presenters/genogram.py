"""The drawing of a family, ready to print: each symbol opens a record."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from core.govuk import words
from desk.genogram.drawing import Bond, Drawing, Symbol, draw
from desk.genogram.family import Member, Tie, family_of
from desk.genogram.layout import lay_out
from desk.presenters.family import age_on
from desk.selectors.family import homes_on_the_drawing
from people.models import Person
from people.selectors.family import Circle

CARRIED = timedelta(days=280)
WIDEST = 17


@dataclass(frozen=True, slots=True)
class Figure:
    """One symbol with its words and its link."""

    symbol: Symbol
    href: str
    title: str
    inside: str
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Genogram:
    """One SVG."""

    drawing: Drawing
    figures: list[Figure]
    title: str
    width: int | None


ZOOMS = (50, 75, 100, 150, 200)


def genogram(circle: Circle, *, on: date, zoom: int | None = None) -> Genogram:
    """The family on a day; whoever was not yet carried then is not drawn."""
    shown = {
        key: person
        for key, person in circle.people.items()
        if key == circle.index.pk or not _later(person, on)
    }
    unborn = frozenset(key for key, person in shown.items() if _unborn(person, on))
    members = [
        Member(
            key,
            "U" if key in unborn else person.sex,
            person.born_on or person.expected_on,
            person.is_multiple_birth,
        )
        for key, person in shown.items()
    ]
    rows = [row for row in circle.ties if set(circle.ends[row.pk]) <= set(shown)]
    family = family_of(members, [Tie(*circle.ends[row.pk], row.kind) for row in rows], index=circle.index.pk)
    drawing = draw(
        family,
        lay_out(family, index=circle.index.pk),
        index=circle.index.pk,
        unborn=unborn,
        dead=frozenset(key for key, person in shown.items() if person.died_on and person.died_on <= on),
        partnerships={
            frozenset(circle.ends[row.pk]): row.partnership
            or ("SEPARATED" if row.kind == "FORMER_PARTNER" else "")
            for row in rows
            if row.kind in ("PARTNER", "FORMER_PARTNER")
        },
        bonds=[
            Bond(*circle.ends[row.pk], "NO_CONTACT" if row.no_contact else row.quality)
            for row in rows
            if row.no_contact or row.quality
        ],
        homes=homes_on_the_drawing(circle),
    )
    figures = [_figure(symbol, shown[symbol.key], on, symbol.key in unborn) for symbol in drawing.symbols]
    title = f"Genogram of {circle.index.full_name} on {words.plain_date(on)}, {len(figures)} people"
    return Genogram(drawing, figures, title, round(drawing.width * zoom / 100) if zoom else None)


def _later(person: Person, on: date) -> bool:
    """Not yet carried on that day."""
    due = person.born_on or person.expected_on
    return due is not None and due - CARRIED > on


def _unborn(person: Person, on: date) -> bool:
    return person.is_unborn or (person.born_on is not None and person.born_on > on)


def _figure(symbol: Symbol, person: Person, on: date, unborn: bool) -> Figure:
    inside = ""
    if person.born_on and not unborn:
        until = min(person.died_on or on, on)
        inside = str(max(words.whole_months(person.born_on, until) // 12, 0))
    dated = ""
    if unborn:
        dated = f"due {words.plain_date(person.born_on or person.expected_on)}"
    elif person.born_on:
        dated = f"b. {person.born_on.year}"
        if person.died_on and person.died_on <= on:
            dated += f", d. {person.died_on.year}"
    lines = [*_broken(person.full_name), dated]
    age = age_on(person, on)
    return Figure(
        symbol,
        reverse("person_detail", args=[person.public_id]),
        f"{person.full_name}, {age}",
        inside,
        tuple((42 + 15 * at, line) for at, line in enumerate(line for line in lines if line)),
    )


def _broken(name: str) -> list[str]:
    """A name on two lines at most."""
    if len(name) <= WIDEST:
        return [name]
    first, _, rest = name.partition(" ")
    return [_cut(first), _cut(rest)]


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def zooms(asked: QueryDict, *, zoom: int | None) -> list[tuple[str, str, bool]]:
    """(words, address, whether it stands so) for every size; the day stays in the address."""
    found = []
    for size in (None, *ZOOMS):
        query = asked.copy()
        query.pop("zoom", None)
        if size is not None:
            query["zoom"] = str(size)
        found.append((f"{size} %" if size else "fit the page", f"?{query.urlencode()}", size == zoom))
    return found


def slider(steps: list[date], *, on: date) -> dict[str, Any]:
    """What the slider says: one step for every day on which the family changed."""
    place = max((at for at, day in enumerate(steps) if day <= on), default=0)
    return {
        "step": place,
        "last": len(steps) - 1,
        "first_words": words.plain_date(steps[0]),
        "step_hint": f"Each step is a day on which somebody was born or died, moved, or became or ceased to be related. "
        f"Now step {place + 1} of {len(steps)}: {words.day(steps[place])}.",
    }
