"""The advice log."""

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
from referrals.consultations import forms, selectors, services


@require_GET
def log(request: SignedInRequest) -> HttpResponse:
    require(request.user, Permission.CONTACT_TRIAGE)
    page = page_of(request, selectors.consultations(request.user))
    return render(request, "referrals/consultations/log.html", {"page": page})


@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest) -> HttpResponse:
    require(request.user, Permission.CONTACT_TRIAGE)
    return form_page(
        request,
        form_class=forms.AdviceForm,
        act=lambda form: services.log_consultation(by=request.user, key=form.key, **form.answers),
        done=lambda made: made.path,
        context={
            "title": "Advice was asked",
            "lead": "No concern is made and no clock starts. One can be made of it at any time.",
            "submit": "Write it down",
            "cancel": reverse("advice_log"),
        },
        said="Written down.",
    )


@require_GET
def shown(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    found = selectors.consultation(public_id, reader=request.user)
    return render(request, "referrals/consultations/shown.html", {"advice": found})


@require_http_methods(["GET", "POST"])
def make_concern(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    found = selectors.consultation(public_id, reader=request.user)
    require(request.user, Permission.CONTACT_TRIAGE)
    return form_page(
        request,
        form_class=forms.MakeConcernForm,
        act=lambda form: services.make_concern(
            consultation=found, by=request.user, key=form.key, **form.answers
        ),
        # Its own page, not the queue's: a concern that leaves the shared queue looks like any other here (safety o).
        done=lambda contact: reverse("contact_sent", args=[contact.public_id]),
        context={"title": "Make a concern of it", "submit": "Send to the front door", "cancel": found.path},
    )
