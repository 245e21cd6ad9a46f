"""Early warning in words."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.models import User
from core.govuk import words
from core.govuk.listing import capped_count, count_words
from governance.caseload import selectors
from governance.caseload.permissions import Scope
from governance.caseload.presenters.lines import Line, person_lines
from governance.caseload.presenters.numbers import Number, number


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """One early warning: why it matters, how many, the first of them."""

    title: str
    why: str
    count: Number
    lines: list[Line]


def early_warnings(reader: User, scope: Scope) -> list[EarlyWarning]:
    """Each counted to 200 and shown to ten; totals alone for whoever sees no names."""
    people: tuple[tuple[str, str, Any, dict[str, str]], ...] = (
        (
            "No lead professional",
            "One named person leads for everybody who is open.",
            selectors.no_lead,
            {"what": "no_lead"},
        ),
        (
            "On a child-protection plan and not seen for ten working days",
            "Each child is seen, alone, at least every ten working days.",
            selectors.protection_unseen,
            {"what": "unseen"},
        ),
        (
            "Assessment past day 35",
            "Ten working days are left of forty-five.",
            selectors.assessments_at_35,
            {},
        ),
    )
    found = []
    for title, why, source, wanted in people:
        rows = source(reader, scope)
        lines = person_lines(rows[:10], projector=False) if scope.names else []
        found.append(EarlyWarning(title, why, _counted(rows, scope, wanted), lines))
    logged = selectors.late_logged(reader, scope)
    found.append(
        EarlyWarning(
            "Concern not logged on the day it was received",
            "In the last thirty days. A concern that waits in a mailbox has no clock that anybody sees.",
            _counted(logged, scope, {}),
            [_concern(row) for row in logged[:10]] if scope.names else [],
        )
    )
    staff = selectors.without_lines(reader, scope)
    found.append(
        EarlyWarning(
            "Staff without all three lines",
            "Everybody has a line manager, a professional supervisor and a safeguarding lead.",
            _counted(staff, scope, {}),
            [_colleague(row) for row in staff[:10]] if scope.names else [],
        )
    )
    return found


def _counted(rows: Any, scope: Scope, wanted: dict[str, str]) -> Number:
    count = capped_count(rows)
    if count is None:
        return Number(count_words(None))
    told = number(count, scope=scope, **wanted)
    return told if wanted else Number(told.words)


def _concern(row: Any) -> Line:
    return Line(
        row.reference,
        row.path,
        "",
        [f"received {words.moment(row.received_at)}", f"logged {words.moment(row.logged_at)}"],
    )


def _colleague(row: User) -> Line:
    missing = [
        label
        for name, label in (
            ("line_manager_id", "line manager"),
            ("professional_supervisor_id", "professional supervisor"),
            ("safeguarding_lead_id", "safeguarding lead"),
        )
        if getattr(row, name) is None
    ]
    return Line(
        row.display_name,
        reverse("colleague", args=[row.public_id]),
        "",
        [f"no {words.listing(missing, last='or')}"],
    )
