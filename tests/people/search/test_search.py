"""Whom a search finds, as whom, how well and why; nobody hidden ever shows, near misses find, order is by fit."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Agency, User
from people import services
from people.enums import InvolvementKind, Level, ReferenceKind, Restriction
from people.models import Person
from people.search import Hit, hidden_named, search
from people.search.index import rebuild
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def malgorzata(personas: Personas) -> Person:
    by = personas.system
    person = services.create_person(
        by=by, forename="Małgorzata", surname="Zqdemowska", born_on=date(2016, 4, 3), nhs_number="943 476 5919",
        local_id="LA77812",
    )  # fmt: skip
    services.move_to(person=person, by=by, lines="12 Sandringham Road, Sale", postcode="M33 1AB")
    services.add_contact_point(person=person, by=by, kind="PHONE", value="01632 960 123")
    services.add_name(person=person, by=by, forename="Gosia", surname="Zqformer")
    services.record_reference(person=person, kind=ReferenceKind.CASE, reference="CS-26-00077", by=by)
    services.record_reference(person=person, kind=ReferenceKind.CONTACT, reference="CN-26-00078", by=by)
    return person


def found(text: str, reader: User) -> list[Hit]:
    return search(text, reader=reader, limit=30)


@pytest.mark.parametrize(
    "text",
    [
        "Małgorzata Zqdemowska", "malgorzata zqdemowska", "zqdemowska malgorzata", "gosia zqdemowska", "zqdem",
        "malgorzta zqdemowska", "zqdemovska", "margaret zqdemowska 3/4/16", "zqformer",
        "zqdemowska 03042016", "zqdemowska 4/3/2016", "zqdemowska 3/4/2015", "943 476 5919", "la77812",
        "zqdemowska m33 1ab", "malgorzata m33 1ac", "zqdemowska 01632960124", "malgorzata 960123",
        "12 sandringham road zqdemowska", "CS-26-00077", "malgorzata zqdemowska M33",
        # Two things wrong at once.
        "malgorzata zqdemovski 3/4/2061", "zqdemowska gosia 01632 906 123",
    ],
)  # fmt: skip
def test_it_finds_by_whatever_is_known(text: str, malgorzata: Person, personas: Personas) -> None:
    hits = found(text, personas.duty)
    assert [hit.person for hit in hits][:1] == [malgorzata]
    assert hits[0].why
    assert 0 < hits[0].score <= 1


@pytest.mark.parametrize(
    "text", ["", "z", "zqnobody", "5 may 1990", "m33 1ac", "01632 960 999", "CS-26-99999"]
)
def test_what_fits_nobody_finds_nobody(text: str, malgorzata: Person, personas: Personas) -> None:
    assert malgorzata not in [hit.person for hit in found(text, personas.duty)]


def test_the_level_is_what_the_reader_may_see(malgorzata: Person, personas: Personas) -> None:
    services.involve(
        person=malgorzata, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
    )
    assert found("zqdemowska", personas.social_worker)[0].level == Level.RECORD
    assert found("zqdemowska", personas.social_worker_other)[0].level == Level.CARD
    assert found("zqdemowska", personas.stranger) == []
    assert found("zqdemowska", personas.administrator) == []


def test_a_referrer_searches_the_own_roll_by_name_and_birth_never_by_place_telephone_or_alias(
    malgorzata: Person, personas: Personas
) -> None:
    services.involve(
        person=malgorzata, kind=InvolvementKind.UNIVERSAL, agency=Agency.objects.get(name="Demo School"),
        by=personas.system,
    )  # fmt: skip
    for text in ("zqdemowska", "malgorzata 3/4/2016", "9434765919"):
        assert [hit.person for hit in found(text, personas.referrer)] == [malgorzata], text
    for text in ("m33 1ab", "01632 960 123", "zqformer", "CS-26-00077", "12 sandringham road"):
        assert found(text, personas.referrer) == [], text


def test_a_concerns_reference_names_its_person_only_to_whoever_may_open_the_record(
    malgorzata: Person, personas: Personas
) -> None:
    services.involve(
        person=malgorzata, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system
    )
    assert [hit.person for hit in found("CN-26-00078", personas.social_worker)] == [malgorzata]
    assert found("CN-26-00078", personas.social_worker_other) == []
    assert [hit.person for hit in found("CS-26-00077", personas.social_worker_other)] == [malgorzata]


def test_a_restricted_person_is_found_by_the_named_list_alone_and_moves_nobody(
    malgorzata: Person, personas: Personas
) -> None:
    by = personas.system
    others = [
        services.create_person(by=by, forename="Malgorzata", surname=f"Zqdemowsk{letter}") for letter in "yi"
    ]
    services.name_on_list(by=by, user=personas.chair, person=malgorzata, reason="her reviewing officer")
    services.restrict(person=malgorzata, by=by, restriction=Restriction.RESTRICTED, reason="staff family")
    rest = [hit.person for hit in found("malgorzata zqdemowska", personas.duty)]
    with_her = [
        (hit.person, hit.score, hit.why) for hit in found("malgorzata zqdemowska 3/4/16", personas.duty)
    ]
    assert set(rest) == set(others)
    assert found("malgorzata zqdemowska", personas.chair)[0].person == malgorzata
    Person.objects.filter(pk=malgorzata.pk).update(
        surname="Elsewhere", forename="Nobody", born_on=None, birth_certainty="UNKNOWN"
    )
    rebuild([malgorzata.pk])
    after = [(hit.person, hit.score, hit.why) for hit in found("malgorzata zqdemowska 3/4/16", personas.duty)]
    assert after == with_her


@pytest.mark.parametrize(
    "text",
    [
        "malgorzata zqdemowska",
        "zqdemowska, gosia",
        "9434765919",
        "zqdemowska 3/4/16",
        "CS-26-00077",
        "la77812",
    ],
)
def test_a_hidden_person_named_in_full_is_noticed(text: str, malgorzata: Person, personas: Personas) -> None:
    assert hidden_named(text) == []
    services.restrict(
        person=malgorzata, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    assert hidden_named(text) == [malgorzata]


@pytest.mark.parametrize("text", ["zqdemowska", "malgorzata", "3/4/2016", "malgorzata zqother", "m33 1ab"])
def test_a_hidden_person_half_named_is_not(text: str, malgorzata: Person, personas: Personas) -> None:
    services.restrict(
        person=malgorzata, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    assert hidden_named(text) == []


def test_the_best_fit_stands_first_and_the_poor_are_left_out(malgorzata: Person, personas: Personas) -> None:
    by = personas.system
    twin = services.create_person(by=by, forename="Małgosia", surname="Zqdemowska", born_on=date(2016, 4, 3))
    born_too = services.create_person(by=by, forename="Peter", surname="Zqjones", born_on=date(2016, 4, 3))
    hits = [hit.person for hit in found("Malgorzata Zqdemowska 3/4/2016", personas.duty)]
    assert hits[:2] == [malgorzata, twin]
    assert born_too not in hits


def test_it_asks_as_often_for_many_as_for_one(malgorzata: Person, personas: Personas) -> None:
    reader = personas.duty
    found("zqdemowska", reader)
    with CaptureQueriesContext(connection) as one:
        found("zqdemowska", reader)
    for number in range(12):
        services.create_person(by=personas.system, forename=f"Kid{number}", surname="Zqdemowska")
    with CaptureQueriesContext(connection) as many:
        assert len(found("zqdemowska", reader)) == 13
    assert len(many) <= len(one)


@pytest.mark.parametrize(
    "text", ["'; drop", "\\' | (", "a:* & !b", "<->", "%_%", "'n' 'x' \\", "(((", "\x00nul"]
)
def test_what_looks_like_a_query_is_only_text(text: str, malgorzata: Person, personas: Personas) -> None:
    assert malgorzata not in [hit.person for hit in found(text, personas.duty)]
