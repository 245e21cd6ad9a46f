"""Postcodes as written by people: put right, cut to a sector. Pure functions."""

import re

_FULL = re.compile(r"^([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9])([A-Z]{2})$")
_SECTOR = re.compile(r"^([A-Z]{1,2}[0-9][0-9A-Z]?) ?([0-9])$")


def normalise(written: str) -> str:
    """`m329an` as `M32 9AN`; empty where it is not a whole postcode."""
    found = _FULL.match(re.sub(r"[^A-Za-z0-9]", "", written).upper())
    return f"{found[1]} {found[2]}{found[3]}" if found else ""


def sector_of(written: str) -> str:
    """The sector (`M32 9`) of a whole postcode, or of a sector written with its space; else empty."""
    if whole := normalise(written):
        return whole[:-2]
    found = _SECTOR.match(" ".join(written.upper().split()))
    # Without its space "M31" could be the district M31 or the sector "M3 1": a district is not a sector.
    return f"{found[1]} {found[2]}" if found and " " in written.strip() else ""
