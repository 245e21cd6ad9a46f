"""The designated officer's list: allegations against staff, each read by its named list alone."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.errors import NotFound
from core.govuk.listing import page_of
from core.govuk.views import form_page
from referrals.contacts import selectors, services
from referrals.contacts.forms import AllegationForm


@require_GET
def allegations(request: SignedInRequest) -> HttpResponse:
    require(request.user, Permission.LADO_READ)
    page = page_of(request, selectors.allegations(reader=request.user))
    return render(request, "referrals/contacts/allegations.html", {"page": page})


@require_http_methods(["GET", "POST"])
def allegation(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    found = selectors.allegations(reader=request.user).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such record.")
    back = reverse("allegations")
    return form_page(
        request,
        form_class=AllegationForm,
        act=lambda form: services.take_up_allegation(
            allegation=found, by=request.user, note=form.answers["note"]
        ),
        done=back,
        initial={"note": found.note},
        template="referrals/contacts/allegation.html",
        context={"title": "Take up this allegation", "submit": "Save", "cancel": back, "allegation": found},
        said="Saved.",
    )
