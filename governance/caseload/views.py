"""The caseload: a page of numbers, and the list behind each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from core.errors import NotPermitted
from core.govuk.listing import page_of
from governance.caseload import presenters, selectors
from governance.caseload.permissions import scope_of
from localities.maps import schematic

LISTS = frozenset({"", "unallocated", "no_lead", "overdue", "due", "unseen"})


@require_GET
def caseload(request: SignedInRequest) -> HttpResponse:
    """Localities and borough services side by side, from live data."""
    scope = scope_of(request.user)
    found = presenters.places(scope)
    presenters.tally(
        found,
        selectors.by_place(request.user, scope),
        selectors.pressing_by_place(request.user, scope),
        selectors.unseen_by_place(request.user, scope),
        scope=scope,
    )
    counts = {key: place.counts.get("open", 0) for key, place in found.items()}
    loads = presenters.loads(selectors.by_worker(request.user, scope), selectors.weights())
    projector = request.GET.get("projector") == "1"
    map_ = None
    if not scope.suppressed:
        hrefs = {key: f"{reverse('caseload_list')}?place={key}" for key in found} if scope.names else {}
        drawn = schematic(counts, hrefs=hrefs, noun="open", title="Open cases by locality")
        map_ = presenters.own_map(drawn, scope)
    waiting: list[Any] = []
    if scope.names:
        rows = list(selectors.listed(request.user, scope, selectors.Wanted(what="unallocated"))[:10])
        waiting = presenters.person_lines(rows, projector=projector)
    context = {
        "scope": scope,
        "places": [(place.name, presenters.cells(place, scope)) for place in found.values()],
        "stages": selectors.STAGES,
        "by_stage": presenters.table(found, scope, "stage"),
        "bars": presenters.stacked(found, scope),
        "key": list(zip(selectors.STAGES, presenters.SHADES, strict=True)),
        "ratings": [label for _, label in presenters.RATINGS],
        "by_rating": presenters.table(found, scope, "rag"),
        "loads": loads if scope.names else [],
        "professions": presenters.professions(loads, scope),
        "map": map_,
        "waiting": waiting,
        "projector": projector,
    }
    return render(request, "governance/caseload/caseload.html", context)


@require_GET
def caseload_list(request: SignedInRequest) -> HttpResponse:
    """The people or limits behind a number; totals alone have no list."""
    scope = scope_of(request.user)
    if not scope.names:
        raise NotPermitted("Your role sees totals, not the people behind them.")
    names = ("what", "place", "stage", "rag", "worker", "profession")
    asked = {name: request.GET.get(name, "")[:80] for name in names}
    wanted = selectors.Wanted(**asked | {"what": asked["what"] if asked["what"] in LISTS else ""})
    source = {
        "overdue": selectors.listed_clocks,
        "due": selectors.listed_clocks,
        "unseen": selectors.listed_unseen,
    }
    rows = source.get(wanted.what, selectors.listed)(request.user, scope, wanted)
    page = page_of(request, rows)
    context = {
        "title": presenters.LABELS[wanted.what or "open"],
        "filters": presenters.filter_words(wanted, scope),
        "page": page,
        "lines": presenters.person_lines(page.rows, projector=request.GET.get("projector") == "1"),
    }
    return render(request, "governance/caseload/list.html", context)


@require_GET
def early_warning(request: SignedInRequest) -> HttpResponse:
    """What is about to go wrong, each with its list."""
    scope = scope_of(request.user)
    context = {"warnings": presenters.early_warnings(request.user, scope), "scope": scope}
    return render(request, "governance/caseload/warnings.html", context)
