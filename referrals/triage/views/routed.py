"""What reaches colleagues outside the front door: a concern on their open case, a question about a family."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import holds
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.errors import NotFound
from core.govuk.views import form_page
from referrals.triage import forms, selectors, services
from referrals.triage.models import Route

_GET_POST = require_http_methods(["GET", "POST"])


def _route(request: SignedInRequest, public_id: UUID) -> Route:
    """A concern on an open case, for whoever may answer for it."""
    found = selectors.route(public_id, reader=request.user)
    if not services.may_accept(request.user, found):
        raise NotFound("There is no such record.")
    return found


@_GET_POST
def route(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A concern on an open case waits for its worker, cover or manager."""
    found = _route(request, public_id)
    return form_page(
        request,
        form_class=forms.AcceptForm,
        act=lambda form: services.accept_route(route=found, by=request.user, note=form.answers["note"]),
        done=f"/people/{found.person.public_id}/",
        template="referrals/triage/route.html",
        context={"title": "A concern on your open case", "submit": "Accept it", "route": found},
        said="Accepted. It is yours now.",
    )


@_GET_POST
def send_back(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    found = _route(request, public_id)
    back = reverse("triage_route", args=[public_id])
    return form_page(
        request,
        form_class=forms.ReturnForm,
        act=lambda form: services.return_route(route=found, by=request.user, reason=form.answers["reason"]),
        done="/",
        context={"title": "Send it back to the front door", "submit": "Send back", "cancel": back},
        said="Sent back. A manager has been told.",
    )


@_GET_POST
def prompt(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A question about somebody; what may cross is what is written here."""
    found = selectors.prompt(public_id, reader=request.user)
    if found.asked_of_id != request.user.pk and not holds(request.user, Permission.CONTACT_TRIAGE):
        raise NotFound("There is no such record.")
    return form_page(
        request,
        form_class=forms.AnswerForm,
        act=lambda form: services.answer_prompt(prompt=found, by=request.user, **form.answers),
        done="/",
        context={
            "title": found.get_question_display(),
            "lead": f"The front door asks about {found.about.full_name}.",
            "submit": "Answer",
        },
        said="Answered.",
    )
