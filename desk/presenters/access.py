"""The access log and grants in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from core import clock
from core.govuk import words
from people.enums import (
    AccessAct,
    BreakGlassReason,
    GrantKind,
    RequestAnswer,
    Restriction,
    ReviewOutcome,
    StaffLinkKind,
)
from people.models import AccessLog, AccessRequest, Grant, Person, RestrictionOrder, StaffLink


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
        found = str(ReviewOutcome(grant.outcome).label) if grant.outcome else "Looked at"
        rows.append(("Reviewed", f"{words.moment(grant.reviewed_at)}, by {grant.reviewed_by}"))
        rows.append(("Found", f"{found}. {grant.review_note}".strip()))
    elif grant.ends_at and grant.ends_at < clock.now():
        rows.append(("Review", "Due: the opening has ended and nobody has looked at it"))
    return Review(person_code(grant.person.public_id), rows, grant.reviewed_at is not None)


@dataclass(frozen=True, slots=True)
class Line:
    """One request, restriction, named worker or link in a list."""

    title: str
    note: str
    href: str = ""
    act: str = ""


def own_request_lines(rows: Iterable[AccessRequest]) -> list[Line]:
    """The same words whatever was found: a notice alone says that a record was opened."""
    return [
        Line(row.reference, f"Asked {words.moment(row.asked_at)}" + (", answered" if row.answered_at else ""))
        for row in rows
    ]


def request_lines(rows: Iterable[AccessRequest]) -> list[Line]:
    return [
        Line(
            title=f"{who(row.asked_by)} asks for {row.reference}",
            note=f"{words.moment(row.asked_at)}: {row.reason}",
            href=reverse("access_asked", args=[row.public_id]),
        )
        for row in rows
    ]


def request_rows(row: AccessRequest) -> list[tuple[str, str]]:
    found = (
        person_code(row.person.public_id) if row.person else "Nobody fits this reference and date of birth"
    )
    if row.person and row.person.restriction == Restriction.NONE:
        found += ", not restricted: a purpose or break-glass opens it without you"
    rows = [
        ("Who asks", who(row.asked_by)),
        ("Telephone", row.asked_by.phone),
        ("When", words.moment(row.asked_at)),
        ("For", row.reference),
        ("Which is", found),
        ("Why", row.reason),
    ]
    if row.answered_at:
        rows.append(("Decided", f"{RequestAnswer(row.answer).label}: {row.answer_reason}"))
        rows.append(("By", f"{row.answered_by}, {words.moment(row.answered_at)}"))
    return rows


def order_lines(rows: Iterable[RestrictionOrder]) -> list[Line]:
    return [
        Line(
            title=person_code(row.person.public_id),
            note=f"{Restriction(row.restriction).label}: {row.reason}. "
            f"Look again by {words.plain_date(row.review_on)}",
            href=reverse("restricted_record", args=[row.person.public_id]),
        )
        for row in rows
    ]


def restriction_rows(person: Person, order: RestrictionOrder | None) -> list[tuple[str, str]]:
    rows = [("Now", str(Restriction(person.restriction).label))]
    if order:
        rows += [
            ("Why", order.reason),
            ("Since", f"{words.moment(order.recorded_at)}, by {order.recorded_by}"),
            ("Look again by", words.day(order.review_on)),
        ]
    return rows


def named_lines(rows: Iterable[Grant], *, person: Person) -> list[Line]:
    return [
        Line(
            title=who(row.user),
            note=f"{GrantKind(row.kind).label} since {words.moment(row.starts_at)}"
            + (f", until {words.moment(row.ends_at)}" if row.ends_at else "")
            + f": {row.reason}",
            href=reverse("restricted_unname", args=[person.public_id, row.public_id]),
            act="Take off",
        )
        for row in rows
    ]


def link_lines(rows: Iterable[StaffLink]) -> list[Line]:
    return [
        Line(
            title=f"{who(row.user)}: {person_code(row.person.public_id)}",
            note=f"{StaffLinkKind(row.kind).label} since {words.moment(row.recorded_at)}"
            + (f": {row.note}" if row.note else ""),
            href=reverse("staff_link_end", args=[row.public_id]),
            act="End",
        )
        for row in rows
    ]
