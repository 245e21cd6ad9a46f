"""A mail that says only that we have it, to an address marked safe, one an hour at most (safety g)."""

from django.db import connection, transaction

from core import clock
from outbox.enums import MailText
from outbox.mails import compose
from outbox.services import MAIL_DOMAIN, enqueue
from referrals.public import clocks
from referrals.public.models import PublicForm

JOB = "referrals.public_receipt"


def queue_receipt(form: PublicForm) -> None:
    """A form that was held gets none until somebody sends it on: whoever forges forms can make no mail go out."""
    contact = form.contact
    if contact is not None and contact.referrer_email and contact.referrer_email_is_safe:
        enqueue(kind=JOB, payload={"form_id": form.pk}, key=str(form.public_id))


@transaction.atomic
def send_receipt(*, form_id: int) -> None:
    """Send it unless it has gone, or the address had one within the hour; a job run twice sends once."""
    form = PublicForm.objects.select_for_update(of=("self",)).select_related("contact").get(pk=form_id)
    if form.contact is None or form.receipt_sent_at is not None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"receipt:{form.mail_digest}"]
        )
    now = clock.now()
    lately = PublicForm.objects.filter(
        mail_digest=form.mail_digest, receipt_sent_at__gt=now - clocks.HOUR, received_at__gt=now - clocks.DAY
    )
    if lately.exists():
        return
    compose(
        text=MailText.RECEIPT,
        reference=form.reference,
        address=form.contact.referrer_email,
        message_id=f"<{form.public_id}@{MAIL_DOMAIN}>",
    ).send()
    form.receipt_sent_at = now
    form.save(update_fields=["receipt_sent_at"])
