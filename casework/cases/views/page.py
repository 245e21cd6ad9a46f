"""The page of a case, its chronology, and one note."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission as P
from accounts.requests import SignedInRequest
from casework.cases import presenters, selectors, services
from casework.cases.forms import AddendumForm, EditNoteForm, EventForm, MoveNoteForm, NoteForm
from casework.cases.models import CaseNote
from casework.cases.views.frame import form_context, opened
from core.data_classes import DataClass
from core.errors import NotPermitted
from core.govuk.listing import page_of
from core.govuk.views import Fresh, form_page
from people.services import open_record
from people.visibility import may_read

GET_POST = ["GET", "POST"]


@require_GET
def case_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A case at a glance: who leads, what is due, the plan, what was written last."""
    case = opened(request, public_id, "Case")
    notes = page_of(request, selectors.notes(case, reader=request.user), per_page=10)
    context = {
        "case": case,
        "head": presenters.head(case.person, reader=request.user),
        "rows": presenters.summary(case, reader=request.user),
        "doings": presenters.doings(case, reader=request.user),
        "clocks": presenters.clocks_of(case, reader=request.user),
        "handover": (handover := selectors.waiting_handover(case, reader=request.user)),
        "may_answer": handover is not None and services.may_answer(handover, request.user),
        "may_read_chronology": presenters.may_read_chronology(request.user),
        "may_change_team": presenters.may_change_team(case, reader=request.user),
        "members": selectors.team_around(case, reader=request.user),
        "panels": presenters.panels(case, reader=request.user),
        "page": notes,
        "notes": presenters.note_lines(notes.rows),
        "oversight": selectors.oversight(case, reader=request.user)[:5],
    }
    return render(request, "casework/cases/case.html", context)


@require_GET
def case_chronology(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What happened, oldest first; with the family's on request."""
    case = opened(request, public_id, "Chronology")
    if not may_read(request.user, DataClass.NOTES):
        # Other professions read in it what they wrote themselves.
        require(request.user, P.NOTE_WRITE)
    of_family = request.GET.get("of") == "family"
    if of_family:
        lines = selectors.family_chronology(case, reader=request.user)
    else:
        lines = [(case.person, event) for event in selectors.chronology(case.person, reader=request.user)]
    context = {
        "case": case,
        "head": presenters.head(case.person, reader=request.user),
        "lines": lines,
        "of_family": of_family,
        "may_note": presenters.may_note(request.user),
    }
    return render(request, "casework/cases/chronology.html", context)


@require_http_methods(GET_POST)
def case_note(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Note", P.NOTE_WRITE)
    return form_page(
        request,
        form_class=NoteForm,
        act=lambda form: services.write_note(case=case, by=request.user, key=form.key, **form.answers),
        done=reverse("case_detail", args=[case.public_id]),
        context=form_context(case, "Write a note", "Save the note"),
        said="The note is saved. You can change it for 24 hours.",
    )


@require_http_methods(GET_POST)
def case_event(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Chronology", P.NOTE_WRITE)
    return form_page(
        request,
        form_class=EventForm,
        act=lambda form: services.add_event(case=case, by=request.user, key=form.key, **form.answers),
        done=reverse("case_chronology", args=[case.public_id]),
        context=form_context(case, "Add to the chronology", "Add"),
        said="The chronology has another line.",
    )


def _note(request: SignedInRequest, public_id: UUID) -> CaseNote:
    note = selectors.note(public_id, reader=request.user)
    # One's own note stays readable to its author where the record has closed to them; opening it needs the record.
    open_record(by=request.user, person=note.case.person, purpose=f"Note in {note.case.reference}")
    return note


@require_http_methods(GET_POST)
def note_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One note, and adding to it."""
    note = _note(request, public_id)
    if request.method == "POST":
        require(request.user, P.NOTE_WRITE)
    return form_page(
        request,
        form_class=AddendumForm,
        act=lambda form: services.add_to_note(note=note, by=request.user, key=form.key, **form.answers),
        done=reverse("note_detail", args=[note.public_id]),
        template="casework/cases/note.html",
        context={
            "note": presenters.note_line(note),
            "row": note,
            "head": presenters.head(note.case.person, reader=request.user),
            "may_note": presenters.may_note(request.user),
            "may_edit": presenters.may_edit_note(note, reader=request.user),
        },
        said="Added.",
    )


@require_http_methods(GET_POST)
def note_edit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    note = _note(request, public_id)
    if note.recorded_by_id != request.user.pk:
        raise NotPermitted("Only its author changes a note.")
    said = {"facts": note.facts, "opinion": note.opinion, "participants": note.participants}
    return form_page(
        request,
        form_class=EditNoteForm,
        act=lambda form: services.edit_note(
            note=note, by=request.user, version=form.sent_version, **form.answers
        ),
        done=reverse("note_detail", args=[note.public_id]),
        initial=said,
        version=note.version,
        fresh=lambda: Fresh(note.version, said),
        context=form_context(note.case, "Change this note", "Save"),
    )


@require_http_methods(GET_POST)
def note_move(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A note written on the wrong person: to the right one, among the cases that are open to the writer."""
    note = _note(request, public_id)
    require(request.user, P.NOTE_WRITE)
    others = selectors.open_cases(request.user).exclude(pk=note.case_id)[:200]
    offers = {"to": [(row, f"{row.person.full_name}, {row.reference}") for row in others]}
    return form_page(
        request,
        form_class=MoveNoteForm,
        act=lambda form: services.move_note(note=note, by=request.user, key=form.key, **form.answers),
        done=reverse("case_detail", args=[note.case.public_id]),
        form_kwargs={"offers": offers},
        context=form_context(
            note.case,
            "This note is about somebody else",
            "Move the note",
            lead="It is written again on the right person and withdrawn here, with a trail. Nothing is deleted.",
        ),
        said="The note is moved.",
    )
