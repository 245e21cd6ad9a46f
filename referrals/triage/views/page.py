"""The triage page: the concern, the family as far as the reader may know it, checks and decision on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import holds
from accounts.models import Team, User
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from deadlines.presenters import faces
from deadlines.selectors import is_late_among
from localities.selectors import teams_covering
from people.ages import is_child
from people.enums import AccessAct, Level
from people.matching import Candidate
from people.models import Involvement, PersonStatus, SafetyWarning
from people.selectors import glimpses
from people.services import log_access_of_each
from referrals.contacts import selectors as contacts
from referrals.contacts.clocks import DECISION
from referrals.contacts.models import Contact, ContactPerson, TypedSafeAddress
from referrals.contacts.permissions import is_professional, needs_manager_to_tell
from referrals.decisions import selectors as decisions
from referrals.decisions.models import ThresholdIndicator
from referrals.decisions.presenters import suggested
from referrals.triage import clocks, forms, presenters, selectors


@dataclass
class Known:
    """What the index tells this reader of one person of the concern."""

    row: ContactPerson
    words: str
    level: int = 0
    href: str = ""
    warnings: list[SafetyWarning] = field(default_factory=list)
    statuses: list[PersonStatus] = field(default_factory=list)
    workers: list[Involvement] = field(default_factory=list)
    safe_address: TypedSafeAddress | None = None
    match_form: Any = None
    # Of whom the page asks first who they are, and how many of the index it may be.
    is_asked_next: bool = False
    may_be: int = 0
    consider_form: Any = None
    details: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether the record is open to this reader, not the index card alone."""
        return self.level == Level.RECORD

    @property
    def is_child_on_record(self) -> bool:
        """A child by the age the index knows; where it knows none, by what the concern tells."""
        person = self.row.person
        return person is not None and is_child(person) and (person.born_on is not None or self.row.is_child)


@require_GET
def triage(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    contact = contacts.for_triage(public_id, reader=request.user)
    return shown(request, contact)


def shown(
    request: HttpRequest, contact: Contact, *, decide_form: Any = None, status: int = 200
) -> HttpResponse:
    """The whole page; `decide_form` carries what was typed back with its errors."""
    user: User = request.user  # type: ignore[assignment]
    now = clock.now()
    works = holds(user, Permission.CONTACT_TRIAGE) and contact.is_undecided
    told = selectors.concern_of(contact, reader=user, now=now, works=works)
    is_new = decide_form is None
    if works and decide_form is None:
        decide_form = _decide_form(contact, told.people, indicators=told.indicators, teams=told.teams)
    known = _known(told.people, contact, reader=user, works=works)
    safe = {row.contact_person_id: row for row in told.safe}
    for each in known:
        each.safe_address = safe.get(each.row.pk)
    context = {
        "contact": contact,
        "works": works,
        "said": presenters.said(contact),
        "who_tells": presenters.who_tells(contact, told.people),
        "known": known,
        "additions": told.additions,
        "files": told.files,
        "ratings": told.ratings,
        "clocks": faces(told.clocks, at=now),
        "claim": presenters.claim_words(contact, now=now),
        "is_held": clocks.is_held(contact, at=now),
        "next_question": presenters.next_question(contact, told.people, now=now),
        "holders": told.holders,
        "may_route": bool(contact.rag) and any(each.workers for each in known),
        "earlier": presenters.earlier(told.earlier, told.outcomes, now=now),
        "at_home": told.at_home,
        "requests": told.requests,
        "routes": told.routes,
        "prompts": told.prompts,
        "proposals": told.proposals,
        "decision": told.decision,
        "oversight": told.oversight,
        "escalations": told.escalations,
        "suggested": suggested(decide_form.suggestion) if decide_form else "",
        "feedback": told.feedback if told.decision else None,
        "family_told": told.family_told if told.decision else [],
        "is_professional": is_professional(contact),
        "needs_manager": needs_manager_to_tell(contact),
        "is_late": works and is_late_among(told.clocks, code=DECISION, at=now),
        "rate_form": forms.RateForm(auto_id="rate_%s", record_version=contact.version) if works else None,
        "propose_form": forms.ProposeForm(auto_id="propose_%s") if works else None,
        "decide_form": decide_form,
        # The layout prints the error summary of the form of this name.
        "form": None if is_new else decide_form,
    }
    return render(request, "referrals/triage/triage.html", context, status=status)


def decide_form_for(contact: Contact, people: list[ContactPerson], data: Any = None) -> forms.DecideForm:
    indicators = decisions.indicators(decisions.threshold_in_force())
    return _decide_form(
        contact, people, indicators=indicators, teams=teams_covering(contact.locality), data=data
    )


def _decide_form(
    contact: Contact,
    people: Sequence[ContactPerson],
    *,
    indicators: list[ThresholdIndicator],
    teams: list[Team],
    data: Any = None,
) -> forms.DecideForm:
    return forms.DecideForm(
        data,
        people=people,
        indicators=indicators,
        suggestion=decisions.suggestion(contact, indicators),
        teams=teams,
        auto_id="decide_%s",
        record_version=contact.version,
    )


def _known(people: Sequence[ContactPerson], contact: Contact, *, reader: User, works: bool) -> list[Known]:
    """Everyone of the concern with what the index tells of them; the queries are those of one."""
    on = clock.today()
    in_index = [row.person for row in people if row.person is not None]
    seen = glimpses(in_index, reader=reader) if in_index else {}
    unmatched = [row for row in people if row.person is None] if works else []
    choices = selectors.candidates(unmatched, reader=reader)
    acts = [
        (person, AccessAct.OPEN if seen[person.pk].level == Level.RECORD else AccessAct.CARD)
        for person in in_index
        if seen[person.pk].level != Level.NONE
    ]
    log_access_of_each(by=reader, acts=acts, purpose=f"Triage of {contact.reference}")
    found: list[Known] = []
    for row in people:
        known = Known(row=row, words=presenters.person_words(row, on=on), details=presenters.details(row))
        if works and row.is_child and row.considered_at is None:
            known.consider_form = forms.ConsiderForm(auto_id=f"consider_{row.pk}_%s")
        if row.pk in choices:
            known.match_form, known.may_be = _match_form(row, choices[row.pk]), len(choices[row.pk])
            known.is_asked_next = not row.match and not any(each.is_asked_next for each in found)
        if row.person is not None and (glimpse := seen[row.person.pk]).level != Level.NONE:
            known.level, known.statuses, known.warnings = glimpse.level, glimpse.statuses, glimpse.warnings
            known.href = f"/people/{row.person.public_id}/"
            known.workers = [each for each in glimpse.workers if not each.is_sensitive]
        found.append(known)
    return found


def match_form_for(row: ContactPerson, *, reader: User, data: Any = None) -> forms.MatchForm:
    """People it might be, each with what tells them apart; only such as the reader may see."""
    return _match_form(row, selectors.candidates([row], reader=reader)[row.pk], data=data)


def _match_form(row: ContactPerson, found: list[Candidate], *, data: Any = None) -> forms.MatchForm:
    choices = [presenters.candidate_choice(each) for each in found]
    return forms.MatchForm(data, found=choices, auto_id=f"match_{row.pk}_%s")
