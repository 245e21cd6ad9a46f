"""Who may work on an allegation: its named list, with the right to."""

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core.errors import DomainError, NotFound
from referrals.allegations.enums import AllegationOutcome
from referrals.allegations.models import Allegation


def is_listed(user: User, allegation: Allegation) -> bool:
    return bool(allegation.holders.filter(user=user, ended_at__isnull=True).exists())


def require_listed(user: User, allegation: Allegation) -> None:
    """Refuse as though nothing were there unless the user stands on the list."""
    if not is_listed(user, allegation):
        raise NotFound("There is no such record.")


def require_work(user: User, allegation: Allegation) -> None:
    require_listed(user, allegation)
    require(user, Permission.LADO_WRITE)


def may_work(record: Allegation, by: User) -> None:
    """Guard of every step."""
    require_listed(by, record)


def check_outcome(*, outcome: str, reason: str, dbs_referral: str) -> None:
    if outcome not in AllegationOutcome.values:
        raise DomainError("Choose the outcome.", field="outcome")
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    if outcome == AllegationOutcome.SUBSTANTIATED and dbs_referral not in ("YES", "NO"):
        raise DomainError(
            "Say whether a referral to the Disclosure and Barring Service is made.", field="dbs_referral"
        )
