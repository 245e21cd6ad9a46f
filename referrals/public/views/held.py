"""Held forms: read, sent on into the queue, set aside with the reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.govuk.listing import page_number, with_page
from core.govuk.views import form_page
from referrals.public import presenters, selectors, services
from referrals.public.forms import AsideForm, SetAsideForm

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def listed(request: SignedInRequest) -> HttpResponse:
    """Danger first, then by the time by which each is read; those set aside under their own tab."""
    require(request.user, Permission.CONTACT_TRIAGE)
    now, number = clock.now(), page_number(request)
    aside = request.GET.get("tab") == "aside"
    start = (number - 1) * PER_PAGE
    rows = list(selectors.held_forms(request.user, set_aside=aside)[start : start + PER_PAGE + 1])
    lines = [(row, presenters.held_line(row, now=now)) for row in rows[:PER_PAGE]]
    offered = [] if aside else presenters.choices(lines)
    ticked = [choice.value for choice in offered] if request.GET.get("tick") == "all" else []
    return form_page(
        request,
        form_class=SetAsideForm,
        form_kwargs={"offered": offered},
        initial={"forms_read": ticked},
        act=lambda form: services.set_aside(
            forms=form.ticked, by=request.user, because=form.answers["because"]
        ),
        done=reverse("held_forms"),
        template="referrals/public/held.html",
        context={
            "lines": [line for _, line in lines],
            "aside": aside,
            "previous_href": with_page(request, number - 1) if number > 1 else "",
            "next_href": with_page(request, number + 1) if len(rows) > PER_PAGE else "",
        },
        said="Set aside. They stay under their own tab and can still be sent on.",
    )


@require_http_methods(["GET", "POST"])
def form(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    require(request.user, Permission.CONTACT_TRIAGE)
    found = selectors.public_form(public_id, reader=request.user)
    return form_page(
        request,
        form_class=AsideForm,
        act=lambda form: services.set_aside(
            forms=[found.public_id], by=request.user, because=form.answers["because"]
        ),
        done=reverse("held_forms"),
        template="referrals/public/held_form.html",
        context={
            "held": found,
            "said": presenters.said(found),
            "line": presenters.held_line(found, now=clock.now()),
        },
        said="Set aside.",
    )


@require_POST
def send_on(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    require(request.user, Permission.CONTACT_TRIAGE)
    found = selectors.public_form(public_id, reader=request.user)
    services.release_form(form=found, by=request.user)
    # To the list, not to the concern: one that leaves for a named list looks like any other here (safety o).
    messages.success(request, f"{found.reference} is sent on into the queue.")
    return redirect("held_forms")
