"""An assessment at a glance, one child's part, the whole to read and print, and how one begins."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from assessments.single import presenters, selectors, services
from assessments.single.enums import FOR_CHILD, FOR_FAMILY
from assessments.single.forms import StartForm
from assessments.single.permissions import require_may_open
from assessments.single.views.frame import frame, opened, opened_part
from core import clock
from core.govuk.views import form_page
from deadlines import selectors as deadlines
from deadlines.presenters import faces, names_of
from people.services import open_record


@require_GET
def assessment_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What is written, who was seen, what others say, how much time is left."""
    row, parts = opened(request, public_id, purpose="Assessment")
    reader = request.user
    asked = selectors.contributions_of(row, reader=reader)
    context = frame(request, row, parts) | {
        "children": presenters.child_cards(parts, selectors.child_dimensions(parts, reader=reader)),
        "groups": presenters.family_groups(row, selectors.family_dimensions(row, reader=reader)),
        "rows": presenters.overview_rows(row, change=reverse("assessment_overview", args=[row.public_id])),
        "clocks": faces(
            deadlines.for_subject(row), at=clock.now(), names=names_of(part.person for part in parts)
        ),
        "back": presenters.back_of(parts[0].person if parts else None),
        "contributions": presenters.contribution_lines(
            asked, selectors.words_of(asked, reader=reader), reader=reader
        ),
        "oversight": selectors.oversight_of(row, reader=reader),
        "changes": presenters.taken(selectors.changes_of(row, reader=reader)),
        "returned": selectors.last_return(row, reader=reader) if row.status == "RETURNED" else None,
        "earlier": selectors.earlier_of(row, reader=reader),
    }
    return render(request, "assessments/single/detail.html", context)


@require_GET
def assessment_part(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One child's own part."""
    part = opened_part(request, public_id, purpose="Child's part of assessment")
    found = selectors.child_dimensions([part], reader=request.user).get(part.pk, {})
    context = frame(request, part.assessment, [part]) | {
        "part": part,
        "person": presenters.person_line(part.person),
        "seen": presenters.seen_words(part)[0],
        "sightings": presenters.sighting_lines(selectors.seen_in(part, reader=request.user)),
        "voice": presenters.voice_rows(part),
        "analysis": presenters.analysis_rows(part),
        "groups": presenters.child_groups(part, found),
    }
    return render(request, "assessments/single/part.html", context)


@require_GET
def assessment_read(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The whole text in one page, to read through and to print."""
    row, parts = opened(request, public_id, purpose="Read assessment")
    reader = request.user
    by_part = selectors.child_dimensions(parts, reader=reader)
    asked = selectors.contributions_of(row, reader=reader)
    context = frame(request, row, parts) | {
        "rows": [item[:2] for item in presenters.overview_rows(row, change="")],
        "family": presenters.texts(FOR_FAMILY, selectors.family_dimensions(row, reader=reader)),
        "children": [
            {
                "name": part.person.full_name,
                "age": presenters.age_of(part.person),
                "seen": presenters.seen_words(part)[0],
                "voice": presenters.voice_rows(part),
                "texts": presenters.texts(FOR_CHILD, by_part.get(part.pk, {})),
                "analysis": presenters.analysis_rows(part),
            }
            for part in parts
        ],
        "contributions": presenters.contribution_lines(
            asked, selectors.words_of(asked, reader=reader), reader=reader
        ),
        "oversight": selectors.oversight_of(row, reader=reader),
    }
    return render(request, "assessments/single/read.html", context)


@require_http_methods(["GET", "POST"])
def assessment_start(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Assess a person of an open case again, with brothers and sisters."""
    person = selectors.person_to_assess(public_id, reader=request.user)
    open_record(by=request.user, person=person, purpose="Starts an assessment")
    require_may_open(request.user)
    back = reverse("person_detail", args=[person.public_id])
    return form_page(
        request,
        form_class=StartForm,
        form_kwargs={
            "children": selectors.children_to_assess(person, reader=request.user),
            "teams": selectors.teams_to_assess(request.user),
        },
        act=lambda form: services.open_assessment(
            referral=None,
            people=form.answers["people"],
            by=request.user,
            team=form.answers["team"],
            purpose=form.answers["purpose"],
            purpose_note=form.answers["purpose_note"],
            key=form.key,
        ),
        done=lambda row: reverse("assessment_detail", args=[row.public_id]),
        context={
            "title": f"Assess {person.full_name}",
            "submit": "Start the assessment",
            "cancel": back,
            "lead": "The clock of 45 working days starts now. A new concern belongs at the front door first.",
        },
        said="The assessment has begun.",
    )
