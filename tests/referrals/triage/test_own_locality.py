"""A team manager reads what waits for their own locality: no names of closed records, nothing restricted, no act."""

import pytest
from django.test import Client

from accounts.models import Team
from accounts.selectors import team_ids
from core import clock
from core.history import acting
from localities.models import Locality
from localities.services import cover
from people.enums import InvolvementKind
from people.services import create_person, involve, link_staff
from referrals.contacts.models import Contact
from referrals.contacts.selectors import coming_to
from referrals.triage import services as triage
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db
PAGE = "/front-door/own-locality/"


@pytest.fixture
def here(personas: Personas) -> Locality:
    """Their team covers one locality."""
    found: Locality = Locality.objects.get(code="N")
    team = Team.objects.get(pk__in=team_ids(personas.team_manager))
    with acting(by=personas.system):
        cover(by=personas.system, team=team, locality=found, starts_on=clock.today())
    return found


def placed(contact: Contact, place: Locality | None) -> Contact:
    Contact.objects.filter(pk=contact.pk).update(locality=place)
    contact.refresh_from_db()
    return contact


def test_only_what_waits_for_their_own_places_and_only_for_managers(
    log: Log, personas: Personas, here: Locality
) -> None:
    contact, elsewhere = placed(log(), here), placed(log(), Locality.objects.exclude(pk=here.pk).first())
    assert list(coming_to(personas.team_manager)) == [contact]
    assert not coming_to(personas.team_manager_other).exists()
    everywhere = Team.objects.get(pk__in=team_ids(personas.team_manager_other))
    with acting(by=personas.system):
        cover(by=personas.system, team=everywhere, locality=None, starts_on=clock.today())
    assert set(coming_to(personas.team_manager_other)) == {contact, elsewhere}
    for name in ("social_worker", "duty", "referrer", "police", "chair"):
        assert not coming_to(getattr(personas, name)).exists(), name
    Contact.objects.filter(pk=contact.pk).update(is_restricted=True, restriction_kind="PERSON")
    assert not coming_to(personas.team_manager).exists()


def test_names_stand_there_only_where_the_record_is_open_to_the_manager(
    client: Client, log: Log, personas: Personas, here: Locality
) -> None:
    contact = placed(log(), here)
    triage.mark_read(contact=contact, by=personas.duty)
    triage.rate(contact=contact, by=personas.duty, rag="RED", reason="Hurt")
    client.force_login(personas.team_manager)
    shown = client.get(PAGE).content.decode()
    assert contact.reference in shown and "Red" in shown
    assert "Demochild" not in shown and "Bruises" not in shown
    assert client.get(contact.path).status_code in (403, 404)
    assert client.post(f"{contact.path}claim/").status_code in (403, 404)

    child = create_person(by=personas.system, forename="Ada", surname="Demochild")
    involve(person=child, kind=InvolvementKind.ALLOCATED, user=personas.team_manager, by=personas.system)
    contact.people.update(person=child)
    shown = client.get(PAGE).content.decode()
    assert f"/people/{child.public_id}/" in shown and "Demochild" in shown
    assert "Bruises" not in shown

    link_staff(user=personas.team_manager, person=child, kind="FAMILY", by=personas.data_protection)
    assert contact.reference not in client.get(PAGE).content.decode()
    client.force_login(personas.social_worker)
    assert client.get(PAGE).status_code == 403
