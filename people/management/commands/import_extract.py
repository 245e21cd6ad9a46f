"""Take an extract of another system into the index; stopped at any point, run again, it goes on."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.selectors import system_user
from core import clock
from core.errors import DomainError
from people.enums import ExtractKind
from people.models import ImportRun
from people.onboarding.reading import fingerprint
from people.onboarding.rows import Reading
from people.selectors.onboarding import lines_said
from people.services.onboard import BATCH, begin_import, take_batch


class Command(BaseCommand):
    help = (
        "Take in a school roll, GP list, child-health or housing CSV, or the person part of the CIN census."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=ExtractKind.values)
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="read and compare everything, write nothing"
        )
        parser.add_argument("--report", type=Path, help="every row a person should know of, as CSV")

        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="the day for which the file speaks (YYYY-MM-DD); else today",
        )
        parser.add_argument(
            "--changes-only", action="store_true", help="no whole list: whoever is not in it is not gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path} is no file.")
        report = options["report"] or path.with_name(path.name + ".report.csv")
        try:
            if options["dry_run"]:
                with transaction.atomic():
                    self._say(self._take(options, path), report, dry=True)
                    transaction.set_rollback(True)
            else:
                self._say(self._take(options, path), report)
        except DomainError as error:
            raise CommandError(str(error)) from error

    def _take(self, options: dict[str, Any], path: Path) -> ImportRun:
        by, kind = system_user(), options["kind"]
        run = begin_import(
            kind=kind, sha256=fingerprint(path), file_name=path.name, by=by, extract_on=options["as_of"]
        )
        if run.is_finished:
            return run
        reading = Reading(kind, path, clock.today())
        rows = islice(reading, run.lines_done, None)
        while batch := list(islice(rows, BATCH)):
            run = take_batch(run=run, rows=batch, by=by)
            self.stderr.write(f"{run.lines_done} rows", ending="\r")
        whole = () if options["changes_only"] else reading.numbers
        return take_batch(run=run, rows=[], by=by, last=True, whole_list=whole)

    def _say(self, run: ImportRun, report: Path, *, dry: bool = False) -> None:
        counts = Counter(write_report(run, report))
        self.stdout.write(
            f"{run.lines_done} rows read; new {run.made}, linked {run.linked}, changed {run.changed}, as before "
            f"{run.unchanged}; refused {counts['REFUSED']}, taken in part {counts['PARTLY']}, left for a person "
            f"{counts['HELD']}, no longer in the file {counts['GONE']}. Every one with its reason: {report}"
            + (" (dry run: nothing was written)" if dry else "")
        )


def write_report(run: ImportRun, report: Path) -> Iterator[str]:
    """Each row that a person should know of, but none that means somebody hidden (safety o); gives the outcomes."""
    with report.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["line", "id", "outcome", "reason"])
        for each in lines_said(run, reader=system_user()):
            if not each.is_restricted:
                writer.writerow([each.line or "", each.source_id, each.get_outcome_display(), each.reason])
                yield str(each.outcome)
