"""What clocks answer to the apps below."""

from typing import Any

from accounts.models import User
from deadlines.services import rederive_for_person
from people.models import Person


def rederive_after_birth(*, person: Person, before: Any, by: User) -> None:
    """A date of birth or expected date changed: age-driven clocks follow it, their old dates are kept."""
    rederive_for_person(person=person, by=by, reason="Date of birth or expected date changed")
