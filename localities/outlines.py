"""Outlines made lighter for a small map: the points that change the shape are kept. Pure functions."""

Point = tuple[float, float]
# About 25 metres: less than a pixel of a map of the borough.
TOLERANCE = 0.00025


def simplified(rings: list[list[Point]], *, tolerance: float = TOLERANCE) -> list[list[list[float]]]:
    """Rings of at least four points, simplified and rounded to about a metre."""
    light = []
    for ring in rings:
        kept = _keep(ring, tolerance) if len(ring) > 4 else ring
        if len(kept) >= 4:
            light.append([[round(x, 5), round(y, 5)] for x, y in kept])
    return light


def _keep(ring: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker, without recursion; a ring is first cut at its point farthest from the start."""
    far = max(range(len(ring)), key=lambda i: (ring[i][0] - ring[0][0]) ** 2 + (ring[i][1] - ring[0][1]) ** 2)
    wanted = {0, far, len(ring) - 1}
    spans = [(0, far), (far, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        index, distance = max(
            ((i, _distance(ring[i], ring[first], ring[last])) for i in range(first + 1, last)),
            key=lambda found: found[1],
        )
        if distance > tolerance:
            wanted.add(index)
            spans += [(first, index), (index, last)]
    if len(wanted) < 4:
        return ring
    return [ring[i] for i in sorted(wanted)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a straight line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length: float = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if length == 0:
        return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
