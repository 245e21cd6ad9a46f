"""`manage.py import_population FILE --starts-on DATE --source TEXT`: a newer estimate of how many people live here."""

import csv
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.selectors import system_user
from core.errors import DomainError
from localities.services import count_people

COLUMNS = ("age_from", "age_to", "number")


class Command(BaseCommand):
    help = "Read the people of each age band (CSV: age_from, age_to, number; the last band open); rates go by it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--starts-on", type=date.fromisoformat, required=True, help="the day for which it is an estimate"
        )
        parser.add_argument("--source", required=True, help="whose number: such as Mid-2027 estimates (ONS)")

    def handle(self, *args: Any, file: Path, starts_on: date, source: str, **options: Any) -> None:
        try:
            made = count_people(by=system_user(), starts_on=starts_on, source=source, bands=_bands(file))
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(
            f"{len(made)} age bands, {sum(row.number for row in made):,} people from {starts_on:%-d %B %Y} on"
        )


def _bands(path: Path) -> list[tuple[int, int | None, int]]:
    with path.open(newline="", encoding="utf-8-sig") as handle:
        reader = csv.DictReader(handle)
        if missing := [name for name in COLUMNS if name not in (reader.fieldnames or [])]:
            raise CommandError(f"{path.name} has no column {', '.join(missing)}.")
        found = []
        for number, row in enumerate(reader, start=2):
            try:
                last = int(row["age_to"]) if row["age_to"] else None
                found.append((int(row["age_from"]), last, int(row["number"].replace(",", ""))))
            except (ValueError, AttributeError) as error:
                raise CommandError(f"{path.name}, line {number}: not whole numbers.") from error
    return found
