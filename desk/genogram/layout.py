"""Where each symbol stands: generations are rows, couples stand side by side, children hang below their parents."""

import itertools
from dataclasses import dataclass

from desk.genogram.family import Family, Union, eldest

GAP = 1.0
ROUNDS = 14


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in units of one symbol's breadth: column from the left, row from the oldest generation."""

    x: dict[int, float]
    row: dict[int, int]
    order: list[list[int]]


def lay_out(family: Family, *, index: int) -> Layout:
    """Places for everybody of a family, the same for the same family."""
    order = _Order(family).of(index)
    x = {key: float(at) for row in order for at, key in enumerate(row)}
    for turn in range(ROUNDS):
        _draw_together(family, order, x, upwards=turn % 2 == 0)
    left = min(x.values(), default=0.0)
    return Layout({key: round(at - left, 3) for key, at in x.items()}, family.generation, order)


class _Order:
    """The order of each row: walk down from the oldest forebears, the father's side before the mother's."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.placed: set[int] = set()
        self.rows: list[list[int]] = [[] for _ in range(max(family.generation.values(), default=0) + 1)]
        self.parents: dict[int, tuple[int, ...]] = {}
        self.below: dict[int, list[Union]] = {}
        for union in family.unions:
            for child in union.children:
                self.parents[child] = union.parents
            for parent in union.parents:
                self.below.setdefault(parent, []).append(union)

    def of(self, index: int) -> list[list[int]]:
        for start in [index, *eldest(self.family.members, self.family.members)]:
            for root in self._roots(start, set()):
                self._down(root)
        return list(self.rows)

    def _roots(self, key: int, seen: set[int]) -> list[int]:
        """The oldest forebears of somebody, the father's first; of their partners too."""
        if key in seen:
            return []
        seen.add(key)
        above = self.parents.get(key, ())
        found = [root for parent in above for root in self._roots(parent, seen)]
        return found or [key]

    def _down(self, key: int) -> None:
        if key in self.placed:
            return
        chain = self._chain(key)
        for each in chain:
            self.placed.add(each)
            self.rows[self.family.generation[each]].append(each)
        told: set[tuple[int, ...]] = set()
        for each in chain:
            for union in self.below.get(each, []):
                if union.parents not in told:
                    told.add(union.parents)
                    for child in self._children(union):
                        self._down(child)

    def _children(self, union: Union) -> list[int]:
        """By age; whoever has a partner with forebears of their own stands last, on that partner's side."""
        return sorted(
            union.children, key=lambda child: (self._marries_out(child), union.children.index(child))
        )

    def _marries_out(self, key: int) -> bool:
        return any(
            partner != key and partner in self.parents and partner not in self.placed
            for union in self.below.get(key, [])
            for partner in union.parents
        )

    def _chain(self, key: int) -> list[int]:
        """A person with their partners beside them, and those partners' others, in one generation."""
        here = self.family.generation[key]
        near = {key}
        waiting = [key]
        pairs: dict[int, list[int]] = {}
        while waiting:
            each = waiting.pop()
            for union in self.below.get(each, []):
                for partner in union.parents:
                    if partner == each or partner in self.placed or self.family.generation[partner] != here:
                        continue
                    pairs.setdefault(each, []).append(partner)
                    if partner not in near:
                        near.add(partner)
                        waiting.append(partner)
        return self._walk(near, pairs)

    def _walk(self, near: set[int], pairs: dict[int, list[int]]) -> list[int]:
        """From somebody with one partner along the chain; a man before a woman where either may begin."""
        members = self.family.members
        ends = sorted(near, key=lambda key: (len(pairs.get(key, [])) > 1, members[key].sex != "M", key))
        found: list[int] = []
        for start in ends:
            waiting = [start]
            while waiting:
                each = waiting.pop(0)
                if each not in found:
                    found.append(each)
                    # A first partner left, the later ones right: those with a chain of their own last.
                    waiting += sorted(pairs.get(each, []), key=lambda key: (len(pairs.get(key, [])), key))
        return found


def _draw_together(family: Family, order: list[list[int]], x: dict[int, float], *, upwards: bool) -> None:
    """One pass: parents above the middle of their children, or children below the middle of their parents."""
    wanted: dict[int, list[float]] = {}
    for union in family.unions:
        if not union.children:
            continue
        middle = sum(x[key] for key in union.parents) / len(union.parents)
        below = sum(x[key] for key in union.children) / len(union.children)
        moving, shift = (union.parents, below - middle) if upwards else (union.children, middle - below)
        for key in moving:
            wanted.setdefault(key, []).append(x[key] + shift)
    for union in family.unions:
        if len(union.parents) == 2:
            # A couple keeps together, however wide the row below them is.
            left, right = sorted(union.parents, key=lambda key: x[key])
            wanted.setdefault(left, []).append(x[right] - GAP)
            wanted.setdefault(right, []).append(x[left] + GAP)
    for row in order:
        target = [sum(wanted[key]) / len(wanted[key]) if key in wanted else None for key in row]
        _settle(row, target, x, family)


def _settle(row: list[int], target: list[float | None], x: dict[int, float], family: Family) -> None:
    """The places nearest to those wanted that keep the order and the distance (pool adjacent violators)."""
    if not row:
        return
    offset = [0.0]
    for one, two in itertools.pairwise(row):
        offset.append(offset[-1] + (GAP if _together(family, one, two) else GAP * 1.25))
    pools: list[list[float]] = []
    for at, key in enumerate(row):
        aim = target[at]
        weight = 0.2 if aim is None else 1.0
        pools.append([(x[key] if aim is None else aim) - offset[at], weight, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            value, heavy, count = pools.pop()
            before, other, more = pools[-1]
            pools[-1] = [(value * heavy + before * other) / (heavy + other), heavy + other, count + more]
    at = 0
    for value, _, count in pools:
        for _ in range(int(count)):
            x[row[at]] = value + offset[at]
            at += 1


def _together(family: Family, one: int, two: int) -> bool:
    return any(
        {one, two} <= set(union.parents) or {one, two} <= set(union.children) for union in family.unions
    )
