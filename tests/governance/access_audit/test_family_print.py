"""The family's own print of who looked: profession and agency alone, released by the officer (safety m)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.models import Agency, User
from assessments.models import Section47
from assessments.strategy import services as strategy
from core import clock
from core.errors import DomainError, NotFound, NotPermitted
from governance.access_audit import services
from governance.access_audit.models import FamilyPrint
from people import services as people
from people.enums import AccessAct, InvolvementKind
from people.models import AccessLog, Person
from tests.personas import Personas

pytestmark = pytest.mark.django_db
READERS = ("social_worker", "health_visitor", "camhs_nurse", "police", "referrer", "duty")


@pytest.fixture
def child(personas: Personas) -> Person:
    person = people.create_person(by=personas.system, forename="Ada", surname="Demoprint")
    people.involve(
        person=person, kind=InvolvementKind.CO_WORKER, user=personas.social_worker, by=personas.system
    )
    now = clock.now()
    for name in READERS:
        AccessLog.objects.create(
            person=person, by=getattr(personas, name), at=now, act="OPEN", purpose="Secret why"
        )
    AccessLog.objects.create(
        person=person,
        by=personas.stranger,
        at=now,
        act=AccessAct.SEARCH,
        purpose="Search that named somebody",
    )
    return person


@pytest.fixture
def asked(personas: Personas, child: Person) -> FamilyPrint:
    public_id = services.ask_for_print(by=personas.social_worker, person=child, for_whom="The mother", key="")
    row: FamilyPrint = FamilyPrint.objects.get(public_id=public_id)
    return row


def told(row: FamilyPrint) -> set[tuple[str, str]]:
    return {(profession, agency) for _, profession, agency in row.lines}


def test_safety_m_profession_and_agency_only_without_sensitive_services_and_police(
    personas: Personas, asked: FamilyPrint
) -> None:
    row = services.release(row=asked, by=personas.data_protection, police_may_be_told=False)
    agencies = {agency for _, agency in told(row)}
    assert agencies == {"Demo Council", "Demo NHS Trust", "Demo School"}
    written = str(row.lines)
    assert "CAMHS" not in written and "olice" not in written and "Secret why" not in written
    for name in READERS:
        assert getattr(personas, name).display_name not in written
    assert "Demo Stranger School" not in written, "who searched in vain saw nothing"


@pytest.mark.parametrize("is_live", [True, False])
def test_safety_m_the_police_stand_on_it_only_when_the_officer_says_so_and_nothing_is_live(
    personas: Personas, child: Person, asked: FamilyPrint, is_live: bool
) -> None:
    if is_live:
        now = clock.now()
        discussion = strategy.convene(people=[child], by=personas.system, threshold_seen_at=now)
        Section47.objects.create(
            discussion=discussion, person=child, started_at=now, recorded_at=now, recorded_by=personas.system
        )
        with pytest.raises(DomainError):
            services.release(row=asked, by=personas.data_protection, police_may_be_told=True)
        return
    row = services.release(row=asked, by=personas.data_protection, police_may_be_told=True)
    assert any(agency == "Demo Police" for _, agency in told(row))


def test_safety_m_with_a_confidential_address_no_agency_betrays_the_place(
    personas: Personas, child: Person, asked: FamilyPrint
) -> None:
    people.add_safe_address(
        person=child, by=personas.system, lines="Demo Refuge", reason="Fled",
        starts_on=clock.today() - timedelta(days=2),
    )  # fmt: skip
    refuge = Agency.objects.create(name="Demo Refuge Trust", kind=AgencyKind.DOMESTIC_ABUSE)
    worker: User = personas.lead_professional
    worker.agency = refuge
    worker.save()
    AccessLog.objects.create(person=child, by=worker, at=clock.now(), act="OPEN", purpose="Visit")
    row = services.release(row=asked, by=personas.data_protection, police_may_be_told=False)
    agencies = {agency for _, agency in told(row)}
    assert "Demo School" not in agencies and "Demo Refuge Trust" not in agencies
    assert "Demo Council" in agencies


def test_nobody_else_releases_or_reads_it(personas: Personas, child: Person, asked: FamilyPrint) -> None:
    for user in (personas.social_worker, personas.director, personas.administrator):
        with pytest.raises(NotPermitted):
            services.release(row=asked, by=user, police_may_be_told=False)
    with pytest.raises(NotFound):
        services.ask_for_print(by=personas.duty, person=child, for_whom="The father", key="")
    address = reverse("family_print", args=[asked.public_id])
    for user, code in ((personas.duty, 404), (personas.social_worker, 200), (personas.data_protection, 200)):
        client = Client()
        client.force_login(user, backend="accounts.backends.StaffBackend")
        assert client.get(address).status_code == code, user
