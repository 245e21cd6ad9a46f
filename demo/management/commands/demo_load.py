"""`demo_load`: partnership, stories and background into the database; safe to run again, to kill and to resume."""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import User
from accounts.selectors import system_user
from core import clock
from core.history import SYSTEM_ACTOR, acting
from demo import background, doubles
from demo.establishment import establish
from demo.settle import settle
from demo.stories.document import DOCUMENT, render
from demo.stories.engine import moment, tell
from demo.stories.every import STORIES
from outbox.models import IdempotencyKey
from outbox.services import once

OPENS = "2027-03-31 09:00"
STAFF_SINCE = "2024-01-02 09:00"
ACTION = "demo.load"


class Command(BaseCommand):
    """Each part is one transaction with its own done-mark: a killed load goes on where it stopped."""

    help = "Load the demonstration: demo_load [--document]."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--document", action="store_true", help="only write docs/stories.md anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["document"]:
            DOCUMENT.write_text(render())
            return
        fresh = not User.objects.filter(username="duty.one").exists()
        with clock.at(moment(STAFF_SINCE)):
            staff = establish()
        parts = self._parts()
        done = set(IdempotencyKey.objects.filter(action=ACTION).values_list("key", flat=True))
        waiting = [part for part in parts if part[0] not in done]
        if waiting:
            self.stdout.write(f"{staff} staff; {len(waiting)} of {len(parts)} parts to load")
            self.stdout.flush()
        for name, words, act in waiting:
            self._load(name, words, act)
        if fresh or not (settings.DEMO_NOW or Path(settings.DEMO_CLOCK_FILE or "/").is_file()):
            self._open()

    def _parts(self) -> list[tuple[str, str, Callable[[], object]]]:
        told = [(story.code, story.title, _telling(story)) for story in STORIES]
        double = ("DOUBLES", "Children recorded twice", doubles.make)
        return [
            *told,
            *background.parts(),
            double,
            ("SETTLED", "Notices and clocks brought up to date", settle),
        ]

    def _load(self, name: str, words: str, act: Callable[[], object]) -> None:
        began = time.monotonic()

        def do() -> str:
            act()
            return name

        with transaction.atomic(), acting(by=SYSTEM_ACTOR, reason="demonstration loaded"):
            once(by=system_user(), action=ACTION, key=name, do=do)
        self.stdout.write(f"  {name:8} {words} ({time.monotonic() - began:.0f} s)")
        self.stdout.flush()

    def _open(self) -> None:
        """The demonstration's present begins."""
        if settings.DEMO_CLOCK_FILE and not settings.DEMO_NOW:
            clock.set_demo_now(moment(OPENS))
            self.stdout.write("The demonstration opens on Wednesday 31 March 2027, 09:00.")


def _telling(story: Any) -> Callable[[], object]:
    return lambda: tell(story)
