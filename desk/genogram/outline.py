"""The dashed line around a household."""

from collections.abc import Iterable, Sequence

AROUND, BELOW = 40.0, 78.0
Spot = tuple[float, float]


def outline(inside: Sequence[Spot], outside: Iterable[Spot]) -> list[str]:
    """One line around everybody of a home; where that would take in a stranger, a line around each of them."""
    if not inside:
        return []
    hull = _hull([corner for spot in inside for corner in _corners(spot)])
    if any(_within(spot, hull) for spot in outside):
        return [_path(_hull(_corners(spot))) for spot in inside]
    return [_path(hull)]


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
