"""Places: the localities, who covers them, what is based there, and the directory of services."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.models import User
from core import clock
from localities import maps, presenters, selectors
from localities.forms import FindPlaceForm
from localities.services import locate


class SignedInRequest(HttpRequest):
    """A request that the sign-in middleware has let through."""

    user: User


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
def services(request: SignedInRequest) -> HttpResponse:
    """What each service does, in plain English, and whom to ring."""
    found = selectors.service_directory(reader=request.user)
    return render(request, "localities/services.html", {"services": list(found)})
