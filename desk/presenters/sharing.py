"""Consent, sharing decisions and warnings in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from core.govuk import words
from desk.presenters.access import who
from people.enums import ConsentAnswer, SharingBasis, SharingChoice
from people.models import EngagementConsent, Person, SafetyWarning, SharingDecision


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it is, its state, what more is known, and where it is changed."""

    title: str
    state: str
    colour: str
    note: str
    href: str = ""
    act: str = ""


def consent_lines(rows: Iterable[EngagementConsent], *, person: Person, writes: bool) -> list[Line]:
    return [_consent(row, person=person, writes=writes) for row in rows]


def _consent(row: EngagementConsent, *, person: Person, writes: bool) -> Line:
    agreed = row.answer == ConsentAnswer.AGREED
    note = f"{row.given_by}, {words.day(row.said_on)}. Written down by {who(row.recorded_by)}"
    if row.withdrawn_at:
        note += f". Withdrawn {words.moment(row.withdrawn_at)}: “{row.withdrawn_words}”"
        return Line(row.scope, "Withdrawn", "orange", note)
    href = (
        reverse("person_consent_withdraw", args=[person.public_id, row.public_id])
        if agreed and writes
        else ""
    )
    return Line(
        row.scope,
        str(ConsentAnswer(row.answer).label),
        "green" if agreed else "orange",
        note,
        href,
        "Withdrawn?",
    )


def decision_lines(rows: Iterable[SharingDecision]) -> list[Line]:
    return [
        Line(
            title=f"{row.what}: {row.agency or row.to_whom}",
            state="Shared" if row.choice == SharingChoice.SHARE else "Not shared",
            colour="blue" if row.choice == SharingChoice.SHARE else "orange",
            note=f"{SharingBasis(row.basis).label}. {row.reason.rstrip('.')}. {who(row.decided_by)}, "
            f"{words.moment(row.decided_at)}",
        )
        for row in rows
    ]


def warning_lines(rows: Iterable[SafetyWarning], *, person: Person, writes: bool) -> list[Line]:
    return [
        Line(
            title=f"{'Ring duty first. ' if row.ring_duty_first else ''}{row.what}",
            state=f"Look again by {words.plain_date(row.review_on)}",
            colour="grey",
            note=f"Since {words.day(row.starts_on)}"
            + (f", looked at {words.moment(row.reviewed_at)}" if row.reviewed_at else ""),
            href=reverse("person_warning_review", args=[person.public_id, row.public_id]) if writes else "",
            act="Look at it again",
        )
        for row in rows
    ]
