"""The last step of loading: what happened before today has been read and mailed; today's warnings are told."""

from django.conf import settings

from accounts.models import User
from core import clock
from deadlines.services import sweep_deadlines
from demo.stories.engine import moment
from outbox import services as outbox

BEFORE, MORNING = "2027-03-30 18:00", "2027-03-31 08:55"
SILENT = "django.core.mail.backends.dummy.EmailBackend"
AT_A_TIME = 500


def settle() -> None:
    """Old notices read, old mails gone, the morning's sweeps made."""
    with clock.at(moment(BEFORE)):
        shown, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, SILENT
        try:
            while outbox.sweep(limit=AT_A_TIME):
                pass
        finally:
            settings.EMAIL_BACKEND = shown
        for user in User.objects.filter(is_active=True).order_by("pk"):
            outbox.mark_all_read(by=user)
    with clock.at(moment(MORNING)):
        sweep_deadlines()
