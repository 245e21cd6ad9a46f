"""From places to shapes: lines, symbols and outlines in the user units of one SVG."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desk.genogram.family import Family, Member, Tie, Union
from desk.genogram.layout import Layout
from desk.genogram.outline import outline

BREADTH, HEIGHT, MARGIN, HALF = 132.0, 196.0, 84.0, 24.0
INK, RED, BLUE, GREY = "#0b0c0c", "#aa2a16", "#0b5a6b", "#505a5f"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A person: shape by sex, double for whom the drawing is about, a cross for the dead."""

    key: int
    x: float
    y: float
    shape: str
    is_index: bool
    is_dead: bool


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line or curve."""

    d: str
    colour: str = INK
    width: float = 2.0
    dash: str = ""


@dataclass(slots=True)
class Drawing:
    """What the template prints, back to front."""

    width: float
    height: float
    outlines: list[Stroke] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bond:
    """What a line between two people says beyond their kinship."""

    one: int
    other: int
    says: str  # MARRIED TOGETHER SEPARATED DIVORCED | CONFLICT CLOSE NO_CONTACT


def draw(
    family: Family,
    layout: Layout,
    *,
    index: int,
    unborn: frozenset[int] = frozenset(),
    dead: frozenset[int] = frozenset(),
    partnerships: Mapping[frozenset[int], str] | None = None,
    bonds: Iterable[Bond] = (),
    homes: Iterable[frozenset[int]] = (),
) -> Drawing:
    """The whole genogram."""
    at = {key: (MARGIN + layout.x[key] * BREADTH, MARGIN + layout.row[key] * HEIGHT) for key in layout.x}
    rows = max(layout.row.values(), default=0) + 1
    width = MARGIN * 2 + max(layout.x.values(), default=0.0) * BREADTH
    drawing = Drawing(round(max(width, 320.0)), round(rows * HEIGHT + MARGIN - 30))
    for place, members in enumerate(homes):
        inside = [at[key] for key in members if key in at]
        outside = [spot for key, spot in at.items() if key not in members]
        drawing.outlines += [
            Stroke(d, BLUE, 1.5, "8 5" if place % 2 == 0 else "3 4") for d in outline(inside, outside)
        ]
    for place, union in enumerate(family.unions):
        _union(drawing, family, at, union, place, (partnerships or {}).get(frozenset(union.parents), ""))
    for tie in family.loose:
        _loose(drawing, at, tie)
    for bond in bonds:
        if bond.one in at and bond.other in at:
            drawing.strokes += _bond(at[bond.one], at[bond.other], bond.says)
    for key, member in family.members.items():
        drawing.symbols.append(_symbol(member, at[key], key == index, key in unborn, key in dead))
    return drawing


def _symbol(member: Member, spot: tuple[float, float], index: bool, unborn: bool, dead: bool) -> Symbol:
    x, y = spot
    shape = "triangle" if unborn else {"M": "square", "F": "circle"}.get(member.sex, "diamond")
    return Symbol(member.key, round(x, 1), round(y, 1), shape, index, dead)


def _union(
    drawing: Drawing,
    family: Family,
    at: Mapping[int, tuple[float, float]],
    union: Union,
    place: int,
    how: str,
) -> None:
    """The line of a couple, its slashes, and the children hanging from it."""
    spots = sorted(at[key] for key in union.parents)
    if len(spots) == 2:
        # Lines of several couples in one row run at different depths.
        low = max(spots[0][1], spots[1][1]) + HALF + 44 + 9 * (place % 3)
        middle = (spots[0][0] + spots[1][0]) / 2
        d = f"M{_n(spots[0][0])} {_n(spots[0][1] + HALF)}V{_n(low)}H{_n(spots[1][0])}V{_n(spots[1][1] + HALF)}"
        drawing.strokes.append(Stroke(d, dash="7 4" if how == "TOGETHER" else ""))
        slashes = {"SEPARATED": (-18.0,), "DIVORCED": (-22.0, -14.0)}.get(how, ())
        drawing.strokes += [
            Stroke(f"M{_n(middle + s - 5)} {_n(low + 9)}L{_n(middle + s + 5)} {_n(low - 9)}") for s in slashes
        ]
    else:
        middle, low = spots[0][0], spots[0][1] + HALF
    if not union.children:
        return
    top = min(at[key][1] for key in union.children) - HALF
    bar = top - 26 - 7 * (place % 3)
    ends = [at[key][0] for key in union.children]
    groups = _births(family, union.children)
    apexes = [sum(at[key][0] for key in group) / len(group) for group in groups]
    left, right = min([middle, *apexes]), max([middle, *apexes])
    drawing.strokes.append(Stroke(f"M{_n(middle)} {_n(low)}V{_n(bar)}"))
    if right - left > 0.5 and ends:
        drawing.strokes.append(Stroke(f"M{_n(left)} {_n(bar)}H{_n(right)}"))
    for group, apex in zip(groups, apexes, strict=True):
        for key in group:
            x, y = at[key]
            # Twins hang from one point of their parents' line.
            drawing.strokes.append(Stroke(f"M{_n(apex)} {_n(bar)}L{_n(x)} {_n(y - HALF)}"))


def _births(family: Family, children: Iterable[int]) -> list[list[int]]:
    """Children by birth: those born on one day together."""
    found: list[list[int]] = []
    for key in children:
        born = family.members[key].born
        if found and born is not None and family.members[found[-1][0]].born == born:
            found[-1].append(key)
        else:
            found.append([key])
    return found


def _loose(drawing: Drawing, at: Mapping[int, tuple[float, float]], tie: Tie) -> None:
    """Kin through somebody who is not drawn: a dotted line from one to the other."""
    (x1, y1), (x2, y2) = at[tie.one], at[tie.other]
    if abs(y1 - y2) < 1:
        high = y1 - HALF - 20
        d = f"M{_n(x1)} {_n(y1 - HALF)}V{_n(high)}H{_n(x2)}V{_n(y2 - HALF)}"
    else:
        (x1, y1), (x2, y2) = sorted([(x1, y1), (x2, y2)], key=lambda spot: spot[1])
        d = f"M{_n(x1)} {_n(y1 + HALF)}L{_n(x2)} {_n(y2 - HALF)}"
    drawing.strokes.append(Stroke(d, GREY, 1.5, "2 4"))


def _bond(one: tuple[float, float], other: tuple[float, float], says: str) -> list[Stroke]:
    """Between two symbols: a zigzag of conflict, a double line of closeness, a barred line of no contact."""
    (x1, y1), (x2, y2) = one, other
    long = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1.0)
    ux, uy = (x2 - x1) / long, (y2 - y1) / long
    start, end = HALF + 6, long - HALF - 6
    if end <= start:
        return []

    def spot(along: float, aside: float = 0.0) -> str:
        return f"{_n(x1 + ux * along - uy * aside)} {_n(y1 + uy * along + ux * aside)}"

    if says == "CONFLICT":
        count = max(int((end - start) // 10), 2)
        step = (end - start) / count
        turns = "".join(f"L{spot(start + step * turn, 6 if turn % 2 else -6)}" for turn in range(1, count))
        return [Stroke(f"M{spot(start)}{turns}L{spot(end)}", RED)]
    if says == "CLOSE":
        return [Stroke(f"M{spot(start, side)}L{spot(end, side)}", BLUE, 1.5) for side in (-3.0, 3.0)]
    middle = (start + end) / 2
    return [
        Stroke(f"M{spot(start)}L{spot(middle - 5)}M{spot(middle + 5)}L{spot(end)}", RED, 2.5),
        Stroke(
            f"M{spot(middle - 5, -10)}L{spot(middle - 5, 10)}M{spot(middle + 5, -10)}L{spot(middle + 5, 10)}",
            RED,
            2.5,
        ),
    ]


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
