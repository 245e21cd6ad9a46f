"""The dashed line around a household."""

from collections.abc import Iterable, Sequence

AROUND, BELOW = 40.0, 78.0
Spot = tuple[float, float]


def outline(inside: Sequence[Spot], outside: Iterable[Spot]) -> list[str]:
    """One line around everybody of a home; where that would touch a stranger, a line around each side by side."""
    if not inside:
        return []
    strangers = list(outside)
    hull = _hull([corner for spot in inside for corner in _corners(spot)])
    if any(_within(corner, hull) for spot in strangers for corner in _box(spot)):
        return [
            _path(_hull(corner for spot in row for corner in _corners(spot)))
            for row in _rows(inside, strangers)
        ]
    return [_path(hull)]


def _rows(inside: Iterable[Spot], strangers: Sequence[Spot]) -> list[list[Spot]]:
    """Members of one generation between whom nobody else stands."""
    found: list[list[Spot]] = []
    for spot in sorted(inside, key=lambda each: (each[1], each[0])):
        last = found[-1][-1] if found else None
        beside = last is not None and last[1] == spot[1]
        if beside and last and not any(y == spot[1] and last[0] < x < spot[0] for x, y in strangers):
            found[-1].append(spot)
        else:
            found.append([spot])
    return found


def _box(spot: Spot) -> list[Spot]:
    """The corners of a symbol."""
    x, y = spot
    return [(x - 28, y - 28), (x + 28, y - 28), (x - 28, y + 28), (x + 28, y + 28)]


def _corners(spot: Spot) -> list[Spot]:
    """The box of a symbol with its name below it."""
    x, y = spot
    return [(x - 56, y - AROUND), (x + 56, y - AROUND), (x - 56, y + BELOW), (x + 56, y + BELOW)]


def _path(points: Sequence[Spot]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "Z"


def _hull(points: Iterable[Spot]) -> list[Spot]:
    """The convex hull (Andrew's monotone chain)."""
    rows = sorted(set(points))
    if len(rows) < 3:
        return rows

    def half(spots: Iterable[Spot]) -> list[Spot]:
        found: list[Spot] = []
        for spot in spots:
            while len(found) > 1 and _turn(found[-2], found[-1], spot) <= 0:
                found.pop()
            found.append(spot)
        return found[:-1]

    return half(rows) + half(reversed(rows))


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _within(spot: Spot, hull: Sequence[Spot]) -> bool:
    return all(_turn(hull[at - 1], hull[at], spot) >= 0 for at in range(len(hull)))
