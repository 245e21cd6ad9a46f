"""A browser of the simplest kind: a session made in the database, forms sent again until an answer comes."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import get_random_string

from accounts.models import User

GIVE_UP_AFTER = 30


@dataclass
class Answer:
    status: int
    location: str
    body: str


def session_of(user: User) -> str:
    """Signed in, as after the sign-in page."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "accounts.backends.StaffBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


@dataclass
class Browser:
    """One person's browser; counts what went wrong on the way."""

    user: User
    port: int
    session: str = ""
    token: str = field(default_factory=lambda: get_random_string(32))
    cut: int = 0
    resent: int = 0

    def __post_init__(self) -> None:
        self.session = session_of(self.user)

    def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        """One request; OSError or HTTPException when the line is cut."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            cookies = (
                f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={self.token}"
            )
            headers = {"Cookie": cookies}
            if form is None:
                line.request("GET", path, headers=headers)
            else:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                body = urlencode({"csrfmiddlewaretoken": self.token, **form})
                line.request("POST", path, body=body, headers=headers)
            answer = line.getresponse()
            return Answer(
                answer.status, answer.headers.get("Location", ""), answer.read().decode(errors="replace")
            )
        finally:
            line.close()

    def insist(self, path: str, form: dict[str, str]) -> Answer:
        """Send the same form until somebody answers, as a person presses the button again."""
        for attempt in range(GIVE_UP_AFTER):
            try:
                answer = self.ask(path, form)
            except (OSError, http.client.HTTPException):
                self.cut += 1
                time.sleep(0.2)
                continue
            if answer.status < 500:
                self.resent += bool(attempt)
                return answer
            time.sleep(0.2)
        raise RuntimeError(f"no answer from {path}")
