"""`borough`: a statistical borough of invented people into the database, the same for the same seed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.borough.load import AlreadyHere, load


class Command(BaseCommand):
    help = "Draw a synthetic borough: borough --people 250000 --seed 7 [--truth FILE]. Nobody in it is real."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, required=True, help="how many records of people")
        parser.add_argument("--seed", type=int, required=True, help="the same seed draws the same people")
        parser.add_argument(
            "--truth", type=Path, help="write which record is of whom, and its faults, to this CSV"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["people"] < 1:
            raise CommandError("Say how many people: --people 1000.")
        try:
            load(people=options["people"], seed=options["seed"], say=self._say, truth=options["truth"])
        except AlreadyHere as refusal:
            raise CommandError(str(refusal)) from refusal

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
