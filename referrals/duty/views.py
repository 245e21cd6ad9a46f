"""The duty page: who sits here, who is here, what each has on, what the last shift left."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.govuk.forms import StandardForm
from core.govuk.views import form_page
from referrals.duty import forms, presenters, selectors, services
from referrals.duty.models import DutyShift

_GET_POST = require_http_methods(["GET", "POST"])


def _day(request: SignedInRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return clock.today()


@require_GET
def duty(request: SignedInRequest) -> HttpResponse:
    """The rota of a day, presence and workload now, and the notes of the last three days."""
    require(request.user, Permission.CONTACT_QUEUE)
    now, on = clock.now(), _day(request)
    day = selectors.day(on, reader=request.user)
    context = {
        "on": on,
        "is_today": on == clock.today(),
        "lines": presenters.lines(day, now=now),
        "empty": day.empty,
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1),
        "notes": selectors.handover_notes(reader=request.user, at=now),
    }
    return render(request, "referrals/duty/duty.html", context)


@_GET_POST
def add(request: SignedInRequest) -> HttpResponse:
    """Put somebody on the rota."""
    require(request.user, Permission.DUTY_ROTA_KEEP)
    colleagues = selectors.who_may_sit(reader=request.user, on=clock.today())

    def act(form: StandardForm) -> list[DutyShift]:
        given = form.answers
        chosen = next(user for user in colleagues if str(user.public_id) == given["user"])
        return services.put_on_rota(
            user=chosen, by=request.user, first_on=given["first_on"], last_on=given["last_on"], starts=given["starts"],
            ends=given["ends"], every_day=bool(given["every_day"]), key=form.key,
        )  # fmt: skip

    return form_page(
        request, form_class=forms.ShiftForm, act=act, done=reverse("duty"), form_kwargs={"colleagues": colleagues},
        context={"title": "Put somebody on the rota", "submit": "Put on the rota", "cancel": reverse("duty")},
        said="They are on the rota.",
    )  # fmt: skip


@require_POST
def take_off(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    require(request.user, Permission.DUTY_ROTA_KEEP)
    services.take_off_rota(shift=selectors.shift(public_id, reader=request.user), by=request.user)
    return redirect("duty")


@require_POST
def arrive(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    require(request.user, Permission.CONTACT_QUEUE)
    services.arrive(shift=selectors.shift(public_id, reader=request.user), by=request.user)
    return redirect("duty")


@require_POST
def leave(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    require(request.user, Permission.CONTACT_QUEUE)
    services.leave(shift=selectors.shift(public_id, reader=request.user), by=request.user)
    return redirect("duty")


@_GET_POST
def hand_over(request: SignedInRequest) -> HttpResponse:
    """A note for the next shift."""
    require(request.user, Permission.CONTACT_QUEUE)
    return form_page(
        request, form_class=forms.HandoverForm,
        act=lambda form: services.hand_over(by=request.user, text=form.answers["text"], key=form.key),
        done=reverse("duty"), context={"title": "Hand over to the next shift", "submit": "Hand over",
                                       "cancel": reverse("duty")},
        said="The next shift reads it on the duty page.",
    )  # fmt: skip
