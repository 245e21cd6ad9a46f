"""Refusals a person can read: a service raises one, the view words it beside the field."""


class DomainError(Exception):
    """Something may not be done now; the message says why in plain English, `field` where it belongs."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotPermitted(DomainError):
    """This person may not do this (they can see the record; else it is NotFound)."""


class WrongState(DomainError):
    """The record is not in a state in which this can be done."""


class StaleVersion(DomainError):
    """Somebody else changed the record since the form was opened."""


class NotFound(DomainError):
    """There is no such record for this person: the same answer as for one that does not exist."""


class NothingKnown(DomainError):
    """A fact this step needs has not been recorded."""
