"""Refusals of the outbox."""

from core.errors import DomainError


class AlreadySentOtherwise(DomainError):  # noqa: N818 (the house names refusals so)
    """The same form came twice with different content; the first stands."""
