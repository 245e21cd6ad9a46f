"""Notes and the chronology: written once, locked after a day, corrected with a trail, never deleted."""

import uuid
from datetime import date, time, timedelta

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from casework.cases import clocks
from casework.cases.enums import Marking, NoteKind, Significance
from casework.cases.exceptions import NoteLocked
from casework.cases.models import Case, CaseNote, ChronologyEntry, NoteAddendum
from casework.cases.permissions import require_record
from casework.cases.services.rows import add, change, once_row
from core import clock, workflow
from core.errors import DomainError, NotPermitted, WrongState
from people.models import Person

LOCKED_AFTER = timedelta(hours=24)


@transaction.atomic
def write_note(
    *,
    case: Case,
    by: User,
    kind: str,
    happened_on: date,
    facts: str,
    opinion: str = "",
    participants: str = "",
    happened_time: time | None = None,
    is_significant: bool = False,
    summary: str = "",
    significance: str = "",
    impact: str = "",
    key: str = "",
) -> CaseNote:
    """Write down what happened, fact and opinion apart; a significant event goes into the chronology at once."""
    require_record(by, case.person, Permission.NOTE_WRITE)
    if happened_on > clock.today():
        raise DomainError("A note is about something that has happened.", field="happened_on")
    if not facts.strip():
        raise DomainError("Write what happened.", field="facts")

    def do() -> CaseNote:
        note = add(
            CaseNote,
            by=by,
            because="note written",
            case=case,
            kind=NoteKind(kind),
            happened_on=happened_on,
            happened_time=happened_time,
            participants=participants,
            facts=facts,
            opinion=opinion,
            due_on=clocks.note_due(case, happened_on),
        )
        if is_significant:
            note_event(
                person=case.person, by=by, on=happened_on, event=summary, significance=significance, impact=impact,
                source="note", source_public_id=note.public_id,
            )  # fmt: skip
        return note

    return once_row(CaseNote, by=by, action="case.note", key=key, do=do)


@transaction.atomic
def edit_note(
    *,
    note: CaseNote,
    by: User,
    facts: str,
    opinion: str = "",
    participants: str = "",
    version: int | None = None,
) -> CaseNote:
    """Its author may put a note right within a day; afterwards it takes additions only."""
    require_record(by, note.case.person, Permission.NOTE_WRITE)
    row = workflow.lock(note, version=version)
    if row.recorded_by_id != by.pk:
        raise NotPermitted("Only its author changes a note.")
    if row.withdrawn_at is not None or clock.now() - row.recorded_at > LOCKED_AFTER:
        raise NoteLocked("This note is locked. Add to it instead.", field="facts")
    if not facts.strip():
        raise DomainError("Write what happened.", field="facts")
    return change(row, by=by, because="note edited", facts=facts, opinion=opinion, participants=participants)


@transaction.atomic
def add_to_note(*, note: CaseNote, by: User, text: str, key: str = "") -> NoteAddendum:
    """Say more about something that was noted, without touching what stands."""
    require_record(by, note.case.person, Permission.NOTE_WRITE)
    if note.withdrawn_at is not None:
        raise WrongState("This note was withdrawn: it was recorded on the wrong person.")
    if not text.strip():
        raise DomainError("Write what you want to add.", field="text")

    def do() -> NoteAddendum:
        return add(NoteAddendum, by=by, because="note added to", note=note, text=text)

    return once_row(NoteAddendum, by=by, action="case.note.add", key=key, do=do)


@transaction.atomic
def move_note(*, note: CaseNote, to: Case, by: User, reason: str, key: str = "") -> CaseNote:
    """A note was written on the wrong person: it is written again on the right one, and withdrawn with a trail."""
    require_record(by, note.case.person, Permission.NOTE_WRITE)
    require_record(by, to.person, Permission.NOTE_WRITE)
    if not reason.strip():
        raise DomainError("Say how it came about.", field="reason")
    if to.pk == note.case_id:
        raise DomainError("Choose the person whom the note is about.", field="to")

    def do() -> CaseNote:
        row = workflow.lock(note)
        if row.withdrawn_at is not None:
            raise WrongState("This note was withdrawn already.")
        moved = add(
            CaseNote,
            by=by,
            because=reason,
            case=to,
            kind=row.kind,
            happened_on=row.happened_on,
            happened_time=row.happened_time,
            participants=row.participants,
            facts=row.facts,
            opinion=row.opinion,
            due_on=row.due_on,
            corrects=row,
        )
        now = clock.now()
        change(row, by=by, because=reason, withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason[:240])
        for entry in ChronologyEntry.objects.select_for_update(of=("self",)).filter(
            source_public_id=row.public_id, withdrawn_at__isnull=True
        ):
            change(entry, by=by, because=reason, withdrawn_at=now, withdrawn_by=by)
            note_event(
                person=to.person, by=by, on=entry.on, event=entry.event, significance=entry.significance,
                impact=entry.impact, marking=entry.marking, source="note", source_public_id=moved.public_id,
            )  # fmt: skip
        return moved

    return once_row(CaseNote, by=by, action="case.note.move", key=key, do=do)


def note_event(
    *,
    person: Person,
    by: User,
    on: date,
    event: str,
    significance: str,
    source: str,
    impact: str = "",
    marking: str = Marking.PROFESSIONALS,
    is_approximate: bool = False,
    source_public_id: uuid.UUID | None = None,
) -> ChronologyEntry:
    """One line of the chronology; the caller has checked who may write."""
    if not event.strip():
        raise DomainError("Say in one line what happened, for the chronology.", field="summary")
    if significance not in Significance.values:
        raise DomainError("Say what kind of event it is.", field="significance")
    if on > clock.today():
        raise DomainError("The chronology holds what has happened.", field="on")
    return add(
        ChronologyEntry,
        by=by,
        because="chronology",
        person=person,
        on=on,
        is_approximate=is_approximate,
        event=event.strip()[:300],
        impact=impact[:300],
        significance=significance,
        marking=marking,
        source=source,
        source_public_id=source_public_id,
    )


@transaction.atomic
def add_event(
    *,
    case: Case,
    by: User,
    on: date,
    event: str,
    significance: str,
    impact: str = "",
    marking: str = Marking.PROFESSIONALS,
    is_approximate: bool = False,
    key: str = "",
) -> ChronologyEntry:
    """A significant event that no note or visit tells, often from long ago."""
    require_record(by, case.person, Permission.NOTE_WRITE)

    def do() -> ChronologyEntry:
        return note_event(
            person=case.person, by=by, on=on, event=event, significance=significance, impact=impact,
            marking=Marking(marking), is_approximate=is_approximate, source="entry",
        )  # fmt: skip

    return once_row(ChronologyEntry, by=by, action="case.chronology", key=key, do=do)
