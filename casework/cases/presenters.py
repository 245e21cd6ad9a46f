"""How the pages of a case word it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.access import held
from accounts.models import User
from accounts.permissions import Permission as P
from casework.cases import selectors
from casework.cases.models import Case, CaseNote
from casework.cases.permissions import lead_namers
from casework.cases.services.write import LOCKED_AFTER
from casework.cases.workflow import CASE
from casework.ports import Panel, case_panels
from core import clock
from core.data_classes import DataClass
from core.govuk.words import age, day, listing, moment, plain_date
from core.workflow import can
from deadlines import selectors as deadlines
from deadlines.presenters import faces
from documents.registry import FileSubject, SubjectKind
from people.models import Person
from people.selectors import header_for
from people.visibility import may_read

COLOURS = {"CP": "red", "CLA": "purple", "CIN": "blue", "EARLY_HELP": "green"}
MANY_AGENCIES = 8


def person_age(person: Person) -> str:
    return age(
        born_on=person.born_on,
        expected_on=person.expected_on,
        on=clock.today(),
        estimated=person.birth_certainty == "ESTIMATED",
    )


@dataclass(frozen=True, slots=True)
class Head:
    """Who a page is about, who leads, when the person was last seen."""

    identity: dict[str, Any]
    lead: User | None
    others: list[tuple[str, User | None, str]]
    last_seen: str
    person_href: str


def head(person: Person, *, reader: User) -> Head:
    facts = header_for(person, reader=reader)
    statuses = [(f"{row.get_kind_display()}", COLOURS.get(row.kind, "grey")) for row in facts.statuses]
    seen = facts.last_seen
    words = "Not seen yet"
    if seen is not None:
        alone = "alone" if seen.alone else "not alone"
        words = f"{moment(seen.seen_at)}, {alone}, by {seen.seen_by.display_name}"
    others = [
        (row.what or str(row.get_kind_display()), row.user, str(row.team or row.agency or ""))
        for row in facts.workers
        if row.kind not in ("LEAD", "ADMIN")
    ]
    identity = {
        "name": person.full_name,
        "age": person_age(person),
        "facts": [
            ("Date of birth", plain_date(person.born_on) or person_age(person)),
            ("NHS number", person.nhs_number),
            ("Language", person.first_language),
        ],
        "alerts": [f"Ring duty first: {row.what}" for row in facts.warnings],
        "statuses": statuses,
    }
    return Head(
        identity, facts.lead.user if facts.lead else None, others, words,
        reverse("person_detail", args=[person.public_id]),
    )  # fmt: skip


def summary(case: Case, *, reader: User) -> list[tuple[str, str]]:
    worker = selectors.current_worker(case)
    rows = [
        ("Case", f"{case.reference}, {case.get_kind_display().lower()}"),
        ("Status", case.get_status_display()),
        ("Team", str(case.team or "No team yet")),
        ("Allocated to", worker.display_name if worker else f"Nobody since {moment(case.unallocated_since)}"),
        ("Opened", day(case.opened_at)),
    ]
    if case.rating:
        rows.append(("Rating", f"{case.get_rating_display()}: {case.rating_reason}"))
    family = selectors.family_of(case, reader=reader)
    if family:
        rows.append(("Family", listing(row.person.full_name for row in family)))
    count = selectors.network_size(case.person, reader=reader)
    if count > MANY_AGENCIES:
        rows.append(("Agencies", f"{count} agencies work with this person: bring their work together"))
    if case.closed_at is not None:
        rows.append(
            ("Closed", f"{day(case.closed_at)}: {case.get_closure_reason_display()}. {case.closure_note}")
        )
    return rows


TEAM_CHANGERS = frozenset({P.CASE_WRITE, P.EARLY_HELP_WRITE, P.CASE_ALLOCATE})


def may_change_team(case: Case, *, reader: User) -> bool:
    """Whether this reader brings workers into the team around the person, and lets them go."""
    return case.closed_at is None and bool(held(reader).permissions & TEAM_CHANGERS)


def may_read_chronology(reader: User) -> bool:
    """Whoever reads notes, and other professionals what they wrote there themselves."""
    return may_read(reader, DataClass.NOTES) or may_note(reader)


def may_note(reader: User) -> bool:
    """Whether this reader writes notes and events: others who read them are offered neither."""
    return P.NOTE_WRITE in held(reader).permissions


# (label, address, permissions of which one is needed, status of the case in which it makes sense)
_DOINGS: tuple[tuple[str, str, tuple[P, ...]], ...] = (
    ("Write a note", "case_note", (P.NOTE_WRITE,)),
    ("Add to the chronology", "case_event", (P.NOTE_WRITE,)),
    ("Change the team around the person", "case_join", (P.CASE_WRITE, P.EARLY_HELP_WRITE, P.CASE_ALLOCATE)),
    ("Allocate", "case_allocate", (P.CASE_ALLOCATE,)),
    ("Rate", "case_rate", (P.CASE_WRITE, P.CASE_ALLOCATE)),
    ("Record management oversight", "case_oversee", (P.SUPERVISION_WRITE, P.CASE_ALLOCATE, P.CASE_CLOSE)),
    ("Ask another team to take the case", "case_transfer", (P.CASE_ALLOCATE, P.CASE_PROPOSE_CLOSE)),
)
_STEPS = (
    ("Propose a step up or down", "case_propose_step", "propose_step"),
    ("Agree the step", "case_decide_step", "decide_step"),
    ("Do not agree the step", "case_decline_step", "decline_step"),
    ("Propose to close", "case_propose_close", "propose_close"),
    ("Do not agree to close", "case_decline_close", "decline_close"),
    ("Take the worker off", "case_unallocate", "unallocate"),
    ("Close the case", "case_close", "close"),
)


def doings(case: Case, *, reader: User) -> list[tuple[str, str]]:
    """What this reader may do with the case now."""
    if case.closed_at is not None:
        return []
    mine = held(reader).permissions
    found = [(label, name) for label, name, needed in _DOINGS if mine & set(needed)]
    if mine & set(lead_namers(case)):
        found.append(("Name the lead professional", "case_lead"))
    found += [(label, name) for label, name, step in _STEPS if can(case, step, workflow=CASE, by=reader)]
    links = [(label, reverse(name, args=[case.public_id])) for label, name in found]
    return [*links, ("Files", reverse("attach_file", args=["case", case.public_id]))]


def _find_files(public_id: UUID, by: User) -> FileSubject:
    case = selectors.case(public_id, reader=by)
    return FileSubject(
        case.public_id, f"{case.person.full_name}, {case.reference}",
        reverse("case_detail", args=[case.public_id]), person=case.person, opens_record=True,
    )  # fmt: skip


CASE_FILES = SubjectKind(
    key="CASE", find=_find_files, visible_ids=lambda user: selectors.cases(user).values("public_id")
)


def panels(case: Case, *, reader: User) -> list[Panel]:
    found = [panel for answer in case_panels.ask(case=case, reader=reader) for panel in answer]
    return sorted(found, key=lambda panel: panel.order)


def clocks_of(case: Case, *, reader: User) -> list[Any]:
    return list(faces(deadlines.for_person(reader, case.person), at=clock.now()))


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as the list prints it; one on the wrong person says only that it was moved."""

    href: str
    title: str
    by: str
    when: str
    facts: str
    opinion: str
    late: str
    withdrawn: str
    addenda: Sequence[tuple[str, str]]


