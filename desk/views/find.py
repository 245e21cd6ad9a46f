"""Find a person: one box, answered as one types, and without scripts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import holds_any
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.errors import NotPermitted
from desk.presenters import find as presenters
from desk.selectors import find as selectors
from desk.selectors.opening import needs_reference
from desk.services.search import note_hidden_search


@require_GET
def people_find(request: SignedInRequest) -> HttpResponse:
    """Results at the level at which the reader may know each person; nobody is ever said to be hidden."""
    by_reference = needs_reference(request.user)
    may_search = selectors.may_search(request.user)
    if not may_search and not by_reference:
        raise NotPermitted("Your role does not look people up.")
    text = " ".join(request.GET.get("q", "").split())[:100]
    found, more = selectors.find(text, reader=request.user)
    typing = bool(request.headers.get("HX-Request"))
    if text:
        # What was typed and left unsent counts too: nobody is looked up unseen.
        note_hidden_search(by=request.user, text=text)
    context = {
        "q": text,
        "asked": len(text) > 2 or (not typing and len(text) > 1),
        "rows": presenters.rows(found, reader=request.user),
        "more": more,
        "typing": typing,
        "may_search": may_search,
        "by_reference": by_reference,
        "own_roll": not holds_any(request.user, (Permission.PERSON_INDEX,)),
        "may_settle": holds_any(request.user, (Permission.PERSON_SETTLE,)),
        "may_log": holds_any(request.user, (Permission.CONTACT_LOG,)),
    }
    return render(request, "desk/find/results.html" if typing else "desk/find/find.html", context)
