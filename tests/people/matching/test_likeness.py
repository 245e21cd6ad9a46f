"""How like two descriptions are, why, and what a machine may never decide (safety r)."""

from datetime import date

import pytest

from people.matching import compare, may_link_itself, told

NHS = "9434765919"
AMELIA = {
    "forename": "Amelia", "surname": "Ashworth", "born_on": date(2015, 6, 1), "sex": "F",
    "lines": "14 Oak Road, Sale", "postcode": "M33 3AA",
}  # fmt: skip


def test_the_same_child_with_a_slip_is_very_likely_and_says_why() -> None:
    like = compare(told(**AMELIA), told(**AMELIA | {"surname": "Ashwort", "postcode": "M33 7ZZ"}))
    assert like.words == "Very likely"
    assert "surname one slip apart" in like.because
    assert "born the same day" in like.because
    assert [each.field for each in like.evidence if not each.speaks_for] == ["postcode"]


def test_a_short_form_and_an_alias_are_evidence_of_the_same_name() -> None:
    kate = told(forename="Kate", surname="Demopatel", born_on=date(1990, 10, 10), aliases="Kate Demomoss")
    like = compare(kate, told(forename="Catherine", surname="Demomoss", born_on=date(1990, 10, 10)))
    assert "given names alike" in like.because
    assert "the same surname" in like.because


def test_names_in_each_others_place_are_found() -> None:
    like = compare(told(**AMELIA), told(**AMELIA | {"forename": "Ashworth", "surname": "Amelia"}))
    assert "given name and surname in each other's place" in like.because
    assert like.probability > 0.95


@pytest.mark.parametrize(
    ("other", "caution"),
    [
        ({"forename": "Amelie"}, "perhaps a twin"),
        ({"forename": "Olivia"}, "perhaps a twin"),
        ({"is_multiple_birth": True}, "one of twins or more"),
        ({"born_on": date(1986, 11, 23)}, "perhaps a namesake of the family"),
        ({"born_on": None, "expected_on": date(2026, 9, 1)}, "not born or not named yet"),
        ({"forename": "Baby"}, "not born or not named yet"),
    ],
)
def test_safety_r_relatives_carry_a_caution_above_the_evidence(other: dict, caution: str) -> None:
    like = compare(told(**AMELIA), told(**AMELIA | other))
    assert any(said.startswith(caution) for said in like.cautions)
    assert like.words != "Very likely"


def test_brothers_and_sisters_of_one_home_are_not_likely_one_person() -> None:
    sister = AMELIA | {"forename": "Grace", "born_on": date(2012, 1, 19)}
    assert compare(told(**AMELIA), told(**sister)).probability < 0.05


def test_a_stranger_of_the_same_name_is_only_possible() -> None:
    other = told(forename="Amelia", surname="Ashworth", born_on=date(2009, 12, 24), postcode="M16 0AB")
    assert compare(told(**AMELIA), other).probability < 0.05


def test_safety_r_a_machine_links_only_on_number_birth_and_name() -> None:
    full = AMELIA | {"nhs_number": NHS}
    assert may_link_itself(told(**full), told(**full))
    for change in (
        {"nhs_number": ""}, {"nhs_number": "9434765910"}, {"forename": "Amelie"}, {"born_on": date(2015, 6, 2)},
        {"is_multiple_birth": True}, {"surname": ""}, {"sex": "M"},
        {"born_on": None, "expected_on": date(2026, 9, 1)},
    ):  # fmt: skip
        assert not may_link_itself(told(**full), told(**full | change)), change
        assert not may_link_itself(told(**full | change), told(**full)), change
