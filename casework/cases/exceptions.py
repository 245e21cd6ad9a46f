"""Refusals of casework."""

from core.errors import DomainError, WrongState


class CaseOpenAlready(WrongState):
    """A person has one open case at a time."""


class NoteLocked(DomainError):
    """A day after it was written a note takes additions only."""
