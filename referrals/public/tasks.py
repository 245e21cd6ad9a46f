"""The minute's tick of held forms, and the job that sends a receipt: one call each."""

from celery import shared_task

from referrals.public import services


@shared_task(name="referrals.held_forms")
def held_forms() -> int:
    """Tell of forms that nobody read in time."""
    return services.sweep_held()


def public_receipt(*, form_id: int) -> None:
    services.send_receipt(form_id=form_id)
