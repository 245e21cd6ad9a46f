"""The world outside: what has been handed over stays handed over, whatever the transaction does next."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from tests.faults.ledger import note
from tests.faults.strike import strike


class LedgerBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            note(
                "mails",
                message_id=message.extra_headers["Message-ID"],
                to=message.to,
                subject=message.subject,
            )
        strike("after-send")
        return len(email_messages)
