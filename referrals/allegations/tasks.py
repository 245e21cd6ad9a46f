"""Jobs of the store of allegations: load ids, make one call."""

from referrals.allegations import services


def escalate(*, allegation_id: int, step: int) -> None:
    services.escalate(allegation_id=allegation_id, step=step)
