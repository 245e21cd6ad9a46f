"""What became of the rows of a file that was taken in."""

from collections.abc import Iterator

from django.db.models import Count

from accounts.models import User
from people.models import ImportLine, ImportRun


def lines_said(run: ImportRun, *, reader: User) -> Iterator[ImportLine]:
    """Every row refused, taken in part or held, in the order of the file."""
    found: Iterator[ImportLine] = (
        ImportLine.objects.visible_to(reader).filter(run=run).order_by("line", "pk").iterator(2000)
    )
    return found


def outcome_counts(run: ImportRun, *, reader: User) -> dict[str, int]:
    rows = ImportLine.objects.visible_to(reader).filter(run=run).order_by()
    return dict(rows.values_list("outcome").annotate(n=Count("pk")))
