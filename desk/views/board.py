"""The tracking board."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from desk.forms.board import BoardFilter
from desk.presenters import board as presenters
from desk.selectors import board as selectors


@require_GET
def tracking_board(request: SignedInRequest) -> HttpResponse:
    """Everyone whose record is open to this worker, by stage, with what is drifting."""
    require(
        request.user,
        Permission.CASE_WRITE,
        Permission.CASE_ALLOCATE,
        Permission.PLAN_WRITE,
        Permission.CONFERENCE_CHAIR,
        Permission.CONFERENCE_COMPILE,
    )
    filters = BoardFilter(request, offered=selectors.choices(request.user))
    wanted = selectors.Wanted(
        **{name: filters.value(name) or "" for name in ("locality", "team", "worker", "drifting")}
    )
    context = {"filters": filters, "stages": presenters.stages(selectors.board(request.user, wanted))}
    return render(request, "desk/board/board.html", context)
