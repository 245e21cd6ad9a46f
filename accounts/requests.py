"""The request of a page behind the sign-in."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request that the sign-in middleware has let through."""

    user: User
