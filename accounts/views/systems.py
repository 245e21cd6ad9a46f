"""The system administrator's pages of agencies' systems: tokens made, shown once, revoked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import selectors
from accounts import tokens as verbs
from accounts.access import require
from accounts.forms.systems import TokenForm
from accounts.models import ApiToken
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.govuk.views import act_page, form_page

_both = require_http_methods(["GET", "POST"])


@require_GET
def tokens(request: SignedInRequest) -> HttpResponse:
    """Every token: whose, what for, until when, when last used."""
    require(request.user, Permission.STAFF_MANAGE)
    context = {"tokens": selectors.tokens(reader=request.user), "today": clock.today()}
    return render(request, "accounts/tokens.html", context)


@_both
def add(request: SignedInRequest) -> HttpResponse:
    """A new token; its secret is shown once, to whoever made it."""
    by = request.user
    require(by, Permission.STAFF_MANAGE)

    def shown_once(made: tuple[ApiToken, str]) -> HttpResponse:
        return render(request, "accounts/token_once.html", {"token": made[0], "secret": made[1]})

    return form_page(
        request,
        form_class=TokenForm,
        form_kwargs={"agencies": selectors.agencies(reader=by)},
        act=lambda form: verbs.make_token(
            by=by, agency=selectors.agency(reader=by, public_id=form.answers["agency"]), name=form.answers["name"],
            scopes=form.answers["scopes"], expires_on=form.answers["expires_on"],
        ),
        done=shown_once,
        context={"title": "A token for an agency's system", "submit": "Make it", "cancel": reverse("api_tokens")},
    )  # fmt: skip


@_both
def revoke(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    require(request.user, Permission.STAFF_MANAGE)
    found = selectors.token(reader=request.user, public_id=public_id)
    return act_page(
        request,
        act=lambda form: verbs.revoke_token(token=found, by=request.user),
        done=reverse("api_tokens"),
        title=f"Revoke “{found.name}”",
        lead=f"{found.user} is refused from its next request on. A concern it was about to send does not arrive.",
        submit="Revoke",
        cancel=reverse("api_tokens"),
        danger=True,
        said="Revoked.",
    )
