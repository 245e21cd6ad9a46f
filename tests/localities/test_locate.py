"""Where a postcode lies, and which locality works with someone who has no fixed abode."""

from datetime import date

import pytest

from localities import facts
from localities.enums import Basis, Certainty
from localities.models import Locality, Postcode, ServiceArea, Ward, WardMembership
from localities.postcodes import normalise, sector_of
from localities.services import Located, Override, Stay, locate, place_for

TODAY = date(2027, 3, 31)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "kept"),
    [("m329an", "M32 9AN"), (" WA14 1 ab", "WA14 1AB"), ("M1 1AA", "M1 1AA"), ("M32", ""), ("nowhere", "")],
)
def test_a_postcode_is_put_right(written: str, kept: str) -> None:
    assert normalise(written) == kept


def test_a_sector_is_cut_from_a_postcode_or_taken_as_written_but_a_district_is_not_one() -> None:
    assert sector_of("m32 9an") == "M32 9"
    assert sector_of("WA14 1") == "WA14 1"
    assert sector_of("M31") == ""


def test_the_product_ships_four_localities_21_wards_and_28_services() -> None:
    assert list(Locality.objects.order_by("position").values_list("name", flat=True)) == [
        "North",
        "South",
        "Central",
        "West",
    ]
    assert Ward.objects.current(on=TODAY).count() == 21
    assert WardMembership.objects.current(on=TODAY).filter(mark="FACT").count() == 21
    assert ServiceArea.objects.current(on=TODAY).count() == 28
    assert len({sector for sectors in facts.SECTORS.values() for sector in sectors}) == 56


def test_before_2023_wards_are_the_old_ones_and_their_locality_is_marked_derived() -> None:
    rows = WardMembership.objects.current(on=date(2020, 1, 1))
    assert rows.count() == 21
    assert set(rows.values_list("mark", flat=True)) == {"DERIVED"}


def test_a_sector_alone_gives_a_locality_with_its_certainty_and_no_ward() -> None:
    found = locate("M32 8QQ", TODAY)
    assert (str(found.locality), found.ward, found.certainty) == ("North", None, Certainty.CERTAIN)
    assert locate("M33 4QQ", TODAY).certainty == Certainty.LIKELY
    assert locate("M21 2QQ", TODAY).certainty == Certainty.BORDER
    assert locate("LS1 1AA", TODAY) == Located(None, None, Certainty.NONE)


def test_before_the_wards_of_2023_a_sector_is_never_certain() -> None:
    assert locate("M32 8QQ", date(2020, 1, 1)).certainty == Certainty.LIKELY
    assert locate("M32 8QQ", date(2012, 1, 1)).locality is None


def test_the_full_table_gives_ward_and_locality_and_knows_what_is_outside() -> None:
    ward = Ward.objects.get(code="E05015242")
    Postcode.objects.create(postcode="M23 9ZZ", sector="M23 9", ward=ward, starts_on=facts.WARDS_2023_BEGAN)
    found = locate("m23 9zz", TODAY)
    assert (str(found.locality), str(found.ward), found.certainty) == ("South", "Broadheath", Certainty.EXACT)
    # In a border sector an unlisted postcode is another council's.
    assert locate("M23 9ZY", TODAY).locality is None


def _find(postcode: str, on: date) -> Located:
    places = {"M33 1AA": "Central", "M32 8AA": "North"}
    name = places.get(postcode)
    return (
        Located(Locality(name=name), None, Certainty.CERTAIN) if name else Located(None, None, Certainty.NONE)
    )


def test_no_fixed_abode_takes_the_last_settled_address_not_the_last_sofa() -> None:
    placed = place_for(
        stays=[
            Stay("M33 1AA", date(2024, 1, 1), date(2026, 3, 1)),
            Stay("M32 8AA", date(2022, 1, 1), date(2023, 12, 31)),
            Stay("M32 8AA", date(2026, 3, 2), date(2026, 4, 1), settled=False),
            Stay("", date(2026, 4, 2), None, settled=False),
        ],
        on=date(2026, 6, 5),
        find=_find,
    )
    assert (str(placed.locality), placed.basis) == ("Central", Basis.LAST_SETTLED)
    assert placed.reason == "settled there until 1 March 2026"


def test_with_no_settled_address_at_all_the_front_door_keeps_the_person() -> None:
    placed = place_for(stays=[Stay("", date(2026, 4, 2), None, settled=False)], on=TODAY, find=_find)
    assert (placed.locality, placed.basis) == (None, Basis.DUTY)
    assert placed.words.startswith("No locality yet")


def test_a_settled_home_outside_the_borough_is_not_replaced_by_an_older_one_inside() -> None:
    stays = [Stay("M33 1AA", date(2024, 1, 1), date(2025, 1, 1)), Stay("LS1 1AA", date(2025, 1, 2))]
    assert place_for(stays=stays, on=TODAY, find=_find).locality is None


def test_a_choice_with_a_reason_stands_above_the_address() -> None:
    chosen = Override(Locality(name="West"), "Sibling's team is in West")
    placed = place_for(stays=[Stay("M33 1AA", date(2024, 1, 1))], on=TODAY, override=chosen, find=_find)
    assert (str(placed.locality), placed.basis, placed.reason) == ("West", Basis.OVERRIDE, chosen.reason)
