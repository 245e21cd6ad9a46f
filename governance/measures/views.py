"""The front door's measures: what one reader may see, counted and listed; what each measure means."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.access import holds
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.errors import NotFound
from core.govuk.listing import page_of
from governance.measures import presenters, selectors
from governance.measures.forms import MeasureFilter
from governance.measures.permissions import require_counter, require_reader
from governance.measures.selectors import Span, Wanted


def _filter(request: HttpRequest) -> tuple[MeasureFilter, Span, dict[str, str]]:
    """The period that the address asks for, and the words that keep it there."""
    today = clock.today()
    filters = MeasureFilter(request, offered={"month": presenters.months(today)})
    asked = filters.value("month")
    span = selectors.month_of(date.fromisoformat(f"{asked}-01") if asked else today)
    query = {"month": f"{span.first:%Y-%m}"}
    if filters.value("months"):
        span, query = selectors.year_to(span), {**query, "months": "12"}
    return filters, span, query


@require_GET
def front_door_measures(request: SignedInRequest) -> HttpResponse:
    """Counted now, of what this manager may see."""
    require_counter(request.user)
    filters, span, query = _filter(request)
    found = selectors.counted(request.user, span)
    places = selectors.places()
    context = {
        "filters": filters,
        "period": presenters.period(span),
        "gauges": [presenters.gauge(seen, query) for seen in found if not seen.parts or seen.definition.code == "K46"],
        "width": presenters.WIDTH,
        "places": list(places.values()),
        "table": presenters.table([seen for seen in found if seen.definition.code != "K7"], places, query),
        "parts": [(seen.definition.label, presenters.parts(seen, query)) for seen in found if seen.parts],
    }  # fmt: skip
    return render(request, "governance/measures/front_door.html", context)


@require_GET
def front_door_measure_list(request: SignedInRequest) -> HttpResponse:
    """The records behind a number, by the same rows."""
    require_counter(request.user)
    _, span, query = _filter(request)
    known = {row.code: row for row in selectors.on_screen(span.first)}
    code = request.GET.get("measure") or "K1"
    if code not in known:
        raise NotFound("There is no such list.")
    place, part = request.GET.get("place"), request.GET.get("part")
    met = request.GET.get("met", "")
    wanted = Wanted(
        code,
        place="" if place == presenters.NO_LOCALITY else place,
        part=part,
        met=met if met in ("yes", "no") else "",
    )
    page = page_of(request, selectors.listed(request.user, span, wanted))
    people = selectors.people_behind([row["code"] for row in page.rows], reader=request.user)
    context = {
        "title": known[code].label,
        "definition": known[code],
        "back": f"{reverse('front_door_measures')}?{'&'.join(f'{name}={value}' for name, value in query.items())}",
        "filters": presenters.narrowed(
            span, selectors.places(), place=wanted.place, part=part, met=wanted.met, code=code
        ),
        "page": page,
        "lines": presenters.lines(
            page.rows,
            definition=known[code],
            reader_id=request.user.pk,
            has_queue=holds(request.user, Permission.CONTACT_QUEUE),
            people=people,
        ),
    }
    return render(request, "governance/measures/list.html", context)


@require_GET
def measure_definitions(request: SignedInRequest) -> HttpResponse:
    """What each measure counts, of what, by which date and whose rule, in every version."""
    require_reader(request.user)
    return render(request, "governance/measures/definitions.html", {"definitions": selectors.every_version()})
