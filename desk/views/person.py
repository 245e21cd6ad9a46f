"""A person: the index card or the record, at one address."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from core import clock
from deadlines.presenters import faces
from desk.presenters import person as presenters
from desk.presenters.glance import plan_box
from desk.selectors import opening
from desk.selectors import person as selectors
from desk.selectors.glance import glance_of
from desk.selectors.person import Facts, facts_of
from people.enums import AccessAct
from people.selectors import card_for, merges_of
from people.services import log_access, open_record


def record(request: SignedInRequest, public_id: UUID, *, purpose: str) -> Facts:
    """The record at this address for a page below the overview: at card level there is nothing here."""
    facts = facts_of(public_id, reader=request.user)
    open_record(by=request.user, person=facts.person, purpose=purpose)
    return facts


def frame(request: SignedInRequest, facts: Facts, here: str) -> dict[str, object]:
    """What every page of a record prints at its top."""
    reads = opening.reads_of(request.user)
    return {
        "person": facts.person,
        "facts": facts,
        "identity": presenters.identity_of(facts),
        "navigation": presenters.sub_navigation(facts.person, here, reads=reads),
        "reads": reads,
    }


@require_GET
def person_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who is this, who leads, what happens next; for others, who to ring."""
    facts = facts_of(public_id, reader=request.user)
    if facts.person.public_id != public_id:
        # Merged: the old address leads to the record that survived.
        return HttpResponseRedirect(reverse("person_detail", args=[facts.person.public_id]))
    if not facts.is_open:
        return _card(request, facts)
    open_record(by=request.user, person=facts.person, purpose="Person page")
    workers = selectors.workers(facts.person, reader=request.user)
    running = faces(selectors.running_clocks(facts.person, reader=request.user), at=clock.now())
    context = frame(request, facts, "person_detail") | {
        "card": presenters.lead_card(facts, workers, running[0] if running else None),
        "clocks": running,
        "steps": presenters.steps_of(facts),
        "address": presenters.address_words(facts),
        "merges": merges_of(facts.person, reader=request.user) if facts.person.survivor_id else (),
        "glance": plan_box(glance_of(facts.person, reader=request.user)),
    }
    return render(request, "desk/person/overview.html", context)


def _card(request: SignedInRequest, facts: Facts) -> HttpResponse:
    """Who is working with this person and how to reach them: no case content."""
    card = card_for(facts.person, reader=request.user)
    log_access(by=request.user, person=facts.person, act=AccessAct.CARD, purpose="Index card")
    says, button, href = presenters.how_to_open(
        request.user,
        facts.person,
        by_purpose=opening.may_open_by_purpose(request.user, facts.person),
        by_break_glass=opening.may_break_glass(request.user, facts.person),
    )
    context = {
        "person": facts.person,
        "card": card,
        "workers": presenters.card_workers(card),
        "age": presenters.age_of(facts.person),
        "born": presenters.born_words(facts.person),
        "warnings": facts.warnings,
        "statuses": presenters.identity_of(facts).statuses if card and not card.flag_only else [],
        "why": presenters.why_card(card),
        "says": says,
        "button": button,
        "href": href,
    }
    return render(request, "desk/person/card.html", context)
