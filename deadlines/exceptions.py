"""Refusals of the clocks."""

from core.errors import DomainError


class UnknownClock(DomainError):
    """No clock of this code held on that day."""


class NoDueDate(DomainError):
    """The limit has no date that can be counted: it is typed, or follows from another act."""
