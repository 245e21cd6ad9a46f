"""`find`: the answers of the search page for one user, best first."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from desk.selectors.find import hits_for
from desk.services.search import note_hidden_search


class Command(BaseCommand):
    help = 'What the search page answers: find "aisha khan 3/4/16 M33" --as USERNAME [--json].'

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", help="as typed into the box")
        parser.add_argument("--as", dest="username", required=True, help="who searches")
        parser.add_argument("--json", action="store_true", help="[{public_id, level, score, why}]")

    def handle(self, *args: Any, **options: Any) -> None:
        reader = User.objects.filter(username=options["username"], is_active=True).first()
        if reader is None:
            raise CommandError("There is no active user of this name.")
        hits, _ = hits_for(options["text"], reader=reader)
        note_hidden_search(by=reader, text=options["text"])
        rows = [
            {
                "public_id": str(hit.person.public_id),
                "level": hit.level.name.lower(),
                "score": hit.score,
                "why": list(hit.why),
            }
            for hit in hits
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for hit in hits:
            level, why = hit.level.name.lower(), ", ".join(hit.why)
            self.stdout.write(f"{hit.score:.3f} {level:6} {hit.person.public_id} {why}")