def note_lines(notes: Iterable[CaseNote]) -> list[NoteLine]:
    return [note_line(note) for note in notes]


def note_line(note: CaseNote) -> NoteLine:
    author = note.recorded_by
    by = ", ".join(str(part) for part in (author.display_name, author.profession, author.agency) if part)
    written = clock.to_local(note.recorded_at).date()
    late = f"Written late, on {day(written)}" if note.due_on and written > note.due_on else ""
    at = f", {note.happened_time:%H:%M}" if note.happened_time else ""
    withdrawn = ""
    if note.withdrawn_at is not None:
        withdrawn = f"A note recorded here was about somebody else; it was moved on {day(note.withdrawn_at)}."
    return NoteLine(
        href=reverse("note_detail", args=[note.public_id]),
        title=str(note.get_kind_display()),
        by=by,
        when=f"{day(note.happened_on)}{at}",
        facts="" if withdrawn else note.facts,
        opinion="" if withdrawn else note.opinion,
        late=late,
        withdrawn=withdrawn,
        addenda=[
            (f"{moment(row.recorded_at)}, {row.recorded_by.display_name}", row.text)
            for row in sorted(note.addenda.all(), key=lambda one: one.recorded_at)
        ],
    )


def may_edit_note(note: CaseNote, *, reader: User) -> bool:
    fresh = clock.now() - note.recorded_at <= LOCKED_AFTER
    return note.recorded_by_id == reader.pk and note.withdrawn_at is None and fresh


def worker_label(user: User) -> str:
    """A worker as a list offers them: profession and agency always stand with the name."""
    return ", ".join(str(part) for part in (user.display_name, user.profession, user.agency) if part)


def offered(users: Iterable[User]) -> list[tuple[User, str]]:
    return [(user, worker_label(user)) for user in users]
