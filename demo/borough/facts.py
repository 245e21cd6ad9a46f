"""Where people live and how old they are: round figures of our own, or the tables in REFDATA_DIR when it is set."""

import csv
import os
import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

# Ward: share of the people, postcode sectors, and communities beside the British one in households of a hundred.
WARDS: dict[str, tuple[float, tuple[str, ...], str]] = {
    "Altrincham": (4.6, ("WA14 1", "WA14 2", "WA14 4", "WA15 5"), "indian 5 chinese 4 irish 3 polish 2 arabic 2 pakistani 2"),
    "Ashton upon Mersey": (4.4, ("M33 1", "M33 5", "M33 6"), "indian 2 irish 3 polish 2 chinese 1"),
    "Bowdon": (4.4, ("WA14 2", "WA14 3"), "indian 5 chinese 4 irish 2 arabic 2"),
    "Broadheath": (5.4, ("WA14 5", "M33 4"), "indian 4 polish 3 chinese 3 african 2 arabic 1"),
    "Brooklands": (4.4, ("M33 3", "M33 4"), "indian 4 irish 3 chinese 2 pakistani 2"),
    "Bucklow-St Martins": (4.5, ("M31 4", "M33 5"), "polish 3 african 3 caribbean 2 irish 2"),
    "Davyhulme": (4.4, ("M41 7", "M41 8", "M31 2"), "polish 2 irish 2 indian 2"),
    "Flixton": (4.6, ("M41 5", "M41 6"), "irish 2 polish 2 indian 1"),
    "Gorse Hill & Cornbrook": (5.6, ("M32 0", "M16 0", "M15 4"), "pakistani 7 polish 5 african 6 indian 4 arabic 4 chinese 4"),
    "Hale": (4.4, ("WA15 8", "WA15 9"), "indian 3 chinese 2 irish 2 arabic 2"),
    "Hale Barns & Timperley South": (4.6, ("WA15 0", "WA15 8", "WA15 7"), "indian 6 pakistani 6 arabic 3 chinese 3"),
    "Longford": (5.4, ("M32 0", "M32 8", "M16 0"), "pakistani 18 indian 6 african 5 irish 4 arabic 4 polish 3 caribbean 3"),
    "Lostock & Barton": (4.8, ("M32 9", "M41 7", "M41 0"), "polish 4 african 4 pakistani 4 caribbean 2"),
    "Manor": (4.4, ("M33 4", "M33 5"), "irish 2 indian 2 polish 1 chinese 1"),
    "Old Trafford": (6.4, ("M16 9", "M16 7", "M15 5", "M16 8"), "pakistani 26 somali 7 caribbean 9 african 7 indian 6 arabic 6 bangladeshi 4"),
    "Sale Central": (4.8, ("M33 7", "M33 2", "M33 0"), "irish 4 polish 4 indian 3 chinese 2 african 2"),
    "Sale Moor": (4.6, ("M33 2", "M33 3"), "polish 4 african 3 pakistani 3 irish 3 caribbean 2"),
    "Stretford & Humphrey Park": (5.2, ("M32 8", "M32 9"), "pakistani 8 irish 5 polish 4 african 3 indian 3"),
    "Timperley Central": (4.4, ("WA15 7", "WA15 6"), "indian 4 chinese 3 pakistani 3 irish 2"),
    "Timperley North": (4.4, ("WA15 6",), "indian 3 polish 2 chinese 2"),
    "Urmston": (4.7, ("M41 9", "M41 0", "M41 5"), "irish 3 polish 2 indian 2"),
}  # fmt: skip
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_STREETS = (  # noqa: SIM905
    "Acacia Alder Ashfield Barlow Beech Birch Bradley Brook Byron Cedar Chapel Chester Church Cromwell Cross Derby Dovedale"
    " Eaton Elm Fairfield Ferndale Green Grosvenor Grove Hampton Hawthorn Hazel Heath Hillside Holly Kings Kingsway Larch"
    " Laurel Lime Linden Manor Maple Marlborough Mayfield Meadow Mersey Moss Newton Norfolk Northgate Oak Oakfield Orchard"
    " Park Poplar Priory Princess Queens Raglan Ravenswood Richmond Roebuck Rowan Sandringham Sefton Shelley Southfield"
    " Stanley Station Sycamore Temple Urban Victoria Walton Warwick Washway Wellington Westbourne Willow Windsor Woodlands York"
).split()
_KINDS = ("Road", "Road", "Road", "Avenue", "Avenue", "Street", "Drive", "Close", "Grove", "Crescent", "Lane")
_TOWNS = {"M15": "Manchester", "M16": "Manchester", "M31": "Manchester", "M32": "Stretford", "M33": "Sale", "M41": "Urmston",
          "WA14": "Altrincham", "WA15": "Altrincham"}  # fmt: skip
POSTCODES_A_SECTOR = 190


@dataclass(frozen=True, slots=True)
class Home:
    """A front door."""

    lines: str
    postcode: str
    ward: str


class Places:
    """Postcodes of each ward with their streets; every draw of a home comes from here."""

    def __init__(self, draw: random.Random) -> None:
        self.wards = list(WARDS)
        self.shares = list(accumulate(WARDS[name][0] for name in self.wards))
        postcodes = _real_postcodes() or _made_postcodes(draw)
        self.postcodes = {name: postcodes[name] for name in self.wards}
        self.streets: dict[str, str] = {}
        for name in self.wards:
            for postcode in self.postcodes[name]:
                self.streets[postcode] = f"{draw.choice(_STREETS)} {draw.choice(_KINDS)}"

    def ward(self, draw: random.Random) -> str:
        return draw.choices(self.wards, cum_weights=self.shares)[0]

    def home(self, draw: random.Random, ward: str = "") -> Home:
        ward = ward or self.ward(draw)
        postcode = draw.choice(self.postcodes[ward])
        flat = f"Flat {draw.randrange(1, 30)}, " if draw.random() < 0.15 else ""
        town = _TOWNS.get(postcode.split()[0], "Manchester")
        return Home(f"{flat}{draw.randrange(1, 140)} {self.streets[postcode]}, {town}", postcode, ward)


def _real_postcodes() -> dict[str, list[str]]:
    """The published table, when REFDATA_DIR holds it."""
    folder = os.environ.get("REFDATA_DIR", "")
    files = sorted(Path(folder).glob("trafford/trafford_postcodes_*.csv")) if folder else []
    if not files:
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    with files[-1].open(newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            found[row["ward_name"]].append(row["postcode"])
    return dict(found) if set(WARDS) <= set(found) else {}


def _made_postcodes(draw: random.Random) -> dict[str, list[str]]:
    """Invented ends to real sectors."""
    taken: set[str] = set()
    found: dict[str, list[str]] = {}
    for name, (_, sectors, _) in WARDS.items():
        found[name] = []
        for sector in sectors:
            for _ in range(POSTCODES_A_SECTOR):
                postcode = f"{sector}{draw.choice(_LETTERS)}{draw.choice(_LETTERS)}"
                if postcode not in taken:
                    taken.add(postcode)
                    found[name].append(postcode)
    return found


def communities(ward: str) -> tuple[list[str], list[float]]:
    """Communities of a ward and how many households of a hundred each has; the rest are British."""
    words = WARDS[ward][2].split()
    named = {words[place]: float(words[place + 1]) for place in range(0, len(words), 2)}
    names = ["british", *named]
    return names, list(accumulate([100 - sum(named.values()), *named.values()]))
