"""Refusals of the front door."""

from core.errors import DomainError


class AlreadyDecided(DomainError):
    """Somebody has decided this concern; a new one or an addition re-opens it."""


class ClaimHeld(DomainError):
    """A colleague is on this concern and their claim has not lapsed."""
