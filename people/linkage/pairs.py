"""From log odds to what is reported: each pair's probability, and whether anything speaks against being sure."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from stdnum.gb.nhs import is_valid

from people.linkage.cleaning import Described
from people.linkage.learning import Scored

CONFIDENT, REVIEW = "confident", "review"
REPORTED, SURE = 0.5, 0.95
# A file in which nobody stands twice gives each row one partner at most.
ALMOST_ALONE = 0.005
# Files of many rows without one pair of twins or namesakes say that such relatives are not among them.
ROWS_THAT_TELL, RELATIVES_AT_MOST = 1_000, 0.0005
GROWN_UP = 25
GENERATION = 12
CHAINED_AT_LEAST = -5.0


@dataclass(frozen=True)
class Pair:
    left: int
    right: int
    probability: float
    decision: str


def decide(
    scored: Scored, left: Sequence[Described], right: Sequence[Described] | None, *, today: date
) -> list[Pair]:
    """The pairs that are more likely one person than not, each confident or for a person to review."""
    rows = [*left, *(right or ())]
    if right is None:
        probability = _chained(scored)
    else:
        probability = _exclusive(scored, len(rows)) if _is_alone(scored) else _plain(scored.log_odds)
    calm = _tells_relatives_apart(left, right)
    young = _born_after(today.year - GROWN_UP, rows)
    own = _plain(scored.log_odds)
    reported = []
    for place in np.flatnonzero(probability >= REPORTED):
        one, other = int(scored.left[place]), int(scored.right[place])
        sure = min(own[place], probability[place]) >= SURE and not doubts(
            rows[one], rows[other], levels={name: int(fell[place]) for name, fell in scored.levels.items()},
            calm=calm, young=young, today=today,
        )  # fmt: skip
        reported.append(Pair(one, other, float(probability[place]), CONFIDENT if sure else REVIEW))
    return reported


def doubts(
    one: Described,
    other: Described,
    *,
    levels: dict[str, int],
    today: date,
    calm: bool = False,
    young: bool = True,
) -> list[str]:
    """Why a person must decide: twins, namesakes of two generations, the unborn and contradicted numbers (safety r).

    `calm`: the files are large and hold no twins or namesakes. `young`: children are among their people.
    """
    found = []
    if one.is_unnamed or other.is_unnamed:
        found.append("a name stands in for one not given yet")
    if any(row.born > f"{today:%Y%m%d}" for row in (one, other)):
        found.append("not born yet")
    if levels.get("sex") == 1:
        found.append("another sex")
    if levels.get("nhs") == 3 and is_valid(one.nhs) and is_valid(other.nhs):
        found.append("another NHS number")
    if levels.get("born", -1) > 2:
        found.append("born another day")
    years = [int(row.born[:4]) for row in (one, other) if row.born]
    if len(years) == 2 and abs(years[0] - years[1]) >= GENERATION:
        found.append("a generation apart")
    grown_up = today.year - max(years) >= GROWN_UP if years else not young
    if not (calm and grown_up):
        if levels.get("given", -1) != 0:
            found.append("perhaps a brother, a sister or a twin")
        if levels.get("surname", -1) > 1:
            found.append("another surname")
        if len(years) < 2 or (levels.get("born") != 0 and years[0] != years[1]):
            found.append("the year of birth does not agree")
    return found


def _plain(log_odds: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -500, 500))))


def _is_alone(scored: Scored) -> bool:
    """Whether next to no row has two strong partners, so that neither file holds anybody twice."""
    strong = scored.log_odds > 6
    if not strong.any():
        return False
    counts = [Counter(side[strong].tolist()) for side in (scored.left, scored.right)]
    return all(sum(n > 1 for n in found.values()) <= max(1, ALMOST_ALONE * len(found)) for found in counts)


def _exclusive(scored: Scored, size: int) -> np.ndarray:
    """The chance of each pair when each row has one partner or none: rivals share what there is."""
    weight = np.exp(np.clip(scored.log_odds, -40, 40))
    left = np.bincount(scored.left, weight, size)[scored.left]
    right = np.bincount(scored.right, weight, size)[scored.right]
    return np.asarray(weight / (1 + left + right - weight))


def _chained(scored: Scored) -> np.ndarray:
    """Within one file: two rows that are each the same as a third are one person, unless they contradict."""
    probability = _plain(scored.log_odds)
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for place in np.flatnonzero(probability >= REPORTED):
        one, other = int(scored.left[place]), int(scored.right[place])
        near[one][other] = near[other][one] = float(probability[place])
    weak = (probability < REPORTED) & (scored.log_odds > CHAINED_AT_LEAST)
    for place in np.flatnonzero(weak):
        of_left, of_right = near.get(int(scored.left[place])), near.get(int(scored.right[place]))
        if of_left and of_right:
            through = [share * of_right[third] for third, share in of_left.items() if third in of_right]
            probability[place] = max([float(probability[place]), *through])
    return probability


def _born_after(year: int, rows: Sequence[Described]) -> bool:
    """Whether more than a few of the people are so young that twins live together."""
    known = [row.born for row in rows if row.born]
    return sum(born[:4] > str(year) for born in known) > 0.02 * len(known)


def _tells_relatives_apart(left: Sequence[Described], right: Sequence[Described] | None) -> bool:
    """Whether both files are large, each person stands in them once, and no twins or namesakes do."""
    if right is None or min(len(left), len(right)) < ROWS_THAT_TELL:
        return False
    for rows in (left, right):
        alike: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for row in rows:
            if row.surname and row.born:
                alike[(row.surname, row.born, row.postcode)].add(row.given)
        if sum(len(names) - 1 for names in alike.values()) > RELATIVES_AT_MOST * len(rows):
            return False
    return True
