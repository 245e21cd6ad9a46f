"""The policy put into text once a request answers exactly as the policy built anew for each query."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, Q

from accounts.access import forget
from accounts.models import RoleAssignment, User
from core import clock
from core.data_classes import DataClass
from people import services
from people.enums import GrantKind, InvolvementKind, Restriction, StatusKind
from people.models import Grant, Involvement, Person, PersonStatus, SafetyWarning, Sighting
from people.visibility import card_clause, may_read, record_clause
from referrals.contacts.models import ContactPerson
from tests.personas import Personas


def anew(model: Any, user: User) -> set[int]:
    """The rows by the policy's clauses as Django builds them, without the text."""
    now = clock.now()
    on_record = Q(Exists(Person.objects.filter(record_clause(user, now), pk=OuterRef("person_id"))))
    if model.objects.all().data_class != DataClass.INDEX:
        found = (
            model.objects.filter(on_record)
            if may_read(user, model.objects.all().data_class)
            else model.objects.none()
        )
    else:
        on_card = Q(Exists(Person.objects.filter(card_clause(user, now), pk=OuterRef("person_id"))))
        ordinary = Q(is_sensitive=False) if hasattr(model, "is_sensitive") else Q()
        found = model.objects.filter((ordinary & on_card) | on_record)
    return set(found.values_list("pk", flat=True))


@pytest.fixture
def family(personas: Personas, as_system: None) -> list[Person]:
    """Someone of each kind of relation: led, a team's, an agency's, granted, restricted, sealed, nobody's."""
    by, now = personas.system, clock.now()
    made = [
        services.create_person(by=by, forename=f"Demo{number}", surname="Demotext") for number in range(7)
    ]
    services.involve(person=made[0], kind=InvolvementKind.LEAD, user=personas.social_worker, by=by)
    services.involve(
        person=made[1],
        kind=InvolvementKind.TEAM_AROUND,
        team=personas.camhs_nurse.memberships.get().team,
        by=by,
    )
    services.involve(person=made[2], kind=InvolvementKind.UNIVERSAL, agency=personas.referrer.agency, by=by)
    for place, kind in ((3, GrantKind.PURPOSE), (4, GrantKind.NAMED), (5, GrantKind.PURPOSE)):
        Grant.objects.create(
            person=made[place], user=personas.duty, kind=kind, reason="arranged", starts_at=now - timedelta(hours=1),
            ends_at=None if kind == GrantKind.NAMED else now + timedelta(hours=1), recorded_at=now, recorded_by=by,
        )  # fmt: skip
    Person.objects.filter(pk=made[4].pk).update(restriction=Restriction.RESTRICTED)
    Person.objects.filter(pk=made[5].pk).update(restriction=Restriction.SEALED)
    for person in made:
        PersonStatus.objects.create(
            person=person, kind=StatusKind.CONCERN, started_on=clock.today(), recorded_at=now, recorded_by=by
        )
        Sighting.objects.create(
            person=person, seen_at=now, seen_by=personas.duty, alone=True, recorded_at=now, recorded_by=by
        )
        SafetyWarning.objects.create(
            person=person,
            what="A dog",
            review_on=clock.today(),
            starts_on=clock.today(),
            recorded_at=now,
            recorded_by=by,
        )
    return made


@pytest.mark.parametrize("model", [Involvement, PersonStatus, Sighting, SafetyWarning, Grant])
def test_everyone_reads_the_same_rows(model: Any, personas: Personas, family: list[Person]) -> None:
    seen = set()
    for name, user in personas.everyone():
        rows = set(model.objects.visible_to(user).values_list("pk", flat=True))
        if model is not Grant:
            assert rows == anew(model, user), name
        # Asked again in the same request the text is there already.
        assert rows == set(model.objects.visible_to(user).values_list("pk", flat=True)), name
        seen |= rows
    assert seen


def test_everyone_finds_the_same_people(personas: Personas, family: list[Person]) -> None:
    for name, user in personas.everyone():
        seen = set(Person.objects.visible_to(user).filter(pk__in=[each.pk for each in family]))
        assert seen == set(
            Person.objects.filter(card_clause(user, clock.now()), pk__in=[each.pk for each in family])
        ), name


def test_it_holds_under_another_query_and_by_a_longer_path(personas: Personas, family: list[Person]) -> None:
    user = personas.social_worker
    rows = Sighting.objects.visible_to(user).filter(person=OuterRef("pk"))
    assert list(Person.objects.filter(Exists(rows))) == [family[0]]
    assert not ContactPerson.objects.visible_to(user).filter(person__in=family).exists()
    assert PersonStatus.objects.visible_to(user).filter(~Q(person=family[0]), person=family[6]).count() == 1


def test_a_grant_made_after_the_first_question_counts_at_once(
    personas: Personas, family: list[Person]
) -> None:
    user, nobodys = personas.duty, family[6]
    assert not Sighting.objects.visible_to(user).filter(person=nobodys).exists()
    now = clock.now()
    Grant.objects.create(
        person=nobodys, user=user, kind=GrantKind.PURPOSE, reason="arranged", starts_at=now,
        ends_at=now + timedelta(minutes=5), recorded_at=now, recorded_by=personas.system,
    )  # fmt: skip
    assert Sighting.objects.visible_to(user).filter(person=nobodys).exists()
    with clock.at(now + timedelta(minutes=6)):
        assert not Sighting.objects.visible_to(user).filter(person=nobodys).exists()


def test_a_role_that_ended_ends_the_text(personas: Personas, family: list[Person]) -> None:
    user = personas.social_worker
    assert Sighting.objects.visible_to(user).filter(person=family[0]).exists()
    RoleAssignment.objects.filter(user=user).update(ends_on=clock.today() - timedelta(days=1))
    forget(user)
    assert not Sighting.objects.visible_to(user).filter(person=family[0]).exists()
