"""What agreement is worth, learnt from the pairs themselves without one labelled example."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from people.linkage.cleaning import Described
from people.linkage.settings import NUMBERS, OWN, Comparison

# How many pairs, and how many rows, the settings' beliefs weigh against what is seen.
BELIEF_M, BELIEF_KIN, BELIEF_FREQUENCY = 60.0, 300.0, 50.0
# How many rows the belief weighs that about half of the people stand in both files.
BELIEF_EXPECTED = 20.0
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
    """Expectation and maximisation over every candidate pair, of one person, of one household, or of strangers.

    Pairs that no blocking found count as strangers.
    """
    left, right = pairs
    m = _shares({one.name: [level.m for level in one.levels] for one in used})
    kin = _shares({one.name: [level.kin for level in one.levels] for one in used})
    believed = {name: (m[name] * BELIEF_M, kin[name] * BELIEF_KIN) for name in m}
    rarity = {one.name: _rarity(one, rows, left, sides) for one in used if one.by_frequency}
    expected = max(sides) / 2
    weight = BELIEF_EXPECTED / (BELIEF_EXPECTED + sum(sides))
    prior, prior_kin = expected / total, 0.4 * expected / total
    kept = np.arange(len(left))
    for turn in range(ROUNDS):
        part = {name: values[kept] for name, values in levels.items()}
        rare = {name: values[kept] for name, values in rarity.items()}
        u = _strangers_alone(used, strangers, m, kin, prior, prior_kin)
        same = _log_odds(part, m, u, rare, used, prior)
        related = _log_odds(part, kin, u, rare, used, prior_kin)
        whole = np.logaddexp(0, np.logaddexp(same, related))
        probability, of_kin = np.exp(same - whole), np.exp(related - whole)
        before = prior
        for one in used:
            known = part[one.name] >= 0
            fell = part[one.name][known]
            counts = [np.bincount(fell, each[known], len(one.levels)) for each in (probability, of_kin)]
            sums = [count + belief for count, belief in zip(counts, believed[one.name], strict=True)]
            m[one.name] = sums[0] / sums[0].sum()
            if one.name not in OWN:
                kin[one.name] = sums[1] / sums[1].sum()
        prior = min((probability.sum() + weight * expected) / (total * (1 + weight)), 0.5)
        prior_kin = min((of_kin.sum() + 0.5) / total, 0.5)
        if turn == 1:
            kept = kept[np.maximum(same, related) > HOPELESS]
        if turn > 2 and abs(prior - before) < 1e-4 * prior:
            break
    u = _strangers_alone(used, strangers, m, kin, prior, prior_kin)
    same = _log_odds(levels, m, u, rarity, used, prior)
    odds = same - np.logaddexp(0, _log_odds(levels, kin, u, rarity, used, prior_kin))
    return Scored(left, right, levels, odds, prior, m)


def _shares(values: dict[str, list[float]]) -> dict[str, np.ndarray]:
    return {name: np.array(given) / sum(given) for name, given in values.items()}


def _strangers_alone(
    used: Sequence[Comparison],
    seen: dict[str, np.ndarray],
    m: dict[str, np.ndarray],
    kin: dict[str, np.ndarray],
    prior: float,
    prior_kin: float,
) -> dict[str, np.ndarray]:
    """How strangers agree: among the pairs looked at were some of one person or one home, taken out again."""
    found = {}
    for one in used:
        least = 0.05 * np.minimum(np.array([level.u for level in one.levels]), seen[one.name])
        found[one.name] = np.maximum(seen[one.name] - prior * m[one.name] - prior_kin * kin[one.name], least)
    return found


def _log_odds(
    levels: dict[str, np.ndarray],
    of_kind: dict[str, np.ndarray],
    u: dict[str, np.ndarray],
    rarity: dict[str, np.ndarray],
    used: Sequence[Comparison],
    prior: float,
) -> np.ndarray:
    """How much likelier each pair is one of this kind, the same person or kin, than two strangers."""
    odds = np.full(len(next(iter(levels.values()))), np.log(prior / (1 - prior)))
    for one in used:
        fell = levels[one.name]
        worth = np.append(np.log(of_kind[one.name] / u[one.name]), 0.0)[fell]
        if one.by_frequency:
            rare = np.log(of_kind[one.name][0]) - np.log(rarity[one.name])
            worth = np.where(fell == 0, rare, worth)
        odds += worth
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
