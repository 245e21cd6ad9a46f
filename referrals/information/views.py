"""Questions of the front door to an agency: read and answered behind the sign-in, never by a link in a mail."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from accounts.selectors import agency as get_agency
from core import clock
from core.govuk.listing import page_of
from core.govuk.views import form_page
from referrals.contacts import selectors as contacts
from referrals.information import presenters, selectors, services
from referrals.information.forms import ClosureForm, OpeningForm, ReplyForm, TelephoneForm

PERIODS = (30, 90, 365)


@require_GET
def requests(request: SignedInRequest) -> HttpResponse:
    require(request.user, Permission.INFORMATION_REPLY)
    page = page_of(request, selectors.put_to_me(request.user))
    return render(request, "referrals/information/requests.html", {"page": page})


@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    found = selectors.request_put_to_me(public_id, reader=request.user)
    return form_page(
        request,
        form_class=ReplyForm,
        act=lambda form: services.reply(
            request=found, by=request.user, kind=form.answers["kind"], searched=form.answers["searched"] or "",
            call_on=form.answers["call_on"] or "", paragraphs=form.paragraphs, key=form.key,
        ),
        done=reverse("information_requests"),
        template="referrals/information/answer.html",
        context={"title": "Answer the front door", "submit": "Answer", "asked": found},
        said="Answered. Thank you.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def telephone(request: SignedInRequest, public_id: UUID, request_id: UUID) -> HttpResponse:
    """What an agency said on the telephone."""
    contact = contacts.for_triage(public_id, reader=request.user)
    require(request.user, Permission.INFORMATION_ASK)
    found = selectors.request_of(contact, request_id, reader=request.user)
    return form_page(
        request,
        form_class=TelephoneForm,
        act=lambda form: services.reply_by_telephone(
            request=found, by=request.user, told_by=form.answers["told_by"], kind=form.answers["kind"],
            searched=form.answers["searched"] or "", paragraphs=form.paragraphs, key=form.key,
        ),
        done=contact.path,
        context={
            "title": f"What {found.agency} said on the telephone", "submit": "Write it down", "cancel": contact.path,
            "caption": contact.reference,
        },
        said="Written down.",
    )  # fmt: skip


@require_GET
def times(request: SignedInRequest) -> HttpResponse:
    """How long each agency takes to answer."""
    require(request.user, Permission.CONTACT_TRIAGE)
    asked = request.GET.get("days", "")
    days = int(asked) if asked.isdecimal() and int(asked) in PERIODS else PERIODS[1]
    now = clock.now()
    rows = selectors.response_times(reader=request.user, since=now - timedelta(days=days), at=now)
    context = {"lines": presenters.time_lines(rows), "days": days, "periods": PERIODS}
    return render(request, "referrals/information/times.html", context)


@require_GET
def openings(request: SignedInRequest) -> HttpResponse:
    """When each agency answers, and who stands in."""
    require(request.user, Permission.CONTACT_QUEUE)
    rows = selectors.hours_of_agencies(reader=request.user, at=clock.now())
    return render(request, "referrals/information/openings.html", {"lines": presenters.hours_lines(rows)})


@require_http_methods(["GET", "POST"])
def opening(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Days and hours of one agency."""
    require(request.user, Permission.DUTY_ROTA_KEEP)
    agency = get_agency(reader=request.user, public_id=public_id)
    kept = selectors.opening_kept(agency, reader=request.user)
    return form_page(
        request,
        form_class=OpeningForm,
        act=lambda form: services.keep_opening(
            agency=agency, by=request.user, always=bool(form.answers["always"]),
            days=[int(day) for day in form.answers["days"] or ()], opens=form.answers["opens"],
            closes=form.answers["closes"], out_of_hours=form.answers["out_of_hours"] or "",
        ),
        done=reverse("information_openings"),
        initial={
            "always": kept.always, "days": [str(day) for day in kept.days], "opens": kept.opens, "closes": kept.closes,
            "out_of_hours": kept.out_of_hours,
        } if kept else None,
        context={"title": f"When does {agency} answer?", "submit": "Save", "cancel": reverse("information_openings")},
        said="Saved.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def closure(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Holidays of one agency."""
    require(request.user, Permission.DUTY_ROTA_KEEP)
    agency = get_agency(reader=request.user, public_id=public_id)
    return form_page(
        request,
        form_class=ClosureForm,
        act=lambda form: services.close_agency(
            agency=agency, by=request.user, first_on=form.answers["first_on"], last_on=form.answers["last_on"],
            contact=form.answers["contact"] or "", stand_in=form.answers["stand_in"], key=form.key,
        ),
        done=reverse("information_openings"),
        form_kwargs={"colleagues": selectors.who_may_stand_in(reader=request.user)},
        context={"title": f"{agency} is closed", "submit": "Save", "cancel": reverse("information_openings")},
        said="Saved: a question asked meanwhile goes to whoever stands in.",
    )  # fmt: skip


@require_POST
def closure_end(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """They are open after all."""
    require(request.user, Permission.DUTY_ROTA_KEEP)
    services.take_closure_back(closure=selectors.closure(public_id, reader=request.user), by=request.user)
    return redirect("information_openings")
