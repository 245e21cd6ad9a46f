"""The family of a person, drawn and in words, on any day."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from core import clock
from core.errors import NotFound
from core.govuk.listing import slice_of
from desk.forms.family import DayForm, LanesForm, PictureForm
from desk.presenters import family as family_words
from desk.presenters import genogram as drawn
from desk.presenters import household as charted
from desk.selectors import family, household
from desk.selectors.person import facts_of
from desk.views.person import frame, record
from people.services import open_together


@require_GET
def person_family(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who belongs to this person, who lives where, who may not meet; today or on another day."""
    facts = record(request, public_id, purpose="Family")
    picture, typed = PictureForm(request), DayForm(request)
    shown = family.picture(
        facts.person,
        reader=request.user,
        step=picture.value("step"),
        typed=typed.value("on"),
        today=clock.today(),
    )
    zoom = picture.value("zoom")
    context = frame(request, facts, "person_family") | {
        "on": shown.on,
        "genogram": drawn.genogram(shown.circle, on=shown.on, zoom=zoom if zoom in drawn.ZOOMS else None),
        "zooms": drawn.zooms(request.GET, zoom=zoom),
        "in_words": family_words.in_words(shown.circle, on=shown.on),
        "has_more": shown.circle.has_more,
        "relatives": family_words.relatives(family.relatives(shown.circle), on=shown.on),
        "homes": family_words.homes(family.homes(shown.circle), on=shown.on),
        "names": family.names_of(facts.person, reader=request.user),
        "day_form": typed,
        "asked": typed.value("on") is not None,
        "places": family_words.places(shown.places),
        "lodgers": family_words.people(shown.lodgers, on=shown.on),
        **drawn.slider(shown.steps, on=shown.on),
    }
    return render(request, "desk/person/family.html", context)


@require_GET
def household_timeline(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One lane a person, children and adults: what happened to whom while what happened to the others."""
    facts = facts_of(public_id, reader=request.user)
    if not facts.is_open:
        raise NotFound("There is no such record.")
    filters = LanesForm(request)
    last = min(filters.value("last") or clock.today(), clock.today())
    first = min(filters.value("first") or charted.two_years(last), last)
    people = household.people_of(
        facts.person,
        reader=request.user,
        first=first,
        last=last,
        with_family=filters.value("who") == "FAMILY",
    )
    open_together(by=request.user, people=people, purpose="Timeline of the household")
    marks, spans = household.lanes(
        people, reader=request.user, first=first, last=last, kinds=filters.value("kinds") or ()
    )
    context = frame(request, facts, "person_timeline") | {
        "filters": filters,
        "chart": charted.chart(people, marks, spans, first=first, last=last),
        "legend": charted.legend(),
        "page": slice_of(request, charted.entries(people, marks)),
    }
    return render(request, "desk/person/household.html", context)
