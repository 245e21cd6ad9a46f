"""Who writes about a private arrangement: whoever may write to the record."""

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from assessments.private_fostering.models import PrivateFostering
from core.errors import NotFound


def require_arrangement(by: User, row: PrivateFostering) -> None:
    """Visible first, then the right."""
    if not PrivateFostering.objects.visible_to(by).filter(pk=row.pk).exists():
        raise NotFound("There is no such record.")
    require(by, Permission.VISIT_WRITE)
