"""What a text is read as: every habit of typing a date, numbers, places, and names with what is left."""

from datetime import date

import pytest

from people.search.nearby import near_dates, near_numbers, near_postcodes
from people.search.parts import Parts, parse

TODAY = date(2026, 11, 21)


def read(text: str) -> Parts:
    return parse(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2016", "03/04/2016", "3.4.2016", "3-4-16", "3/4/16", "3 4 2016", "3 apr 16", "3rd of April 2016",
        "April 3 2016", "apr 3rd, 2016", "2016-04-03", "2016/4/3", "20160403", "030416", "03042016",
    ],
)  # fmt: skip
def test_a_birth_date_is_read_in_any_habit(text: str) -> None:
    found = read(f"aisha {text} khan")
    assert found.born[0].digits == "20160403"
    assert found.words == ("aisha", "khan")


def test_day_and_month_may_be_swapped_but_count_less() -> None:
    first, second = read("3/4/2016").born
    assert (first.digits, second.digits) == ("20160403", "20160304")
    assert second.surety < first.surety
    assert [each.digits for each in read("3 april 2016").born] == ["20160403"]


def test_two_digits_of_a_year_are_this_century_or_the_last_never_the_future() -> None:
    assert {each.digits for each in read("1 jan 56").born} == {"19560101"}
    assert {each.digits for each in read("1 jan 16").born} == {"20160101", "19160101"}


def test_a_month_or_a_year_alone_is_a_weaker_part() -> None:
    assert read("khan april 2016").born[0].digits == "201604"
    assert read("khan 2016").born[0].digits == "2016"
    assert not read("khan 2016").born[0].is_day


def test_names_that_begin_like_months_stay_names() -> None:
    assert read("janet marsh 1980").words == ("janet", "marsh")
    assert read("april june may").words == ("april", "june", "may")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("943 476 5919", "nhs", "9434765919"),
        ("9434765919", "nhs", "9434765919"),
        ("A358400012001", "upn", "a358400012001"),
        ("07700 900123", "phones", "07700900123"),
        ("+44 7700 900123", "phones", "07700900123"),
        ("0044 1632 960123", "phones", "01632960123"),
        ("960 124 5", "phones", "9601245"),
        ("m33 7zz", "postcodes", "m337zz"),
        ("M337ZZ", "postcodes", "m337zz"),
        ("M33", "outward", "m33"),
        ("CN-26-00012", "references", "cn2600012"),
        ("cs2600012", "references", "cs2600012"),
        ("LA-77812", "numbers", "la77812"),
    ],
)
def test_numbers_and_places_are_known_by_their_shape(text: str, kind: str, value: str) -> None:
    assert value in getattr(read(f"khan {text}"), kind)
    assert read(f"khan {text}").words == ("khan",)


@pytest.mark.parametrize("text", ["MB3 1AA", "M33 1A", "M33 11AA", "N33 1AA"])
def test_a_mistyped_postcode_is_still_a_postcode(text: str) -> None:
    assert read(f"khan {text}").postcodes == (text.lower().replace(" ", ""),)


def test_a_street_with_its_number_is_an_address_and_a_surname_that_could_be_one_is_not() -> None:
    assert read("khan 12 Sandringham Road").street == ("12", "sandringham")
    assert read("sarah lane").words == ("sarah", "lane")


def test_everything_at_once() -> None:
    found = read("Khan, Aisha 3/4/16 M33 07700 900123 CS-26-00012")
    assert found.words == ("Khan", "Aisha")
    assert (found.outward, found.phones, found.references) == (("m33",), ("07700900123",), ("cs2600012",))


def test_near_misses_are_one_slip_away_and_dates_stay_dates() -> None:
    assert {"20160413", "20160304", "20060403", "20160404"} <= near_dates("20160403")
    assert "20160230" not in near_dates("20160220")
    assert "20160430" in near_dates("20160431")
    assert {"m331ab", "m313aa", "m331aa"} <= near_postcodes("m331aa")
    assert {"07700900124", "07700901023"} <= near_numbers("07700900123")
