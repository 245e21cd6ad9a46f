"""The closure check in words."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.models import User
from core import clock
from core.govuk import words
from deadlines.models import Clock
from deadlines.presenters import due_sentence
from referrals.closing.clocks import Closure, closure_at
from referrals.closing.enums import CoverKind
from referrals.closing.models import OutOfHoursOffer
from referrals.closing.selectors import Cover, Page, left_in_queue
from referrals.contacts.clocks import ENDED_BY_DECISION
from referrals.contacts.models import Contact
from referrals.ports import QueueNotice
from referrals.triage.presenters import Line, line

# Green and orange stand beside words and shape; red is kept for danger to a person.
LOOKS = {True: ("green", "✓"), False: ("orange", "▲")}


@dataclass(frozen=True, slots=True)
class Row:
    """One undecided concern of a family, with what covers it."""

    reference: str
    href: str
    rag: str
    is_restricted: bool
    offer_href: str
    sign_href: str
    clocks: list[str]
    stands: bool
    colour: str
    shape: str
    cover: str
    detail: str


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family's line as the queue has it, and each of its concerns."""

    line: Line
    rows: list[Row]


def heading(closure: Closure, *, at: datetime) -> str:
    """`We close today at 17:00 and open again Tue 7 April 2026, 08:30 (88 hours), closed Fri 3 - Mon 6`."""
    opens = words.moment(closure.opens_at)
    closed = f", closed {closure.closed}" if closure.closed else ""
    if closure.is_closed(at):
        return f"We closed {words.moment(closure.closes_at)} and open again {opens}{closed}"
    today = clock.to_local(at).date() == clock.to_local(closure.closes_at).date()
    when = "today at " + words.clock_time(closure.closes_at) if today else words.moment(closure.closes_at)
    return f"We close {when} and open again {opens} ({words.count(closure.hours, 'hour')}){closed}"


def cover_words(cover: Cover) -> tuple[str, str]:
    """What stands for it in a few words, and the rest."""
    until = f"until {words.moment(cover.until)}" if cover.until else ""
    if cover.kind == CoverKind.ACCEPTED:
        return f"Accepted by {cover.who} (out of hours)", until
    if cover.kind == CoverKind.ON_IT:
        return f"{cover.who} (out of hours) is on it", "until their claim lapses"
    if cover.kind == CoverKind.HELD:
        return f"Held by {cover.who} (named list)", ""
    if cover.kind == CoverKind.SIGNED:
        return f"Signed safe by {cover.who} {until}", cover.because
    asked = [f"offered to {row.to}, not accepted yet" for row in cover.waiting]
    if not asked and cover.last_offer and cover.last_offer.declined_by:
        asked = [f"declined by {cover.last_offer.declined_by}: {cover.last_offer.decline_reason}"]
    lapsed = [cover.lapsed] if cover.lapsed else []
    return "Nothing covers it", words.listing([*lapsed, *asked])


def row(contact: Contact, cover: Cover, clocks: list[Clock]) -> Row:
    said, detail = cover_words(cover)
    colour, shape = LOOKS[cover.stands]
    return Row(
        reference=contact.reference,
        href=contact.path,
        rag=contact.rag,
        is_restricted=contact.is_restricted,
        offer_href=f"{contact.path}offer/",
        sign_href=f"{contact.path}safe-until/",
        clocks=[due_sentence(each) for each in clocks if each.code in ENDED_BY_DECISION] or ["no clock runs"],
        stands=cover.stands,
        colour=colour,
        shape=shape,
        cover=said,
        detail=detail,
    )


def families(page: Page, *, now: datetime) -> list[FamilyRow]:
    """The families of this page in queue order."""
    found = []
    for key in page.keys:
        rows = [
            row(contact, page.covers[contact.pk], page.clocks.get(contact.public_id, []))
            for contact in page.concerns[key]
        ]
        if page.rows.contacts.get(key):
            found.append(FamilyRow(line(page.rows.contacts[key], page.rows, now=now), rows))
    return found


def sign_lead(contact: Contact, closure: Closure, *, at: datetime) -> str:
    """What whoever signs has to know first: when we open, when it is due in law."""
    due = f" It is due {words.moment(contact.due_at)}." if contact.due_at else ""
    return f"{heading(closure, at=at)}.{due} Clocks run on whatever is signed."


def offer_state(offer: OutOfHoursOffer, *, at: datetime) -> str:
    """Why an offer can no longer be answered; empty while it waits."""
    if offer.accepted_by:
        return f"Accepted by {offer.accepted_by}: {offer.accept_note}"
    if offer.declined_by:
        return f"Declined by {offer.declined_by}: {offer.decline_reason}"
    if offer.opens_at <= at:
        return "The front door is open again: this offer is over."
    return "" if offer.contact.is_undecided else "It has been decided."


def above_the_queue(reader: User, at: datetime) -> QueueNotice | None:
    """What stands above the queue in the last hour before closing, and while we are closed."""
    closure, left = closure_at(at), left_in_queue(reader, at)
    if not left:
        return None
    concerns = words.count(left, "undecided concern has", "undecided concerns have")
    when = "We are closed" if closure.is_closed(at) else f"We close at {words.clock_time(closure.closes_at)}"
    text = f"{when}: {concerns} nothing to cover {'it' if left == 1 else 'them'}"
    return QueueNotice("Before we close" if closure.is_near(at) else "While we are closed", text,
                       f"{reverse('closing_check')}?left=1", "Open the closure check")  # fmt: skip
