"""Sends the public's form as a browser does: the page opened a little while ago, from a connection of one's own."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from django.test import Client

from core import clock
from referrals.public.views import write

FORM = "/help/write/"
WORRY: dict[str, Any] = {
    "what": "The boy next door cries every night and has bruises on his legs. Nobody comes to him.",
    "role_1": "CHILD", "forename_1": "Demo", "surname_1": "Nextdoor", "age_words_1": "about six",
    "where_now": "At home", "referrer_source": "1B", "referrer_name": "Demo Ashworth",
    "referrer_phone": "01632 960 777",
}  # fmt: skip
# Told in the same words for all: cut at most, never as a body too large to read.
TYPE = "application/x-www-form-urlencoded"


def opened() -> str:
    """What our page carried when it was opened a minute ago."""
    then = clock.now() - timedelta(minutes=1)
    with patch.object(clock, "now", lambda: then):
        return write._stamp()


def send(client: Client, *, sender: str = "198.51.100.7", **more: Any) -> Any:
    typed = {"opened": opened(), "website": ""} | WORRY | more
    return client.post(FORM, urlencode(typed, doseq=True), content_type=TYPE, REMOTE_ADDR=sender)
