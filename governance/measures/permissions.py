"""Who looks at measures on screen, and who reads what they mean (domain.md D, row Dashboards)."""

from accounts.access import holds, holds_any
from accounts.models import User
from accounts.permissions import Permission
from core.errors import NotPermitted

READERS = (Permission.CASELOAD_READ, Permission.REPORT_READ, Permission.AGGREGATE_READ)


def require_counter(user: User) -> None:
    """Managers count what they may see; whoever reads totals alone has the monthly report."""
    if not holds(user, Permission.CASELOAD_READ):
        raise NotPermitted("Your role reads the monthly report, not the live measures.")


def require_reader(user: User) -> None:
    if not holds_any(user, READERS):
        raise NotPermitted("Your role does not read measures.")
