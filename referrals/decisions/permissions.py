"""Who may decide what (domain.md D; safety f)."""

from accounts.access import has_role, holds
from accounts.models import User
from accounts.permissions import Permission
from core.errors import DomainError, NotPermitted
from referrals.contacts.models import Contact
from referrals.contacts.permissions import needs_manager_to_tell
from referrals.decisions.enums import PROTECTION, SIGNED, Release

UPPER_TIERS = 3


def may_decide_alone(user: User) -> bool:
    """A lone out-of-hours worker in a delegated post may gather and decide."""
    return holds(user, Permission.OUT_OF_HOURS_DECIDE)


def check_decider(user: User, *, tier: int, outcomes: set[str], gathered: bool, alone_because: str) -> str:
    """Refuse who may not decide this; returns the reason for deciding alone, empty where none is needed."""
    alone = may_decide_alone(user)
    if tier >= UPPER_TIERS and not (holds(user, Permission.CONTACT_DECIDE_TIER_3_4) or alone):
        raise NotPermitted("A manager decides tiers 3 and 4: propose it instead.")
    if tier < UPPER_TIERS and not (holds(user, Permission.CONTACT_DECIDE_TIER_1_2) or alone):
        raise NotPermitted("Your role does not decide concerns.")
    unsigned = bool(outcomes & SIGNED) and not holds(user, Permission.CONTACT_SIGN_CLOSURE)
    if unsigned and not (alone and has_role(user, "R16")):
        raise NotPermitted(
            "A manager signs no further action, duplicates and malicious concerns: propose it instead."
        )
    together = tier >= UPPER_TIERS and gathered
    if not (together or unsigned):
        return ""
    if together and not (alone and has_role(user, "R16")) and not outcomes & PROTECTION:
        raise DomainError(
            "You gathered the information on this concern: somebody else decides tiers 3 and 4.", field="tier"
        )
    if len(alone_because.strip()) < 10:
        raise DomainError(
            "Say why you gather and decide alone; a manager ratifies it.", field="alone_because"
        )
    return alone_because.strip()


def may_release(user: User, contact: Contact, release: str) -> bool:
    """Where the referrer is close to the family, or the record restricted, only a manager lets anything out."""
    if release == Release.NOTHING_YET:
        return True
    return not needs_manager_to_tell(contact) or holds(user, Permission.CONTACT_SIGN_CLOSURE)
