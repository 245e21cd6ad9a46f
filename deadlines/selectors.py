"""Reads of rules and clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from accounts.models import User
from core.working_days import add_months, local
from deadlines import reckoning
from deadlines.enums import TOLD_OF, DerivedFrom
from deadlines.exceptions import UnknownClock
from deadlines.models import Clock, ClockRule
from deadlines.querysets import ClockQuerySet
from outbox.models import Notice
from people.clusters import identities
from people.models import Person


class Derivable(Protocol):
    """A rule whose day 0 may follow from a person's dates."""

    derived_from: str
    derived_years: int


def rule_in_force(code: str, *, on: dt.date) -> ClockRule:
    """The version of a limit that held on the day of its trigger."""
    rule: ClockRule | None = ClockRule.objects.in_force(on=on).filter(code=code).first()
    if rule is None:
        raise UnknownClock(f"There is no clock {code} on {on:%d %B %Y}.")
    return rule


def would_be_due(code: str, *, triggered_at: dt.datetime) -> dt.datetime:
    """When a limit would end if it began at this moment; nothing is started."""
    return reckoning.reckon(rule_in_force(code, on=local(triggered_at).date()), triggered_at).due_at


def rules_in_force(*, on: dt.date) -> QuerySet[ClockRule]:
    found: QuerySet[ClockRule] = ClockRule.objects.in_force(on=on).order_by("code")
    return found


def derived_trigger(rule: Derivable, person: Person) -> dt.date | None:
    """The day 0 that follows from a person's birth or expected date, where the rule has one."""
    if rule.derived_from == DerivedFrom.DATE_OF_BIRTH and person.born_on:
        return add_months(person.born_on, 12 * rule.derived_years)
    if rule.derived_from == DerivedFrom.EXPECTED_DATE and person.expected_on:
        return person.expected_on
    return None


def _full(found: ClockQuerySet) -> ClockQuerySet:
    return found.select_related("rule", "owner", "team", "agreed_by")


def for_subject(subject: models.Model) -> list[Clock]:
    """The clocks of a record that was itself read through the policy: running first, nearest due first."""
    return list(clocks_of(subject._meta.label_lower, subject.public_id))  # type: ignore[attr-defined]


def clocks_of(kind: str, public_id: Any) -> ClockQuerySet:
    """The same as a queryset, of a record given by its kind and public id."""
    rows = Clock.objects.filter(subject_kind=kind, subject_public_id=public_id, cancelled_at__isnull=True)
    found: ClockQuerySet = _full(rows).order_by(models.F("stopped_at").asc(nulls_first=True), "due_at", "pk")
    return found


def running_by_subject(subjects: list[models.Model]) -> dict[object, list[Clock]]:
    """Running clocks of many records of one kind, each read through the policy; one query, by public id."""
    if not subjects:
        return {}
    found = _full(Clock.objects.running()).filter(
        subject_kind=subjects[0]._meta.label_lower,
        subject_public_id__in=[row.public_id for row in subjects],  # type: ignore[attr-defined]
    )
    by_subject: dict[object, list[Clock]] = {}
    for clock in found.order_by("due_at", "pk"):
        by_subject.setdefault(clock.subject_public_id, []).append(clock)
    return by_subject


def clock_told_of(notice: Notice) -> UUID | None:
    """Which clock a warning or an overdue notice is about; none for any other notice."""
    if notice.kind not in TOLD_OF:
        return None
    return UUID(notice.key.removeprefix(f"{notice.kind}:").split(":")[0])


def clocks(reader: User) -> ClockQuerySet:
    """Every clock this person may see, with what its wording needs."""
    return _full(Clock.objects.visible_to(reader))


def for_person(reader: User, person: Person) -> list[Clock]:
    """A person's running clocks, nearest due first."""
    return list(clocks(reader).running().filter(person__in=identities(person)).order_by("due_at", "pk"))


def of_owner(owner: User) -> ClockQuerySet:
    """What one worker has to do, nearest due first."""
    return clocks(owner).running().filter(owner=owner).order_by("due_at", "pk")


def due_between(reader: User, start: dt.datetime, end: dt.datetime) -> ClockQuerySet:
    return clocks(reader).due_between(start, end).order_by("due_at", "pk")


def overdue(reader: User, *, at: dt.datetime) -> ClockQuerySet:
    """Overdue is a question asked now, never a mark set at night."""
    return clocks(reader).overdue(at=at).order_by("due_at", "pk")


def next_due(reader: User, person: Person) -> Clock | None:
    found: Clock | None = (
        clocks(reader).running().filter(person__in=identities(person)).order_by("due_at", "pk").first()
    )
    return found


def needs_late_reason(*, code: str, subject: models.Model, at: dt.datetime) -> bool:
    """Whether stopping this limit at this moment calls for a reason, so that the form can ask for it."""
    return bool(
        Clock.objects.of_subject(subject)
        .overdue(at=at)
        .filter(code=code, rule__late_reason_required=True)
        .exists()
    )


def is_late_among(clocks: Iterable[Clock], *, code: str, at: dt.datetime) -> bool:
    """The same of clocks that were read already, their rules with them."""
    return any(
        each.code == code and each.is_running and each.due_at < at and each.rule.late_reason_required
        for each in clocks
    )
