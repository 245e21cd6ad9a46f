"""Thresholds and samples in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from core.govuk import words
from referrals.decisions.models import ThresholdIndicator, ThresholdVersion
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


@dataclass(frozen=True, slots=True)
class EditionLine:
    name: str
    href: str
    held: str
    status: str
    colour: str


def edition_lines(rows: Iterable[ThresholdVersion], *, on: date) -> list[EditionLine]:
    return [
        EditionLine(
            row.name, reverse("threshold_edition", args=[row.public_id]), _held(row), *_status(row, on)
        )
        for row in rows
    ]


def _held(row: ThresholdVersion) -> str:
    """`from 1 April 2027`, `1 January 2026 to 31 March 2027`; a draft is only meant for a day."""
    begins = words.plain_date(row.starts_on)
    if row.is_draft:
        return f"meant to hold from {begins}"
    # The day it ends on is the next edition's first.
    return (
        f"{begins} to {words.plain_date(row.ends_on - timedelta(days=1))}"
        if row.ends_on
        else f"from {begins}"
    )


def _status(row: ThresholdVersion, on: date) -> tuple[str, str]:
    if row.is_draft:
        return "Draft", "yellow"
    if row.starts_on > on:
        return "To come", "blue"
    return ("Ended", "grey") if row.ends_on and row.ends_on <= on else ("In force", "green")


def suggested(suggestion: Suggestion | None) -> str:
    """`The table points to tier 4 (4B, 4C): look there first; you decide.`"""
    if suggestion is None:
        return ""
    codes = words.listing(row.code for row in suggestion.indicators)
    because = f" ({codes})" if codes else ", because somebody may be in danger now"
    return f"The table points to tier {suggestion.tier}{because}. You decide."


def judged(answers: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value or "") for name, value in answers.items()}
