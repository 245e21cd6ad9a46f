"""Thresholds and samples in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.govuk import words
from referrals.decisions.models import ThresholdIndicator
from referrals.decisions.selectors import Suggestion

TIER_NAMES = {
    1: "Tier 1, universal and prevention",
    2: "Tier 2, targeted and co-ordinated",
    3: "Tier 3, targeted and specialist",
    4: "Tier 4, statutory protection",
}


@dataclass(frozen=True, slots=True)
class Tier:
    name: str
    indicators: tuple[ThresholdIndicator, ...]


def tiers(rows: Iterable[ThresholdIndicator]) -> list[Tier]:
    found = list(rows)
    return [
        Tier(name, tuple(row for row in found if row.tier == number)) for number, name in TIER_NAMES.items()
    ]


def suggested(suggestion: Suggestion | None) -> str:
    """`The table points to tier 4 (4B, 4C): look there first; you decide.`"""
    if suggestion is None:
        return ""
    codes = words.listing(row.code for row in suggestion.indicators)
    because = f" ({codes})" if codes else ", because somebody may be in danger now"
    return f"The table points to tier {suggestion.tier}{because}. You decide."


def judged(answers: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value or "") for name, value in answers.items()}
