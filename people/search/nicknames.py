"""Short and pet forms of first names, and spellings of one name in other scripts' letters (people/search/nicknames.txt)."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "nicknames.txt"


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Each name, and everybody it may stand for: the names of every line it stands in."""
    found: dict[str, set[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        names = line.partition("#")[0].split()
        for name in names:
            found.setdefault(name, set()).update(names)
    return {name: frozenset(others - {name}) for name, others in found.items()}


def others_of(word: str) -> frozenset[str]:
    """Other forms of a first name; none where we know none."""
    return _groups().get(word, frozenset())
