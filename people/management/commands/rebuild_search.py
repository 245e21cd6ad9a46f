"""`rebuild_search`: every line of the search index written anew, in groups, while the product runs."""

from typing import Any

from django.core.management.base import BaseCommand

from people.models import Person
from people.search.index import GROUP, rebuild


class Command(BaseCommand):
    help = "Write the search index anew: after a restore, or when its rules have changed. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        changed = 0
        for first in range(0, len(people), GROUP):
            changed += rebuild(people[first : first + GROUP])
            self.stdout.write(f"  {min(first + GROUP, len(people)):>9,} of {len(people):,} people")
            self.stdout.flush()
        self.stdout.write(f"  {changed:,} lines were not as they should be")
