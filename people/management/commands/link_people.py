"""Say which rows of one or two extracts are one person, by probability alone."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from people.linkage.extract import UnreadableExtract
from people.linkage.run import link_files, write_pairs


class Command(BaseCommand):
    help = (
        "Link two extracts, or find who stands twice in one. Reads CSV with an `id` and any of given_name, "
        "surname, date_of_birth, sex, address_1..3, town, postcode, nhs_number, phone, other_id."
    )
    # It reads files and writes a file: no database is asked.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("extract", type=Path, help="the extract, as CSV")
        parser.add_argument(
            "--against", type=Path, help="a second extract; without it, the first against itself"
        )
        parser.add_argument("--out", type=Path, required=True, help="where the pairs go, as CSV")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            linked = link_files(extract=options["extract"], against=options["against"], today=clock.today())
        except UnreadableExtract as error:
            raise CommandError(str(error)) from error
        write_pairs(linked, options["out"])
        found = linked.summary()
        if options["json"]:
            self.stdout.write(json.dumps(found | {"out": str(options["out"])}))
        else:
            self.stdout.write(
                f"{found['pairs']} pairs ({found['confident']} confident, {found['review']} to review) "
                f"from {found['compared']} compared, in {found['seconds']} s with {found['peak_mib']} MiB."
            )
