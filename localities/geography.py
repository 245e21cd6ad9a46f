"""Bulk import of places: the postcode table (CSV) and boundary files (GeoJSON), each whole or not at all.

Reading a file twice changes nothing. A row that cannot be kept is refused with the reason; the others stand.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import Any

from django.db import transaction

from core import clock
from core.errors import DomainError
from core.history import SYSTEM_ACTOR, acting
from localities import facts
from localities.enums import Membership, OutlineKind
from localities.models import GeographyImport, Locality, Outline, Postcode, Ward, WardMembership
from localities.outlines import simplified
from localities.postcodes import normalise, sector_of

Progress = Callable[[int], None]
POSTCODE_COLUMNS = {"postcode", "ward_code", "ward_name", "locality"}
CHANGING = ("sector", "ward_id", "lsoa_code", "msoa_code", "longitude", "latitude")
CENSUS_AREAS_BEGAN = date(2021, 3, 21)
BATCH = 2000
# First letters of national area codes -> what the outline is of.
KIND_BY_CODE = {
    "E01": OutlineKind.LSOA,
    "E02": OutlineKind.MSOA,
    "E05": OutlineKind.WARD,
    "E08": OutlineKind.BOROUGH,
}


@dataclass
class Outcome:
    """What became of one file: rows read, added, changed, as they were, and each refusal with its why."""

    filename: str
    kind: str
    read: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)

    @property
    def kept(self) -> int:
        return self.added + self.changed + self.same


class RefusedRow(Exception):
    """This row cannot be kept, and why."""


def import_file(path: Path, *, starts_on: date | None = None, progress: Progress | None = None) -> Outcome:
    """Read one file of places in the system's name; what kind it is, its content says."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DomainError(f"{path.name} cannot be read: {error.strerror}.") from error
    tell = progress or (lambda done: None)
    with transaction.atomic(), acting(by=SYSTEM_ACTOR, reason=f"import of {path.name}"):
        text = _decoded(content, path.name)
        if text.lstrip().startswith("{"):
            outcome = _import_outlines(text, filename=path.name, progress=tell)
        else:
            outcome = _import_postcodes(text, filename=path.name, starts_on=starts_on, progress=tell)
        GeographyImport.objects.create(
            filename=path.name[:160],
            sha256=hashlib.sha256(content).hexdigest(),
            kind=outcome.kind,
            rows_read=outcome.read,
            rows_kept=outcome.kept,
            rows_refused=len(outcome.refused),
            imported_at=clock.now(),
        )
    return outcome


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError(f"{name} is not text in UTF-8.") from error


class _Wards:
    """The wards of the file: known ones checked against their locality, new ones made."""

    def __init__(self, starts_on: date | None) -> None:
        self.starts_on = starts_on
        self.wards = {ward.code: ward for ward in Ward.objects.all()}
        self.localities = {place.name.casefold(): place for place in Locality.objects.all()}
        self.members = {row.ward_id: row.locality_id for row in WardMembership.objects.order_by("starts_on")}

    def find(self, *, code: str, name: str, locality: str) -> Ward:
        place = self.localities.get(locality.casefold())
        ward = self.wards.get(code)
        if ward is None:
            if not code or not name:
                raise RefusedRow("no ward is given")
            if place is None:
                raise RefusedRow(f"ward {code} is not known and neither is its locality “{locality}”")
            ward = self._make(code=code, name=name, place=place)
        if locality and (place is None or self.members.get(ward.pk) != place.pk):
            raise RefusedRow(
                f"the file puts ward {ward.name} in “{locality}”, the borough's own table does not"
            )
        return ward

    def _make(self, *, code: str, name: str, place: Locality) -> Ward:
        day = self.starts_on or facts.WARDS_2023_BEGAN
        ward: Ward = Ward.objects.create(code=code, name=name, ward_set=day.year, starts_on=day)
        WardMembership.objects.create(ward=ward, locality=place, starts_on=day, mark=Membership.FACT)
        self.wards[code], self.members[ward.pk] = ward, place.pk
        return ward


def _import_postcodes(text: str, *, filename: str, starts_on: date | None, progress: Progress) -> Outcome:
    lines = csv.DictReader(StringIO(text, newline=""))
    missing = POSTCODE_COLUMNS - set(lines.fieldnames or ())
    if missing:
        raise DomainError(
            f"{filename} is neither a postcode table nor a boundary file:"
            f" it lacks {', '.join(sorted(missing))}."
        )
    outcome = Outcome(filename, "POSTCODES")
    wards = _Wards(starts_on)
    kept = {row.postcode: row for row in Postcode.objects.filter(ends_on__isnull=True)}
    new: list[Postcode] = []
    changed: list[Postcode] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=2):
        outcome.read += 1
        try:
            row = _postcode(line, wards=wards, starts_on=starts_on)
            if row.postcode in seen:
                raise RefusedRow(f"{row.postcode} stands in the file twice")
        except RefusedRow as why:
            outcome.refused.append((number, str(why)))
            continue
        seen.add(row.postcode)
        _compare(kept.get(row.postcode), row, starts_on=starts_on, new=new, changed=changed, outcome=outcome)
        if outcome.read % BATCH == 0:
            progress(outcome.read)
    Postcode.objects.bulk_update(changed, [*CHANGING[1:], "sector", "ends_on"], batch_size=BATCH)
    Postcode.objects.bulk_create(new, batch_size=BATCH)
    progress(outcome.read)
    return outcome


