"""The thresholds for everybody to read; oversight, escalation and the dip sample for managers."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.errors import NotFound
from core.govuk.listing import page_of
from core.govuk.views import form_page
from referrals.contacts import selectors as contacts
from referrals.decisions import forms, presenters, selectors, services

_GET_POST = require_http_methods(["GET", "POST"])


@require_GET
def thresholds(request: SignedInRequest) -> HttpResponse:
    """The threshold of need in force: common criteria, for every professional; and the other editions."""
    version = selectors.threshold_in_force()
    context = {
        "version": version,
        "tiers": presenters.tiers(selectors.indicators(version)),
        "editions": presenters.edition_lines(
            selectors.threshold_editions(reader=request.user), on=clock.today()
        ),
        "may_draft": holds(request.user, Permission.THRESHOLD_WRITE),
    }
    return render(request, "referrals/decisions/thresholds.html", context)


@require_GET
def edition(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One edition: ended, in force, to come, or a draft."""
    row = selectors.threshold_edition(public_id, reader=request.user)
    context = {
        "version": row,
        "line": presenters.edition_lines([row], on=clock.today())[0],
        "tiers": presenters.tiers(selectors.indicators(row)),
        "may_write": row.is_draft and holds(request.user, Permission.THRESHOLD_WRITE),
        "may_agree": row.is_draft
        and holds(request.user, Permission.THRESHOLD_AGREE)
        and row.drafted_by_id != request.user.pk,
    }
    return render(request, "referrals/decisions/edition.html", context)


@_GET_POST
def edition_new(request: SignedInRequest) -> HttpResponse:
    """Draft a new edition from the one in force."""
    require(request.user, Permission.THRESHOLD_WRITE)
    return form_page(
        request,
        form_class=forms.EditionForm,
        act=lambda form: services.draft_edition(by=request.user, key=form.key, **form.answers),
        done=lambda row: reverse("threshold_edition", args=[row.public_id]),
        context={
            "title": "Draft a new edition", "submit": "Draft it", "cancel": reverse("thresholds"),
            "lead": "It begins with every indicator of the edition in force, and binds nobody until a manager of the "
            "front door or the data-protection officer agrees it.",
        },
        said="Drafted. Change its indicators, then ask for it to be agreed.",
    )  # fmt: skip


@_GET_POST
def edition_write(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Word an indicator of a draft, or take one out."""
    row = selectors.threshold_edition(public_id, reader=request.user)
    require(request.user, Permission.THRESHOLD_WRITE)

    def act(form: forms.IndicatorForm) -> None:
        said = form.answers
        if said["take_out"]:
            services.take_out_indicator(edition=row, by=request.user, code=said["code"])
            return
        services.write_indicator(
            edition=row, by=request.user, code=said["code"], tier=int(said["tier"]), text=said["text"],
            concerns=said["concerns"],
        )  # fmt: skip

    back = reverse("threshold_edition", args=[row.public_id])
    return form_page(
        request,
        form_class=forms.IndicatorForm,
        act=act,
        done=back,
        context={"title": "Write an indicator", "submit": "Save", "cancel": back, "caption": row.name},
        said="Saved in the draft.",
    )


@_GET_POST
def edition_agree(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Put a draft in force from a day to come."""
    row = selectors.threshold_edition(public_id, reader=request.user)
    require(request.user, Permission.THRESHOLD_AGREE)
    back = reverse("threshold_edition", args=[row.public_id])
    return form_page(
        request,
        form_class=forms.AgreeEditionForm,
        act=lambda form: services.agree_edition(edition=row, by=request.user, starts_on=form.answers["starts_on"]),
        done=back,
        initial={"starts_on": row.starts_on},
        context={
            "title": "Agree this edition", "submit": "Agree it", "cancel": back, "caption": row.name,
            "lead": "Its words do not change afterwards. What was decided keeps the edition it was decided under.",
        },
        said="Agreed.",
    )  # fmt: skip


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
