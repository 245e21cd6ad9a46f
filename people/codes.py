"""Code lists of the national returns, as data (people/data/codes.csv): read once, never typed in code."""

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "codes.csv"


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {}
    with _FILE.open(newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            lists.setdefault(row["list"], {})[row["code"]] = row["label"]
    return lists


def choices(name: str) -> list[tuple[str, str]]:
    """(code, label) pairs of a list, in the file's order."""
    return list(_lists()[name].items())


def label(name: str, code: str) -> str:
    """A code's words; an unknown code is shown as it stands."""
    return _lists().get(name, {}).get(code, code)


def names() -> list[str]:
    return sorted(_lists())
