"""My work: the first page of everybody."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import holds, holds_any
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from accounts.selectors import drafts_of
from core import clock
from desk.presenters import my_work as presenters
from desk.presenters.waiting import lines
from desk.selectors import my_work as selectors
from desk.selectors.opening import needs_reference
from desk.selectors.waiting import waiting
from desk.services.drafts import bin_own_draft

WITH_PEOPLE = (
    Permission.CASE_WRITE,
    Permission.PLAN_WRITE,
    Permission.CONFERENCE_CHAIR,
    Permission.VISIT_WRITE,
)
# What waits for this person's own decision, what others wait for from them, what they wait for; in the order of the page.
DECIDE = ("AUTHORISE", "ALLOCATE_ASSESSMENT", "ALLOCATE", "ACCEPT", "REVIEW", "MERGE")
OWED = ("ANSWER", "ROUTED", "PROMISED", "CONTRIBUTE", "RETURNED")
AWAITED = ("ASKED", "WITH_MANAGER", "CONTRIBUTION")


@require_GET
def my_work(request: SignedInRequest) -> HttpResponse:
    """Due and overdue by family, what came back, drafts, my people, what I wait for."""
    user = request.user
    rows = selectors.due(user, until=clock.at_local(clock.today()) + timedelta(days=1))
    found = waiting(user)
    has_people = holds_any(user, WITH_PEOPLE)
    mine, more = selectors.my_people(user) if has_people else ([], False)
    context = {
        "groups": presenters.groups(rows, me=user),
        "conferences": presenters.conferences(user) if holds(user, Permission.CONFERENCE_CHAIR) else [],
        "decide": lines(found, *DECIDE),
        "owed": lines(found, *OWED),
        "back": presenters.notices(selectors.came_back(user)),
        "drafts": presenters.drafts(drafts_of(user)[: selectors.SHOWN]),
        "mine": presenters.people(mine),
        "more": more,
        "has_people": has_people,
        "awaited": lines(found, *AWAITED),
        "concerns": lines(found, "LOGGED"),
        "strip": presenters.strip(user) if holds(user, Permission.CONTACT_QUEUE) else None,
        "by_reference": needs_reference(user),
        "may_log": holds(user, Permission.CONTACT_LOG),
    }
    return render(request, "desk/my_work/my_work.html", context)


@require_POST
def draft_bin(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Put one of my drafts in the bin."""
    bin_own_draft(by=request.user, public_id=public_id)
    return redirect("my_work")
