"""The postcode table and boundary files come in whole, twice without change; refusals say why."""

import csv
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from localities import facts
from localities.enums import Certainty
from localities.models import GeographyImport, Outline, Postcode, Ward
from localities.services import locate

pytestmark = pytest.mark.django_db
HEAD = (
    "postcode,ward_code,ward_name,msoa_code,msoa_hcl_name,lsoa_code,lsoa_name,"
    "locality,la_code,la_name,lon,lat\n"
)
GORSE = 'E05015247,Gorse Hill & Cornbrook,E02001259,"Old Trafford, North",E01034001,Trafford 001H'
TAIL = "E08000009,Trafford,-2.26046,53.465578\n"


def _run(*paths: Path, **options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_geography", *map(str, paths), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "postcodes.csv"
    path.write_text(HEAD + f"M15 4AB,{GORSE},North,{TAIL}" + f"m154ad,{GORSE},North,{TAIL}")
    return path


def test_a_table_comes_in_and_a_second_time_changes_nothing(table: Path) -> None:
    out, _ = _run(table)
    assert "2 read, 2 added" in out
    out, _ = _run(table)
    assert "0 added, 0 changed, 2 as they were" in out
    assert Postcode.objects.count() == 2
    assert GeographyImport.objects.count() == 2
    found = locate("M15 4AD", facts.WARDS_2023_BEGAN)
    assert (str(found.ward), str(found.locality)) == ("Gorse Hill & Cornbrook", "North")
    assert found.certainty == Certainty.EXACT


def test_rows_are_refused_with_the_reason_and_the_rest_kept(tmp_path: Path) -> None:
    path = tmp_path / "postcodes.csv"
    path.write_text(
        HEAD
        + f"M15 4AB,{GORSE},North,{TAIL}"
        + f"M15 4AB,{GORSE},North,{TAIL}"
        + f"nowhere,{GORSE},North,{TAIL}"
        + f"M15 4AE,{GORSE},South,{TAIL}"
        + f"M15 4AF,E05099999,Atlantis,,,,,Nowhere,{TAIL}"
        + f"M15 4AG,{GORSE},North,E08000009,Trafford,far,away\n"
    )
    out, err = _run(path)
    assert "6 read, 1 added" in out
    assert "5 refused" in out
    for why in ("twice", "is not a postcode", "“South”", "E05099999 is not known", "“far”"):
        assert why in err, why


def test_a_new_table_from_a_day_ends_what_held_before(table: Path, tmp_path: Path) -> None:
    _run(table)
    later = tmp_path / "later.csv"
    later.write_text(HEAD + f"M15 4AB,E05015253,Old Trafford,,,,,North,{TAIL}")
    _run(later, starts_on=facts.date(2027, 1, 1))
    assert str(locate("M15 4AB", facts.date(2026, 12, 31)).ward) == "Gorse Hill & Cornbrook"
    assert str(locate("M15 4AB", facts.date(2027, 1, 1)).ward) == "Old Trafford"


def test_a_file_that_is_neither_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sums.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="neither a postcode table nor a boundary file"):
        _run(path)
    with pytest.raises(CommandError, match="cannot be read"):
        _run(tmp_path / "absent.csv")


def test_boundaries_come_in_simplified_and_what_is_no_polygon_is_refused(tmp_path: Path) -> None:
    square = [[[x / 1000, 0] for x in range(100)] + [[0.099, 0.1], [0, 0.1], [0, 0]]]
    features = [
        {"properties": {"area_name": "North"}, "geometry": {"type": "Polygon", "coordinates": square}},
        {
            "properties": {"area_code": "E05015239", "area_name": "Altrincham"},
            "geometry": {"type": "MultiPolygon", "coordinates": [square]},
        },
        {"properties": {"area_name": "East"}, "geometry": {"type": "Polygon", "coordinates": square}},
        {"properties": {"area_name": "North"}, "geometry": {"type": "Point", "coordinates": [0, 0]}},
    ]
    path = tmp_path / "outlines.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    out, err = _run(path)
    assert "2 added" in out
    assert "“East” has no code and is no locality" in err
    assert "not a polygon" in err
    assert len(Outline.objects.get(kind="LOCALITY", code="N").rings[0]) <= 6
    assert "2 as they were" in _run(path)[0]


REFDATA = os.environ.get("REFDATA_DIR", "")


@pytest.mark.skipif(
    not REFDATA, reason="REFDATA_DIR is not set: the real postcode table is not part of the product"
)
def test_every_real_postcode_lands_in_its_ward_and_locality() -> None:
    folder = Path(REFDATA) / "trafford"
    table = folder / "trafford_postcodes_2025-02.csv"
    out, _ = _run(table, *sorted(folder.glob("trafford_*.geojson")))
    assert "11,264 added, 0 changed, 0 as they were, 0 refused" in out
    wrong = []
    with table.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        found = locate(row["postcode"], facts.date(2027, 3, 31))
        if (str(found.ward), str(found.locality)) != (row["ward_name"], row["locality"]):
            wrong.append(row["postcode"])
    assert len(rows) == 11_264
    assert wrong == []
    assert Outline.objects.filter(kind="WARD").count() == 42
    assert Outline.objects.filter(kind="LOCALITY").count() == 4
    assert Ward.objects.count() == 42
