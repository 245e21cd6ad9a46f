"""Signing in and sending forms in the tests of casework's pages."""

from django.test import Client

from accounts.models import User
from tests.personas import Personas


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="accounts.backends.StaffBackend")
    return client


def strangers(personas: Personas) -> tuple[User, ...]:
    return (personas.social_worker_other, personas.stranger, personas.commissioner, personas.administrator)
