"""How allauth behaves here: nobody signs up, and it says nothing that our pages do not."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NoSignUpAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the system administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "signed in as": the header says it."""
