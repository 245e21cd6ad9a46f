"""Take an extract of another system into the index; stopped at any point, run again, it goes on."""

import csv
from collections import Counter
from collections.abc import Iterator
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
from people.onboarding.reading import fingerprint, lines
from people.onboarding.rows import Refused, Row, read_row
from people.selectors.onboarding import lines_said, outcome_counts
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
        parser.add_argument("--report", type=Path, help="rows refused, taken in part or held, as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path} is no file.")
        report = options["report"] or path.with_name(path.name + ".report.csv")
        try:
            if options["dry_run"]:
                with transaction.atomic():
                    run = self._take(options["kind"], path)
                    self._say(run, report, dry=True)
                    transaction.set_rollback(True)
            else:
                self._say(self._take(options["kind"], path), report)
        except DomainError as error:
            raise CommandError(str(error)) from error

    def _take(self, kind: str, path: Path) -> ImportRun:
        by = system_user()
        run = begin_import(kind=kind, sha256=fingerprint(path), file_name=path.name, by=by)
        if run.is_finished:
            return run
        rows = islice(_rows(kind, path), run.lines_done, None)
        while batch := list(islice(rows, BATCH)):
            run = take_batch(run=run, rows=batch, by=by)
            self.stderr.write(f"{run.lines_done} rows", ending="\r")
        return take_batch(run=run, rows=[], by=by, last=True)

    def _say(self, run: ImportRun, report: Path, *, dry: bool = False) -> None:
        by = system_user()
        with report.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(["line", "id", "outcome", "reason"])
            for each in lines_said(run, reader=by):
                writer.writerow([each.line, each.source_id, each.get_outcome_display(), each.reason])
        counts = Counter(outcome_counts(run, reader=by))
        self.stdout.write(
            f"{run.lines_done} rows read; refused {counts['REFUSED']}, taken in part {counts['PARTLY']}, "
            f"left for a person {counts['HELD']}. Every one with its reason: {report}"
            + (" (dry run: nothing was written)" if dry else "")
        )


def _rows(kind: str, path: Path) -> Iterator[Row | Refused]:
    today = clock.today()
    return (read_row(line, kind=kind, today=today) for line in lines(kind, path))
