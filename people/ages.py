"""Who counts as a child by what the index knows of their age."""

from core import clock
from core.errors import WrongState
from core.govuk.words import years
from people.models import Person

ADULT_AT = 18


def is_child(person: Person) -> bool:
    """Born and under 18 on this day; whoever's age nobody knows is taken for a child."""
    if person.is_unborn:
        return False
    return person.born_on is None or years(person.born_on, clock.today()) < ADULT_AT


def may_be_adult(person: Person) -> bool:
    """Not known to be under 18 or unborn."""
    return not person.is_unborn and (person.born_on is None or not is_child(person))


def require_child(person: Person) -> None:
    """What the law knows of children alone (missing from care or home, child exploitation) is not recorded of adults."""
    if not is_child(person):
        raise WrongState("This is recorded of children alone: born, and under 18.")
