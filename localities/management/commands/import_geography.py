"""`manage.py import_geography FILE...`: the full postcode table and boundary files."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError
from localities.geography import Outcome, import_file

SHOWN = 20


class Command(BaseCommand):
    help = "Read the postcode table (CSV) and boundary files (GeoJSON); reading a file twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--starts-on",
            type=date.fromisoformat,
            help="the day from which the postcode table holds (else: the day its wards began)",
        )

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        refused = 0
        for path in files:
            self.stdout.write(f"{path.name}: reading")
            try:
                outcome = import_file(path, starts_on=options["starts_on"], progress=self._progress)
            except DomainError as error:
                raise CommandError(error.message) from error
            self._report(outcome)
            refused += len(outcome.refused)
        if refused:
            self.stdout.write(f"{refused} rows were refused; all others are kept.")

    def _progress(self, done: int) -> None:
        self.stdout.write(f"  {done:,} rows")

    def _report(self, outcome: Outcome) -> None:
        self.stdout.write(
            f"{outcome.filename}: {outcome.read:,} read, {outcome.added:,} added, "
            f"{outcome.changed:,} changed, {outcome.same:,} as they were, {len(outcome.refused):,} refused"
        )
        for number, why in outcome.refused[:SHOWN]:
            self.stderr.write(f"  row {number}: {why}")
        if len(outcome.refused) > SHOWN:
            self.stderr.write(f"  and {len(outcome.refused) - SHOWN} more")
