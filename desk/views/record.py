"""The deeper pages of a record: timeline, assessments, plan, documents."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from core.errors import NotFound
from core.govuk.listing import slice_of
from desk.presenters.stages import stage_lines, timeline_entries
from desk.selectors import stages, timeline
from desk.views.person import frame, record
from people.ages import is_child, may_be_adult


@require_GET
def person_timeline(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What happened, newest first."""
    facts = record(request, public_id, purpose="Timeline")
    page = slice_of(request, timeline_entries(timeline.events_of(facts.person, reader=request.user)))
    return render(
        request, "desk/person/timeline.html", frame(request, facts, "person_timeline") | {"page": page}
    )


@require_GET
def person_assessments(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Assessments, strategy discussions and enquiries about this person."""
    facts = record(request, public_id, purpose="Assessments")
    context = frame(request, facts, "person_assessments")
    if "assessments" not in context["reads"]:  # type: ignore[operator]
        raise NotFound("There is no such record.")
    return render(
        request,
        "desk/person/assessments.html",
        context
        | {
            "rows": stage_lines(stages.assessments_of(facts.person, reader=request.user)),
            "is_child": is_child(facts.person),
            "may_be_adult": may_be_adult(facts.person),
        },
    )


@require_GET
def person_plan(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The case, its plans and conferences."""
    facts = record(request, public_id, purpose="Plan")
    context = frame(request, facts, "person_plan")
    if "plan" not in context["reads"]:  # type: ignore[operator]
        raise NotFound("There is no such record.")
    return render(
        request,
        "desk/person/plan.html",
        context | {"rows": stage_lines(stages.plans_of(facts.person, reader=request.user))},
    )


@require_GET
def person_documents(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Attachments and papers of this person."""
    facts = record(request, public_id, purpose="Documents")
    return render(
        request,
        "desk/person/documents.html",
        frame(request, facts, "person_documents")
        | {"rows": stage_lines(stages.documents_of(facts.person, reader=request.user))},
    )
