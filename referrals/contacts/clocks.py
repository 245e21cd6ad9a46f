"""The limits that run for a concern: acknowledgement, decision, and gathering by its rating (domain.md B)."""

from datetime import datetime

from accounts.models import Team, User
from deadlines.models import Clock
from deadlines.services import cancel_clock, start_clock, stop_clock
from referrals.contacts.enums import ContactKind, FamilyRole, Rag
from referrals.contacts.models import Contact

GATHERING = {Rag.RED: "MASH-R", Rag.AMBER: "MASH-A", Rag.GREEN: "MASH-G"}
DECISION = "REF-DEC"
ACKNOWLEDGEMENT = "REF-ACK"
ADULT_TRIAGE = "ASC-TRI"
ADULT_SAFEGUARDING = "SA-SCR"
# All that a decision ends.
ENDED_BY_DECISION = (DECISION, *GATHERING.values(), ADULT_SAFEGUARDING, ADULT_TRIAGE)


def _start(
    contact: Contact, code: str, *, at: datetime, by: User, team: Team | None, owner: User | None
) -> Clock:
    return start_clock(
        code=code,
        subject=contact,
        triggered_at=at,
        by=by,
        team=team,
        confidential=contact.is_restricted,
        owner=owner,
        reference=contact.reference,
        path=contact.path,
    )


def start_on_receipt(
    contact: Contact,
    *,
    by: User,
    at: datetime,
    team: Team | None,
    owner: User | None = None,
    acknowledge: bool = True,
) -> None:
    """A concern was received: it is acknowledged and decided within a working day, however it came."""
    _start(contact, DECISION, at=at, by=by, team=team, owner=owner)
    if acknowledge:
        _start(contact, ACKNOWLEDGEMENT, at=at, by=by, team=team, owner=owner)
    if contact.people.filter(role=FamilyRole.ADULT).exists():
        adult = ADULT_SAFEGUARDING if contact.kind == ContactKind.SAFEGUARDING else ADULT_TRIAGE
        _start(contact, adult, at=at, by=by, team=team, owner=owner)


def restart_for_rating(
    contact: Contact, *, rag: str, by: User, at: datetime, team: Team | None, owner: User | None
) -> None:
    """A rating ends the gathering limit before it and starts its own."""
    wanted = GATHERING[Rag(rag)]
    for code in GATHERING.values():
        if code != wanted:
            cancel_clock(code=code, subject=contact, by=by, reason=f"rated {Rag(rag).label.lower()}")
    if not Clock.objects.of_subject(contact).running().filter(code=wanted).exists():
        _start(contact, wanted, at=at, by=by, team=team, owner=owner)


def stop_on_decision(
    contact: Contact, *, by: User, at: datetime, outcome: str, late_reason: str = ""
) -> None:
    for code in ENDED_BY_DECISION:
        stop_clock(code=code, subject=contact, by=by, at=at, outcome=outcome, late_reason=late_reason)


def stop_acknowledgement(contact: Contact, *, by: User, at: datetime, how: str) -> None:
    stop_clock(code=ACKNOWLEDGEMENT, subject=contact, by=by, at=at, outcome=how)


def earliest_due(contact: Contact) -> datetime | None:
    """The first moment by which a decision or its gathering is awaited."""
    running = Clock.objects.of_subject(contact).running().filter(code__in=ENDED_BY_DECISION)
    found: datetime | None = running.order_by("due_at").values_list("due_at", flat=True).first()
    return found
