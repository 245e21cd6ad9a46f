"""Maps of the borough as a structure that `components/map.html` prints: no markup is made here.

The schematic map is drawn: one tile a ward, near its true place. The outline map uses imported boundaries.
Shade never speaks alone: every number stands in words on the map and in the list that belongs with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import cos, radians, sqrt

from localities import facts
from localities.enums import OutlineKind
from localities.models import Locality
from localities.selectors import localities, outlines

RADIUS = 44.0
MARGIN = 6.0
WIDTH = 440.0
# One calm colour in five steps, with the ink that reads on each (contrast over 4.5).
SHADES = (
    ("#eaf3f5", "#0b0c0c"),
    ("#c5dde2", "#0b0c0c"),
    ("#8fb8c2", "#0b0c0c"),
    ("#2c7284", "#ffffff"),
    ("#0b3a46", "#ffffff"),
)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One ward on the map."""

    name: str
    points: str
    fill: str
    ink: str
    label: str = ""
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class Group:
    """One locality on the map: its wards, border, name and number, and the list that its link opens."""

    code: str
    name: str
    href: str
    value: int | None
    words: str
    shapes: list[Shape]
    border: str
    x: float
    y: float

    @property
    def number_y(self) -> float:
        return self.y + 24


@dataclass(frozen=True, slots=True)
class Map:
    """What the component prints."""

    title: str
    width: float
    height: float
    groups: list[Group]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"


def schematic(
    values: Mapping[str, int] | None = None,
    *,
    title: str = "The localities and their wards",
    hrefs: Mapping[str, str] | None = None,
    noun: str = "",
    on: date | None = None,
) -> Map:
    """The drawn map: `values` and `hrefs` by locality code, `noun` what is counted ("open cases")."""
    tiles: dict[str, list[tuple[str, str, Point]]] = {}
    for _, name, code, label, row, column in facts.WARDS_2023:
        tiles.setdefault(code, []).append((name, label, _centre(row, column)))
    groups = []
    for place in localities(on=on):
        if place.code not in tiles:
            continue
        fill, ink = _shade(place.code, values)
        own = tiles[place.code]
        shapes = [
            Shape(name, _points(_hexagon(centre)), fill, ink, label, _round(centre[0]), _round(centre[1] + 5))
            for name, label, centre in own
        ]
        x, y = _centre(*facts.LABEL_TILES[place.code])
        border = _border([centre for _, _, centre in own])
        groups.append(_group(place, values, hrefs, noun, shapes, border, (x, y - 6)))
    columns = max(centre[0] for own in tiles.values() for _, _, centre in own) + RADIUS * 2
    rows = max(centre[1] for own in tiles.values() for _, _, centre in own) + RADIUS
    return Map(title, round(columns + MARGIN), round(rows + MARGIN), groups)


def outlined(
    values: Mapping[str, int] | None = None,
    *,
    title: str = "The localities and their wards",
    hrefs: Mapping[str, str] | None = None,
    noun: str = "",
    on: date | None = None,
) -> Map | None:
    """The true outlines; none until boundary files have been imported."""
    borders = {row.code: row for row in outlines(OutlineKind.LOCALITY, on=on)}
    if not borders:
        return None
    rings = [ring for row in borders.values() for ring in row.rings]
    west, east = min(x for r in rings for x, _ in r), max(x for r in rings for x, _ in r)
    south, north = min(y for r in rings for _, y in r), max(y for r in rings for _, y in r)
    across = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * across)

    def place_on_page(point: list[float]) -> Point:
        return (
            _round((point[0] - west) * across * scale + MARGIN),
            _round((north - point[1]) * scale + MARGIN),
        )

    groups = []
    for place in localities(on=on):
        if place.code not in borders:
            continue
        fill, ink = _shade(place.code, values)
        drawn = [[place_on_page(point) for point in ring] for ring in borders[place.code].rings]
        shapes = [Shape(place.name, _points(ring), fill, ink) for ring in drawn]
        path = " ".join("M" + " L".join(f"{x:g} {y:g}" for x, y in ring) + " Z" for ring in drawn)
        groups.append(_group(place, values, hrefs, noun, shapes, path, _middle(max(drawn, key=len))))
    height = round((north - south) * scale + 2 * MARGIN)
    return Map(title, WIDTH, height, groups)


def _group(
    place: Locality,
    values: Mapping[str, int] | None,
    hrefs: Mapping[str, str] | None,
    noun: str,
    shapes: list[Shape],
    border: str,
    at: Point,
) -> Group:
    value = values.get(place.code, 0) if values is not None else None
    words = place.name if value is None else f"{place.name}: {value} {noun}".strip()
    href = (hrefs or {}).get(place.code, "")
    return Group(place.code, place.name, href, value, words, shapes, border, _round(at[0]), _round(at[1]))


def _shade(code: str, values: Mapping[str, int] | None) -> tuple[str, str]:
    """The more, the darker; without numbers all alike."""
    if not values:
        return SHADES[1]
    most = max(values.values())
    if most <= 0:
        return SHADES[0]
    return SHADES[min(len(SHADES) - 1, round((len(SHADES) - 1) * values.get(code, 0) / most))]


def _centre(row: int, column: int) -> Point:
    width = sqrt(3) * RADIUS
    return (
        MARGIN + width / 2 + width * (column + (0.5 if row % 2 else 0)),
        MARGIN + RADIUS + RADIUS * 1.5 * row,
    )


def _hexagon(centre: Point) -> list[Point]:
    """The six corners, clockwise from the top."""
    half = sqrt(3) * RADIUS / 2
    x, y = centre
    return [
        (x, y - RADIUS),
        (x + half, y - RADIUS / 2),
        (x + half, y + RADIUS / 2),
        (x, y + RADIUS),
        (x - half, y + RADIUS / 2),
        (x - half, y - RADIUS / 2),
    ]


def _border(centres: list[Point]) -> str:
    """The edges that no two tiles of the group share, as one path."""
    edges: dict[frozenset[Point], tuple[Point, Point]] = {}
    for centre in centres:
        corners = [(_round(x), _round(y)) for x, y in _hexagon(centre)]
        for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
            key = frozenset((start, end))
            if key in edges:
                del edges[key]
            else:
                edges[key] = (start, end)
    return " ".join(f"M{a[0]:g} {a[1]:g} L{b[0]:g} {b[1]:g}" for a, b in edges.values())


def _middle(ring: list[Point]) -> Point:
    """A point well inside most outlines: the centre of the ring's area."""
    twice = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, x, y = twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (x / (3 * twice), y / (3 * twice)) if twice else ring[0]


def _points(ring: list[Point]) -> str:
    return " ".join(f"{_round(x):g},{_round(y):g}" for x, y in ring)


def _round(number: float) -> float:
    return round(number, 1)
