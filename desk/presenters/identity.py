"""Identity over time in words."""

from collections.abc import Iterable

from core.govuk import words
from desk.presenters.access import who
from people.enums import IdentityFact
from people.models import IdentityChange, PersonName

NAME_KINDS = {
    "ALIAS": "Also known as",
    "FORMER": "Former name",
    "BIRTH": "Name at birth",
    "SEARCH": "Also written",
}


def change_entries(rows: Iterable[IdentityChange]) -> list[tuple[str, str, str]]:
    """(what changed, from what to what, how it is known and by whom)."""
    return [
        (
            str(IdentityFact(row.fact).label),
            f"{row.before or 'Not recorded'} → {row.after or 'Not recorded'}"
            + (f", since {words.plain_date(row.since)}" if row.since else ""),
            f"{row.reason}. {who(row.changed_by)}, {words.moment(row.changed_at)}",
        )
        for row in rows
    ]


def name_lines(rows: Iterable[PersonName]) -> list[tuple[str, str]]:
    return [(NAME_KINDS.get(row.kind, "Other name"), f"{row.forename} {row.surname}".strip()) for row in rows]
