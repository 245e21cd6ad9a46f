"""The minute's tick of the closure check: one call."""

from celery import shared_task

from referrals.closing import services


@shared_task(name="referrals.closing")
def closing() -> int:
    """Tell of what nothing covers."""
    return services.sweep_closing()
