"""The room: who is here, what is written, as it is written; without scripts a link looks again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from assessments.strategy import presenters, selectors, services
from assessments.strategy.forms import ActionForm, InviteForm, ShareForm
from assessments.strategy.models import StrategyDiscussion
from assessments.strategy.views.discuss import convened, opened
from core.govuk.views import form_page

_GET_POST = require_http_methods(["GET", "POST"])


def _room(row: StrategyDiscussion) -> str:
    return reverse("strategy_live", args=[row.public_id])


@require_GET
def strategy_live(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The room."""
    row, children = opened(request, public_id, "Takes part in strategy discussion")
    room = presenters.room(row, selectors.attendees_of(row, reader=request.user), reader=request.user)
    context = {
        "discussion": row,
        "children": presenters.child_lines(children, []),
        "room": room,
        "told": selectors.told_at(row, reader=request.user),
        "actions": selectors.actions_of(row, reader=request.user),
        "share_form": ShareForm(auto_id="share_%s") if room.has_pen else None,
        "action_form": ActionForm(auto_id="action_%s") if room.has_pen else None,
        "back": reverse("strategy_detail", args=[row.public_id]),
    }
    return render(request, "assessments/strategy/live.html", context)


@require_GET
def strategy_live_now(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What has been written by now: the part of the room that asks again by itself."""
    row = selectors.discussion(public_id, reader=request.user)
    context = {
        "discussion": row,
        "room": presenters.room(row, selectors.attendees_of(row, reader=request.user), reader=request.user),
        "told": selectors.told_at(row, reader=request.user),
        "actions": selectors.actions_of(row, reader=request.user),
    }
    return render(request, "assessments/strategy/_live_now.html", context)


@require_POST
def strategy_join(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = selectors.discussion(public_id, reader=request.user)
    services.join(discussion=row, by=request.user)
    return redirect(_room(row))


@require_POST
def strategy_pen(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = selectors.discussion(public_id, reader=request.user)
    require(request.user, Permission.STRATEGY_RECORD)
    services.take_pen(discussion=row, by=request.user)
    return redirect(_room(row))


@_GET_POST
def strategy_share(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Write down what somebody says."""
    row, _ = opened(request, public_id, "Writes strategy discussion")
    convened(request, row, Permission.STRATEGY_RECORD)
    return form_page(
        request,
        form_class=ShareForm,
        act=lambda form: services.write_down(discussion=row, by=request.user, key=form.key, **form.answers),
        done=_room(row),
        context={"title": "What was said", "submit": "Write down", "cancel": _room(row), "caption": row.reference},
    )  # fmt: skip


@_GET_POST
def strategy_action(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Write down who does what."""
    row, _ = opened(request, public_id, "Writes strategy discussion")
    convened(request, row, Permission.STRATEGY_RECORD)
    return form_page(
        request,
        form_class=ActionForm,
        act=lambda form: services.add_action(discussion=row, by=request.user, key=form.key, **form.answers),
        done=_room(row),
        context={"title": "Who does what", "submit": "Write down", "cancel": _room(row), "caption": row.reference},
    )  # fmt: skip


@_GET_POST
def strategy_invite(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Ask more colleagues to take part."""
    row, _ = opened(request, public_id, "Invites to strategy discussion")
    convened(request, row, Permission.STRATEGY_CONVENE)
    return form_page(
        request,
        form_class=InviteForm,
        form_kwargs={"colleagues": selectors.colleagues_to_invite(reader=request.user)},
        act=lambda form: services.invite(discussion=row, by=request.user, users=form.invited()),
        done=_room(row),
        context={"title": "Invite", "submit": "Invite", "cancel": _room(row), "caption": row.reference},
        said="Everyone invited is told.",
    )
