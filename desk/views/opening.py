"""Opening a record without an involvement: for a purpose, or by break-glass."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from core.errors import NotFound, NotPermitted
from core.govuk.views import form_page
from desk.forms.opening import BreakGlassByReferenceForm, BreakGlassForm, PurposeForm
from desk.selectors import opening
from desk.services import opening as services
from people.enums import Level
from people.selectors import get_person, level

WARNED = (
    "The worker's manager and the data-protection officer are told at once. "
    "The record stays open to you for 24 hours."
)

GET_POST = require_http_methods(["GET", "POST"])


def _page_of(public_id: str) -> str:
    return reverse("person_detail", args=[public_id])


@GET_POST
def person_open(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The front door's door: a purpose, written down."""
    person = get_person(public_id, reader=request.user)
    if level(request.user, person) == Level.NONE or not opening.may_open_by_purpose(request.user, person):
        raise NotFound("There is no such record.")
    return form_page(
        request,
        form_class=PurposeForm,
        act=lambda form: services.open_for_purpose(
            by=request.user, person=person, key=form.key, **form.answers
        ),
        done=_page_of,
        context={
            "title": f"Open the record of {person.full_name}",
            "submit": "Open the record",
            "cancel": _page_of(str(person.public_id)),
        },
    )


@GET_POST
def person_break_glass(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The emergency door, from the index card."""
    person = get_person(public_id, reader=request.user)
    if not opening.may_break_glass(request.user, person):
        raise NotFound("There is no such record.")
    return form_page(
        request,
        form_class=BreakGlassForm,
        act=lambda form: services.break_glass(by=request.user, person=person, key=form.key, **form.answers),
        done=_page_of,
        context={
            "title": f"Open the record of {person.full_name} in an emergency",
            "submit": "Open the record",
            "warning": WARNED,
            "danger": True,
            "cancel": _page_of(str(person.public_id)),
        },
    )


@GET_POST
def break_glass_by_reference(request: SignedInRequest) -> HttpResponse:
    """The emergency door for roles that see no index."""
    if not opening.needs_reference(request.user):
        raise NotPermitted("Your role finds people by name: use Find a person.")
    return form_page(
        request,
        form_class=BreakGlassByReferenceForm,
        act=lambda form: services.break_glass_by_reference(by=request.user, key=form.key, **form.answers),
        done=_page_of,
        context={
            "title": "Open one record in an emergency",
            "submit": "Open the record",
            "warning": WARNED,
            "danger": True,
            "cancel": reverse("my_work"),
        },
    )
