"""Say which rows of one or two extracts are one person, by probability alone."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.selectors import system_user
from core import clock
from people.enums import ExtractKind
from people.linkage.extract import UnreadableExtract
from people.linkage.run import link_files, write_pairs
from people.services.link_pairs import load_pairs


class Command(BaseCommand):
    help = (
        "Link two extracts, or find who stands twice in one. Reads CSV with an `id` and any of given_name, "
        "surname, date_of_birth, sex, address_1..3, town, postcode, nhs_number, phone, other_id."
    )
    # It reads files and writes a file: no database is asked, unless the pairs are to be reviewed.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("extract", type=Path, help="the extract, as CSV")
        parser.add_argument(
            "--against", type=Path, help="a second extract; without it, the first against itself"
        )
        parser.add_argument("--out", type=Path, required=True, help="where the pairs go, as CSV")
        parser.add_argument(
            "--to-review", choices=ExtractKind.values, metavar="KIND",
            help="bring the pairs before a person: the extract's ids are the numbers of this system's rows in the index",
        )  # fmt: skip
        parser.add_argument(
            "--against-kind", choices=ExtractKind.values, metavar="KIND",
            help="whose numbers the ids of the second extract are; else the same system's",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            linked = link_files(extract=options["extract"], against=options["against"], today=clock.today())
        except UnreadableExtract as error:
            raise CommandError(str(error)) from error
        write_pairs(linked, options["out"])
        found: dict[str, Any] = linked.summary()
        if kind := options["to_review"]:
            found |= asdict(
                load_pairs(
                    pairs=[(left, right, pair.probability) for left, right, pair in linked.pairs],
                    left_kind=kind, right_kind=options["against_kind"] or kind, by=system_user(),
                )
            )  # fmt: skip
        if options["json"]:
            self.stdout.write(json.dumps(found | {"out": str(options["out"])}))
        else:
            self.stdout.write(
                f"{found['pairs']} pairs ({found['confident']} confident, {found['review']} to review) "
                f"from {found['compared']} compared, in {found['seconds']} s with {found['peak_mib']} MiB."
                + (
                    f" {found['waiting']} wait for a person; {found['known']} did before, {found['one_already']} are "
                    f"one record already, {found['not_here']} have a row that is not in the index."
                    if options["to_review"]
                    else ""
                )
            )
