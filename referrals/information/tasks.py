"""Jobs of checks with other agencies: one call each."""

from referrals.information import services


def chase(*, request_id: int, step: str) -> None:
    services.chase_by_clock(request_id=request_id, step=step)
