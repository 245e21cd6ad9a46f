"""Numbers that lead to their lists, by locality and service; no markup is made here."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from governance.caseload import selectors
from governance.caseload.permissions import Scope
from localities.maps import SHADES as PALE
from localities.maps import Map

FEW = 6
RATINGS = (("RED", "Red"), ("AMBER", "Amber"), ("GREEN", "Green"), ("NONE", "Not rated"))
COUNTED = ("unallocated", "no_lead", "overdue", "due", "unseen")
LABELS = {
    "open": "Open",
    "unallocated": "Waiting for a worker",
    "no_lead": "Nobody leads",
    "overdue": "Overdue",
    "due": "Due in 7 days",
    "unseen": "Children not seen in time",
}
SHADES = ("#0b3a46", "#2c7284", "#5a97a5", "#8fb8c2", "#c5dde2")
BAR = 300


@dataclass(frozen=True, slots=True)
class Number:
    """A number as its reader may see it, with the list behind it."""

    words: str
    href: str = ""


@dataclass(slots=True)
class Place:
    """A locality or a borough service: its numbers, by what they count."""

    key: str
    name: str
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, number: int) -> None:
        self.counts[name] = self.counts.get(name, 0) + number


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar: where it begins, how long it is, what it stands for."""

    x: float
    width: float
    fill: str
    words: str


def number(count: int, *, scope: Scope, **wanted: str) -> Number:
    """Suppressed readers see no number under six and the rest rounded to five; nobody else sees a list."""
    if scope.suppressed:
        if 0 < count < FEW:
            return Number("fewer than 6")
        return Number(str(5 * round(count / 5)))
    if not scope.names or not count:
        return Number(str(count))
    return Number(str(count), f"{reverse('caseload_list')}?{urlencode(wanted)}")


def places(scope: Scope) -> dict[str, Place]:
    """Localities first, then services that cover the borough; a manager's own only."""
    found = {
        code: Place(code, name)
        for code, name in scope.places.items()
        if scope.whole or code in scope.localities
    }
    for team, code in scope.coverage.items():
        if not code and (scope.whole or team in scope.teams):
            found[f"T{team}"] = Place(f"T{team}", scope.team_names[team])
    return found


def name_of(key: str, scope: Scope) -> str:
    """A locality, or a service that covers the borough, by its name."""
    if key == selectors.NOWHERE:
        return "Locality not known"
    if key.startswith("T") and key[1:].isdecimal():
        return scope.team_names.get(int(key[1:]), "Another service")
    return scope.places.get(key, key)


def tally(
    found: dict[str, Place],
    rows: Iterable[dict[str, Any]],
    pressing: Iterable[dict[str, Any]],
    unseen: Iterable[dict[str, Any]],
    *,
    scope: Scope,
) -> None:
    """Put every counted row under its place; what has none stands under its own line, never lost."""

    def at(key: str) -> Place:
        return found.setdefault(key, Place(key, name_of(key, scope)))

    for row in rows:
        place = at(row["place"])
        place.add("open", row["n"])
        place.add(f"stage:{row['shown']}", row["n"])
        place.add(f"rag:{row['rag'] or 'NONE'}", row["n"])
        if row["waits"]:
            place.add("unallocated", row["n"])
        if not row["led"]:
            place.add("no_lead", row["n"])
    for row in pressing:
        at(row["place"]).add(row["how"], row["n"])
    for row in unseen:
        at(row["place"]).add("unseen", row["n"])


def cells(place: Place, scope: Scope) -> list[tuple[str, Number]]:
    """The numbers of one place that ask for a decision."""
    shown = [("open", number(place.counts.get("open", 0), scope=scope, place=place.key))]
    shown += [
        (name, number(place.counts.get(name, 0), scope=scope, place=place.key, what=name)) for name in COUNTED
    ]
    return [(LABELS[name], value) for name, value in shown]


def table(found: dict[str, Place], scope: Scope, kind: str) -> list[tuple[str, list[Number]]]:
    """One line a place, one number a stage (or rating)."""
    names = selectors.STAGES if kind == "stage" else tuple(code for code, _ in RATINGS)
    return [
        (
            place.name,
            [
                number(place.counts.get(f"{kind}:{name}", 0), scope=scope, place=place.key, **{kind: name})
                for name in names
            ],
        )
        for place in found.values()
    ]


def stacked(found: dict[str, Place], scope: Scope) -> list[tuple[str, list[Bar], str]]:
    """A bar a place, a part a stage; the longest is full width, and each says itself in words."""
    rows = []
    most = max((place.counts.get("open", 0) for place in found.values()), default=0) or 1
    for place in found.values():
        x = 0.0
        parts = []
        for name, fill in zip(selectors.STAGES, SHADES, strict=True):
            count = place.counts.get(f"stage:{name}", 0)
            told = number(count, scope=scope)
            if scope.suppressed:
                count = 0 if count < FEW else 5 * round(count / 5)
            width = BAR * count / most
            if width:
                parts.append(Bar(round(x, 1), round(width, 1), fill, f"{name}: {told.words}"))
            x += width
        rows.append((place.name, parts, number(place.counts.get("open", 0), scope=scope).words))
    return rows


def own_map(drawn: Map, scope: Scope) -> Map:
    """Localities that are not this reader's to count carry no number, not a nought."""
    if scope.whole:
        return drawn
    groups = [
        group
        if group.code in scope.localities
        else replace(
            group,
            value=None,
            href="",
            words=f"{group.name}: not yours to count",
            shapes=[replace(shape, fill="#ffffff", ink=PALE[0][1]) for shape in group.shapes],
        )
        for group in drawn.groups
    ]
    return replace(drawn, groups=groups)
