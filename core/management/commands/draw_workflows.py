"""Write docs/workflows/ and docs/ports.md anew from the code's tables."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core import workflow
from core.diagrams import diagram, listing_of_ports


class Command(BaseCommand):
    help = "Draw the workflow diagrams and list the ports."

    def handle(self, *args: Any, **options: Any) -> None:
        docs = Path(settings.BASE_DIR) / "docs"
        (docs / "workflows").mkdir(parents=True, exist_ok=True)
        kept = set()
        for flow in workflow.listing():
            path = docs / "workflows" / f"{flow.name}.md"
            path.write_text(diagram(flow))
            kept.add(path)
        for stale in set((docs / "workflows").glob("*.md")) - kept:
            stale.unlink()
        (docs / "ports.md").write_text(listing_of_ports())
        self.stdout.write(f"{len(kept)} workflows drawn, ports listed.")
