"""Places: the localities, who covers them, what is based there, and the directory of services."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from accounts.selectors import team, teams
from core import clock
from core.govuk.views import form_page
from localities import maps, presenters, selectors
from localities.forms import CoverForm, EndCoverageForm, FindPlaceForm
from localities.services import cover, end_coverage, locate


@require_GET
def places(request: SignedInRequest) -> HttpResponse:
    """The localities on a map and in a list; where a postcode lies."""
    form = FindPlaceForm(request)
    asked = form.value("postcode")
    cards = presenters.cards()
    hrefs = {card.place.code: reverse("locality", args=[card.place.code]) for card in cards}
    outlined = maps.outlined(hrefs=hrefs)
    wants_outlines = outlined is not None and request.GET.get("map") == "outlines"
    context = {
        "filters": form,
        "answer": presenters.answer(asked, locate(asked, clock.today())) if asked else "",
        "cards": cards,
        "borough_teams": presenters.borough_teams(),
        "map": outlined if wants_outlines else maps.schematic(hrefs=hrefs),
        "has_outlines": outlined is not None,
        "wants_outlines": wants_outlines,
        "areas": selectors.areas_before(reader=request.user),
        "rules": presenters.rules(),
    }
    return render(request, "localities/places.html", context)


@require_GET
def locality(request: SignedInRequest, code: str) -> HttpResponse:
    """One locality: its wards, its sites, everyone who works there."""
    place = selectors.locality(reader=request.user, code=code)
    if place is None:
        raise Http404
    context = {
        "place": place,
        "wards": [row.ward for row in selectors.wards_by_locality().get(place.pk, [])],
        "wards_before": presenters.wards_before(place),
        "teams": presenters.team_cards(place),
        "sites": selectors.sites(reader=request.user, place=place),
    }
    return render(request, "localities/locality.html", context)


@require_GET
def coverage(request: SignedInRequest) -> HttpResponse:
    """Which team covers where today, for the system administrator."""
    require(request.user, Permission.STAFF_MANAGE)
    return render(request, "localities/coverage.html", {"rows": selectors.coverage()})


@require_http_methods(["GET", "POST"])
def coverage_add(request: SignedInRequest) -> HttpResponse:
    """A team begins to cover a place: new work there is offered to it from that day."""
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    return form_page(
        request,
        form_class=CoverForm,
        form_kwargs={"teams": teams(reader=by), "localities": selectors.localities()},
        initial={"starts_on": clock.today()},
        act=lambda form: cover(by=by, **form.answers),
        done=reverse("coverage"),
        context={"title": "A team begins to cover a place", "submit": "Save", "cancel": reverse("coverage")},
        said="Saved.",
    )


@require_http_methods(["GET", "POST"])
def coverage_end(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A team stops covering a place after a day."""
    by = request.user
    require(by, Permission.STAFF_MANAGE)
    found = team(reader=by, public_id=public_id)
    return form_page(
        request,
        form_class=EndCoverageForm,
        form_kwargs={"rows": selectors.coverage_of(found)},
        initial={"ends_on": clock.today()},
        act=lambda form: end_coverage(by=by, **form.answers),
        done=reverse("coverage"),
        context={
            "title": f"{found.name} stops covering a place", "submit": "Save", "cancel": reverse("coverage"),
            "lead": "What it has is still its own. New work there goes to whoever covers the place.",
        },
        said="Saved.",
    )  # fmt: skip


@require_GET
def services(request: SignedInRequest) -> HttpResponse:
    """What each service does, in plain English, and whom to ring."""
    found = selectors.service_directory(reader=request.user)
    return render(request, "localities/services.html", {"services": list(found)})
