"""`manage.py first_administrator USERNAME NAME --council COUNCIL`: the one account that no administrator can make."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.joining import add_first_administrator
from core.errors import DomainError


class Command(BaseCommand):
    help = "Make the council and its first system administrator; refused once there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name", help="first and last name")
        parser.add_argument("--council", required=True, help="the council's name")

    def handle(self, *args: Any, username: str, name: str, council: str, **options: Any) -> None:
        try:
            user, secret = add_first_administrator(username=username, display_name=name, council=council)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{user.display_name} signs in as {user.username} with the password {secret}")
        self.stdout.write("It is kept nowhere and shown once: change it after signing in.")
