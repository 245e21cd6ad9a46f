"""Mails that say nothing: two neutral sentences, to addresses marked safe, under a lasting Message-ID."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage

from core import clock
from outbox.enums import DeliveryOutcome, MailText
from outbox.models import Delivery


def sentence(text: str, reference: str) -> str:
    """All that a mail may say: no name, age, school, category or decision."""
    if text == MailText.RECEIPT:
        return f"We have received your contact, reference {reference}."
    return f"You have a notice, reference {reference}, sign in to read it."


def compose(*, text: str, reference: str, address: str, message_id: str) -> EmailMessage:
    """The subject repeats the sentence, so that a preview betrays no more than the mail."""
    words = sentence(text, reference)
    return EmailMessage(
        subject=words,
        body=f"{words}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )


def send_notice_mail(*, delivery_id: int) -> None:
    """Send one delivery unless it has gone; killed after sending, it goes again under the same Message-ID."""
    delivery = Delivery.objects.select_for_update().select_related("notice__to").get(pk=delivery_id)
    if delivery.outcome != DeliveryOutcome.WAITING:
        return
    notice, user = delivery.notice, delivery.notice.to
    # Asked again now: an address may have stopped being safe since the notice was written.
    if not (user.is_active and user.email and user.email_is_safe):
        delivery.outcome = DeliveryOutcome.NOT_SAFE
    else:
        compose(
            text=notice.mail_text,
            reference=notice.reference,
            address=user.email,
            message_id=delivery.message_id,
        ).send()
        delivery.outcome, delivery.sent_at = DeliveryOutcome.SENT, clock.now()
    delivery.save(update_fields=["outcome", "sent_at"])
