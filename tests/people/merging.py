"""Two duplicate records of one child, and a manager of the front door to whom both are open."""

from dataclasses import dataclass

from accounts.models import Agency, Team
from people import services
from people.enums import InvolvementKind
from people.models import Merge, Person
from tests.personas import Personas

WHY = "Same birth notification seen"


@dataclass
class Pair:
    """`kept` is in the North team's world, `double` in the South's; the school has the double on its roll."""

    kept: Person
    double: Person


def pair(personas: Personas) -> Pair:
    by = personas.system
    kept = services.create_person(by=by, forename="Ada", surname="Demochild")
    double = services.create_person(by=by, forename="Adah", surname="Demochild")
    for person, team in ((kept, "Family Support North"), (double, "Family Support South")):
        services.involve(
            person=person, kind=InvolvementKind.TEAM_AROUND, team=Team.objects.get(name=team), by=by
        )
        open_to_manager(personas, person)
    school = Agency.objects.get(name="Demo School")
    services.involve(person=double, kind=InvolvementKind.UNIVERSAL, agency=school, by=by)
    return Pair(kept, double)


def open_to_manager(personas: Personas, person: Person) -> None:
    services.involve(
        person=person, kind=InvolvementKind.CO_WORKER, user=personas.front_door_manager, by=personas.system
    )


def merge(personas: Personas, kept: Person, double: Person) -> Merge:
    return services.merge_people(survivor=kept, merged=double, by=personas.front_door_manager, reason=WHY)


def undo(personas: Personas, row: Merge) -> Merge:
    return services.undo_merge(
        merge=row, by=personas.front_door_manager, reason="Two birth certificates seen"
    )
