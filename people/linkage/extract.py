"""Reading extracts: any CSV with an `id`, in any order of columns and with any of them absent."""

import csv
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from people.linkage.cleaning import COLUMNS, Described, describe


class UnreadableExtract(Exception):
    """The file is no extract; says why in words for whoever sent it."""


@dataclass(frozen=True)
class Extract:
    ids: list[str]
    rows: list[Described]


def read_extract(path: Path) -> Extract:
    """Every row of the file with its id; refuses a file without ids or with an id twice."""
    try:
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as handle:
            reader = csv.reader(handle)
            head = [name.strip().casefold().replace(" ", "_") for name in next(reader, [])]
            if "id" not in head:
                raise UnreadableExtract(f"{path.name} has no column “id”.")
            places = {name: head.index(name) for name in COLUMNS if name in head}
            ids, rows = [], []
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                cells += [""] * (len(head) - len(cells))
                ids.append(cells[head.index("id")].strip())
                rows.append(describe({name: cells[place] for name, place in places.items()}))
    except OSError as error:
        raise UnreadableExtract(f"{path} cannot be read: {error.strerror}.") from error
    repeated = [name for name, count in Counter(ids).items() if count > 1]
    if repeated:
        raise UnreadableExtract(f"{path.name} has the id “{repeated[0]}” more than once.")
    return Extract(ids=ids, rows=rows)


def bits_of(rows: Sequence[Described]) -> dict[str, float]:
    """What agreement on a part of an address says, in bits: a street much, a county nothing."""
    counts = Counter(part for row in rows for part in set(row.parts))
    total = max(len(rows), 200)
    return {part: min(-math.log2((count + 1) / (total + 1)), 14.0) for part, count in counts.items()}


def sound_key(name: str) -> str:
    """The frame of a name: first letter and the next consonants that differ, for finding pairs worth comparing."""
    kept = name[:1]
    for letter in name[1:]:
        if letter not in "aeiouyhw" and letter != kept[-1]:
            kept += letter
    return kept[:4]
