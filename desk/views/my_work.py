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
from desk.selectors import my_work as selectors
from desk.selectors.opening import needs_reference
from desk.services.drafts import bin_own_draft
from people.enums import Level
from people.selectors import levels

WITH_PEOPLE = (
    Permission.CASE_WRITE,
    Permission.PLAN_WRITE,
    Permission.CONFERENCE_CHAIR,
    Permission.VISIT_WRITE,
)


@require_GET
def my_work(request: SignedInRequest) -> HttpResponse:
    """Due and overdue by family, what came back, drafts, my people, what I wait for."""
    user = request.user
    rows = selectors.due(user, until=clock.at_local(clock.today()) + timedelta(days=1))
    about = {row.person_id: row.person for row in rows if row.person is not None}
    seen = (
        {pk for pk, level in levels(user, list(about.values())).items() if level != Level.NONE}
        if about
        else set()
    )
    has_people = holds_any(user, WITH_PEOPLE)
    mine, more = selectors.my_people(user) if has_people else ([], False)
    context = {
        "groups": presenters.groups(rows, selectors.families(list(seen)) if seen else {}, seen, me=user),
        "conferences": presenters.conferences(user) if holds(user, Permission.CONFERENCE_CHAIR) else [],
        "decide": presenters.decide(user),
        "owed": presenters.owed(user),
        "back": presenters.notices(selectors.came_back(user)),
        "drafts": presenters.drafts(drafts_of(user)[: selectors.SHOWN]),
        "mine": presenters.people(mine),
        "more": more,
        "has_people": has_people,
        "awaited": presenters.awaited(user),
        "concerns": presenters.concerns(user),
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
