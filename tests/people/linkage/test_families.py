"""Families whose members look alike on paper: none is told to be another with confidence (safety r)."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from people.linkage.run import link_files, write_pairs

pytest.importorskip("splink")

TODAY = date(2026, 4, 7)
HEAD = ["id", "given_name", "surname", "date_of_birth", "sex", "address_1", "town", "postcode", "nhs_number"]
HOME = ["14 Oak Road", "Sale", "M33 3AA"]

# One line a person as the first and as the second system has them; the id's first part says who it is.
PEOPLE: list[tuple[list[str], list[str]]] = [
    (["Jayden", "Brown", "2015-06-01", "M"], ["Jayden", "Brown", "2015-06-01", "M"]),
    (["Hayden", "Brown", "2015-06-01", "M"], ["Hayden", "Brown", "2015-06-01", "M"]),
    (["Ella", "Ashworth", "2014-02-03", "F"], ["", "", "", ""]),
    (["", "", "", ""], ["Ellie", "Ashworth", "2014-02-03", "F"]),
    (["Hassan", "Rahman", "2016-01-01", "M"], ["Hassan", "Rahman", "2016-01-01", "M"]),
    (["Hussein", "Rahman", "2016-01-01", "M"], ["Hussain", "Rahman", "2016-01-01", "M"]),
    (["Grace", "Okafor", "1988-05-17", "F"], ["", "", "", ""]),
    (["", "", "", ""], ["Grace", "Okafor", "2013-05-17", "F"]),
    (["Unborn", "Lis", "2026-08-01", ""], ["", "", "", ""]),
    (["", "", "", ""], ["Zofia", "Lis", "2026-08-01", ""]),
    (["Baby A", "Novak", "2026-03-30", "F"], ["", "", "", ""]),
    (["", "", "", ""], ["Baby B", "Novak", "2026-03-30", "F"]),
    (["Mohammed", "Khan", "2012-11-04", "M"], ["Muhammad", "Khan", "2012-11-04", "M"]),
    (["Mahmoud", "Khan", "2011-11-04", "M"], ["Mahmud", "Khan", "2011-11-04", "M"]),
    (["Tom", "Reid", "2010-01-09", "M"], ["", "", "", ""]),
    (["", "", "", ""], ["Tom", "Reid", "2011-01-09", "M"]),
    (["", "Hughes", "2017-07-07", "F"], ["", "", "", ""]),
    (["", "", "", ""], ["Nia", "Hughes", "2017-07-07", "F"]),
    (["Kate", "Moss-Lee", "1990-10-10", "F"], ["Catherine", "Patel", "1990-10-10", "F"]),
]


def _write(path: Path, side: int, extra: list[list[str]]) -> None:
    rows = [
        [f"p{number}-{side}", *person[side], *HOME, ""]
        for number, person in enumerate(PEOPLE)
        if any(person[side])
    ]
    with path.open("w", newline="") as handle:
        csv.writer(handle).writerows([HEAD, *rows, *extra])


def _confident(
    folder: Path, *, dedupe: bool = False, extra: list[list[list[str]]] | None = None
) -> set[tuple[str, str]]:
    one, other, out = folder / "one.csv", folder / "other.csv", folder / "pairs.csv"
    _write(one, 0, extra[0] if extra else [])
    _write(other, 1, extra[1] if extra else [])
    if dedupe:
        lines = other.read_text().splitlines()[1:]
        one.write_text(one.read_text() + "\n".join(lines) + "\n")
    write_pairs(link_files(extract=one, against=None if dedupe else other, today=TODAY), out)
    with out.open() as handle:
        rows = list(csv.DictReader(handle))
    return {(row["left"], row["right"]) for row in rows if row["decision"] == "confident"}


@pytest.mark.parametrize("dedupe", [False, True])
def test_safety_r_nobody_of_a_family_is_confidently_another(tmp_path: Path, dedupe: bool) -> None:
    for left, right in _confident(tmp_path, dedupe=dedupe):
        assert left.split("-")[0] == right.split("-")[0]


def _household(number: int, chance: random.Random) -> list[list[str]]:
    """Parents and children of one home: one surname, one address, now and then twins."""
    surname = _word(chance.randrange(9000))
    home = [
        f"{chance.randrange(1, 99)} {_word(number % 300)} Road",
        "Sale",
        f"M33 {chance.randrange(9)}{_LETTERS[number % 20]}A",
    ]
    born = date(1975, 1, 1) + timedelta(days=chance.randrange(5000))
    people = []
    for _ in range(chance.randrange(1, 5)):
        people.append(
            [_word(chance.randrange(400)), surname, f"{born:%Y-%m-%d}", chance.choice("MF"), *home, ""]
        )
        if chance.random() > 0.03:
            born += timedelta(days=chance.choice((9000, 700, 1100)) + chance.randrange(300))
    return people


_LETTERS = "abcdefghijklmnopqrst"


def _word(number: int) -> str:
    letters = "bdfgklmnprst"
    return "".join(
        letters[(number // 12**place) % 12] + "aeiou"[(number // 7**place) % 5] for place in range(4)
    )


def test_safety_r_brothers_and_sisters_of_a_whole_borough_are_not_linked(tmp_path: Path) -> None:
    """They share surname, address and telephone; the model learns households apart from persons."""
    chance = random.Random(20)
    people = [person for number in range(500) for person in _household(number, chance)]
    sides = []
    for side in (0, 1):
        rows = [[f"x{place}-{side}", *person] for place, person in enumerate(people) if chance.random() < 0.8]
        for row in rows:
            if chance.random() < 0.1:
                row[1] = row[1][:3] + "x" + row[1][3:]
            if chance.random() < 0.1:
                row[7] = ""
        sides.append(rows)
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    for path, rows in zip((one, other), sides, strict=True):
        with path.open("w", newline="") as handle:
            csv.writer(handle).writerows([HEAD, *rows])
    linked = link_files(extract=one, against=other, today=TODAY)
    wrong = [pair for left, right, pair in linked.pairs if left[:-1] != right[:-1]]
    assert not [pair for pair in wrong if pair.decision == "confident"]
    both = {row[0][:-1] for row in sides[0]} & {row[0][:-1] for row in sides[1]}
    assert len(wrong) <= 0.01 * len(both)
    assert len(linked.pairs) - len(wrong) >= 0.97 * len(both)


def test_the_same_child_in_two_systems_is_found_with_confidence(tmp_path: Path) -> None:
    row = ["Oluwaseun", "Adeyemi", "2015-09-13", "M", "3 Cross Street", "Sale", "M33 7AB", "9434765919"]
    extra = [[["s-0", *row]], [["s-1", *row]]]
    assert ("s-0", "s-1") in _confident(tmp_path, extra=extra)


def test_names_written_from_another_alphabet_are_offered_for_review(tmp_path: Path) -> None:
    one, other, out = tmp_path / "one.csv", tmp_path / "other.csv", tmp_path / "pairs.csv"
    _write(one, 0, [])
    _write(other, 1, [])
    write_pairs(link_files(extract=one, against=other, today=TODAY), out)
    offered = {(row.split(",")[0], row.split(",")[3]) for row in out.read_text().splitlines()}
    assert ("p12-0", "review") in offered
