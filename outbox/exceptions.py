"""Refusals of the outbox."""

from core.errors import DomainError


class AlreadySentOtherwise(DomainError):
    """The same form came twice with different content; the first stands."""
