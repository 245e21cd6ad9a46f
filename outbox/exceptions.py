"""Refusals of the outbox."""

from core.errors import WrongState


class AlreadySentOtherwise(WrongState):
    """The same form came twice with different content; the first stands."""
