"""Rows of other systems and pairs of records, in words."""

from typing import Any

from django.urls import reverse

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.govuk import words
from core.govuk.choices import Choice
from desk.presenters.merge import likelihood
from desk.presenters.person import age_of
from people.enums import ExtractKind, HeldWhy, LineOutcome, Settled
from people.matching import Candidate, Likeness
from people.models import HeldRow, ImportRun, LinkagePair, Person
from people.selectors.settling import Beside, read

COLOURS = {"Very likely": "green", "Likely": "blue", "Possible": "grey"}


PARTS = (
    ("Rows to settle", "held_rows"),
    ("Pairs of records", "linkage_pairs"),
    ("Files taken in", "import_runs"),
)


def parts(current: str, *, reader: User) -> list[tuple[str, str, bool]]:
    """What waits, and where it came from; whoever is only on a named list has its rows alone."""
    shown = PARTS if holds(reader, Permission.PERSON_SETTLE) else PARTS[:1]
    return [(label, reverse(name), name == current) for label, name in shown]


def name_of(row: HeldRow) -> str:
    """What the other system calls them; an unborn child is said to be one."""
    told = read(row)
    written = f"{told.forename} {told.surname}".strip()
    return written or ("Unborn child" if told.expected_on else "Name not given")


def _born(row: HeldRow) -> str:
    told = read(row)
    if told.born_on:
        return words.plain_date(told.born_on)
    return f"due {words.plain_date(told.expected_on)}" if told.expected_on else "not given"


def row_line(row: HeldRow) -> dict[str, Any]:
    """One line of the list."""
    return {
        "href": reverse("held_row", args=[row.public_id]),
        "name": name_of(row),
        "born": _born(row),
        "system": str(row.get_kind_display()),
        "why": str(row.get_why_display()),
        "unsure": row.answer_reason if row.answer == Settled.UNSURE else "",
        "since": words.short_day(clock.to_local(row.recorded_at).date()),
    }


def row_facts(row: HeldRow) -> list[tuple[str, str]]:
    """What may be shown of the row: never where somebody lives or is reached, which is told as evidence alone."""
    told = read(row)
    facts = [
        ("Name", name_of(row)),
        ("Born", _born(row)),
        ("Sex", {"F": "Female", "M": "Male"}.get(told.sex, "")),
        ("NHS number", "given" if told.nhs_number else ""),
        ("Unique pupil number", "given" if told.upn else ""),
        ("From", f"{row.get_kind_display()}, {row.run.file_name}, line {row.line}"),
        ("As of", words.plain_date(row.run.extract_on)),
    ]
    return [(label, value) for label, value in facts if value]


def candidate(found: Candidate) -> dict[str, Any]:
    """Somebody whom the row may mean, with every piece of evidence for and against."""
    return {"person": found.person, "age": age_of(found.person), **likeness(found.likeness)}


def likeness(like: Likeness) -> dict[str, Any]:
    return {
        "words": like.words,
        "colour": COLOURS[like.words],
        "score": likelihood(like.probability),
        "for": [each.said for each in like.evidence if each.speaks_for],
        "against": [each.said for each in like.evidence if not each.speaks_for],
        "cautions": like.cautions,
    }


def choice(found: Candidate) -> Choice:
    """Somebody to choose; the evidence stands above."""
    return Choice(str(found.person.public_id), f"{found.person.full_name}, {_day_of(found.person)}")


def _day_of(person: Person) -> str:
    if person.expected_on:
        return f"due {words.plain_date(person.expected_on)}"
    return words.plain_date(person.born_on) if person.born_on else "date of birth not known"


def beside(rows: list[Beside]) -> list[tuple[str, str, str]]:
    """What the record and the row say; where the reader may not read it, that they differ."""
    unseen = "Not shown on the index card"
    return [
        (row.label.capitalize(), row.record or "–", row.row)
        if row.is_shown
        else (row.label.capitalize(), unseen, "Says otherwise")
        for row in rows
    ]


def answers(row: HeldRow, *, reader: User) -> list[Settled]:
    """Who may not write a record leaves it as it is, or leaves the question open."""
    if row.why != HeldWhy.CHANGED:
        return []
    may_write = holds(reader, Permission.PERSON_WRITE)
    return [*([Settled.TAKEN] if may_write else []), Settled.KEPT, Settled.UNSURE]


def counted(kinds: list[tuple[str, int]]) -> str:
    """How many wait of each system."""
    return ", ".join(f"{ExtractKind(kind).label} {number}" for kind, number in kinds)


def pair_line(row: LinkagePair) -> dict[str, Any]:
    return {
        "href": reverse("linkage_pair", args=[row.public_id]),
        "one": f"{row.left.full_name}, {_day_of(row.left)}",
        "two": f"{row.right.full_name}, {_day_of(row.right)}",
        "score": likelihood(row.probability),
        "said": f"{row.get_answer_display()}: {row.answer_reason} ({row.answered_by})" if row.answer else "",
    }


def run_facts(run: ImportRun) -> list[tuple[str, str]]:
    """What became of a file."""
    return [
        ("System", str(run.get_kind_display())),
        ("As of", words.plain_date(run.extract_on)),
        ("Taken in", words.moment(run.recorded_at)),
        ("Rows read", f"{run.lines_done:,}" + ("" if run.is_finished else ", not finished")),
        ("New people", f"{run.made:,}"),
        ("Linked by number, name and birth", f"{run.linked:,}"),
        ("Changed", f"{run.changed:,}"),
        ("As before", f"{run.unchanged:,}"),
    ]


def outcomes(counts: dict[str, int]) -> list[tuple[str, int]]:
    """How many rows a person should know of."""
    return [(str(LineOutcome(name).label), counts[name]) for name in LineOutcome.values if name in counts]


def side(person: Person) -> dict[str, Any]:
    """One record of a pair as its index card tells it."""
    return {"person": person, "age": age_of(person), "born": _day_of(person)}
