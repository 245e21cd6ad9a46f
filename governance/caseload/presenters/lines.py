"""Rows of a list in words: restricted people as R-1, nobody by name on a projector."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core import clock
from core.govuk import words
from deadlines.presenters import face
from governance.caseload import selectors
from governance.caseload.permissions import Scope
from governance.caseload.presenters.numbers import RATINGS
from people.enums import BirthCertainty, Restriction
from people.models import Person


def filter_words(wanted: selectors.Wanted, scope: Scope) -> list[str]:
    """What a list is narrowed to, in words."""
    told = []
    if wanted.place:
        team = wanted.place[1:]
        service = (
            scope.team_names.get(int(team)) if wanted.place.startswith("T") and team.isdecimal() else None
        )
        told.append(service or f"{scope.places.get(wanted.place, wanted.place)} locality")
    if wanted.stage:
        told.append(wanted.stage.lower())
    if wanted.rag:
        told.append(dict(RATINGS).get(wanted.rag, wanted.rag).lower())
    if wanted.worker:
        told.append(f"allocated to {wanted.worker}")
    if wanted.profession:
        told.append(f"with a {wanted.profession.lower()}")
    return told


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list."""

    name: str
    href: str
    age: str
    facts: list[str]
    tag: str = ""
    colour: str = "grey"
    rag: str = ""


def person_lines(rows: Iterable[Any], *, projector: bool) -> list[Line]:
    """Episodes, clocks or statuses as lines; restricted people as R-1, nobody by name on a projector."""
    shown = list(rows)
    hidden = selectors.pseudonyms(row.person for row in shown)
    now = clock.now()
    lines = []
    for position, row in enumerate(shown, start=1):
        person: Person = row.person
        secret = person.restriction != Restriction.NONE
        name = hidden[person.pk] if secret else f"Person {position}" if projector else person.full_name
        lines.append(
            Line(
                name=name,
                href="" if projector and not secret else reverse("person_detail", args=[person.public_id]),
                age="" if secret else _age(person),
                **_facts(row, now=now, secret=secret),
            )
        )
    return lines


def _facts(row: Any, *, now: Any, secret: bool) -> dict[str, Any]:
    if hasattr(row, "due_at"):
        told = face(row, at=now)
        owner = told.owner or (row.team.name if row.team else "nobody")
        facts = [told.name, f"with {owner}"] if not secret else [told.name]
        return {"facts": facts, "tag": told.words, "colour": told.colour}
    if hasattr(row, "seen_at"):
        seen = words.ago(row.seen_at, now=now) if row.seen_at else "never on record"
        return {"facts": [str(row.get_kind_display()), f"seen {seen}"]}
    facts = [row.shown]
    if not secret:
        facts.append(
            ", ".join(part for part in (row.worker_name, row.worker_profession) if part) or "nobody allocated"
        )
    waiting = selectors.hours_waiting(row.since, now=now)
    if waiting is not None:
        facts.append(f"waiting {words.count(waiting, 'hour')}")
    return {"facts": facts, "rag": row.rag}


def _age(person: Person) -> str:
    return words.age(
        born_on=person.born_on,
        expected_on=person.expected_on,
        on=clock.today(),
        estimated=person.birth_certainty == BirthCertainty.ESTIMATED,
    )
