"""Write the people whose records somebody may open to a file; who was read, by whom and for what is kept."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from core.errors import DomainError
from people.services.export import export_people, lines_of


class Command(BaseCommand):
    help = "Export the people whose records USERNAME may open, without any confidential address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as", dest="username", required=True, help="whose eyes see it")
        parser.add_argument("--purpose", required=True, help="what the file is for; kept in each access log")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError("Nobody active has this username.")
        try:
            rows = export_people(by=user, purpose=options["purpose"])
        except DomainError as error:
            raise CommandError(str(error)) from error
        with options["out"].open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows(lines_of(rows))
        self.stdout.write(f"{len(rows)} people written to {options['out']}.")
