"""When a claim lapses (safety c): red after fifteen idle minutes, else at the end of the shift."""

from datetime import datetime, timedelta

from core import clock
from core.authority import authority
from referrals.contacts.enums import Rag
from referrals.contacts.models import Contact

RED_IDLE = timedelta(minutes=15)
NIGHT_ENDS = 9


def end_of_shift(moment: datetime) -> datetime:
    """17:00 for a claim made in the office's day, 09:00 for one made at night, until a rota says otherwise."""
    local = clock.to_local(moment)
    closes = authority().office_closes
    evening = clock.at_local(local.date(), closes.hour, closes.minute)
    morning = clock.at_local(local.date(), NIGHT_ENDS)
    if local < morning:
        return morning
    return evening if local < evening else clock.at_local(local.date() + timedelta(days=1), NIGHT_ENDS)


def lapses_at(contact: Contact) -> datetime | None:
    """When the present claim ends by itself; none where nobody is on it."""
    touched = contact.claim_touched_at or contact.claimed_at
    if touched is None or contact.claimed_at is None:
        return None
    shift = contact.claim_until or end_of_shift(contact.claimed_at)
    return min(shift, touched + RED_IDLE) if contact.rag == Rag.RED else shift


def has_lapsed(contact: Contact, *, at: datetime) -> bool:
    end = lapses_at(contact)
    return end is not None and at >= end


def is_held(contact: Contact, *, at: datetime) -> bool:
    """Somebody is on it now."""
    return contact.claimed_by_id is not None and not has_lapsed(contact, at=at)
