"""List the demo's accounts with their passwords, one persona a role first."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.roles import ROLES
from demo.people_who_work_here import STAFF, password_of


class Command(BaseCommand):
    help = "The demo's sign-ins: role, user name, password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="as a JSON list")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [
            {
                "role": ROLES[worker.role].title,
                "key": worker.role,
                "username": worker.username,
                "name": worker.name,
                "agency": worker.agency,
                "password": password_of(worker.username),
            }
            for worker in sorted(STAFF, key=lambda each: not each.is_persona)
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows))
            return
        for row in rows:
            self.stdout.write(f"{row['role']:<38}{row['username']:<24}{row['password']}")