def _postcode(line: dict[str, Any], *, wards: _Wards, starts_on: date | None) -> Postcode:
    value = {key: str(content or "").strip() for key, content in line.items() if key}
    postcode = normalise(value["postcode"])
    if not postcode:
        raise RefusedRow(f"“{value['postcode']}” is not a postcode")
    ward = wards.find(code=value["ward_code"], name=value["ward_name"], locality=value["locality"])
    return Postcode(
        postcode=postcode,
        sector=sector_of(postcode),
        ward=ward,
        lsoa_code=value.get("lsoa_code", "")[:9],
        msoa_code=value.get("msoa_code", "")[:9],
        longitude=_degrees(value.get("lon", ""), limit=180),
        latitude=_degrees(value.get("lat", ""), limit=90),
        starts_on=starts_on or ward.starts_on,
    )


def _degrees(written: str, *, limit: int) -> Decimal | None:
    if not written:
        return None
    try:
        degrees = Decimal(written)
    except InvalidOperation as error:
        raise RefusedRow(f"“{written}” is not a number of degrees") from error
    if not degrees.is_finite() or abs(degrees) > limit:
        raise RefusedRow(f"“{written}” is not a number of degrees")
    return degrees.quantize(Decimal("0.000001"))


def _compare(
    old: Postcode | None,
    row: Postcode,
    *,
    starts_on: date | None,
    new: list[Postcode],
    changed: list[Postcode],
    outcome: Outcome,
) -> None:
    if old is None:
        new.append(row)
        outcome.added += 1
    elif all(getattr(old, name) == getattr(row, name) for name in CHANGING):
        outcome.same += 1
    elif starts_on is not None and starts_on > old.starts_on:
        # A change of boundary, not a correction: what held before keeps its dates.
        old.ends_on = starts_on - timedelta(days=1)
        changed.append(old)
        new.append(row)
        outcome.changed += 1
    else:
        for name in CHANGING:
            setattr(old, name, getattr(row, name))
        changed.append(old)
        outcome.changed += 1


def _import_outlines(text: str, *, filename: str, progress: Progress) -> Outcome:
    try:
        features = json.loads(text)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise DomainError(f"{filename} is not GeoJSON with features.") from error
    outcome = Outcome(filename, "OUTLINES")
    wards = {ward.code: ward for ward in Ward.objects.all()}
    places = {place.name.casefold(): place for place in Locality.objects.all()}
    for number, feature in enumerate(features, start=1):
        outcome.read += 1
        try:
            row = _outline(feature, wards=wards, places=places)
        except RefusedRow as why:
            outcome.refused.append((number, str(why)))
            continue
        old = Outline.objects.filter(kind=row.kind, code=row.code, starts_on=row.starts_on).first()
        if old is None:
            row.save()
            outcome.added += 1
        elif (old.name, old.rings, old.ends_on) == (row.name, row.rings, row.ends_on):
            outcome.same += 1
        else:
            old.name, old.rings, old.ends_on = row.name, row.rings, row.ends_on
            old.save(update_fields=["name", "rings", "ends_on"])
            outcome.changed += 1
    progress(outcome.read)
    return outcome


def _outline(feature: Any, *, wards: dict[str, Ward], places: dict[str, Locality]) -> Outline:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise RefusedRow("it is not a feature with properties")
    code = str(feature["properties"].get("area_code") or "").strip()
    name = str(feature["properties"].get("area_name") or "").strip()
    rings = simplified(list(_rings(feature.get("geometry"))))
    if not rings:
        raise RefusedRow(f"{name or 'it'} has no outline")
    if not code:
        place = places.get(name.casefold())
        if place is None:
            raise RefusedRow(f"“{name}” has no code and is no locality")
        return Outline(
            kind=OutlineKind.LOCALITY,
            code=place.code,
            name=place.name,
            rings=rings,
            starts_on=place.starts_on,
        )
    kind = KIND_BY_CODE.get(code[:3])
    if kind is None:
        raise RefusedRow(f"{code} is not the code of a ward, a census area or a borough")
    starts_on, ends_on = facts.LOCALITIES_BEGAN, None
    if kind == OutlineKind.WARD:
        if code not in wards:
            raise RefusedRow(f"ward {code} {name} is not of this borough")
        starts_on, ends_on = wards[code].starts_on, wards[code].ends_on
    elif kind in (OutlineKind.LSOA, OutlineKind.MSOA):
        starts_on = CENSUS_AREAS_BEGAN
    return Outline(kind=kind, code=code, name=name[:60], rings=rings, starts_on=starts_on, ends_on=ends_on)


def _rings(geometry: Any) -> Iterator[list[tuple[float, float]]]:
    """The outer ring of each polygon; holes do not matter on a map this small."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise RefusedRow("it is not a polygon")
    try:
        polygons: Iterable[Any] = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        for polygon in polygons:
            yield [(float(point[0]), float(point[1])) for point in polygon[0]]
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise RefusedRow("its points cannot be read") from error
