"""Reading two records as one, and parting them again."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.govuk.views import act_page, form_page
from desk.forms import merge as forms
from desk.presenters import merge as presenters
from desk.services import merge as services
from desk.views.person import frame, record
from people.selectors import evidence_for, get_merge, recorded_meanwhile
from people.services import merge_refusals, open_record, review_merge

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
def person_merge(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Which other record is this person's?"""
    facts = record(request, public_id, purpose="Looked for a second record")
    require(request.user, Permission.PERSON_MERGE)
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
    choices = presenters.survivors(one, two)
    return form_page(
        request,
        form_class=forms.MergeForm,
        form_kwargs={"survivors": choices},
        act=lambda form: services.merge(by=request.user, pair=(one, two), key=form.key, **form.answers),
        done=lambda merge_id: reverse("merge_detail", args=[merge_id]),
        template="desk/merge/compare.html",
        context=frame(request, facts, "")
        | {
            "one": one,
            "two": two,
            "rows": presenters.rows(evidence_for(one, two, reader=request.user)),
            "warnings": presenters.warnings(one, two),
            "refusals": merge_refusals(one, two),
            "cancel": reverse("person_detail", args=[one.public_id]),
        },
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
