"""Opening the records of a household at once, for a page that tells of all of them."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from core.errors import NotFound
from people.enums import AccessAct, Level
from people.models import Person
from people.selectors.levels import levels
from people.services.access import log_access_of_each, open_record


@transaction.atomic
def open_together(*, by: User, person: Person, others: Sequence[Person], purpose: str) -> None:
    """Log that each of these records was read, in the transaction of the answer; one that is closed closes the page."""
    open_record(by=by, person=person, purpose=purpose)
    rest = [each for each in others if each.pk != person.pk]
    if not rest:
        return
    if set(levels(by, rest).values()) != {Level.RECORD}:
        raise NotFound("There is no such record.")
    acts = [(each, AccessAct.OPEN) for each in rest]
    log_access_of_each(by=by, acts=acts, purpose=purpose)
