"""The demo's mail goes nowhere: each message is laid in a sink under var/ that a page shows."""

import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from core import clock

KEPT = 500


def sink() -> Path:
    folder = Path(settings.VAR_DIR) / "mail"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class SinkBackend(BaseEmailBackend):
    """One file a message, the oldest thrown away past 500."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = sink()
        for message in email_messages:
            at = clock.now()
            kept = {
                "to": message.to,
                "subject": message.subject,
                "body": message.body,
                "at": at.isoformat(),
                "message_id": message.extra_headers.get("Message-ID", ""),
            }
            (folder / f"{at:%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:6]}.json").write_text(json.dumps(kept))
        for stale in sorted(folder.glob("*.json"))[:-KEPT]:
            stale.unlink(missing_ok=True)
        return len(email_messages)


def messages(limit: int = 100) -> list[dict[str, Any]]:
    """The newest messages first."""
    files = sorted(sink().glob("*.json"), reverse=True)[:limit]
    return [json.loads(path.read_text()) for path in files]
