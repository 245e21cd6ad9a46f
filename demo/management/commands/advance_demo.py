"""`advance_demo --to 2027-04-06T09:00`: the demonstration's present moves on, never back, and its sweeps are made."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import clock
from deadlines.models import Clock
from deadlines.presenters import day_words
from deadlines.services import sweep_deadlines
from outbox import services as outbox

SHOWN = 40


class Command(BaseCommand):
    """Each morning on the way is lived: jobs done, clocks warned of and told."""

    help = "Move the demonstration's clock forward: advance_demo --to 2027-04-06T09:00."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", required=True, help="a local date and time, such as 2027-04-06T09:00")

    def handle(self, *args: Any, **options: Any) -> None:
        before, after = clock.now(), self._understood(options["to"])
        if after <= before:
            raise CommandError(
                f"It is {clock.to_local(before):%Y-%m-%dT%H:%M} already; the clock moves forward only."
            )
        for morning in _mornings(before, after):
            with clock.at(morning):
                _sweep()
        try:
            clock.set_demo_now(after)
        except RuntimeError as refused:
            raise CommandError(str(refused)) from refused
        _sweep()
        self._tell(before, after)

    def _understood(self, written: str) -> datetime:
        try:
            moment = datetime.fromisoformat(written)
        except ValueError as error:
            raise CommandError(f"{written} is not a time such as 2027-04-06T09:00.") from error
        return moment if moment.tzinfo else moment.replace(tzinfo=clock.LOCAL)

    def _tell(self, before: datetime, after: datetime) -> None:
        became = Clock.objects.running().filter(due_at__gt=before, due_at__lte=after).order_by("due_at", "pk")
        count = became.count()
        self.stdout.write(
            f"It is {clock.to_local(after):%A %-d %B %Y, %H:%M}. {count} limits fell due on the way:"
        )
        for row in became.select_related("rule", "owner", "team")[:SHOWN]:
            who = row.owner or row.team or "nobody named"
            self.stdout.write(f"  {day_words(row.due_on)}  {row.code:11} {row.reference:14} {who}")
        if count > SHOWN:
            self.stdout.write(f"  and {count - SHOWN} more")


def _mornings(start: datetime, end: datetime) -> Iterator[datetime]:
    """Nine o'clock of every day after the start and before the end."""
    morning = clock.to_local(start).replace(hour=9, minute=0, second=0, microsecond=0)
    while morning < end:
        if morning > start:
            yield morning
        morning = (morning + timedelta(days=1)).replace(tzinfo=clock.LOCAL)


def _sweep() -> None:
    while outbox.sweep():
        pass
    sweep_deadlines()
