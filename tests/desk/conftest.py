"""A family in the North team's world, and signed-in browsers without the sign-in page."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Agency, Team, User
from people import services
from people.enums import InvolvementKind, StatusKind
from people.models import Person
from tests.personas import Personas


@pytest.fixture
def child(personas: Personas) -> Person:
    """Open to the North team at record level, on the roll of Demo School, led by the social worker."""
    from core import clock

    person = services.create_person(
        by=personas.system, forename="Ada", surname="Demochild", born_on=clock.today().replace(year=2019)
    )
    team = Team.objects.get(name="Family Support North")
    services.involve(person=person, kind=InvolvementKind.TEAM_AROUND, team=team, by=personas.system)
    school = Agency.objects.get(name="Demo School")
    services.involve(person=person, kind=InvolvementKind.UNIVERSAL, agency=school, by=personas.system)
    services.move_to(person=person, by=personas.system, lines="1 Demo Street", postcode="M33 7ZZ")
    services.set_lead(person=person, lead=personas.social_worker, by=personas.system, reason="arranged")
    services.set_status(person=person, kind=StatusKind.IN_NEED, by=personas.system, started_on=clock.today())
    return person


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser signed in as somebody."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="accounts.backends.StaffBackend")
        return client

    return signed_in
