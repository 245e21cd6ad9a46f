"""Safety k, m and t as the index card, the search and the person page keep them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Agency, Team, User
from core import clock
from people import services
from people.enums import InvolvementKind, Level
from people.models import Involvement, Person
from people.selectors import card_for, find_people, level
from tests.personas import Personas

pytestmark = pytest.mark.django_db

SENSITIVE = ("CAMHS",)
VISITING = (
    "social_worker",
    "team_manager",
    "lead_professional",
    "health_visitor",
    "chair",
    "edt",
    "adult_practitioner",
)


@pytest.fixture
def child(personas: Personas) -> Person:
    return services.create_person(by=personas.system, forename="Kay", surname="Demokay", born_on=None)


def reader(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="accounts.backends.StaffBackend")
    return client


def test_safety_k_sensitive_services_never_stand_on_the_index_card(personas: Personas, child: Person) -> None:
    for name in SENSITIVE:
        team = Team.objects.get(name=name)
        services.involve(person=child, kind=InvolvementKind.TEAM_AROUND, team=team, by=personas.system)
    lead = personas.camhs_nurse
    services.involve(person=child, kind=InvolvementKind.CO_WORKER, user=lead, by=personas.system)
    for name in ("duty", "front_door_manager", "social_worker", "chair", "police"):
        card = card_for(child, reader=getattr(personas, name))
        assert card is not None and card.workers == () and not card.is_known, name
    body = (
        reader(personas.social_worker_other)
        .get(reverse("person_detail", args=[child.public_id]))
        .content.decode()
    )
    assert "CAMHS" not in body and lead.display_name not in body


def test_safety_k_a_referrer_finds_only_their_own_roll_and_a_pharmacist_nobody(
    personas: Personas, child: Person
) -> None:
    pharmacy = Agency.objects.get(name="Demo Pharmacy")
    school = Agency.objects.get(name="Demo School")
    services.involve(person=child, kind=InvolvementKind.UNIVERSAL, agency=pharmacy, by=personas.system)
    services.involve(
        person=child, kind=InvolvementKind.UNIVERSAL, user=personas.pharmacist, by=personas.system
    )
    assert find_people("Demokay", reader=personas.pharmacist) == []
    assert level(personas.pharmacist, child) == Level.NONE
    assert find_people("Demokay", reader=personas.referrer) == []
    services.involve(person=child, kind=InvolvementKind.UNIVERSAL, agency=school, by=personas.system)
    assert find_people("Demokay", reader=personas.referrer) == [child]
    assert find_people("Demokay", reader=personas.stranger) == []


def test_safety_t_every_visiting_role_is_warned_before_the_address(personas: Personas, child: Person) -> None:
    services.move_to(person=child, by=personas.system, lines="7 Dog Lane", postcode="M33 2AA")
    services.warn_staff(
        person=child,
        by=personas.system,
        what="A large dog runs loose",
        review_on=clock.today() + timedelta(days=90),
    )
    for name in VISITING:
        user = getattr(personas, name)
        services.involve(person=child, kind=InvolvementKind.CO_WORKER, user=user, by=personas.system)
        body = reader(user).get(reverse("person_detail", args=[child.public_id])).content.decode()
        assert "A large dog runs loose" in body, name
        assert "7 Dog Lane" not in body or body.index("A large dog runs loose") < body.index("7 Dog Lane"), (
            name
        )
        assert "duty" in body.lower(), name


def test_safety_m_an_ended_colleague_leaves_no_placeholder(personas: Personas, child: Person) -> None:
    services.involve(
        person=child, kind=InvolvementKind.CO_WORKER, user=personas.social_worker, by=personas.system
    )
    services.restrict(person=child, by=personas.system, restriction="RESTRICTED", reason="colleague's child")
    answer = reader(personas.social_worker).get(reverse("people_find"), {"q": "Demokay"})
    assert "Kay Demokay" not in answer.content.decode()
    assert not Involvement.objects.visible_to(personas.social_worker).filter(person=child).exists()
