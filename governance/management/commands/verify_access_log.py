"""`manage.py verify_access_log`: whether the access log stands as it was sealed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from governance.sealing.selectors import faults, last_seal, unsealed


class Command(BaseCommand):
    help = "Count the access log again and compare it with its seals; fails where anything was changed since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--expect", default="", help="the digest of the last seal as it was kept elsewhere"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        for fault in found:
            self.stderr.write(
                f"Seal {fault.seal.number} of {fault.seal.made_at.isoformat()}: {fault.why} "
                f"({fault.seal.rows} rows were sealed, {fault.found} stand there now)"
            )
        last = last_seal()
        if found:
            raise CommandError(f"{len(found)} of {last.number if last else 0} seals do not fit.")
        expected = str(options["expect"])
        if expected and (last is None or last.digest != expected):
            raise CommandError(
                "The last seal is not the one expected: later ones were made, or all made anew."
            )
        if last is None:
            self.stdout.write(f"No seal yet; {unsealed()} rows wait for the first.")
            return
        self.stdout.write(
            f"{last.number} seals fit, the last of {last.made_at.isoformat()}; {unsealed()} rows wait for the next. "
            f"Last digest: {last.digest}"
        )
