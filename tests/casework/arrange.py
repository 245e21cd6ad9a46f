"""Children with an open case, for the tests of casework: plainly synthetic."""

from datetime import date, datetime

from accounts.models import Team
from casework.cases import services
from casework.cases.models import Case
from core import clock
from people import services as people
from people.models import Person
from tests.personas import Personas


def at(day: date, hour: int = 10) -> datetime:
    return clock.at_local(day, hour)


def child(personas: Personas, forename: str = "Ada", born_on: date | None = date(2018, 3, 4)) -> Person:
    certainty = "EXACT" if born_on else ""
    return people.create_person(
        by=personas.system, forename=forename, surname="Demochild", born_on=born_on, birth_certainty=certainty
    )


def north() -> Team:
    found: Team = Team.objects.get(name="Family Support North")
    return found


def south() -> Team:
    found: Team = Team.objects.get(name="Family Support South")
    return found


def case_of(
    personas: Personas, *, kind: str = "CIN", person: Person | None = None, opened: date | None = None
) -> Case:
    """A case of the North team with a worker who leads."""
    who = person or child(personas)
    when = at(opened) if opened else clock.now()
    case = services.open_case(person=who, by=personas.team_manager, kind=kind, team=north(), at=when)
    services.allocate(case=case, worker=personas.social_worker, by=personas.team_manager, at=when)
    services.assign_lead(
        case=case, lead=personas.social_worker, by=personas.team_manager, reason="Knows the family", at=when
    )
    case.refresh_from_db()
    return case
