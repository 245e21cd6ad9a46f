"""Who reads every number of a report and who reads totals with small ones left out (domain.md D and E)."""

from accounts.access import has_role, holds
from accounts.models import User
from accounts.permissions import Permission


def suppressed(reader: User) -> bool:
    """Commissioners, boards and auditors see no number from one to five."""
    return not holds(reader, Permission.REPORT_READ) or has_role(reader, "R12")
