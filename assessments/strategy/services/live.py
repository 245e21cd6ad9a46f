"""The discussion as it happens: one holds the pen, others join and read what is written as it is written."""

from datetime import date

from django.db import transaction

from accounts.access import holds, require
from accounts.models import User
from accounts.permissions import Permission
from assessments.single.enums import Marking
from assessments.strategy.enums import Attendance, DiscussionStatus, Sector
from assessments.strategy.models import StrategyAttendee, StrategyDiscussion
from assessments.strategy.permissions import require_open
from assessments.strategy.services.convene import sector_of
from assessments.strategy.services.record import Action, Information, keep_actions, keep_information
from core import clock
from core.errors import DomainError, NotPermitted, WrongState
from core.history import acting
from core.workflow import lock
from outbox.services import once


def _locked(discussion: StrategyDiscussion, by: User) -> StrategyDiscussion:
    row = lock(discussion)
    require_open(by, row)
    if row.status != DiscussionStatus.CONVENED:
        raise WrongState("This discussion is over.")
    return row


@transaction.atomic
def take_pen(*, discussion: StrategyDiscussion, by: User) -> StrategyDiscussion:
    """Whoever writes now; the first to take the pen begins the discussion, another takes it over in sight of all."""
    require(by, Permission.STRATEGY_RECORD)
    row = _locked(discussion, by)
    if row.pen_id == by.pk:
        return row
    row.pen = by
    if row.started_at is None:
        row.started_at, row.started_by = clock.now(), by
    row.version += 1
    with acting(by=by, reason="writes the strategy discussion"):
        row.save(update_fields=["pen", "started_at", "started_by", "version"])
        _present(row, by)
    return row


@transaction.atomic
def join(*, discussion: StrategyDiscussion, by: User) -> StrategyAttendee:
    """Somebody who was invited, or who may record discussions, says that they take part."""
    row = _locked(discussion, by)
    invited = StrategyAttendee.objects.filter(discussion=row, user=by).exists()
    if not invited and not holds(by, Permission.STRATEGY_RECORD):
        raise NotPermitted("Whoever called the discussion invites you first.")
    with acting(by=by, reason="takes part in the strategy discussion"):
        return _present(row, by)


def _present(row: StrategyDiscussion, by: User) -> StrategyAttendee:
    now = clock.now()
    said = {"attendance": Attendance.PRESENT, "joined_at": now, "joined_by": by}
    found = StrategyAttendee.objects.select_for_update(of=("self",)).filter(discussion=row, user=by).first()
    if found is None:
        made: StrategyAttendee = StrategyAttendee.objects.create(
            discussion=row, user=by, sector=sector_of(by), organisation=str(by.agency or ""), recorded_at=now,
            recorded_by=by, **said,
        )  # fmt: skip
        return made
    kept: StrategyAttendee = found
    if kept.joined_at is None:
        for name, value in said.items():
            setattr(kept, name, value)
        kept.version += 1
        kept.save(update_fields=[*said, "version"])
    return kept


def _pen(discussion: StrategyDiscussion, by: User) -> StrategyDiscussion:
    require(by, Permission.STRATEGY_RECORD)
    row = _locked(discussion, by)
    if row.pen_id != by.pk:
        raise WrongState(f"{row.pen} writes: take the pen first." if row.pen else "Take the pen first.")
    return row


@transaction.atomic
def write_down(
    *,
    discussion: StrategyDiscussion,
    by: User,
    sector: str,
    text: str,
    marking: str = Marking.PROFESSIONALS,
    key: str = "",
) -> StrategyDiscussion:
    """What an agency says, kept the moment it is written, under its own marking."""

    def do() -> str:
        row = _pen(discussion, by)
        if sector not in Sector.values:
            raise DomainError("Choose who said it.", field="sector")
        if not text.strip():
            raise DomainError("Write what was said.", field="text")
        with acting(by=by, reason="written in the strategy discussion"):
            keep_information(row, [Information(sector, text, marking)], by)
        return row.reference

    once(by=by, action="strategy.write_down", key=key, do=do)
    return discussion


@transaction.atomic
def add_action(
    *,
    discussion: StrategyDiscussion,
    by: User,
    what: str,
    who: str,
    due_on: date | None = None,
    key: str = "",
) -> StrategyDiscussion:
    """Who does what by when, kept the moment it is agreed."""

    def do() -> str:
        row = _pen(discussion, by)
        if not what.strip() or not who.strip():
            raise DomainError("Write what is done, and by whom.", field="what")
        with acting(by=by, reason="agreed in the strategy discussion"):
            keep_actions(row, [Action(what.strip(), who.strip(), due_on)], by)
        return row.reference

    once(by=by, action="strategy.add_action", key=key, do=do)
    return discussion
