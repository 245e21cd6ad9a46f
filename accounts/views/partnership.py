"""The system administrator's pages of the partnership: agencies and teams, added and ended."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import partnership, selectors
from accounts.access import require
from accounts.forms.partnership import AgencyForm, EndedForm, TeamForm
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.govuk.views import form_page

_both = require_http_methods(["GET", "POST"])


@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    """Who takes part: agencies and the teams that they answer for."""
    require(request.user, Permission.STAFF_MANAGE)
    context = {
        "agencies": selectors.agencies(reader=request.user),
        "teams": selectors.teams(reader=request.user).select_related("agency"),
    }
    return render(request, "accounts/partnership.html", context)


@_both
def add_agency(request: SignedInRequest) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    return form_page(
        request,
        form_class=AgencyForm,
        act=lambda form: partnership.add_agency(by=by, **form.answers),
        done=reverse("partnership"),
        context={"title": "Add an agency", "submit": "Add", "cancel": reverse("partnership")},
        said="The agency is added.",
    )


@_both
def end_agency(request: SignedInRequest, public_id: str) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    row = selectors.partner(reader=by, public_id=public_id)
    return form_page(
        request,
        form_class=EndedForm,
        act=lambda form: partnership.end_agency(by=by, agency=row, **form.answers),
        done=reverse("partnership"),
        context={
            "title": f"{row.name} leaves the partnership", "submit": "End it", "cancel": reverse("partnership"),
            "danger": True, "lead": "What it did stays on every record under its name.",
        },
        said=f"{row.name} has left the partnership.",
    )  # fmt: skip


@_both
def add_team(request: SignedInRequest) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    return form_page(
        request,
        form_class=TeamForm,
        form_kwargs={"agencies": selectors.agencies(reader=by)},
        act=lambda form: partnership.add_team(by=by, **form.answers),
        done=reverse("partnership"),
        context={"title": "Add a team", "submit": "Add", "cancel": reverse("partnership")},
        said="The team is added. Say next which place it covers.",
    )


@_both
def end_team(request: SignedInRequest, public_id: str) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    row = selectors.team(reader=by, public_id=public_id)
    return form_page(
        request,
        form_class=EndedForm,
        act=lambda form: partnership.end_team(by=by, team=row, **form.answers),
        done=reverse("partnership"),
        context={
            "title": f"{row.name} ends", "submit": "End it", "cancel": reverse("partnership"), "danger": True,
            "lead": "Its members and its work have to be with another team first.",
        },
        said=f"{row.name} has ended.",
    )  # fmt: skip
