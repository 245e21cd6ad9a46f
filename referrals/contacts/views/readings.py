"""Who read concerns about nobody known yet: the part of the access log that no person's record can hold."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.govuk.listing import page_of
from referrals.contacts import selectors


@require_GET
def readings(request: SignedInRequest) -> HttpResponse:
    """The data-protection officer's."""
    require(request.user, Permission.ACCESS_LOG_READ)
    page = page_of(request, selectors.readings(reader=request.user))
    return render(request, "referrals/contacts/readings.html", {"page": page})
