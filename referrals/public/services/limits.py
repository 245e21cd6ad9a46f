"""What makes a form wait to be read first: it is counted, held, never refused (safety n)."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from core import clock
from referrals.public import clocks
from referrals.public.enums import HeldBecause
from referrals.public.models import PublicForm

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is kept of a sender, the words and the whole: enough to count by."""

    sender: str
    words: str
    content: str
    mail: str


def _digest(kind: str, text: str, day: str = "") -> str:
    key = f"{settings.SECRET_KEY}:public-form:{kind}:{day}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def network_of(address: str) -> str:
    """The connection: of a newer address the first half, which is what one household or device is given."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return found.exploded[:19] if isinstance(found, IPv6Address) else str(found)


def marks_of(answers: Mapping[str, Any], *, sender: str, mail: str, at: datetime) -> Marks:
    """Digests under a key of the day; the mail's alone lasts, so that an address gets one receipt an hour."""
    day = clock.to_local(at).date().isoformat()
    network = network_of(sender)
    words = re.sub(r"[^a-z]+", "", str(answers.get("what", "")).lower())
    whole = json.dumps(answers, sort_keys=True, cls=DjangoJSONEncoder)
    return Marks(
        sender=_digest("sender", network, day),
        words=_digest("words", words, day),
        content=_digest("content", f"{network}\n{whole}", day),
        mail=_digest("mail", mail.strip().lower()) if mail else "",
    )


def over(marks: Marks, *, text: str, trap: bool, quick: bool, cut: bool, at: datetime) -> list[str]:
    """Every limit that this form went over."""
    rows = PublicForm.objects.filter(received_at__gte=at - clocks.HOUR)
    counted = (
        (HeldBecause.TRAP, trap),
        (HeldBecause.QUICK, quick),
        (HeldBecause.LENGTH, cut),
        (HeldBecause.LINKS, len(_LINK.findall(text)) > clocks.MOST_LINKS),
        (HeldBecause.SENDER, _more(rows.filter(sender_digest=marks.sender), clocks.MOST_FROM_ONE_SENDER)),
        (
            HeldBecause.WORDS,
            _more(
                PublicForm.objects.filter(words_digest=marks.words, received_at__gte=at - clocks.DAY),
                clocks.MOST_WITH_THE_SAME_WORDS,
            ),
        ),
        (HeldBecause.SURGE, _more(rows.filter(contact__isnull=False), clocks.MOST_SENT_ON)),
    )
    return [str(because) for because, holds in counted if holds]


def _more(rows: Any, most: int) -> bool:
    """Whether this one would be more than as many as that."""
    return len(rows.order_by().values_list("pk", flat=True)[:most]) >= most
