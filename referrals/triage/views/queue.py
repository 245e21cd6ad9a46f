"""The front-door queue."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.govuk.listing import page_number, page_of, with_page
from referrals.contacts.selectors import coming_to, known_of, on_duty
from referrals.ports import above_the_queue
from referrals.triage import presenters, selectors
from referrals.triage.forms import QueueFilter

TABS = (
    ("new", "New"),
    ("gathering", "Gathering"),
    ("ready", "Ready to decide"),
    ("decided", "Decided today"),
)
STAGES = {"new": selectors.NEW, "gathering": selectors.GATHERING, "ready": selectors.READY}


@require_GET
def queue(request: SignedInRequest) -> HttpResponse:
    """One line a family; reds on top of every tab, page and filter; the strip above."""
    user, now = request.user, clock.now()
    require(user, Permission.CONTACT_QUEUE)
    filters = QueueFilter(request)
    tab, place = request.GET.get("tab", ""), filters.value("locality")
    number = page_number(request)
    start = (number - 1) * selectors.PER_PAGE
    found = selectors.families(user, now=now)
    red = [family.key for family in found if family.rank == selectors.RED]
    if tab == "decided":
        decided, others = selectors.decided_today(user, now=now, start=start), []
    else:
        decided, others = [], [family for family in found if _belongs(family, tab, place)]
    more = len(others) > start + selectors.PER_PAGE or len(decided) > selectors.PER_PAGE
    keys = [family.key for family in others[start : start + selectors.PER_PAGE]]
    decided = decided[: selectors.PER_PAGE]
    rows = selectors.rows_for([*red, *keys], reader=user, now=now, decided=decided)
    strip = selectors.strip_of(found)
    context = {
        "tab": tab,
        "tabs": _tabs(strip, tab),
        "strip": strip,
        "strip_oldest": presenters.words.ago(strip.oldest_unread, now=now) if strip.oldest_unread else "none",
        "on_duty": on_duty(at=now),
        "notices": [said for said in above_the_queue.ask(user, now) if said],
        "red": presenters.lines(rows, red, now=now),
        "lines": presenters.lines(rows, keys, now=now),
        "decided": presenters.decided_lines(decided, rows, now=now),
        "filters": filters,
        "previous_href": with_page(request, number - 1) if number > 1 else "",
        "next_href": with_page(request, number + 1) if more else "",
    }
    return render(request, "referrals/triage/queue.html", context)


def _belongs(family: selectors.Family, tab: str, place: str | None) -> bool:
    """Below the reds: of this tab and this locality."""
    if family.rank == selectors.RED or (tab in STAGES and family.stage != STAGES[tab]):
        return False
    return not place or int(place) in family.localities


def _tabs(strip: selectors.Strip, tab: str) -> list[tuple[str, str, str, bool]]:
    counted = {key: strip.stages[stage] for key, stage in STAGES.items()}
    rows = [("All open", "", "", tab not in dict(TABS))]
    for key, label in TABS:
        number = counted.get(key)
        shown = "" if number is None else "200+" if number > selectors.CAP else str(number)
        rows.append((label, f"?tab={key}", shown, tab == key))
    return rows


@require_GET
def new_red(request: SignedInRequest) -> HttpResponse:
    """Asked now and then by an open queue: announces a new red without moving a line."""
    require(request.user, Permission.CONTACT_QUEUE)
    known = request.GET.get("known", "")
    number = selectors.red_count(request.user)
    newest = selectors.newest_red(request.user) if number else None
    is_new = known.isdecimal() and number > int(known)
    context = {"newest": newest if is_new else None, "known": known if known.isdecimal() else number}
    return render(request, "referrals/triage/new_red.html", context)


@require_GET
def unsettled(request: SignedInRequest) -> HttpResponse:
    """Of whom somebody said "not sure": each waits here until a person settles it."""
    require(request.user, Permission.CONTACT_QUEUE)
    number = page_number(request)
    start = (number - 1) * selectors.PER_PAGE
    rows = list(selectors.unsettled(request.user)[start : start + selectors.PER_PAGE + 1])
    on = clock.today()
    context = {
        "lines": [(row, presenters.person_words(row, on=on)) for row in rows[: selectors.PER_PAGE]],
        "previous_href": with_page(request, number - 1) if number > 1 else "",
        "next_href": with_page(request, number + 1) if len(rows) > selectors.PER_PAGE else "",
    }
    return render(request, "referrals/triage/unsettled.html", context)


@require_GET
def own_locality(request: SignedInRequest) -> HttpResponse:
    """What waits at the front door for a manager's own localities: read, never claimed or decided (domain.md D)."""
    user, now = request.user, clock.now()
    require(user, Permission.CONTACT_QUEUE_READ)
    page = page_of(request, coming_to(user))
    context = {
        "page": page,
        "lines": presenters.coming_lines(page.rows, known_of(page.rows, reader=user), now=now),
    }
    return render(request, "referrals/triage/own_locality.html", context)
