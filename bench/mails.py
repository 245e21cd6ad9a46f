"""Sends all that waits in a private database into memory and prints how many mails went where, as one line of JSON."""

import json
import sys

import django

django.setup()

from django.core import mail  # noqa: E402
from django.test import override_settings  # noqa: E402

from bench.forged import VICTIM  # noqa: E402
from outbox.services import sweep  # noqa: E402


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def sent() -> dict[str, int]:
    """To the address that the forgeries name, and to everybody else (staff who are told, people who wrote truly)."""
    mail.outbox = []
    while sweep():
        pass
    victims = sum(VICTIM in each.to for each in mail.outbox)
    return {"victim": victims, "others": len(mail.outbox) - victims}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(sent()) + "\n")
