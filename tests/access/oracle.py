"""The access matrix as data: hand-written tables in plain words, read here, compared with answers over HTTP.

May not import the policy: what the tables say comes from domain.md D, not from the code under test.
"""

import csv
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

HERE = Path(__file__).parent
RELATIONS = ("own", "team", "none", "restricted")
METHODS = ("GET", "POST")
# How many personas of each expected answer are asked at an address in an ordinary run.
EACH = 2
# Things of the world that are no child's: an address about them has no relation.
ABOUT_NOBODY = frozenset(
    (
        "",
        *[
            "partner",
            "team",
            "colleague",
            "draft",
            "locality",
            "shift",
            "allegation",
            "run",
            "public_form",
            "consultation",
            "edition",
            "protection_member",
        ],
    )
)


@dataclass(frozen=True, slots=True)
class Url:
    """A named address; after a `#` in its name, the same address asked of another kind of record."""

    name: str
    arguments: tuple[str, ...]

    @property
    def address(self) -> str:
        return self.name.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """One question: who asks what, how, of a record in which relation; and what must come back."""

    url: str
    method: str
    persona: str
    relation: str
    answer: str

    def __str__(self) -> str:
        return f"{self.method} {self.url} as {self.persona} of {self.relation}: {self.answer}"


def urls() -> list[Url]:
    """Every named address of the product; static files are served before any view."""

    def walk(resolver: URLResolver) -> Iterator[Url]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern)
            elif isinstance(pattern, URLPattern):
                assert pattern.name, f"{pattern.pattern} has no name"
                yield Url(pattern.name, tuple(pattern.pattern.regex.groupindex))

    found = list(walk(get_resolver()))
    assert len({url.name for url in found}) == len(found), "two addresses share a name"
    arguments = {url.name: url.arguments for url in found}
    again = [row["url"] for row in rows("about") if "#" in row["url"]]
    return found + [Url(name, arguments[name.partition("#")[0]]) for name in again]


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(newline="") as handle:
        return [
            {key: (value or "").strip() for key, value in row.items()}
            for row in csv.DictReader(handle)
            if not row["url" if name == "matrix" else next(iter(row))].startswith("#")
        ]


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """@name -> personas."""
    return {row["group"]: tuple(row["personas"].split()) for row in rows("groups")}


@cache
def levels() -> dict[tuple[str, str], str]:
    """(persona, relation) -> none, card or record."""
    return {(row["persona"], relation): row[relation] for row in rows("levels") for relation in RELATIONS}


@cache
def members(group: str) -> frozenset[str]:
    """Personas of a group, however it is nested."""
    return frozenset(_spread(group, personas()))


@cache
def readers(data_class: str) -> frozenset[str]:
    """Personas who read this class of information once the record is open to them."""
    (row,) = (row for row in rows("classes") if row["class"] == data_class)
    return frozenset(_spread(row["readers"], personas())) if row["readers"] else frozenset()


def personas() -> tuple[str, ...]:
    return (*(row["persona"] for row in rows("levels")), "anonymous")


def _spread(text: str, every: tuple[str, ...]) -> set[str]:
    """`*`, names, and groups of names or of groups."""
    found: set[str] = set()
    for word in text.split():
        if word == "*":
            found |= set(every) - {"anonymous"}
        else:
            found |= _spread(" ".join(groups()[word]), every) if word.startswith("@") else {word}
    unknown = found - set(every)
    assert not unknown, f"the table names {sorted(unknown)}"
    return found


@cache
def table() -> dict[tuple[str, str, str, str], str]:
    """(url, method, persona, relation) -> answer; a later row overrides an earlier one."""
    signed_in = tuple(name for name in personas() if name != "anonymous")
    known = {url.name for url in urls()}
    found: dict[tuple[str, str, str, str], str] = {}
    for row in rows("matrix"):
        for url in row["url"].split():
            assert url in known, f"the table names {url}, which is no address"
            for method in row["method"].split():
                for relation in _spread(row["relation"], (*RELATIONS, "-")):
                    for persona in _spread(row["persona"], (*signed_in, "anonymous")):
                        answer = _answer(row["answer"], method, persona, relation)
                        if answer:
                            found[(url, method, persona, relation)] = answer
    return found


def _answer(text: str, method: str, persona: str, relation: str) -> str:
    """`in` (open to read, taken to write), or by level: `record:in card:404` (a level that is not named leaves
    earlier rows)."""
    if ":" in text:
        by_level = dict(part.split(":", 1) for part in text.split())
        text = by_level.get(levels().get((persona, relation), "none"), "")
    return text.replace("in", "open" if method == "GET" else "taken") if text == "in" else text


def relations_of(url: Url) -> tuple[str, ...]:
    """An address without arguments about a person has no relation."""
    about = {row["url"]: row["about"] for row in rows("about")}
    return RELATIONS if about.get(url.name, "") not in ABOUT_NOBODY else ("-",)


def cells(url: Url) -> list[Cell]:
    """Every cell of one address; anonymous is asked to sign in unless a row says otherwise."""
    found = []
    for method in METHODS:
        for relation in relations_of(url):
            for persona in personas():
                answer = table().get((url.name, method, persona, relation), "")
                if persona == "anonymous" and not answer:
                    answer = "sign-in"
                found.append(Cell(url.name, method, persona, relation, answer))
    return found


def unmapped() -> list[str]:
    """Cells that no row answers: each is a hole in the table."""
    return [str(cell) for url in urls() for cell in cells(url) if not cell.answer]


def by_turns(url: Url, cells: Iterable[Cell]) -> list[Cell]:
    """Two personas of each answer and level; over the addresses every persona has its turn."""
    alike: dict[tuple[str, ...], list[Cell]] = {}
    for cell in cells:
        level = levels().get((cell.persona, cell.relation), "-")
        alike.setdefault((cell.method, cell.relation, cell.answer, level), []).append(cell)
    chosen = []
    for number, group in enumerate(alike.values()):
        first = zlib.crc32(f"{url.name} {number}".encode()) % len(group)
        chosen += [group[(first + step) % len(group)] for step in range(min(EACH, len(group)))]
    return chosen
