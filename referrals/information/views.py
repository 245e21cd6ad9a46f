"""Questions of the front door to an agency: read and answered behind the sign-in, never by a link in a mail."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.govuk.listing import page_of
from core.govuk.views import form_page
from referrals.information import selectors, services
from referrals.information.forms import ReplyForm


@require_GET
def requests(request: SignedInRequest) -> HttpResponse:
    require(request.user, Permission.INFORMATION_REPLY)
    page = page_of(request, selectors.put_to_me(request.user))
    return render(request, "referrals/information/requests.html", {"page": page})


@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    found = selectors.request_put_to_me(public_id, reader=request.user)
    return form_page(
        request,
        form_class=ReplyForm,
        act=lambda form: services.reply(
            request=found, by=request.user, kind=form.answers["kind"], searched=form.answers["searched"] or "",
            call_on=form.answers["call_on"] or "", paragraphs=form.paragraphs, key=form.key,
        ),
        done=reverse("information_requests"),
        template="referrals/information/answer.html",
        context={"title": "Answer the front door", "submit": "Answer", "asked": found},
        said="Answered. Thank you.",
    )  # fmt: skip
