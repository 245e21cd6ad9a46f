"""The closure check: what covers each family until we open again; offers to the out-of-hours team."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.errors import NotFound
from core.govuk.forms import StandardForm
from core.govuk.listing import page_number, with_page
from core.govuk.views import form_page
from referrals.closing import forms, presenters, selectors, services
from referrals.closing.clocks import closure_at
from referrals.closing.models import OutOfHoursOffer
from referrals.contacts.permissions import works_out_of_hours
from referrals.contacts.selectors import for_triage, front_door_managers

_GET_POST = require_http_methods(["GET", "POST"])


@require_GET
def check(request: SignedInRequest) -> HttpResponse:
    """Each undecided family in queue order, with what covers it until we open again."""
    require(request.user, Permission.CONTACT_QUEUE)
    now, number = clock.now(), page_number(request)
    closure, only_left = closure_at(now), request.GET.get("left") == "1"
    page = selectors.page(
        reader=request.user,
        closure=closure,
        at=now,
        only_left=only_left,
        start=(number - 1) * selectors.PER_PAGE,
    )
    context = {
        "heading": presenters.heading(closure, at=now),
        "families": presenters.families(page, now=now),
        "page": page,
        "only_left": only_left,
        "workers": selectors.out_of_hours_workers(closure=closure, at=now),
        "managers": front_door_managers(at=max(now, closure.closes_at)),
        "previous_href": with_page(request, number - 1) if number > 1 else "",
        "next_href": with_page(request, number + 1) if page.more else "",
    }
    return render(request, "referrals/closing/check.html", context)


@_GET_POST
def offer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Hand a concern to a named out-of-hours worker."""
    contact = for_triage(public_id, reader=request.user)
    require(request.user, Permission.CONTACT_TRIAGE)
    now = clock.now()
    closure = closure_at(now)
    workers = selectors.out_of_hours_workers(closure=closure, at=now)

    def act(form: StandardForm) -> OutOfHoursOffer:
        chosen = next(user for user in workers if str(user.public_id) == form.answers["to"])
        return services.offer_out_of_hours(
            contact=contact, to=chosen, by=request.user, note=form.answers["note"] or "", key=form.key
        )

    return form_page(
        request,
        form_class=forms.OfferForm,
        act=act,
        done=reverse("closing_check"),
        form_kwargs={"workers": workers},
        context={
            "title": "Offer it to the out-of-hours team",
            "caption": contact.reference,
            "lead": presenters.heading(closure, at=now) + ".",
            "submit": "Offer",
            "cancel": reverse("closing_check"),
            "warning": ""
            if workers
            else "Nobody is on call for the out-of-hours team: ring the manager on call.",
        },
        said="Offered. Nothing covers it until they accept.",
    )


@_GET_POST
def sign(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A manager signs: safe until, because."""
    contact = for_triage(public_id, reader=request.user)
    granting = (Permission.RESTRICTION_GRANT,) if contact.is_restricted else ()
    require(request.user, Permission.CONTACT_SIGN_CLOSURE, *granting)
    now = clock.now()
    return form_page(
        request,
        form_class=forms.SignForm,
        act=lambda form: services.sign_safe_until(
            contact=contact, by=request.user, until=form.answers["until"], because=form.answers["because"],
            past_due_because=form.answers["past_due_because"] or "", key=form.key,
        ),
        done=reverse("closing_check"),
        context={
            "title": "Sign that it is safe until we look again",
            "caption": contact.reference,
            "lead": presenters.sign_lead(contact, closure_at(now), at=now),
            "submit": "Sign",
            "cancel": reverse("closing_check"),
        },
        said="Signed. It lapses when something is added, when the rating rises, and at the time you chose.",
    )  # fmt: skip


def _offer(request: SignedInRequest, public_id: UUID) -> OutOfHoursOffer:
    if not works_out_of_hours(request.user):
        raise NotFound("There is no such record.")
    return selectors.offer(public_id, reader=request.user)


@_GET_POST
def answer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """An offer, for the out-of-hours worker to accept."""
    found = _offer(request, public_id)
    return form_page(
        request,
        form_class=forms.AcceptOfferForm,
        act=lambda form: services.accept_offer(
            offer=found, by=request.user, note=form.answers["note"], key=form.key
        ),
        done=found.contact.path,
        template="referrals/closing/offer.html",
        context={
            "title": "A concern to take while the front door is closed",
            "offer": found,
            "state": presenters.offer_state(found, at=clock.now()),
            "submit": "Accept it",
        },
        said="Accepted. It is yours until we open or your shift ends.",
    )


@_GET_POST
def decline(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    found = _offer(request, public_id)
    return form_page(
        request,
        form_class=forms.DeclineForm,
        act=lambda form: services.decline_offer(offer=found, by=request.user, reason=form.answers["reason"]),
        done=reverse("out_of_hours"),
        context={
            "title": "Decline it",
            "caption": found.contact.reference,
            "lead": "Nothing will cover it: the manager is told at once.",
            "submit": "Decline",
            "cancel": reverse("closing_offer", args=[public_id]),
        },
        said="Declined. The manager has been told.",
    )


@require_GET
def out_of_hours(request: SignedInRequest) -> HttpResponse:
    """What the out-of-hours team is asked to take, and what this worker has taken."""
    require(request.user, Permission.OUT_OF_HOURS_DECIDE)
    now = clock.now()
    context = {
        "heading": presenters.heading(closure_at(now), at=now),
        "offered": selectors.offered_now(reader=request.user, at=now),
        "mine": selectors.accepted_by(request.user, at=now),
    }
    return render(request, "referrals/closing/out_of_hours.html", context)
