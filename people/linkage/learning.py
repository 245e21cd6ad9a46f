"""What agreement is worth, learnt from the pairs themselves without one labelled example."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from people.linkage.cleaning import Described
from people.linkage.settings import NUMBERS, Comparison

# How many pairs, and how many rows, the settings' beliefs weigh against what is seen.
BELIEF_M, BELIEF_FREQUENCY = 60.0, 50.0
ROUNDS = 40
# Pairs this unlikely teach nothing; they are left out of the rounds.
HOPELESS = -16.0


@dataclass(frozen=True)
class Scored:
    """Pairs of row numbers with the level each comparison fell on (-1: unknown) and their log odds."""

    left: np.ndarray
    right: np.ndarray
    levels: dict[str, np.ndarray]
    log_odds: np.ndarray
    prior: float
    learnt: dict[str, np.ndarray]


def learn(
    rows: Sequence[Described],
    pairs: tuple[np.ndarray, np.ndarray],
    levels: dict[str, np.ndarray],
    used: Sequence[Comparison],
    *,
    strangers: dict[str, np.ndarray],
    total: int,
    sides: tuple[int, int],
) -> Scored:
    """Expectation and maximisation over every candidate pair; pairs that no blocking found count as strangers."""
    left, right = pairs
    m = {one.name: np.array([level.m for level in one.levels]) for one in used}
    m = {name: share / share.sum() for name, share in m.items()}
    belief = {name: share.copy() for name, share in m.items()}
    rarity = {one.name: _rarity(one, rows, left, sides) for one in used if one.by_frequency}
    expected = max(sides) / 2
    prior = expected / total
    kept = np.arange(len(left))
    for turn in range(ROUNDS):
        part = {name: values[kept] for name, values in levels.items()}
        odds = _log_odds(part, m, strangers, {k: v[kept] for k, v in rarity.items()}, used, prior)
        probability = 1 / (1 + np.exp(-odds))
        before = prior
        for one in used:
            known = part[one.name] >= 0
            counts = np.bincount(part[one.name][known], probability[known], minlength=len(one.levels))
            m[one.name] = (counts + belief[one.name] * BELIEF_M) / (counts.sum() + BELIEF_M)
        prior = min((probability.sum() + 0.5) / total, 0.5)
        if turn == 1:
            kept = kept[odds > HOPELESS]
        if turn > 2 and abs(prior - before) < 1e-4 * prior:
            break
    odds = _log_odds(levels, m, strangers, rarity, used, prior)
    return Scored(left, right, levels, odds, prior, m)


def _log_odds(
    levels: dict[str, np.ndarray],
    m: dict[str, np.ndarray],
    strangers: dict[str, np.ndarray],
    rarity: dict[str, np.ndarray],
    used: Sequence[Comparison],
    prior: float,
) -> np.ndarray:
    odds = np.full(len(next(iter(levels.values()))), np.log(prior / (1 - prior)))
    for one in used:
        fell = levels[one.name]
        # Among the pairs looked at for strangers were some of one person: taken out again.
        seen = strangers[one.name]
        u = np.maximum(seen - prior * m[one.name], 0.01 * np.array([level.u for level in one.levels]))
        worth = np.append(np.log(m[one.name] / u), 0.0)
        share = worth[fell]
        if one.by_frequency:
            same = fell == 0
            share = np.where(same, np.log(m[one.name][0]) - np.log(rarity[one.name]), share)
        odds += share
    return odds


def _rarity(
    one: Comparison, rows: Sequence[Described], left: np.ndarray, sides: tuple[int, int]
) -> np.ndarray:
    """How often a stranger would have the left row's value: a rare surname is worth more than a common one."""
    values = [getattr(row, one.column) for row in rows]
    first, second = Counter(values[: sides[0]]), Counter(values[sides[0] :])
    people = max(sum(n for v, n in first.items() if v), sum(n for v, n in second.items() if v), 1)
    base = one.levels[0].u
    codes: dict[str, float] = {}
    for value in set(values):
        count = max(first[value], second[value])
        if one.name in NUMBERS:
            codes[value] = base + max(count - 1, 0) / people
        else:
            codes[value] = (count - 0.5 + BELIEF_FREQUENCY * base) / (people + BELIEF_FREQUENCY)
    return np.array([codes[value] for value in values])[left]
