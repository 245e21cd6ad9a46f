"""The store of allegations: for the named list of each, as though it did not exist for anybody else (safety q)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.errors import WrongState
from core.govuk.forms import StandardForm
from core.govuk.listing import page_of
from core.govuk.views import Fresh, form_page
from deadlines import selectors as deadlines
from deadlines.presenters import faces
from referrals.allegations import forms, presenters, selectors, services
from referrals.allegations.enums import AllegationStatus
from referrals.allegations.models import Allegation
from referrals.allegations.services.work import DETAILS

_GET_POST = require_http_methods(["GET", "POST"])
_CLOSED = (AllegationStatus.ADVICE, AllegationStatus.CONCLUDED)


def _detail(row: Allegation) -> str:
    return reverse("allegation", args=[row.public_id])


def _working(request: SignedInRequest, public_id: UUID, *statuses: str) -> Allegation:
    """The allegation, for whoever stands on its list and may work on it, in a state where this can be done."""
    row = selectors.allegation(public_id, reader=request.user)
    require(request.user, Permission.LADO_WRITE)
    if statuses and row.status not in statuses:
        raise WrongState(f"This allegation is {row.get_status_display().lower()}.")
    return row


def _form(
    request: SignedInRequest,
    row: Allegation,
    form_class: type[StandardForm],
    act: Callable[[Any], Any],
    title: str,
    submit: str,
    **more: Any,
) -> HttpResponse:
    context = {"title": title, "caption": row.reference, "submit": submit, "cancel": _detail(row)}
    return form_page(
        request,
        form_class=form_class,
        act=act,
        done=_detail(row),
        context=context | more.pop("context", {}),
        version=row.version,
        fresh=lambda: Fresh(selectors.allegation(row.public_id, reader=request.user).version),
        **more,
    )


@require_GET
def allegations(request: SignedInRequest) -> HttpResponse:
    """Those the reader is on the list of."""
    require(request.user, Permission.LADO_READ)
    page = page_of(request, selectors.allegations(reader=request.user))
    return render(request, "referrals/allegations/list.html", {"page": page, "colours": presenters.COLOURS})


@_GET_POST
def new(request: SignedInRequest) -> HttpResponse:
    """Somebody rings or writes to the designated officer."""
    require(request.user, Permission.LADO_WRITE)
    require(request.user, Permission.LADO_READ)
    return form_page(
        request,
        form_class=forms.OpenForm,
        act=lambda form: services.open_allegation(by=request.user, key=form.key, **form.answers),
        done=_detail,
        context={"title": "Log an allegation", "submit": "Log it", "cancel": reverse("allegations")},
        said="Logged: only you are on its list.",
    )


@require_GET
def allegation(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One allegation; that it was opened is written down in the store."""
    row = selectors.allegation(public_id, reader=request.user)
    services.note_reading(allegation=row, by=request.user)
    holders = selectors.holders_of(row, reader=request.user)
    mine = next((each for each in holders if each.user_id == request.user.pk), None)
    context = {
        "allegation": row,
        "colour": presenters.COLOURS[AllegationStatus(row.status)],
        "rows": presenters.rows(row),
        "steps": presenters.steps(row, reader=request.user),
        "holders": holders,
        "to_take": mine is not None and mine.acknowledged_at is None,
        "entries": presenters.happened(
            selectors.entries_of(row, reader=request.user), selectors.meetings_of(row, reader=request.user)
        ),
        "readings": selectors.readings_of(row, reader=request.user),
        "concern": selectors.concern_of(row, reader=request.user),
        "clocks": faces(deadlines.for_subject(row), at=clock.now()),
    }
    return render(request, "referrals/allegations/detail.html", context)


