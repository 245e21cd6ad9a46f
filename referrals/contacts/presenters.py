"""What a referrer reads of their own concern: what they said, and only what may be released (safety g)."""

from dataclasses import dataclass
from datetime import datetime

from core.authority import authority
from core.govuk import words
from referrals.contacts.enums import UNDECIDED, ContactStatus
from referrals.contacts.models import Contact, ContactAddition
from referrals.contacts.permissions import is_professional, may_know_it_is_decided


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a concern stands, in words that betray nothing."""

    words: str
    colour: str
    detail: str = ""


def standing(contact: Contact) -> Standing:
    """Received, read; to a professional also decided, with what the decider let out."""
    if contact.status in UNDECIDED:
        if contact.first_read_at is None:
            return Standing("Received", "blue")
        return Standing("Read", "blue", f"Read {words.moment(contact.first_read_at)}.")
    if not may_know_it_is_decided(contact):
        return Standing("Read", "blue", f"Read {words.moment(contact.first_read_at)}.")
    return Standing("Decided", "green", contact.release_words or "There is nothing that we can tell you yet.")


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One of my concerns in my list: the names are those I gave."""

    reference: str
    href: str
    about: str
    sent: datetime
    standing: Standing
    unfinished: bool


def own_line(contact: Contact) -> OwnLine:
    about = [person.full_name for person in contact.people.all()]
    return OwnLine(
        reference=contact.reference,
        href=f"/concerns/{contact.public_id}/",
        about=", ".join(about),
        sent=contact.logged_at,
        standing=standing(contact),
        unfinished=not contact.is_complete and contact.is_undecided,
    )


@dataclass(frozen=True, slots=True)
class StatusPage:
    """The page of one's own concern."""

    contact: Contact
    standing: Standing
    about: list[str]
    additions: list[ContactAddition]
    next_steps: list[str]
    may_disagree: bool


def status_page(contact: Contact, *, additions: list[ContactAddition], own: int) -> StatusPage:
    """`own` is the reader: what colleagues at the front door added stays with them."""
    names = authority()
    decided = contact.status in (ContactStatus.DECIDED, ContactStatus.CLOSED)
    steps = [
        f"A worker at {names.front_door_name} reads it. If it gets worse, ring {names.front_door_phone}, "
        f"out of hours {names.out_of_hours_phone}, in an emergency 999.",
        "A decision is made within one working day of receipt.",
    ]
    if is_professional(contact):
        steps.append("You hear here what we can tell you. A notice tells you when there is news.")
    return StatusPage(
        contact=contact,
        standing=standing(contact),
        about=[person.full_name for person in contact.people.all()],
        additions=[row for row in additions if row.recorded_by_id == own],
        # To whoever may not know that it is decided the page stays as it was.
        next_steps=[] if decided and may_know_it_is_decided(contact) else steps,
        may_disagree=decided and may_know_it_is_decided(contact),
    )
