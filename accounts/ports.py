"""What accounts asks of the apps above it, in the caller's transaction."""

from collections.abc import Iterable

from core.ports import Port

team_still_needed: Port[..., Iterable[str]] = Port(
    "accounts.team_still_needed",
    meaning="Plain reasons why this team may not end now: open work, places it covers (team)",
)