@require_POST
def take(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """I have it."""
    row = selectors.allegation(public_id, reader=request.user)
    services.acknowledge(allegation=row, by=request.user)
    return redirect(_detail(row))


@_GET_POST
def consider(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Is the harm threshold met?"""
    row = _working(request, public_id, AllegationStatus.RECEIVED)

    def act(form: forms.ConsiderForm) -> Allegation:
        said = form.answers
        common = {"by": request.user, "version": form.sent_version, "key": form.key, "reason": said["reason"]}
        if said["met"] == "YES":
            return services.consider_met(allegation=row, harm_tests=said["harm_tests"], **common)
        return services.advise(allegation=row, advice=said["advice"], **common)

    return _form(
        request, row, forms.ConsiderForm, act, "Is the harm threshold met?", "Decide", said="Decided."
    )


@_GET_POST
def details(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who is accused, who else is at risk, what keeps them safe."""
    row = _working(request, public_id, AllegationStatus.RECEIVED, AllegationStatus.OPEN)
    return _form(
        request, row, forms.DetailsForm,
        lambda form: services.save_details(
            allegation=row, by=request.user, version=form.sent_version, **form.answers
        ),
        "Who is accused and who is at risk", "Save", initial={name: getattr(row, name) for name in DETAILS},
    )  # fmt: skip


@_GET_POST
def meeting(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = _working(request, public_id, AllegationStatus.OPEN)
    return _form(
        request, row, forms.MeetingForm,
        lambda form: services.record_meeting(allegation=row, by=request.user, key=form.key, **form.answers),
        "Record a meeting", "Record", said="Recorded.",
    )  # fmt: skip


@_GET_POST
def entry(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = _working(request, public_id)
    return _form(
        request, row, forms.EntryForm,
        lambda form: services.write_entry(allegation=row, by=request.user, key=form.key, **form.answers),
        "Note, or somebody was told", "Save", said="Saved.",
    )  # fmt: skip


@_GET_POST
def conclude(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = _working(request, public_id, AllegationStatus.OPEN)
    return _form(
        request, row, forms.ConcludeForm,
        lambda form: services.conclude(
            allegation=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        "Conclude this allegation", "Conclude", said="Concluded.",
    )  # fmt: skip


@_GET_POST
def reopen(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = _working(request, public_id, *_CLOSED)
    return _form(
        request, row, forms.ReopenForm,
        lambda form: services.reopen(
            allegation=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        "Open this allegation again", "Open again", said="Open again.",
    )  # fmt: skip


@_GET_POST
def name(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Put a colleague on the list."""
    row = _working(request, public_id)
    colleagues = selectors.who_may_be_named(row, reader=request.user)

    def act(form: forms.NameForm) -> object:
        chosen = next(user for user in colleagues if str(user.public_id) == form.answers["user"])
        return services.name_holder(
            allegation=row, user=chosen, by=request.user, reason=form.answers["reason"]
        )

    return _form(
        request, row, forms.NameForm, act, "Put a colleague on the list", "Put on the list",
        form_kwargs={"colleagues": colleagues}, said="They are told and may open it now.",
    )  # fmt: skip


@_GET_POST
def unname(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A colleague leaves the list, or oneself: the record closes to them with it."""
    row = _working(request, public_id)
    holders = [holder.user for holder in selectors.holders_of(row, reader=request.user)]

    def act(form: forms.UnnameForm) -> None:
        chosen = next(user for user in holders if str(user.public_id) == form.answers["user"])
        services.end_holding(allegation=row, user=chosen, by=request.user, reason=form.answers["reason"])

    def done(_: object) -> str:
        return row.path if selectors.is_named(request.user, row) else reverse("my_work")

    return form_page(
        request,
        form_class=forms.UnnameForm,
        form_kwargs={"holders": holders},
        act=act,
        done=done,
        context={
            "title": "Somebody leaves the list", "submit": "Take off the list", "cancel": row.path,
            "caption": row.reference, "lead": "From then on they cannot open it. What they did in it stays.",
        },
        said="They no longer stand on the list.",
    )  # fmt: skip
