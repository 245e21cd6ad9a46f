"""Who the rows of other systems are, and which records are one person's: a person settles what a machine may not."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.errors import NotPermitted
from core.govuk.listing import page_of
from core.govuk.views import form_page
from desk.forms import settling as forms
from desk.presenters import settling as presenters
from desk.services import settling as services
from people.enums import HeldWhy, Level, Settled
from people.models import MergeProposal
from people.selectors import levels
from people.selectors import settling as selectors
from people.selectors.onboarding import outcome_counts

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
def held_rows(request: SignedInRequest) -> HttpResponse:
    """Rows that wait; on a named list also those that may mean its person."""
    filters = forms.RowsFilter(request)
    rows = selectors.held_rows(request.user, kind=filters.value("kind") or "")
    if not holds(request.user, Permission.PERSON_SETTLE) and not rows.exists():
        raise NotPermitted("Your role does not settle rows of other systems.")
    page = page_of(request, rows)
    context = {
        "page": page,
        "filters": filters,
        "parts": presenters.parts("held_rows", reader=request.user),
        "lines": [presenters.row_line(row) for row in page.rows],
        "kinds": presenters.counted(selectors.held_kinds(request.user)),
    }
    return render(request, "desk/settling/rows.html", context)


@GET_POST
def held_row(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One row with whom it may mean and why, or with what contradicts; then the next."""
    row = selectors.held_row(public_id, reader=request.user)
    services.require_settling(by=request.user, row=row)
    following = selectors.next_held(row, reader=request.user)
    onward = reverse("held_row", args=[following.public_id]) if following else reverse("held_rows")
    found = selectors.held_candidates(row, reader=request.user) if row.why == HeldWhy.KNOWN else []
    is_known = row.why == HeldWhy.KNOWN
    answers = presenters.answers(row, reader=request.user)
    shown = [each.person for each in found] + ([row.person] if row.person else [])
    services.note_shown(by=request.user, people=shown, purpose="Compared with a row of another system")
    return form_page(
        request,
        form_class=forms.KnownRowForm if is_known else forms.ChangedRowForm,
        form_kwargs={"people": [presenters.choice(each) for each in found]}
        if is_known
        else {"answers": answers},
        act=lambda form: services.settle(by=request.user, row=row, key=form.key, **form.answers),
        done=onward,
        template="desk/settling/row.html",
        context={
            "row": row,
            "name": presenters.name_of(row),
            "facts": presenters.row_facts(row),
            "found": [presenters.candidate(each) for each in found],
            "beside": presenters.beside(selectors.facts_beside(row, reader=request.user)),
            "is_known": is_known,
            "may_take": Settled.TAKEN in answers,
            "onward": onward,
            "is_last": following is None,
        },
        said="Settled.",
    )


@require_GET
def linkage_pairs(request: SignedInRequest) -> HttpResponse:
    """Pairs of records that may be one person's."""
    require(request.user, Permission.PERSON_SETTLE)
    page = page_of(request, selectors.pairs(request.user))
    context = {
        "page": page,
        "parts": presenters.parts("linkage_pairs", reader=request.user),
        "lines": [presenters.pair_line(row) for row in page.rows],
    }
    return render(request, "desk/settling/pairs.html", context)


@GET_POST
def linkage_pair(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Both side by side; whoever says the same proposes it, and whoever merges goes on to decide it."""
    require(request.user, Permission.PERSON_SETTLE)
    row = selectors.pair(public_id, reader=request.user)
    following = selectors.next_pair(row, reader=request.user)
    onward = reverse("linkage_pair", args=[following.public_id]) if following else reverse("linkage_pairs")
    services.note_shown(by=request.user, people=[row.left, row.right], purpose="Compared two records")
    both_open = set(levels(request.user, [row.left, row.right]).values()) == {Level.RECORD}
    may_merge = holds(request.user, Permission.PERSON_MERGE)
    merge = reverse("person_merge_with", args=[row.left.public_id, row.right.public_id])

    def after(proposal: MergeProposal | None) -> str:
        if proposal is None or not may_merge:
            return onward
        return merge if both_open else reverse("merge_proposal", args=[proposal.public_id])

    return form_page(
        request,
        form_class=forms.PairForm,
        act=lambda form: services.answer(by=request.user, row=row, key=form.key, **form.answers),
        done=after,
        template="desk/settling/pair.html",
        context={
            "row": row,
            "two": [presenters.side(row.left), presenters.side(row.right)],
            "like": presenters.likeness(selectors.pair_likeness(row, reader=request.user)),
            "line": presenters.pair_line(row),
            "both_open": both_open,
            "may_merge": may_merge,
            "merge": merge,
            "onward": onward,
            "is_last": following is None,
        },
        said="Written down.",
    )


@require_GET
def import_runs(request: SignedInRequest) -> HttpResponse:
    """Files of other systems that were taken in."""
    require(request.user, Permission.PERSON_SETTLE)
    page = page_of(request, selectors.import_runs(request.user))
    context = {
        "page": page,
        "parts": presenters.parts("import_runs", reader=request.user),
        "lines": [(run, presenters.run_facts(run)) for run in page.rows],
    }
    return render(request, "desk/settling/files.html", context)


@require_GET
def import_run(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What became of one file: every row refused, taken in part, left for a person or gone, and why."""
    require(request.user, Permission.PERSON_SETTLE)
    run = selectors.import_run(public_id, reader=request.user)
    filters = forms.LinesFilter(request)
    outcome = filters.value("outcome") or ""
    context = {
        "run": run,
        "facts": presenters.run_facts(run),
        "outcomes": presenters.outcomes(outcome_counts(run, reader=request.user)),
        "filters": filters,
        "page": page_of(request, selectors.import_lines(run, reader=request.user, outcome=outcome)),
    }
    return render(request, "desk/settling/file.html", context)
