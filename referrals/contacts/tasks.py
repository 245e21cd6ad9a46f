"""Jobs of concerns: load ids, make one call."""

from referrals.contacts import services


def escalate(*, contact_id: int, step: int) -> None:
    services.escalate(contact_id=contact_id, step=step)
