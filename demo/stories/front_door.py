"""What stories do at the front door: a concern is told, read, rated, recognised, asked about and decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Agency, User
from assessments.single.models import Assessment
from casework.intake.services import decide_contact
from demo.stories.engine import Family, day, moment, team
from referrals.closing import services as closing
from referrals.closing.models import OutOfHoursOffer
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.services import log_contact
from referrals.decisions.models import Decision, Referral, ThresholdIndicator
from referrals.decisions.selectors import indicators, threshold_in_force
from referrals.decisions.services import PersonOutcome, family_not_told
from referrals.decisions.services.decide import children_at_home
from referrals.information.models import InformationRequest
from referrals.information.services import ask_agency, reply
from referrals.triage import services as triage_services

CHILDREN = frozenset({"CHILD", "UNBORN", "SIBLING"})


@dataclass(frozen=True)
class Told:
    """Somebody named in a concern, with the number the story knows them by."""

    number: str
    answers: Mapping[str, Any]


# Outcomes that name something: help, the concern repeated, the authority that took it on.
NAMED = ("NFA_ADVICE", "SIGNPOST", "SINGLE_AGENCY", "DUPLICATE", "TRANSFER_OTHER")


def told(number: str, role: str, *, born: str = "", due: str = "", **answers: Any) -> Told:
    """A person as a referrer tells of them; names are plainly made up from the number."""
    values: dict[str, Any] = {"role": role, **answers}
    if born:
        values["born_on"] = day(born)
    if due:
        values["expected_on"] = day(due)
    return Told(number, values)


def concern(
    family: Family,
    *,
    by: User,
    what: str,
    people: Sequence[Told],
    where_now: str = "At home",
    received: str = "",
    **answers: Any,
) -> Contact:
    """A concern reaches the front door; `received` where somebody keyed it later than it came."""
    rows = []
    for entry in people:
        names = {"forename": f"Demo {entry.number}", "surname": family.surname}
        if entry.answers["role"] == "UNBORN":
            names["forename"] = f"Baby {entry.number}"
        rows.append({**names, **entry.answers})
    contact = log_contact(
        by=by,
        key="",
        what=what,
        where_now=where_now,
        people=rows,
        received_at=moment(received) if received else None,
        **answers,
    )
    for row, entry in zip(contact.people.order_by("position"), people, strict=True):
        remember(row, entry.number)
    return contact


# Which number of the story stands at which place of a concern, for as long as the story is told.
_numbers: dict[tuple[int, int], str] = {}


def remember(row: ContactPerson, number: str) -> None:
    """Somebody brought into a concern later stands under their number too."""
    _numbers[(row.contact_id, row.position)] = number


def number_of(row: ContactPerson) -> str:
    return _numbers[(row.contact_id, row.position)]


def row_of(contact: Contact, number: str) -> ContactPerson:
    """The line of a concern that names this person."""
    return next(row for row in contact.people.order_by("position") if number_of(row) == number)


def read_and_rate(contact: Contact, *, by: User, rag: str, reason: str) -> None:
    """Somebody takes the concern, has read it and rates it."""
    triage_services.claim(contact=contact, by=by)
    triage_services.mark_read(contact=contact, by=by)
    triage_services.rate(contact=contact, by=by, rag=rag, reason=reason)
    contact.refresh_from_db()


def recognise(
    family: Family,
    contact: Contact,
    *,
    by: User,
    considered: str = "School, health and police were asked about",
) -> None:
    """Who each person is in the index, the household confirmed, every child considered."""
    for row in contact.people.order_by("position"):
        number = number_of(row)
        known = family.cast.get(number)
        matched = triage_services.match_person(
            contact_person=row,
            by=by,
            decision="SAME" if known else "NEW",
            person=known,
            reason="Same name and date of birth" if known else "Nobody like this is recorded",
        )
        if matched.person is not None:
            family.cast[number] = matched.person
        if row.role in CHILDREN:
            triage_services.consider_person(contact_person=row, by=by, note=considered)
    home = [row for row in contact.people.order_by("position") if row.in_household == "YES"]
    triage_services.confirm_household(contact=contact, by=by, members=home)
    contact.refresh_from_db()


def consider_household(contact: Contact, *, by: User, note: str) -> None:
    """Children recorded in the same household whom nobody named are brought in and considered."""
    for person in children_at_home(contact, by=by):
        row = triage_services.bring_in(contact=contact, person=person, by=by)
        remember(row, person.forename)
        triage_services.consider_person(contact_person=row, by=by, note=note)


def hand_over(contact: Contact, *, by: User, to: User, note: str) -> None:
    """Before closing: offered to the out-of-hours worker, who has to accept it."""
    closing.offer_out_of_hours(contact=contact, to=to, by=by, note=note)


def accept_out_of_hours(contact: Contact, *, by: User, note: str) -> None:
    """What was handed over, or came while we were closed, is the out-of-hours worker's until we open."""
    waiting = OutOfHoursOffer.objects.waiting().filter(contact=contact, to=by)
    closing.accept_offer(offer=waiting.order_by("-pk")[0], by=by, note=note)
    contact.refresh_from_db()


