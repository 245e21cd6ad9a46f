"""Who may do what with a concern, beyond the permission itself."""

from accounts.access import held, holds, require
from accounts.enums import AgencyKind, UserKind
from accounts.models import User
from accounts.permissions import Permission
from core.errors import NotFound
from referrals.contacts.enums import Channel
from referrals.contacts.models import Contact

# Members of the public, relatives, the person themselves, anonymous and unknown callers (national source codes).
LAY_SOURCES = frozenset({"1A", "1B", "1C", "1D", "9", "10"})


def may_key_for_others(user: User) -> bool:
    """Front door, out of hours and business support type in what reached them by telephone or mail."""
    return holds(user, Permission.CONTACT_QUEUE)


_CHANNELS = {AgencyKind.POLICE: Channel.POLICE_PPN, AgencyKind.AMBULANCE: Channel.AMBULANCE}


def channel_of_system(user: User) -> Channel:
    """By which way an agency's system reaches the front door: police and ambulance notifications have their own."""
    if user.kind != UserKind.SERVICE or user.agency is None:
        return Channel.PORTAL
    return _CHANNELS.get(AgencyKind(user.agency.kind), Channel.PORTAL)


def require_triage(user: User, contact: Contact, *permissions: Permission) -> None:
    """Refuse as though nothing were there unless the concern is in this person's queue; then the permission."""
    if not Contact.objects.for_triage(user).filter(pk=contact.pk).exists():
        raise NotFound("There is no such record.")
    require(user, *(permissions or (Permission.CONTACT_TRIAGE,)))


def require_undecided(contact: Contact) -> None:
    from referrals.contacts.exceptions import AlreadyDecided

    if not contact.is_undecided:
        raise AlreadyDecided("This concern has been decided. An addition opens it again.")


def is_holder(user: User, contact: Contact) -> bool:
    return bool(contact.holders.filter(user=user, ended_at__isnull=True).exists())


def is_professional(contact: Contact) -> bool:
    """A professional referrer may see an outcome; the public, family and anonymous callers never do (safety g)."""
    return not contact.is_anonymous and contact.referrer_source not in LAY_SOURCES


def needs_manager_to_tell(contact: Contact) -> bool:
    """A relative, somebody in the household, the alleged source, a restricted record (safety g)."""
    return (
        contact.referrer_is_relative
        or contact.referrer_in_household
        or contact.referrer_is_alleged_source
        or contact.is_restricted
    )


def may_know_it_is_decided(contact: Contact) -> bool:
    """A professional does; one close to the family only once a manager lets something out (safety g).

    A restricted concern makes no difference here: its referrer sees none (safety o).
    """
    is_close = (
        contact.referrer_is_relative or contact.referrer_in_household or contact.referrer_is_alleged_source
    )
    return is_professional(contact) and (not is_close or bool(contact.release_words))


def require_may_add(user: User, contact: Contact) -> None:
    """The referrer adds to their own concern, the front door to any in its queue."""
    if contact.logged_by_id == user.pk:
        require(user, Permission.CONTACT_LOG)
        return
    require_triage(user, contact, Permission.CONTACT_QUEUE)


def works_out_of_hours(user: User) -> bool:
    return bool(held(user).roles & {"R16"})


__all__ = [
    "LAY_SOURCES",
    "is_holder",
    "is_professional",
    "may_key_for_others",
    "may_know_it_is_decided",
    "needs_manager_to_tell",
    "require_may_add",
    "require_triage",
    "require_undecided",
    "works_out_of_hours",
]
