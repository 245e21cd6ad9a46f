"""What waits for a worker, in words: every line leads to where the work is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from core import clock
from core.govuk import words
from desk.presenters.links import link
from desk.presenters.person import age_of
from desk.selectors.mixed import Row
from people.models import Person
from referrals.information.enums import Check


@dataclass(frozen=True, slots=True)
class Line:
    """What it is, where it is, a word more."""

    title: str
    href: str
    note: str
    post: str = ""


def named(person: Person) -> str:
    return f"{person.full_name}, {age_of(person)}"


def lines(found: Mapping[str, list[Row]], *kinds: str) -> list[Line]:
    """The lines of these kinds, in this order."""
    now = clock.now()
    return [_WORDS[kind](row, now) for kind in kinds for row in found[kind]]


def _allocate(row: Row, now: datetime) -> Line:
    waits = _hours(row.moment("since") or row.moment("opened"), now)
    return Line(
        f"Allocate {named(_person(row))}",
        link("case_detail", row["id"]),
        f"{row['reference']}, {waits} waiting",
    )


def _person(row: Row) -> Person:
    """Somebody as far as a line names them."""
    return Person(
        forename=row["forename"],
        surname=row["surname"],
        preferred_name=row["preferred_name"],
        birth_certainty=row["birth_certainty"],
        born_on=row.day("born_on"),
        expected_on=row.day("expected_on"),
        died_on=row.day("died_on"),
    )


def _by(name: str | None) -> str:
    return f"by {name}" if name else ""


def _hours(since: datetime | None, now: datetime) -> str:
    return words.count(int((now - (since or now)).total_seconds() // 3600), "hour")


_WORDS: dict[str, Callable[[Row, datetime], Line]] = {
    "AUTHORISE": lambda row, _: Line(
        f"Authorise assessment {row['reference']}", link("assessment_detail", row["id"]), _by(row["by"])
    ),
    "ALLOCATE_ASSESSMENT": lambda row, now: Line(
        f"Allocate assessment {row['reference']}", link("assessment_detail", row["id"]),
        f"{_hours(row.moment('since'), now)} waiting",
    ),
    "ALLOCATE": _allocate,
    "ACCEPT": lambda row, _: Line(
        f"Accept {named(_person(row))}", link("case_detail", row["id"]), row["reason"][:80]
    ),
    "REVIEW": lambda row, _: Line(
        "Look at a break-glass opening", link("access_review", row["id"]), _by(row["by"])
    ),
    "MERGE": lambda row, _: Line(
        f"Two records of one person? {named(_person(row))}", link("merge_proposal", row["id"]), _by(row["by"])
    ),
    "ANSWER": lambda row, _: Line(
        f"Answer a check: {Check(row['kind']).label}", link("information_answer", row["id"]),
        f"by {words.moment(row.moment('due'))}",
    ),
    "ROUTED": lambda row, now: Line(
        f"New concern on an open case: {row['reference']}", link("triage_route", row["id"]),
        f"sent to you {words.ago(row.moment('at') or now, now=now)}: accept it or say why not",
    ),
    "PROMISED": lambda row, _: Line(
        row["what"], link("plan_detail", row["id"]), f"promised by {words.day(row.day('due'))}"
    ),
    "CONTRIBUTE": lambda row, _: Line(
        f"Contribute to assessment {row['reference']}", link("assessment_contribution", row["id"]),
        f"by {words.day(row.day('due'))}",
    ),
    "RETURNED": lambda row, _: Line(
        f"Change assessment {row['reference']}", link("assessment_detail", row["id"]), "returned to you"
    ),
    "ASKED": lambda row, _: Line(
        f"{row['agency']}: {Check(row['kind']).label}", link("triage_contact", row["id"]),
        f"{row['reference']}, due {words.moment(row.moment('due'))}",
    ),
    "WITH_MANAGER": lambda row, _: Line(
        f"Manager's decision on {row['reference']}", link("assessment_detail", row["id"]),
        f"submitted {words.day(row.moment('at'))}",
    ),
    "CONTRIBUTION": lambda row, _: Line(
        f"{row['agency']}: contribution to {row['reference']}", link("assessment_detail", row["id"]),
        f"due {words.day(row.day('due'))}",
    ),
    "LOGGED": lambda row, _: Line(
        row["reference"], link("contact_status", row["id"]), f"sent {words.moment(row.moment('at'))}"
    ),
}  # fmt: skip
