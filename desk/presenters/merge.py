"""Two records side by side, in words."""

from dataclasses import dataclass
from typing import Any

from core import clock
from core.govuk import words
from desk.presenters.person import age_of
from people.models import LinkagePair, Merge, MergeProposal, Person
from people.selectors.merge import DIFFERENT, NEITHER, ONE_ONLY, SAME, Later, Line

COLOURS = {SAME: "green", DIFFERENT: "orange", ONE_ONLY: "grey"}
MARKS = {SAME: "= Same", DIFFERENT: "≠ Different", ONE_ONLY: "One only"}


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both records and whether they agree."""

    field: str
    one: str
    two: str
    mark: str
    colour: str


def rows(lines: list[Line] | list[list[str]]) -> list[Row]:
    """Fields that say something on either record: what differs first."""
    found = [Line(*line) for line in lines]
    said = [line for line in found if line.verdict != NEITHER]
    order = {DIFFERENT: 0, SAME: 1, ONE_ONLY: 2}
    return [
        Row(line.field, line.survivor, line.merged, MARKS[line.verdict], COLOURS[line.verdict])
        for line in sorted(said, key=lambda line: order[line.verdict])
    ]


def warnings(one: Person, two: Person) -> list[str]:
    """What a person must think of before they decide: a machine never decides this (safety r)."""
    told = []
    born_alike = one.born_on is not None and one.born_on == two.born_on
    if one.is_multiple_birth or two.is_multiple_birth:
        told.append("Twins: one of these is recorded as a twin or other multiple birth.")
    elif born_alike and one.surname.casefold() == two.surname.casefold() and one.forename != two.forename:
        told.append("Could these be twins? Same day, same surname, another first name.")
    if one.nhs_number and two.nhs_number and one.nhs_number != two.nhs_number:
        told.append("The NHS numbers differ. One person has one number: which is wrong?")
    if one.born_on and two.born_on and abs((one.born_on - two.born_on).days) > 400:
        told.append(
            "The dates of birth lie more than a year apart: parent and child, or brothers or sisters?"
        )
    if (one.restriction, two.restriction) != ("NONE", "NONE"):
        told.append("One of these is restricted: both will be, to those whom its list names.")
    return told


def survivors(one: Person, two: Person) -> list[tuple[str, str]]:
    return [
        (
            str(person.public_id),
            f"{person.full_name}, {age_of(person)}, recorded {words.day(clock.to_local(person.recorded_at).date())}",
        )
        for person in (one, two)
    ]


def facts(row: Merge) -> list[tuple[str, str]]:
    """Who decided what, when and why."""
    told = [
        ("Made", f"{words.moment(row.recorded_at)} by {row.recorded_by.display_name}"),
        ("Because", row.reason),
    ]
    if row.undone_at and row.undone_by:
        told += [
            ("Undone", f"{words.moment(row.undone_at)} by {row.undone_by.display_name}"),
            ("Because", row.undo_reason),
        ]
    if row.reviewed_at and row.reviewed_by:
        told.append(("Looked through", f"{words.moment(row.reviewed_at)} by {row.reviewed_by.display_name}"))
    return told


def proposed(row: MergeProposal) -> list[tuple[str, str]]:
    """Who thinks so, why, and what became of it."""
    told = [
        ("Proposed", f"{words.moment(row.recorded_at)} by {row.recorded_by.display_name}"),
        ("Because", row.reason),
    ]
    return [*told, *outcome(row), *([("Because", row.answer)] if row.answer else [])]


def outcome(row: MergeProposal) -> list[tuple[str, str]]:
    """What became of it: whoever proposed it from the index card learns that much, and not why."""
    if not row.answered_at or not row.answered_by:
        return []
    what = "Read as one" if row.merge_id else "Declined"
    return [(what, f"{words.moment(row.answered_at)} by {row.answered_by.display_name}")]


def linked(pair: LinkagePair) -> dict[str, Any]:
    """What linkage of lists found of two records, and what whoever looked at them read and said."""
    said = {which: [text for kind, text in pair.evidence if kind == which] for which in ("for", "against")}
    return {
        "score": likelihood(pair.probability),
        "who": f"{pair.answered_by}, {words.moment(pair.answered_at)}" if pair.answered_at else "",
        "reason": pair.answer_reason,
        "like": said | {"cautions": [text for kind, text in pair.evidence if kind == "caution"]},
    }


def likelihood(probability: float) -> str:
    return f"{probability:.0%}" if probability < 0.995 else "over 99%"


def later(found: list[Later]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(each.what, [(words.moment(at), who) for at, who in each.rows]) for each in found]
