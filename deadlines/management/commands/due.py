"""`due CODE WHEN ...`: when a limit falls due, with its planning date and the closed days on the way."""

import datetime as dt
import json
from argparse import ArgumentParser
from dataclasses import fields
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from core import clock
from core import working_days as wd
from core.bank_holidays import OutsideHolidayTable
from core.working_days import Reckoning, Unit
from deadlines import reckoning
from deadlines.exceptions import NoDueDate
from deadlines.models import ClockRule
from deadlines.presenters import closed_words, day_words, limit_words, moment_words
from deadlines.rules import ShippedRule, shipped

NOT_UNDERSTOOD = 2
NOT_COUNTED = 3
Rule = ClockRule | ShippedRule


class Command(BaseCommand):
    """Due dates as JSON or as a sentence; exits 2 when not understood, 3 when no date can be counted."""

    help = "When a limit falls due: due CODE WHEN [WHEN ...] [--json], or due --list [--json]."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="?", help="a limit's code, such as REF-DEC")
        parser.add_argument("when", nargs="*", help="the trigger: an ISO date, or a local date and time")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--list", action="store_true", help="list every code in force")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            return self._list(as_json=options["json"])
        if not options["code"] or not options["when"]:
            raise CommandError("Give a code and at least one date, or --list.", returncode=NOT_UNDERSTOOD)
        answers = [self._answer(options["code"], written) for written in options["when"]]
        if options["json"]:
            return self.stdout.write(json.dumps([as_row(*answer) for answer in answers], indent=2))
        for answer in answers:
            self.stdout.write(sentence(*answer))

    def _answer(self, code: str, written: str) -> tuple[Rule, str, Reckoning]:
        trigger = understood(written)
        day = wd.local(trigger).date() if isinstance(trigger, dt.datetime) else trigger
        every = rules()
        versions = [rule for rule in every if rule.code == code.upper()]
        if not versions:
            near = sorted({rule.code for rule in every if rule.code.startswith(code.upper()[:3])})
            hint = f" Did you mean {', '.join(near)}?" if near else " due --list shows them all."
            raise CommandError(f"There is no clock {code}.{hint}", returncode=NOT_UNDERSTOOD)
        in_force = [r for r in versions if r.valid_from <= day and (r.valid_to is None or day < r.valid_to)]
        if not in_force:
            raise CommandError(f"{code} was not in force on {day_words(day)}.", returncode=NOT_COUNTED)
        try:
            answer = reckoning.reckon(in_force[0], trigger)
            if answer.planning_on is None:
                raise OutsideHolidayTable(answer.due_on, wd.england())
        except NoDueDate as refused:
            needs_time = in_force[0].unit == Unit.HOURS
            code_out = NOT_UNDERSTOOD if needs_time else NOT_COUNTED
            raise CommandError(str(refused), returncode=code_out) from refused
        except OutsideHolidayTable as refused:
            raise CommandError(str(refused), returncode=NOT_COUNTED) from refused
        return in_force[0], written, answer

    def _list(self, *, as_json: bool) -> None:
        today = clock.today()
        current = [r for r in rules() if r.valid_from <= today and (r.valid_to is None or today < r.valid_to)]
        current.sort(key=lambda rule: rule.code)
        if as_json:
            names = [field.name for field in fields(ShippedRule)]
            rows = [{name: getattr(rule, name) for name in names} for rule in current]
            return self.stdout.write(json.dumps(rows, indent=2, default=str))
        for rule in current:
            self.stdout.write(f"{rule.code:14} {limit_words(rule):28} {rule.name} (from: {rule.trigger})")


def rules() -> list[Rule]:
    """The stored table; before the first migration the shipped one, which is what that migration stores."""
    try:
        return list(ClockRule.objects.all()) or list(shipped())
    except ProgrammingError:
        return list(shipped())


def understood(written: str) -> dt.date | dt.datetime:
    """An ISO date, or an ISO date and time: local unless it says otherwise."""
    try:
        if len(written) <= len("2026-04-02"):
            return dt.date.fromisoformat(written)
        return wd.local(dt.datetime.fromisoformat(written))
    except ValueError as error:
        message = f"{written} is not a date such as 2026-04-02 or a time such as 2026-04-02T16:50."
        raise CommandError(message, returncode=NOT_UNDERSTOOD) from error


def as_row(rule: Rule, written: str, answer: Reckoning) -> dict[str, Any]:
    """Day clocks fall due on a date (until 23:59:59 local); hour clocks at a local moment with its offset."""
    due = answer.due_at.isoformat() if rule.unit == Unit.HOURS else answer.due_on.isoformat()
    return {
        "code": rule.code,
        "trigger": written,
        "due": due,
        "planning": answer.planning_on.isoformat() if answer.planning_on else None,
        "skipped": [{"on": day.on.isoformat(), "why": day.why} for day in answer.closed],
    }


def sentence(rule: Rule, written: str, answer: Reckoning) -> str:
    trigger = understood(written)
    start = moment_words(trigger) if isinstance(trigger, dt.datetime) else day_words(trigger)
    due = f"due {day_words(answer.due_on)}"
    if rule.unit == Unit.HOURS:
        due = f"due {moment_words(answer.due_at)}; hours never pause"
    elif rule.unit == Unit.WORKING_DAYS:
        due += ", office target 17:00"
    length = limit_words(rule) if rule.n and rule.n < 0 else f"{limit_words(rule)} from"
    parts = [f"{rule.code}, {rule.name}: {length} {start} is {due}."]
    if answer.planning_on and answer.planning_on != answer.due_on:
        parts.append(f"Plan for {day_words(answer.planning_on)}.")
    if answer.closed:
        parts.append(f"Closed {closed_words(answer.closed, due_on=answer.due_on)}.")
    if rule.is_typed:
        parts.append("The order's own date stands above this sum.")
    return " ".join(parts)
