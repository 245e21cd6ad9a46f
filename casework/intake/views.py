"""The decide step of the triage page, and the strategy discussion called from it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from casework.intake import services
from casework.intake.forms import StrategyForm
from casework.intake.selectors import call_list
from core.errors import DomainError, NotFound, NotPermitted, StaleVersion
from core.govuk.views import form_page
from localities.selectors import teams_covering
from referrals.contacts import selectors as contacts
from referrals.contacts.models import Contact, ContactPerson
from referrals.decisions import selectors as decisions
from referrals.decisions.services import PersonOutcome
from referrals.triage.forms import DecideForm
from referrals.triage.views.page import decide_form_for, shown


@require_POST
def decide(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Decide; what was typed comes back with whatever is wrong beside it."""
    contact = contacts.for_triage(public_id, reader=request.user)
    require(request.user, Permission.CONTACT_TRIAGE)
    people = contacts.people_of(contact, reader=request.user)
    form = decide_form_for(contact, people, request.POST)
    if not form.is_valid():
        return shown(request, contact, decide_form=form)
    try:
        _decide(request, contact, people, form)
    except StaleVersion as error:
        form.add_error(None, f"{error.message} Read it again, then decide: nothing you typed is lost.")
        again = request.POST.copy()
        again["version"] = str(contact.version)
        form.data = again
        return shown(request, contact, decide_form=form, status=409)
    except NotFound:
        raise
    except DomainError as error:
        form.add_error(form.field_of(error.field), error.message)
        return shown(
            request, contact, decide_form=form, status=403 if isinstance(error, NotPermitted) else 200
        )
    messages.success(request, "Decided. Tell the family now, or say why not.")
    return HttpResponseRedirect(contact.path)


def _decide(request: SignedInRequest, contact: Contact, people: list[ContactPerson], form: DecideForm) -> Any:
    given = form.answers
    version = decisions.threshold_in_force()
    cited = [row for row in decisions.indicators(version) if str(row.public_id) in form.cited]
    team = next(
        (each for each in teams_covering(contact.locality) if str(each.public_id) == given["team"]), None
    )
    return services.decide_contact(
        contact=contact,
        by=request.user,
        version=form.sent_version,
        key=form.key,
        decisions=[PersonOutcome(row, *form.outcome_of(row)) for row in people],
        tier=int(given["tier"]),
        indicators=cited,
        parallel=[(kind, given["parallel_detail"] or "") for kind in given["parallel"]],
        team=team,
        **{
            name: given[name] or ""
            for name in (
                "rationale", "adults_asked", "children_asked", "release", "release_reason", "release_words",
                "known", "worried", "unknown", "alone_because", "late_reason",
            )
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def strategy(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Call a strategy discussion now."""
    contact = contacts.for_triage(public_id, reader=request.user)
    require(request.user, Permission.STRATEGY_CONVENE)
    people = contacts.people_of(contact, reader=request.user)

    def act(form: StrategyForm) -> Any:
        chosen = [row for row in people if str(row.public_id) in form.answers["people"]]
        return services.convene_now(
            contact=contact, by=request.user, people=chosen, invited=form.users(), key=form.key
        )

    return form_page(
        request,
        form_class=StrategyForm,
        act=act,
        done=lambda discussion: redirect("strategy_detail", public_id=discussion.public_id),
        form_kwargs={"people": people, "callees": call_list(contact, people, reader=request.user)},
        context={
            "title": "Call a strategy discussion", "submit": "Call it", "cancel": contact.path,
            "caption": contact.reference,
            "lead": "With police and health, within a working day; at once where there is danger.",
        },
    )  # fmt: skip
