"""The thresholds for everybody to read; oversight, escalation and the dip sample for managers."""

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
from referrals.contacts import selectors as contacts
from referrals.decisions import forms, presenters, selectors, services

_GET_POST = require_http_methods(["GET", "POST"])


@require_GET
def thresholds(request: SignedInRequest) -> HttpResponse:
    """The threshold of need in force: common criteria, for every professional."""
    version = selectors.threshold_in_force()
    context = {"version": version, "tiers": presenters.tiers(selectors.indicators(version))}
    return render(request, "referrals/decisions/thresholds.html", context)


@_GET_POST
def oversee(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A manager's stamp."""
    contact = contacts.for_triage(public_id, reader=request.user)
    require(request.user, Permission.CONTACT_SIGN_CLOSURE)
    return form_page(
        request,
        form_class=forms.OversightForm,
        act=lambda form: services.oversee(
            contact=contact, by=request.user, kind=form.answers["kind"], text=form.answers["text"] or "", key=form.key
        ),
        done=contact.path,
        context={
            "title": "Manager's oversight", "submit": "Stamp", "cancel": contact.path, "caption": contact.reference
        },
        said="Stamped with your name and the time.",
    )  # fmt: skip


@_GET_POST
def escalate(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A disagreement goes up."""
    contact = contacts.for_triage(public_id, reader=request.user)
    require(request.user, Permission.CONTACT_TRIAGE)
    return form_page(
        request,
        form_class=forms.EscalateForm,
        act=lambda form: services.escalate(
            contact=contact, by=request.user, text=form.answers["text"], key=form.key
        ),
        done=contact.path,
        context={
            "title": "Put a disagreement further up", "submit": "Send", "cancel": contact.path,
            "caption": contact.reference,
            "lead": "A referrer who disagrees is looked at again here first. What that does not settle goes to a "
            "senior manager, then to the director. Protection never waits for an answer.",
        },
        said="Sent. The answer comes back to you.",
    )  # fmt: skip


@_GET_POST
def escalation(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What was put to oneself, and the answer."""
    row = selectors.escalation(public_id, reader=request.user)
    if row.to_id != request.user.pk:
        raise NotFound("There is no such page.")
    return form_page(
        request,
        form_class=forms.AnswerEscalationForm,
        act=lambda form: services.answer_escalation(
            escalation=row, by=request.user, answer=form.answers["answer"]
        ),
        done=reverse("my_work"),
        template="referrals/decisions/escalation.html",
        context={"title": "A disagreement about a decision", "submit": "Answer", "escalation": row},
        said="Answered.",
    )


@_GET_POST
def samples(request: SignedInRequest) -> HttpResponse:
    """What was drawn, and the form that draws."""
    require(request.user, Permission.CONTACT_SIGN_CLOSURE)
    page = page_of(request, selectors.samples(reader=request.user))
    return form_page(
        request,
        form_class=forms.DrawForm,
        act=lambda form: services.draw_sample(
            by=request.user, how_many=form.answers["how_many"], only_closed=bool(form.answers["only_closed"]),
            key=form.key,
        ),
        done=reverse("dip_samples"),
        template="referrals/decisions/samples.html",
        context={"title": "Dip sample of decisions", "submit": "Draw by lot", "page": page},
        said="Drawn.",
    )  # fmt: skip


@_GET_POST
def sample(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Judge one decision."""
    require(request.user, Permission.CONTACT_SIGN_CLOSURE)
    row = selectors.sample(public_id, reader=request.user)
    return form_page(
        request,
        form_class=forms.JudgeForm,
        act=lambda form: services.judge_sample(
            sample=row, by=request.user, **presenters.judged(form.answers)
        ),
        done=reverse("dip_samples"),
        template="referrals/decisions/sample.html",
        context={
            "title": "Judge a decision",
            "submit": "Save",
            "sample": row,
            "cancel": reverse("dip_samples"),
        },
        said="Saved. Whoever decided is told.",
    )
