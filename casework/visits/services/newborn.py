"""A child on a plan is born: a visit is due the next working day."""

from datetime import date

from accounts.models import User
from casework.cases import clocks
from casework.cases.selectors import lead_of, open_case_fact
from people.models import Person


def visit_the_newborn(*, person: Person, before: tuple[date | None, date | None], by: User) -> None:
    """Answers the port of changed dates: only a birth, and only under child protection, starts this limit."""
    was_born_on, was_expected_on = before
    if was_born_on is not None or was_expected_on is None or person.born_on is None:
        return
    case = open_case_fact(person)
    if case is not None and case.kind == "CP":
        clocks.start("CPVIS-BIRTH", case, by=by, at=person.born_on, owner=lead_of(case))
