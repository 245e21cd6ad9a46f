"""The index is right after every change, in its own transaction, and the same whether written one by one or at once."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from people import services
from people.enums import AddressKind, ReferenceKind
from people.models import Person, SearchEntry
from people.search.index import rebuild, write_lines_at_once
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def lukasz(personas: Personas) -> Person:
    person = services.create_person(
        by=personas.system,
        forename="Łukasz",
        surname="O'Brien-Demo",
        born_on=date(2016, 4, 3),
        nhs_number="943 476 5919",
    )
    services.move_to(person=person, by=personas.system, lines="12 Demo Road, Sale", postcode="M33 1AA")
    services.add_contact_point(person=person, by=personas.system, kind="PHONE", value="+44 1632 960123")
    return person


def keys(person: Person) -> set[str]:
    return set(SearchEntry.objects.get(person=person).keys)


def test_everything_recorded_is_there_at_once(lukasz: Person) -> None:
    assert keys(lukasz) == {
        "n:lukasz", "n:obrien", "n:demo", "n:obriendemo", "b:20160403", "i:9434765919", "p:m331aa", "o:m33", "h:12",
        "h:demo", "h:road", "h:sale", "t:01632960123",
    }  # fmt: skip


def test_a_corrected_name_and_birth_take_the_place_of_the_old(lukasz: Person, personas: Personas) -> None:
    services.update_person(person=lukasz, by=personas.system, version=1, forename="Lucas", nhs_number="")
    services.correct_birth(person=lukasz, by=personas.system, reason="certificate", born_on=date(2016, 3, 4))
    assert {"n:lucas", "b:20160304"} <= keys(lukasz)
    assert not {"n:lukasz", "b:20160403", "i:9434765919"} & keys(lukasz)


def test_an_alias_and_a_reference_are_added_and_a_move_forgets_the_old_home(
    lukasz: Person, personas: Personas
) -> None:
    by = personas.system
    services.add_name(person=lukasz, by=by, forename="Luke", surname="Demoalias")
    services.record_reference(person=lukasz, kind=ReferenceKind.CASE, reference="CS-26-00077", by=by)
    services.record_reference(person=lukasz, kind=ReferenceKind.CONTACT, reference="CN-26-00078", by=by)
    services.move_to(person=lukasz, by=by, lines="1 New Street", postcode="M41 9ZZ")
    assert {"a:luke", "a:demoalias", "r:cs2600077", "q:cn2600078", "p:m419zz"} <= keys(lukasz)
    assert not {"p:m331aa", "h:sale"} & keys(lukasz)


@pytest.mark.parametrize("kind", [AddressKind.HOSTEL, AddressKind.PLACEMENT, AddressKind.HOSPITAL])
def test_safety_l_a_communal_place_finds_nobody(lukasz: Person, personas: Personas, kind: str) -> None:
    services.move_to(person=lukasz, by=personas.system, lines="2 Shared House", postcode="M16 9AA", kind=kind)
    assert not [key for key in keys(lukasz) if key[0] in "poh"]


def test_safety_l_whoever_has_a_confidential_address_is_found_by_no_place_and_no_telephone(
    lukasz: Person, personas: Personas
) -> None:
    services.add_safe_address(
        person=lukasz, by=personas.system, lines="Refuge", postcode="M41 1AA", reason="moved in the night"
    )
    assert keys(lukasz) == {"n:lukasz", "n:obrien", "n:demo", "n:obriendemo", "b:20160403", "i:9434765919"}
    services.move_to(person=lukasz, by=personas.system, lines="3 Known Road", postcode="M32 1AA")
    assert not [key for key in keys(lukasz) if key[0] in "poht"]


def test_an_unborn_child_is_found_by_the_day_it_is_due(personas: Personas) -> None:
    child = services.create_person(by=personas.system, surname="Demounborn", expected_on=date(2027, 8, 14))
    assert keys(child) == {"n:demounborn", "e:20270814"}


def test_one_by_one_and_at_once_write_the_same_lines(lukasz: Person, personas: Personas) -> None:
    other = services.create_person(by=personas.system, forename="Ada Mae", surname="al-Demo")
    services.add_name(person=other, by=personas.system, forename="", surname="O Brien")
    before = list(SearchEntry.objects.order_by("pk").values_list("pk", "name", "keys", "terms"))
    SearchEntry.objects.all().delete()
    assert rebuild([lukasz.pk, other.pk]) == 2
    assert list(SearchEntry.objects.order_by("pk").values_list("pk", "name", "keys", "terms")) == before
    SearchEntry.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_search_rebuild()")
    assert list(SearchEntry.objects.order_by("pk").values_list("pk", "name", "keys", "terms")) == before


def test_a_bulk_load_writes_its_lines_at_its_end(personas: Personas) -> None:
    with write_lines_at_once() as index:
        person = services.create_person(by=personas.system, forename="Bulk", surname="Demoload")
        assert not SearchEntry.objects.filter(person=person).exists()
        assert index([person.pk]) == 1
    assert "n:demoload" in keys(person)
    later = services.create_person(by=personas.system, forename="Later", surname="Demoload")
    assert "n:later" in keys(later)


def test_a_rebuild_mends_what_is_wrong_and_says_how_much(lukasz: Person) -> None:
    SearchEntry.objects.filter(person=lukasz).update(keys=["n:wrong"], terms="'nwrong'")
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert "1 lines were not" in out.getvalue()
    assert "n:lukasz" in keys(lukasz)
    call_command("rebuild_search", stdout=out)
    assert "0 lines were not" in out.getvalue()