def ask(
    contact: Contact,
    number: str,
    *,
    by: User,
    check: str,
    agency: str,
    question: str,
    basis: str = "OVERRIDE",
    why: str = "Asking first would raise the risk to the child",
    of: User | None = None,
) -> InformationRequest:
    """One question to one agency."""
    return ask_agency(
        contact=contact,
        by=by,
        check=check,
        agency=Agency.objects.get(name=agency),
        about=[row_of(contact, number)],
        question=question,
        basis=basis,
        override_reason=why if basis == "OVERRIDE" else "",
        asked_of=of,
    )


def answer(
    request: InformationRequest,
    *,
    by: User,
    text: str = "",
    marking: str = "PROFESSIONALS",
    searched: str = "",
) -> None:
    """An agency's reply: what is known, or what was searched without finding."""
    if text:
        reply(request=request, by=by, kind="KNOWN", paragraphs=[(text, marking, False)])
    else:
        reply(request=request, by=by, kind="NOTHING_KNOWN", searched=searched)


def decide(
    family: Family,
    contact: Contact,
    *,
    by: User,
    tier: int,
    cites: Sequence[str],
    because: str,
    outcomes: Mapping[str, str],
    help_named: str = "",
    adults_asked: str = "YES",
    children_asked: str = "YES",
    not_told_because: str = "",
    to: str = "",
    **more: Any,
) -> Decision:
    """One decision for everybody named, and what it opens; whoever has no outcome of their own was considered."""
    contact.refresh_from_db()
    decisions = []
    for row in contact.people.order_by("position"):
        outcome = outcomes.get(number_of(row), "CONSIDERED")
        named = help_named if outcome in NAMED else ""
        decisions.append(PersonOutcome(row, outcome, help_named=named))
    decision = decide_contact(
        contact=contact,
        by=by,
        version=None,
        key="",
        decisions=decisions,
        rationale=because,
        tier=tier,
        indicators=cited(*cites),
        adults_asked=adults_asked,
        children_asked=children_asked,
        team=team(to) if to else None,
        release_reason=more.pop("release_reason", "The referrer works with the family"),
        **more,
    )
    if not_told_because:
        family_not_told(decision=decision, by=by, because=not_told_because)
    contact.refresh_from_db()
    return decision


def referral_of(decision: Decision) -> Referral:
    """The referral that a decision made."""
    found: Referral = Referral.objects.get(decision=decision)
    return found


def assessment_of(decision: Decision) -> Assessment:
    """The single assessment that a decision opened."""
    found: Assessment = Assessment.objects.get(referral__decision=decision)
    return found


def cited(*codes: str) -> list[ThresholdIndicator]:
    """Indicators of the threshold in force, by code."""
    return [row for row in indicators(threshold_in_force()) if row.code in codes]
