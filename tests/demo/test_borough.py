"""The synthetic borough: the same for a seed, with history, families, second records and their truth, and a search index."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Max

from demo.borough.draw import Drawn
from demo.borough.facts import WARDS
from localities.facts import WARDS_2023
from people.models import Address, ContactPoint, HouseholdMember, Person, Relationship, SearchEntry
from people.search import search
from people.services.identity import clean_nhs_number, clean_upn
from tests.personas import Personas

NUMBER, SEED = 600, 41


def described() -> list[tuple[Any, ...]]:
    return list(
        Person.objects.order_by("pk").values_list(
            "public_id", "forename", "surname", "born_on", "nhs_number", "upn"
        )
    )


@pytest.fixture
def truth(tmp_path: Path, personas: Personas) -> list[dict[str, str]]:
    path = tmp_path / "truth.csv"
    call_command("borough", people=NUMBER, seed=SEED, truth=path, stdout=StringIO())
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def test_its_wards_are_the_boroughs() -> None:
    assert set(WARDS) == {name for _, name, *_ in WARDS_2023}


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    first, again, other = (
        [row for rows in Drawn(people=300, seed=seed).batches(100) for row in rows["Person"]]
        for seed in (5, 5, 6)
    )
    assert first == again
    assert {row["public_id"] for row in first}.isdisjoint(row["public_id"] for row in other)


@pytest.mark.django_db
def test_so_many_people_stand_there_with_valid_numbers(truth: list[dict[str, str]]) -> None:
    assert Person.objects.count() == NUMBER == len(truth)
    for number in Person.objects.exclude(nhs_number="").values_list("nhs_number", flat=True):
        assert clean_nhs_number(number) == number
    for number in Person.objects.exclude(upn="").values_list("upn", flat=True):
        assert clean_upn(number) == number
    assert not Person.objects.exclude(restriction="NONE").exists()


@pytest.mark.django_db
def test_families_share_homes_and_children_have_parents(truth: list[dict[str, str]]) -> None:
    assert Relationship.objects.filter(kind="PARENT", other__born_on__gt="2010-01-01").exists()
    assert HouseholdMember.objects.values("household").annotate(n=Count("pk")).filter(n__gt=2).exists()
    for row in Relationship.objects.filter(kind="PARENT").select_related("person", "other"):
        assert row.person.born_on < row.other.born_on
    assert (
        Address.objects.filter(locality__isnull=False, ward__isnull=False).count() == Address.objects.count()
    )
    right = ContactPoint.objects.exclude(person__nhs_number="")
    assert right.exists() and not right.exclude(value__startswith="01632").exists()


@pytest.mark.django_db
def test_the_truth_says_which_record_is_of_whom(truth: list[dict[str, str]]) -> None:
    second = [row for row in truth if row["public_id"] != row["person"]]
    assert second
    for row in second:
        record, person = (Person.objects.get(public_id=row[name]) for name in ("public_id", "person"))
        assert row["faults"]
        assert record.nhs_number == ""
        assert (record.forename, record.surname, record.born_on) != (
            person.forename,
            person.surname,
            person.born_on,
        ) or ("telephone" in row["faults"] or "postcode" in row["faults"])


@pytest.mark.django_db
def test_every_row_has_its_first_version_with_an_actor(truth: list[dict[str, str]]) -> None:
    for model in (Person, Address, HouseholdMember, Relationship):
        events = model._meta.apps.get_model(model._meta.app_label, f"{model.__name__}Event").objects.all()
        kept = events.filter(
            pgh_label="insert", pgh_context__by="SYSTEM", pgh_context__reason="synthetic borough"
        )
        assert kept.count() == model.objects.count()
        assert set(kept.values_list("pgh_obj_id", flat=True)) == set(
            model.objects.values_list("pk", flat=True)
        )


@pytest.mark.django_db
def test_everybody_is_found_at_once_and_what_comes_after_too(
    truth: list[dict[str, str]], personas: Personas
) -> None:
    assert SearchEntry.objects.count() == NUMBER
    person = Person.objects.exclude(nhs_number="").first()
    assert person is not None
    assert search(person.nhs_number, reader=personas.duty)[0].person == person
    highest = Person.objects.aggregate(top=Max("pk"))["top"]
    from people import services

    later = services.create_person(by=personas.system, forename="Later", surname="Zqdemo")
    assert later.pk > highest
    assert search("zqdemo", reader=personas.duty)[0].person == later


@pytest.mark.django_db
def test_a_borough_that_is_here_already_is_refused(truth: list[dict[str, str]]) -> None:
    before = described()
    with pytest.raises(CommandError, match="already"):
        call_command("borough", people=NUMBER, seed=SEED)
    assert described() == before
