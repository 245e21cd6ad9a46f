"""Agencies are asked and answer; who answers sees the question and their own words."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from accounts.selectors import draft
from accounts.services import bin_draft
from assessments.single import presenters, selectors, services
from assessments.single.forms import AskForm, ContributionForm, DeclineForm
from assessments.single.models import AgencyContribution
from assessments.single.permissions import require_editable
from assessments.single.views.frame import frame, opened
from core.govuk.views import form_page
from people.enums import AccessAct, Level
from people.selectors import levels
from people.services import log_access


@require_http_methods(["GET", "POST"])
def assessment_ask(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Ask an agency what it knows."""
    row, parts = opened(request, public_id, purpose="Asks an agency about")
    require(request.user, Permission.ASSESSMENT_WRITE)
    require_editable(row)
    back = reverse("assessment_detail", args=[row.public_id])
    return form_page(
        request,
        form_class=AskForm,
        form_kwargs={
            "colleagues": selectors.colleagues_to_ask(reader=request.user),
            "agencies": selectors.agencies_to_ask(),
        },
        act=lambda form: services.invite_contribution(assessment=row, by=request.user, **form.answers),
        done=back,
        context=frame(request, row, parts)
        | {
            "title": "Ask an agency",
            "submit": "Ask",
            "cancel": back,
            "lead": "Ask no more than you need. Below section 47 the family agreed, or you recorded why not.",
        },
        said="Asked.",
    )


@require_http_methods(["GET", "POST"])
def assessment_contribution(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What I am asked, and where I answer it; once sent, what I wrote."""
    row = selectors.contribution(public_id, reader=request.user)
    names = _children(request, row)
    context = {
        "contribution": row,
        "children": names,
        "reference": row.assessment.reference,
        "worker": row.assessment.worker,
        "title": f"What {row.agency} knows",
        "cancel": _back(request, row),
    }
    answers = row.asked_of_id == request.user.pk or (
        row.asked_of_id is None and holds(request.user, Permission.ASSESSMENT_WRITE)
    )
    if request.method == "POST":
        services.require_answerer(row, request.user)
    elif row.received_at or row.declined_at or not answers:
        said = selectors.words_of([row], reader=request.user)[row.pk]
        return render(request, "assessments/single/contribution.html", context | {"words": said})
    subject = str(row.public_id)
    kept = draft(request.user, form="contribution", subject=subject)

    def act(form: ContributionForm) -> AgencyContribution:
        sent = services.contribute(
            contribution=row,
            by=request.user,
            paragraphs=form.paragraphs(),
            version=form.sent_version,
            key=form.key,
        )
        if kept is not None:
            bin_draft(draft=kept, by=request.user)
        return sent

    return form_page(
        request,
        form_class=ContributionForm,
        act=act,
        done=reverse("assessment_contribution", args=[row.public_id]),
        template="assessments/single/contribution.html",
        context=context | {"autosave": reverse("draft_about", args=["contribution", subject])},
        version=row.version,
        draft=kept.content if kept else None,
        said="Sent. Thank you.",
    )


@require_http_methods(["GET", "POST"])
def assessment_contribution_decline(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Nothing to add, and what was searched."""
    row = selectors.contribution(public_id, reader=request.user)
    back = reverse("assessment_contribution", args=[row.public_id])
    services.require_answerer(row, request.user)
    _children(request, row)
    return form_page(
        request,
        form_class=DeclineForm,
        act=lambda form: services.decline_contribution(contribution=row, by=request.user, **form.answers),
        done=back,
        context={"title": "Nothing to add", "submit": "Send", "cancel": back},
        said="Sent. Thank you.",
    )


def _children(request: SignedInRequest, row: AgencyContribution) -> list[str]:
    """The children whom the reader may know, and it is written down that this was read."""
    children = selectors.children_of(row.assessment)
    known = levels(request.user, children)
    for person in children:
        log_access(
            by=request.user,
            person=person,
            act=AccessAct.CARD,
            purpose=f"Contribution to {row.assessment.reference}",
        )
    # Whoever is asked knows the child from their own work; a child they do not know stays without a name.
    return [
        f"{person.full_name}, {presenters.age_of(person)}"
        for person in children
        if known[person.pk] != Level.NONE
    ]


def _back(request: SignedInRequest, row: AgencyContribution) -> str:
    if row.asked_of_id == request.user.pk:
        return "/"
    return reverse("assessment_detail", args=[row.assessment.public_id])
