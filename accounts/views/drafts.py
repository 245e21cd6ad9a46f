"""Where pages keep what is being typed: the owner's alone, never a step of any work."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from accounts import selectors, services
from accounts.requests import SignedInRequest
from core import clock
from core.govuk.forms import NEVER_KEPT

MOST_BYTES = 200_000
MOST_ANSWERS = 600
MOST_DRAFTS = 200
SECRET = ("password", "old", "new", "secret")


@require_http_methods(["GET", "POST", "DELETE"])
def draft(request: SignedInRequest, form: str, subject: str = "") -> HttpResponse:
    """POST keeps, GET gives back, DELETE puts in the bin."""
    user = request.user
    about = subject or "new"
    kept = selectors.draft(user, form=form, subject=about)
    if request.method == "GET":
        if kept is None:
            return JsonResponse({"content": None})
        return JsonResponse({"content": kept.content, "saved_at": kept.saved_at.isoformat()})
    if request.method == "DELETE":
        if kept is not None:
            services.bin_draft(draft=kept, by=user)
        return HttpResponse(status=204)
    if len(request.body) > MOST_BYTES or len(request.POST) > MOST_ANSWERS:
        return JsonResponse(
            {"detail": "This is too long to keep as a draft. Send it, or shorten it."}, status=413
        )
    if kept is None and selectors.drafts_of(user).count() >= MOST_DRAFTS:
        return JsonResponse({"detail": "You have 200 drafts. Send or bin some first."}, status=409)
    saved = services.save_draft(
        user=user,
        form=form,
        subject=about,
        content=_typed(request),
        label=request.POST.get("draft_label", "").replace("\x00", "")[:120],
    )
    return JsonResponse({"saved_at": saved.saved_at.isoformat(), "now": clock.now().isoformat()})


def _typed(request: SignedInRequest) -> dict[str, Any]:
    """What was typed, as it was typed; neither token nor key nor secret."""
    content: dict[str, Any] = {}
    for name, values in request.POST.lists():
        if name in NEVER_KEPT or name == "draft_label" or name.rsplit("-", 1)[-1] in SECRET:
            continue
        content[name[:120]] = values if len(values) > 1 else values[0]
    return content
