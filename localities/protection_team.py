"""The multi-agency child protection team: who sits in it, and whether the law that asks for it holds yet."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import selectors
from accounts.access import holds, require
from accounts.forms.staffing import ProtectionEndForm, ProtectionMemberForm
from accounts.models import ProtectionTeamMember
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from accounts.selectors import missing_protection_seats, protection_members
from accounts.services import add_protection_member, end_protection_membership
from core import clock
from core.errors import NotFound
from core.govuk.views import form_page
from localities import services
from localities.forms import CommenceForm
from localities.selectors import PROTECTION_TEAMS, feature_on, protection_teams_from

_both = require_http_methods(["GET", "POST"])


@require_GET
def team(request: SignedInRequest) -> HttpResponse:
    """Read by every colleague: who they are, and that nobody is called by it before the law holds."""
    rows = list(protection_members(reader=request.user))
    today = clock.today()
    here = [row for row in rows if row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)]
    context = {
        "rows": rows,
        "today": today,
        "missing": missing_protection_seats(here),
        "law": protection_teams_from(),
        "is_on": feature_on(PROTECTION_TEAMS),
        "may_keep": holds(request.user, Permission.STAFF_MANAGE),
    }
    return render(request, "localities/protection_team.html", context)


@_both
def add(request: SignedInRequest) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    back = reverse("protection_team")
    return form_page(
        request,
        form_class=ProtectionMemberForm,
        form_kwargs={"colleagues": selectors.staff(reader=by).order_by("display_name")},
        act=lambda form: add_protection_member(by=by, **form.answers),
        done=back,
        context={"title": "Add a member of the child protection team", "submit": "Add", "cancel": back},
        said="Written down.",
    )


@_both
def end(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    row = (
        ProtectionTeamMember.objects.visible_to(by).select_related("user").filter(public_id=public_id).first()
    )
    if row is None:
        raise NotFound("There is no such membership.")
    back = reverse("protection_team")
    return form_page(
        request,
        form_class=ProtectionEndForm,
        act=lambda form: end_protection_membership(member=row, by=by, ends_on=form.answers["ends_on"]),
        done=back,
        context={
            "title": "They leave the child protection team", "caption": str(row.user), "submit": "End it", "cancel": back
        },
        said="Ended.",
    )  # fmt: skip


@_both
def commence(request: SignedInRequest) -> HttpResponse:
    """From which day the law holds here."""
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    back = reverse("protection_team")
    return form_page(
        request,
        form_class=CommenceForm,
        act=lambda form: services.commence_protection_teams(by=by, **form.answers),
        done=back,
        context={
            "title": "From which day does the law on child protection teams hold?",
            "caption": "Children's Wellbeing and Schools Act 2026, section 3",
            "submit": "Save", "cancel": back,
            "lead": "From the day on, the team stands first in the list of whom to call to a strategy discussion and "
            "among those a case may be allocated to. Nobody gains a right to read anything by it.",
        },
        said="Saved.",
    )  # fmt: skip
