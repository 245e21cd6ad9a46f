"""Reading two records as one, and parting them again."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.errors import NotPermitted
from core.govuk.views import act_page, form_page
from desk.forms import merge as forms
from desk.presenters import merge as presenters
from desk.services import merge as services
from desk.views.person import frame, record
from people.selectors import evidence_for, get_merge, get_proposal, pairs_of, recorded_meanwhile
from people.services import merge_refusals, open_record, open_together, review_merge

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
def person_merge(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Which other record is this person's?"""
    facts = record(request, public_id, purpose="Looked for a second record")
    require(request.user, *services.COMPARES)
    return form_page(
        request,
        form_class=forms.FindOtherForm,
        act=lambda form: services.other_record(by=request.user, person=facts.person, **form.answers),
        done=lambda other: reverse("person_merge_with", args=[facts.person.public_id, other.public_id]),
        template="desk/person/form.html",
        context=frame(request, facts, "")
        | {
            "title": "Two records of one person",
            "submit": "Compare",
            "cancel": reverse("person_detail", args=[facts.person.public_id]),
        },
    )


@GET_POST
def person_merge_with(request: SignedInRequest, public_id: UUID, other_id: UUID) -> HttpResponse:
    """Both records side by side; then one decision, which can be undone."""
    facts = record(request, public_id, purpose="Compared with another record")
    if (made := services.already_one(by=request.user, one=public_id, two=other_id)) is not None:
        return HttpResponseRedirect(reverse("merge_detail", args=[made.public_id]))
    one, two = services.open_pair(by=request.user, one=public_id, two=other_id)
    shared = frame(request, facts, "") | {
        "one": one,
        "two": two,
        "rows": presenters.rows(evidence_for(one, two, reader=request.user)),
        "warnings": presenters.warnings(one, two),
        "cancel": reverse("person_detail", args=[one.public_id]),
    }
    if not holds(request.user, Permission.PERSON_MERGE):
        return form_page(
            request,
            form_class=forms.ProposeMergeForm,
            act=lambda form: services.propose(by=request.user, pair=(one, two), key=form.key, **form.answers),
            done=lambda proposal_id: reverse("merge_proposal", args=[proposal_id]),
            template="desk/merge/propose.html",
            context=shared,
            said="Proposed. A manager decides, and you are told.",
        )
    choices = presenters.survivors(one, two)
    return form_page(
        request,
        form_class=forms.MergeForm,
        form_kwargs={"survivors": choices},
        act=lambda form: services.merge(by=request.user, pair=(one, two), key=form.key, **form.answers),
        done=lambda merge_id: reverse("merge_detail", args=[merge_id]),
        template="desk/merge/compare.html",
        context=shared | {"refusals": merge_refusals(one, two)},
        said="Both records are read as one now. You can undo this here at any time.",
    )


@require_GET
def merge_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What was decided on which evidence; undone, what was recorded meanwhile."""
    row = get_merge(public_id, reader=request.user)
    open_record(by=request.user, person=row.survivor, purpose="Two records read as one")
    undone = row.undone_at is not None
    context = {
        "merge": row,
        "rows": presenters.rows(row.evidence),
        "facts": presenters.facts(row),
        "later": presenters.later(recorded_meanwhile(row, reader=request.user)) if undone else [],
        "may": holds(request.user, Permission.PERSON_MERGE),
    }
    return render(request, "desk/merge/merge.html", context)


@GET_POST
def merge_undo(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One step back."""
    row = get_merge(public_id, reader=request.user)
    require(request.user, Permission.PERSON_MERGE)
    back = reverse("merge_detail", args=[row.public_id])
    return form_page(
        request,
        form_class=forms.UndoMergeForm,
        act=lambda form: services.undo(by=request.user, row=row, key=form.key, **form.answers),
        # Whoever came to one of the records by way of the other goes on with the one that is theirs.
        done=lambda own: reverse("person_detail", args=[own.public_id]) if own else back,
        context={
            "title": "Part these two records again",
            "lead": "Each record shows its own rows again, at once. What was recorded on the surviving record "
            "meanwhile stays there and is listed for you to look through.",
            "submit": "Part them",
            "cancel": back,
        },
        said="These are two records again.",
    )


@GET_POST
def merge_review(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Somebody has looked through what was recorded while both were one."""
    row = get_merge(public_id, reader=request.user)
    require(request.user, Permission.PERSON_MERGE)
    back = reverse("merge_detail", args=[row.public_id])
    return act_page(
        request,
        act=lambda form: review_merge(merge=row, by=request.user),
        done=back,
        title="Everything recorded meanwhile is with the right person",
        submit="I have looked through it",
        cancel=back,
        said="Written down.",
    )


@require_GET
def merge_proposal(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Two records of one person? What was said, for whoever decides it and whoever said it."""
    row, is_open = get_proposal(public_id, reader=request.user)
    if is_open:
        open_together(by=request.user, people=[row.one, row.other], purpose="Proposed as one person")
    decides = holds(request.user, Permission.PERSON_MERGE) and row.answered_at is None
    context = {
        "proposal": row,
        "facts": presenters.proposed(row) if is_open else presenters.outcome(row),
        "pairs": [presenters.linked(each) for each in pairs_of(row)] if is_open else [],
        "rows": presenters.rows(evidence_for(row.one, row.other, reader=request.user)) if is_open else [],
        "warnings": presenters.warnings(row.one, row.other) if is_open else [],
        "people": presenters.survivors(row.one, row.other),
        "is_open": is_open,
        "decides": decides,
    }
    return render(request, "desk/merge/proposal.html", context)


@GET_POST
def merge_proposal_decline(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """These stay two records, and why."""
    row, is_open = get_proposal(public_id, reader=request.user)
    require(request.user, Permission.PERSON_MERGE)
    if not is_open:
        raise NotPermitted("Open both records first: nobody decides on what they have not read.")
    back = reverse("merge_proposal", args=[row.public_id])
    return form_page(
        request,
        form_class=forms.DeclineMergeForm,
        act=lambda form: services.decline(by=request.user, row=row, key=form.key, **form.answers),
        done=lambda _: back,
        context={"title": "These stay two records", "submit": "Keep them apart", "cancel": back},
        said="Declined. Whoever proposed it is told where to read why.",
    )
