"""A child with a case is born: from now on it can be seen, on a protection plan the next working day."""

from datetime import date

from accounts.models import User
from casework.cases import clocks
from casework.cases.selectors import lead_of, open_case_fact
from people.models import Person


def visit_the_newborn(*, person: Person, before: tuple[date | None, date | None], by: User) -> None:
    """Answers the port of changed dates: under child protection the next working day, else the visits of the frame."""
    was_born_on, was_expected_on = before
    if was_born_on is not None or was_expected_on is None or person.born_on is None:
        return
    case = open_case_fact(person)
    if case is None:
        return
    case.person = person
    if case.kind == "CP":
        clocks.start("CPVIS-BIRTH", case, by=by, at=person.born_on, owner=lead_of(case))
    else:
        clocks.restart_visits(case, by=by, since=person.born_on, owner=lead_of(case))
