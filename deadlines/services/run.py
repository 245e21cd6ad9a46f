"""Start a clock at its trigger, stop it at its event, hand it over, cancel what should never have run."""

from __future__ import annotations

import datetime as dt

from django.db import models, transaction

from accounts.models import Team, User
from core import clock as time
from core import working_days as wd
from core.errors import DomainError, WrongState
from core.history import acting
from deadlines import reckoning
from deadlines.models import Clock
from deadlines.selectors import derived_trigger, rule_in_force
from people.models import Person


@transaction.atomic
def start_clock(
    *,
    code: str,
    subject: models.Model,
    by: User,
    triggered_at: dt.datetime | dt.date | None = None,
    person: Person | None = None,
    owner: User | None = None,
    team: Team | None = None,
    reference: str = "",
    path: str = "",
    due: dt.datetime | dt.date | None = None,
    shortened_to: int | None = None,
    confidential: bool = False,
) -> Clock:
    """Start the limit `code` for a record; due is stored now and never counted again.

    Without `triggered_at` day 0 follows from the person's birth or expected date. `due` is typed from an
    order and stands above the sum; `shortened_to` is the fewer days that a plan asks for; of a `confidential` one
    nobody but its owner is told. Starting the same clock twice with one trigger gives the one that runs.
    """
    rule = rule_in_force(code, on=_day(triggered_at) if triggered_at else time.today())
    from_person = derived_trigger(rule, person) if person else None
    trigger = triggered_at if triggered_at is not None else from_person
    if trigger is None:
        raise DomainError(f"{code} needs the day it starts from: {rule.trigger}.")
    dates = reckoning.dates_of(rule, trigger, typed=due, shortened_to=shortened_to)
    running = (
        Clock.objects.of_subject(subject)
        .running()
        .select_for_update(of=("self",))
        .filter(code=code, person=person)
        .first()
    )
    if running is not None:
        if running.triggered_at == dates.triggered_at and running.shortened_to == shortened_to:
            kept: Clock = running
            return kept
        raise WrongState(f"{code} is already running for {running.reference}; stop it or correct its start.")
    with acting(by=by, reason=f"{code} started"):
        clock: Clock = Clock.objects.create(
            rule=rule,
            code=code,
            person=person,
            subject_kind=subject._meta.label_lower,
            subject_public_id=subject.public_id,  # type: ignore[attr-defined]
            reference=reference or getattr(subject, "reference", "") or code,
            path=path,
            triggered_at=dates.triggered_at,
            trigger_has_time=dates.trigger_has_time,
            is_derived=from_person is not None and _day(trigger) == from_person,
            due_at=dates.due_at,
            due_on=dates.due_on,
            planning_on=dates.planning_on,
            is_due_typed=due is not None,
            shortened_to=shortened_to,
            warn_at=dates.warn_at,
            owner=owner,
            team=None if confidential else team,
            is_confidential=confidential,
            recorded_at=time.now(),
            recorded_by=by,
        )
    return clock


@transaction.atomic
def stop_clock(
    *,
    code: str,
    subject: models.Model,
    by: User,
    at: dt.datetime | None = None,
    person: Person | None = None,
    outcome: str = "",
    late_reason: str = "",
) -> list[Clock]:
    """The awaited act happened: stop this limit of a record (for one person, else for all it runs for).

    Nothing running is no fault. A missing late reason never holds up the act: it is asked for afterwards.
    """
    running = Clock.objects.of_subject(subject).running().select_for_update(of=("self",)).filter(code=code)
    if person is not None:
        running = running.filter(person=person)
    stopped = []
    with acting(by=by, reason=f"{code} stopped"):
        for clock in running.order_by("pk"):
            clock.stopped_at, clock.stopped_by = at or time.now(), by
            clock.outcome, clock.late_reason = outcome, late_reason
            clock.version += 1
            clock.save(update_fields=["stopped_at", "stopped_by", "outcome", "late_reason", "version"])
            stopped.append(clock)
    return stopped


@transaction.atomic
def give_late_reason(*, clock: Clock, reason: str, by: User) -> Clock:
    """Say afterwards why a limit was missed."""
    if not reason.strip():
        raise DomainError("Say why this was late.", field="late_reason")
    row: Clock = Clock.objects.select_for_update(of=("self",)).get(pk=clock.pk)
    row.late_reason = reason
    row.version += 1
    with acting(by=by, reason="late reason given"):
        row.save(update_fields=["late_reason", "version"])
    return row


@transaction.atomic
def hand_over_clocks(
    *, subject: models.Model, by: User, owner: User | None = None, team: Team | None = None, code: str = ""
) -> int:
    """The record has a new worker or team, and its running clocks with it."""
    running = Clock.objects.of_subject(subject).running().select_for_update(of=("self",))
    if code:
        running = running.filter(code=code)
    count = 0
    with acting(by=by, reason="clocks handed over"):
        for clock in running.order_by("pk"):
            clock.owner, clock.team = owner, team or clock.team
            clock.version += 1
            clock.save(update_fields=["owner", "team", "version"])
            count += 1
    return count


@transaction.atomic
def keep_clocks_confidential(*, subject: models.Model, by: User) -> int:
    """The record went to a named list: its clocks leave their team, and nobody but their owner is told of them."""
    running = Clock.objects.of_subject(subject).running().select_for_update(of=("self",))
    count = 0
    with acting(by=by, reason="clocks kept for the named list"):
        for clock in running.filter(is_confidential=False).order_by("pk"):
            clock.team, clock.is_confidential = None, True
            clock.version += 1
            clock.save(update_fields=["team", "is_confidential", "version"])
            count += 1
    return count


@transaction.atomic
def cancel_clock(
    *, code: str, subject: models.Model, by: User, reason: str, person: Person | None = None
) -> list[Clock]:
    """The limit no longer applies (consent withdrawn, wrong record): neither met nor missed."""
    if not reason.strip():
        raise DomainError("Say why this clock no longer applies.", field="reason")
    running = Clock.objects.of_subject(subject).running().select_for_update(of=("self",)).filter(code=code)
    if person is not None:
        running = running.filter(person=person)
    cancelled = []
    with acting(by=by, reason=reason):
        for clock in running.order_by("pk"):
            clock.cancelled_at, clock.cancelled_by, clock.cancelled_reason = time.now(), by, reason
            clock.version += 1
            clock.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason", "version"])
            cancelled.append(clock)
    return cancelled


def _day(moment: dt.date | dt.datetime) -> dt.date:
    return wd.local(moment).date() if isinstance(moment, dt.datetime) else moment
