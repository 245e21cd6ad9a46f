"""Choices of radios and checkboxes: a label, and where it helps a hint or a divider before the next."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be given; `hint` stands below it, `divider` ("or") after it."""

    value: str
    label: str
    hint: str = ""
    divider: str = ""


Choices = Iterable[Choice | tuple[str, str]]

YES, NO, UNKNOWN, NOT_ASKED = "YES", "NO", "UNKNOWN", "NOT_ASKED"
YES_NO: tuple[tuple[str, str], ...] = ((YES, "Yes"), (NO, "No"))
YES_NO_UNKNOWN: tuple[tuple[str, str], ...] = (*YES_NO, (UNKNOWN, "Don't know"))
# "Not asked" is an answer in its own right: it is never kept as "no" (a reason goes with it).
YES_NO_NOT_ASKED: tuple[tuple[str, str], ...] = (*YES_NO_UNKNOWN, (NOT_ASKED, "Not asked"))


def pairs(choices: Choices) -> list[tuple[str, str]]:
    """What Django's choice fields take."""
    return [(item.value, item.label) if isinstance(item, Choice) else (item[0], item[1]) for item in choices]


def extras(choices: Choices) -> dict[str, Choice]:
    """Hints and dividers by value."""
    return {item.value: item for item in choices if isinstance(item, Choice)}
