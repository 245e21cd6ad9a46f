"""Colleagues: who they are, for whom they work, how to reach them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import selectors
from accounts.access import holds
from accounts.forms.staffing import DirectoryFilter
from accounts.permissions import Permission
from accounts.presenters import role_cards
from accounts.requests import SignedInRequest
from core.govuk.listing import page_of


@require_GET
def directory(request: SignedInRequest) -> HttpResponse:
    filters = DirectoryFilter(
        request, teams=selectors.teams(reader=request.user), agencies=selectors.agencies(reader=request.user)
    )
    found = selectors.find_colleagues(
        reader=request.user,
        words=filters.value("q") or "",
        team=filters.value("team"),
        agency=filters.value("agency"),
    )
    context = {
        "filters": filters,
        "page": page_of(request, found),
        "may_manage": holds(request.user, Permission.STAFF_MANAGE),
    }
    return render(request, "accounts/directory.html", context)


@require_GET
def colleague(request: SignedInRequest, public_id: str) -> HttpResponse:
    person = selectors.colleague(reader=request.user, public_id=public_id)
    context = {
        "person": person,
        "cards": role_cards(selectors.assignments_of(person)),
        "memberships": selectors.memberships_of(person),
        "away": selectors.away(person),
        "manage": holds(request.user, Permission.STAFF_MANAGE) and person != request.user,
    }
    return render(request, "accounts/colleague.html", context)
