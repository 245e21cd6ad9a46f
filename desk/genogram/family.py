"""A family as the layout sees it: people, ties, and what follows from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

# Kinds of tie that fix how many generations lie between two people.
DOWN = {"PARENT": 1, "STEP_PARENT": 1, "GRANDPARENT": 2}
LEVEL = frozenset({"SIBLING", "HALF_SIBLING", "PARTNER", "FORMER_PARTNER"})
COUPLE = frozenset({"PARTNER", "FORMER_PARTNER"})
GENERATION_YEARS = 27


@dataclass(frozen=True, slots=True)
class Member:
    """One symbol to be."""

    key: int
    sex: str = "U"
    born: date | None = None
    is_multiple: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """`one` is the parent, partner, sibling ... of `other`."""

    one: int
    other: int
    kind: str


@dataclass(frozen=True, slots=True)
class Union:
    """One or two parents and the children they have together; a couple may have none."""

    parents: tuple[int, ...]
    children: tuple[int, ...]


@dataclass(slots=True)
class Family:
    """Members in generations, unions with their children, and ties that no union shows."""

    members: dict[int, Member]
    generation: dict[int, int]
    unions: list[Union]
    loose: list[Tie] = field(default_factory=list)


def family_of(members: Iterable[Member], ties: Iterable[Tie], *, index: int) -> Family:
    """Reckon generations and unions; whoever nothing connects stands in the index person's generation."""
    people = {member.key: member for member in members}
    known = [tie for tie in ties if tie.one in people and tie.other in people and tie.one != tie.other]
    unions, shown = _unions(people, known)
    generation = _generations(people, known, index)
    return Family(people, generation, unions, [tie for tie in known if tie not in shown])


def eldest(members: dict[int, Member], keys: Iterable[int]) -> list[int]:
    return sorted(keys, key=lambda key: (members[key].born or date.max, key))


def _unions(people: dict[int, Member], ties: Sequence[Tie]) -> tuple[list[Union], set[Tie]]:
    """Children of the same two parents belong together; a third recorded parent stays a tie of its own."""
    couples = [tie for tie in ties if tie.kind in COUPLE]
    joined = {frozenset((tie.one, tie.other)) for tie in couples}
    parents: dict[int, list[Tie]] = {}
    for tie in ties:
        if tie.kind == "PARENT":
            parents.setdefault(tie.other, []).append(tie)
    children: dict[frozenset[int], list[int]] = {}
    shown: set[Tie] = set(couples)
    for child, rows in parents.items():
        chosen = _two(rows, joined, people)
        shown |= set(chosen)
        children.setdefault(frozenset(tie.one for tie in chosen), []).append(child)
    for pair in joined:
        children.setdefault(pair, [])
    unions = [
        Union(
            tuple(sorted(pair, key=lambda key: (people[key].sex != "M", key))), tuple(eldest(people, found))
        )
        for pair, found in children.items()
    ]
    # A step-parent who is drawn as the partner of a parent needs no line to the child.
    for tie in ties:
        if tie.kind == "STEP_PARENT":
            own = {row.one for row in parents.get(tie.other, [])}
            if any(frozenset((tie.one, parent)) in joined for parent in own):
                shown.add(tie)
        if tie.kind in ("SIBLING", "HALF_SIBLING") and _share(tie, parents):
            shown.add(tie)
        if tie.kind == "GRANDPARENT":
            between = {row.one for row in parents.get(tie.other, [])}
            if any(tie.one in {row.one for row in parents.get(key, [])} for key in between):
                shown.add(tie)
    return sorted(unions, key=lambda union: (union.parents, union.children)), shown


def _two(rows: list[Tie], joined: set[frozenset[int]], people: dict[int, Member]) -> list[Tie]:
    """The two parents a child hangs from: a couple before others, a mother and a father before two of one sex."""
    if len(rows) <= 2:
        return rows
    pairs = [(one, two) for at, one in enumerate(rows) for two in rows[at + 1 :]]
    best = max(
        pairs,
        key=lambda pair: (
            frozenset((pair[0].one, pair[1].one)) in joined,
            {people[pair[0].one].sex, people[pair[1].one].sex} == {"M", "F"},
        ),
    )
    return list(best)


def _share(tie: Tie, parents: dict[int, list[Tie]]) -> bool:
    return bool(
        {row.one for row in parents.get(tie.one, [])} & {row.one for row in parents.get(tie.other, [])}
    )


def _generations(people: dict[int, Member], ties: Sequence[Tie], index: int) -> dict[int, int]:
    """How many generations below or above the index person everybody stands: blood first, then the rest."""
    found = {index: 0}
    for kinds in (frozenset(DOWN), frozenset(DOWN) | LEVEL, None):
        _spread(people, [tie for tie in ties if kinds is None or tie.kind in kinds], found)
    for key in people:
        found.setdefault(key, 0)
    # A parent stands above their child, whatever else was recorded; bad data ends after a round for everybody.
    for _ in people:
        moved = False
        for tie in ties:
            if tie.kind == "PARENT" and found[tie.other] <= found[tie.one]:
                found[tie.other] = found[tie.one] + 1
                moved = True
        if not moved:
            break
    top = min(found.values())
    return {key: min(value - top, len(people)) for key, value in found.items()}


def _spread(people: dict[int, Member], ties: Sequence[Tie], found: dict[int, int]) -> None:
    waiting = list(found)
    while waiting:
        here = waiting.pop(0)
        for tie in ties:
            if tie.one == here and tie.other not in found:
                found[tie.other] = found[here] + _apart(people, tie)
                waiting.append(tie.other)
            elif tie.other == here and tie.one not in found:
                found[tie.one] = found[here] - _apart(people, tie)
                waiting.append(tie.one)


def _apart(people: dict[int, Member], tie: Tie) -> int:
    if tie.kind in DOWN:
        return DOWN[tie.kind]
    one, other = people[tie.one].born, people[tie.other].born
    if tie.kind in LEVEL or one is None or other is None:
        return 0
    return round((other - one).days / 365.25 / GENERATION_YEARS)
