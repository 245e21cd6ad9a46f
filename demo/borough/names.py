"""Who is called what: by community, sex and year of birth (demo/borough/names.txt); commoner names come more often.

With REFDATA_DIR set, British children born since 1996 bear names as often as they were given.
"""

import csv
import os
import random
from collections import defaultdict
from itertools import accumulate
from pathlib import Path

_FILE = Path(__file__).parent / "names.txt"
Weighed = tuple[list[str], list[float]]


def _weighed(names: list[str], weights: list[float] | None = None, *, flat: int = 4) -> Weighed:
    """A list with the sums of its weights: Zipf's law where nobody has counted, flatter for surnames."""
    return names, list(accumulate(weights or [1 / (rank + flat) ** 0.9 for rank in range(len(names))]))


class Names:
    """Draws forenames and surnames."""

    def __init__(self) -> None:
        self.surnames: dict[str, Weighed] = {}
        self.forenames: dict[tuple[str, str], list[tuple[int, Weighed]]] = defaultdict(list)
        for line in _FILE.read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            community, kind, names = (part.strip() for part in line.split(" : "))
            if kind == "surname":
                self.surnames[community] = _weighed(names.split(), flat=30 if community == "british" else 8)
            else:
                sex, since = kind.split()
                self.forenames[community, sex.upper()].append((int(since), _weighed(names.split())))
        self.counted = _counted()

    def surname(self, draw: random.Random, community: str) -> str:
        names, weights = self.surnames[community]
        return draw.choices(names, cum_weights=weights)[0]

    def forename(self, draw: random.Random, community: str, sex: str, year: int) -> str:
        counted = self.counted.get((year, sex)) if community == "british" else None
        if counted is None:
            eras = self.forenames[community, sex]
            counted = next((names for since, names in reversed(eras) if since <= year), eras[0][1])
        names, weights = counted
        return draw.choices(names, cum_weights=weights)[0]


def _counted() -> dict[tuple[int, str], Weighed]:
    """Names given in England and Wales by year, when REFDATA_DIR holds the table."""
    folder = os.environ.get("REFDATA_DIR", "")
    files = sorted(Path(folder).glob("names/england_wales_babynames_*.csv")) if folder else []
    if not files:
        return {}
    rows: dict[tuple[int, str], tuple[list[str], list[float]]] = defaultdict(lambda: ([], []))
    with files[-1].open(newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            names, counts = rows[int(row["year"]), row["sex"]]
            names.append(row["name"])
            counts.append(float(row["count"]))
    return {key: _weighed(names, counts) for key, (names, counts) in rows.items()}
