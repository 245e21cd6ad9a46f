"""Odd readings and the family's print in words; the officer sees a person's code, never the name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from core.govuk import words
from desk.presenters.access import log_rows, person_code, who
from governance.access_audit.enums import Finding, Oddity
from governance.access_audit.models import FamilyPrint, OddAccess
from governance.access_audit.selectors import PrintLine
from people.models import AccessLog


@dataclass(frozen=True, slots=True)
class Line:
    """One odd reading, or one print, in a list."""

    title: str
    href: str
    note: str
    state: str


def odd_lines(rows: Iterable[OddAccess]) -> list[Line]:
    return [
        Line(
            title=f"{who(row.user)}: {person_code(row.person.public_id)}",
            href=reverse("odd_access_review", args=[row.public_id]),
            note=f"{words.day(row.on)}: {reasons(row)}",
            state=str(Finding(row.finding).label) if row.finding else "",
        )
        for row in rows
    ]


def reasons(row: OddAccess) -> str:
    return "; ".join(str(Oddity(each).label) for each in row.why)


def odd_rows(row: OddAccess) -> list[tuple[str, str]]:
    manager = row.user.line_manager
    found = [
        ("Who looked", who(row.user)),
        ("Their manager", who(manager) if manager else "Not recorded"),
        ("About", person_code(row.person.public_id)),
        ("Day", words.day(row.on)),
        ("Why it is here", reasons(row)),
    ]
    if row.reviewed_at:
        found.append(("Found", f"{Finding(row.finding).label}. {row.note}"))
        found.append(("By", f"{row.reviewed_by}, {words.moment(row.reviewed_at)}"))
    return found


def reading_cells(rows: Iterable[AccessLog]) -> list[tuple[str, str, str]]:
    return [(row.when, row.act, row.purpose) for row in log_rows(rows)]


def print_lines(rows: Iterable[FamilyPrint]) -> list[Line]:
    return [
        Line(
            title=f"{person_code(row.person.public_id)}, for {row.for_whom}",
            href=reverse("family_print", args=[row.public_id]),
            note=f"Asked {words.moment(row.asked_at)} by {who(row.asked_by)}",
            state="Released" if row.released_at else "Waiting",
        )
        for row in rows
    ]


def preview_cells(rows: Iterable[PrintLine]) -> list[tuple[str, str, str, str]]:
    return [
        (
            words.plain_date(row.on),
            row.profession,
            row.agency,
            f"Stays out: {row.left_out}"
            if row.left_out
            else "Only if you say so"
            if row.is_police
            else "Printed",
        )
        for row in rows
    ]


def released_cells(row: FamilyPrint) -> list[tuple[str, str, str]]:
    return [
        (words.plain_date(date.fromisoformat(on)), profession, agency) for on, profession, agency in row.lines
    ]
