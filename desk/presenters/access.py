"""The access log and grants in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from core import clock
from core.govuk import words
from people.enums import AccessAct, BreakGlassReason, GrantKind
from people.models import AccessLog, Grant


@dataclass(frozen=True, slots=True)
class LogRow:
    """One reading."""

    when: str
    who: str
    act: str
    purpose: str
    by_grant: str
    about: str


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One grant."""

    who: str
    kind: str
    since: str
    until: str
    reason: str
    state: str
    href: str
    about: str


def who(user: User) -> str:
    return ", ".join(str(part) for part in (user.display_name, user.profession, user.agency) if part)


def person_code(public_id: object) -> str:
    """How the officer names a person whose record is not theirs to read."""
    return f"Person {str(public_id)[:8].upper()}"


def log_rows(rows: Iterable[AccessLog], *, with_person: bool = False) -> list[LogRow]:
    return [
        LogRow(
            when=words.moment(row.at),
            who=who(row.by),
            act=str(AccessAct(row.act).label),
            purpose=row.purpose,
            by_grant=str(GrantKind(row.grant.kind).label) if row.grant else "",
            about=person_code(row.person.public_id) if with_person else "",
        )
        for row in rows
    ]


def grant_rows(rows: Iterable[Grant], *, reader: User) -> list[GrantRow]:
    return [
        GrantRow(
            who=who(row.user),
            kind=str(GrantKind(row.kind).label),
            since=words.moment(row.starts_at),
            until=words.moment(row.ends_at) if row.ends_at else "No end set",
            reason=row.reason,
            state=_state(row),
            href=reverse("access_review", args=[row.public_id])
            if row.kind == GrantKind.BREAK_GLASS and row.user_id != reader.pk
            else "",
            about=person_code(row.person.public_id) if "person" in row._state.fields_cache else "",
        )
        for row in rows
    ]


def _state(row: Grant) -> str:
    if row.kind != GrantKind.BREAK_GLASS:
        return ""
    return f"Reviewed by {row.reviewed_by}" if row.reviewed_by else "Not reviewed yet"


@dataclass(frozen=True, slots=True)
class Review:
    """One break-glass opening as its reviewer reads it."""

    about: str
    rows: list[tuple[str, str]]
    is_reviewed: bool


def review(grant: Grant) -> Review:
    code = BreakGlassReason(grant.reason_code).label if grant.reason_code in BreakGlassReason.values else ""
    rows = [
        ("Opened by", who(grant.user)),
        ("Telephone", grant.user.phone),
        ("When", words.moment(grant.starts_at)),
        ("Open until", words.moment(grant.ends_at)),
        ("How", str(GrantKind(grant.kind).label)),
        ("Reason", f"{code}: {grant.reason}" if code else grant.reason),
    ]
    if grant.reviewed_at:
        rows.append(("Reviewed", f"{words.moment(grant.reviewed_at)}, by {grant.reviewed_by}"))
    elif grant.ends_at and grant.ends_at < clock.now():
        rows.append(("Review", "Due: the opening has ended and nobody has looked at it"))
    return Review(person_code(grant.person.public_id), rows, grant.reviewed_at is not None)
