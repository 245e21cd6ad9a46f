"""The system administrator's pages: add staff, give and end roles, teams, lines, leavers, who is on call."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import joining, selectors, services
from accounts.access import holds_any, require
from accounts.forms.staffing import (
    EndForm,
    LeaverForm,
    LinesForm,
    MembershipForm,
    OnCallForm,
    RoleForm,
    StaffForm,
)
from accounts.models import User
from accounts.permissions import Permission
from accounts.presenters import missing_lines
from accounts.requests import SignedInRequest
from core import clock
from core.govuk.listing import page_of
from core.govuk.views import act_page, form_page

_both = require_http_methods(["GET", "POST"])


def _page_of(person: User) -> str:
    return reverse("colleague", args=[person.public_id])


@_both
def add(request: SignedInRequest) -> HttpResponse:
    """A new account; its first password is shown once, to whoever made it."""
    by = request.user
    require(by, Permission.STAFF_MANAGE)

    def shown_once(made: tuple[User, str]) -> HttpResponse:
        return render(
            request, "accounts/password_once.html", {"person": made[0], "password": made[1], "new": True}
        )

    return form_page(
        request,
        form_class=StaffForm,
        form_kwargs={
            "agencies": selectors.agencies(reader=by),
            "professions": selectors.professions(reader=by),
            "colleagues": selectors.staff(reader=by).order_by("display_name"),
        },
        act=lambda form: joining.add_staff(by=by, **form.answers),
        done=shown_once,
        context={"title": "Add a member of staff", "submit": "Add", "cancel": reverse("staff_directory")},
    )


@_both
def new_password(request: SignedInRequest, public_id: str) -> HttpResponse:
    """For someone who forgot theirs; shown once, and they are asked to change it."""
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    person = selectors.colleague(reader=by, public_id=public_id)
    return act_page(
        request,
        act=lambda form: joining.give_password(user=person, by=by),
        done=lambda secret: render(
            request, "accounts/password_once.html", {"person": person, "password": secret, "new": False}
        ),
        title=f"A new password for {person.display_name}?",
        lead="Make sure that it is they who ask. They are signed out everywhere.",
        submit="Make a new password",
        cancel=_page_of(person),
    )


@_both
def role(request: SignedInRequest, public_id: str) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    person = selectors.colleague(reader=by, public_id=public_id)
    return form_page(
        request,
        form_class=RoleForm,
        form_kwargs={"agencies": selectors.agencies(reader=by), "teams": selectors.teams(reader=by)},
        initial={"agency": str(person.agency.public_id) if person.agency else "", "starts_on": clock.today()},
        act=lambda form: services.assign_role(user=person, by=by, **form.answers),
        done=_page_of(person),
        context={
            "title": f"Give {person.display_name} a role",
            "submit": "Give the role",
            "cancel": _page_of(person),
        },
        said="The role is given.",
    )


@_both
def end_role(request: SignedInRequest, public_id: str) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    held = selectors.assignment(reader=by, public_id=public_id)
    return form_page(
        request,
        form_class=EndForm,
        initial={"ends_on": clock.today()},
        act=lambda form: services.end_assignment(assignment=held, by=by, **form.answers),
        done=_page_of(held.user),
        context={
            "title": f"End a role of {held.user.display_name}",
            "submit": "End the role",
            "cancel": _page_of(held.user),
        },
        said="The role ends.",
    )


@_both
def join(request: SignedInRequest, public_id: str) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    person = selectors.colleague(reader=by, public_id=public_id)
    return form_page(
        request,
        form_class=MembershipForm,
        form_kwargs={"teams": selectors.teams(reader=by)},
        initial={"percent": 100, "starts_on": clock.today()},
        act=lambda form: services.join_team(user=person, by=by, **form.answers),
        done=_page_of(person),
        context={
            "title": f"Bring {person.display_name} into a team",
            "submit": "Save",
            "cancel": _page_of(person),
        },
        said="They are in the team.",
    )


@_both
def lines(request: SignedInRequest, public_id: str) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    person = selectors.colleague(reader=by, public_id=public_id)
    names = ("line_manager", "professional_supervisor", "safeguarding_lead")
    return form_page(
        request,
        form_class=LinesForm,
        form_kwargs={"colleagues": selectors.staff(reader=by).exclude(pk=person.pk).order_by("display_name")},
        initial={name: str(line.public_id) for name in names if (line := getattr(person, name))},
        act=lambda form: joining.name_lines(user=person, by=by, **form.people()),
        done=_page_of(person),
        context={
            "title": f"The three lines of {person.display_name}",
            "lead": "Everyone has a line manager, a professional supervisor and a safeguarding lead.",
            "cancel": _page_of(person),
        },
        said="The lines are kept.",
    )


@_both
def leave(request: SignedInRequest, public_id: str) -> HttpResponse:
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    person = selectors.colleague(reader=by, public_id=public_id)
    return form_page(
        request,
        form_class=LeaverForm,
        initial={"left_on": clock.today()},
        act=lambda form: services.let_go(user=person, by=by, left_on=form.cleaned_data["left_on"]),
        done=_page_of(person),
        context={
            "title": f"{person.display_name} has left",
            "lead": "They are signed out at their next click and their roles end. "
            "Their work stays in sight of their cover and manager.",
            "submit": "They have left",
            "danger": True,
            "cancel": _page_of(person),
        },
        said="They have left. Their roles are ended.",
    )


@require_GET
def exceptions(request: SignedInRequest) -> HttpResponse:
    """Staff for whom one of the three lines is not named."""
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    page = page_of(request, selectors.staff_without_three_lines(reader=by).order_by("display_name"))
    rows = [(person, missing_lines(person)) for person in page.rows]
    return render(request, "accounts/exceptions.html", {"page": page, "rows": rows})


@require_GET
def on_call(request: SignedInRequest) -> HttpResponse:
    """Who answers for what, now and in the days to come."""
    rows = selectors.rota(at=clock.now())
    may = holds_any(request.user, services.ROTA_KEEPERS)
    return render(request, "accounts/on_call.html", {"rows": rows, "may_put": may, "now": clock.now()})


@_both
def put_on_call(request: SignedInRequest) -> HttpResponse:
    by = request.user
    require(by, *services.ROTA_KEEPERS)
    back = reverse("on_call")
    return form_page(
        request,
        form_class=OnCallForm,
        form_kwargs={"colleagues": selectors.staff(reader=by).order_by("display_name")},
        initial={"position": 1},
        act=lambda form: services.put_on_call(by=by, **form.answers),
        done=back,
        context={"title": "Put someone on call", "submit": "Put on call", "cancel": back},
        said="The rota is kept.",
    )
