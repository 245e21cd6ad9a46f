"""Extracts come as they come: every habit of typing is brought to one way of writing."""

import pytest

from people.linkage.cleaning import clean_date, clean_phone, describe, fold


@pytest.mark.parametrize(
    "typed",
    ["2014-03-09", "09/03/2014", "9.3.2014", "20140309", "9 Mar 2014", "9th March 2014", "09-03-14",
     "2014-03-09 00:00:00", "20140309.0"],
)  # fmt: skip
def test_a_date_of_birth_in_any_habit_of_typing_is_one_date(typed: str) -> None:
    assert clean_date(typed) == "20140309"


def test_a_mistyped_date_is_kept_as_evidence_and_words_are_none() -> None:
    assert clean_date("20143009") == "20143009"
    assert clean_date("about two") == ""


def test_accents_apostrophes_and_hyphens_make_no_other_name() -> None:
    assert fold("Siân O’Neill-Żółć") == "sian oneill zolc"
    row = describe({"given_name": "Mary-Jane", "surname": "O'Neill"})
    assert (row.given, row.surname) == ("maryjane", "oneill")


@pytest.mark.parametrize(
    "typed", ["Unborn", "Baby", "Baby of Sarah", "UNBORN SMITH", "Twin 1", "Infant", "Male"]
)
def test_what_stands_in_for_a_name_is_no_name(typed: str) -> None:
    row = describe({"given_name": typed, "surname": "Smith"})
    assert row.is_unnamed
    assert row.given == ""


@pytest.mark.parametrize("typed", ["", "NaN", "unknown", "Not known", "n/k", "-"])
def test_what_systems_write_for_nothing_is_nothing(typed: str) -> None:
    row = describe({"given_name": typed, "nhs_number": typed, "address_1": typed, "phone": typed})
    assert row == describe({})


def test_a_telephone_is_the_same_with_and_without_the_country() -> None:
    assert clean_phone("+44 7700 900123") == clean_phone("07700900123") == "7700900123"


def test_an_address_says_the_same_wherever_its_parts_stand() -> None:
    one = describe({"address_1": "Flat 2, 14 Oak Road", "address_2": "Sale", "town": "Manchester"})
    other = describe({"address_1": "Sale", "address_3": "Flat 2", "town": "14 Oak Road, Manchester"})
    assert set(one.parts) == set(other.parts)
    assert one.house == "2"
