"""The limits of an assessment (domain.md B: CFA, CFA-CK, CFA-SEEN)."""

from datetime import datetime

from accounts.models import User
from assessments.single.models import Assessment
from deadlines.models import Clock
from deadlines.selectors import for_subject
from deadlines.services import cancel_clock, start_clock, stop_clock
from people.models import Person

WHOLE = "CFA"
CHECKPOINTS = {"10": "CFA-CK10", "20": "CFA-CK20", "35": "CFA-CK35"}
SEEN = ("CFA-SEEN", "CFA-SEEN-MAX")


def path_of(assessment: Assessment) -> str:
    return f"/assessments/{assessment.public_id}/"


def start(*, assessment: Assessment, people: list[Person], by: User) -> None:
    """45 working days from receipt, checkpoints from the start, each child seen within 5 (10 at most).

    What concerns the whole group is filed under its first child, so that lists by person show it once.
    """
    common = {"subject": assessment, "by": by, "path": path_of(assessment), "reference": assessment.reference}
    people_of_group = {"person": people[0], "owner": assessment.worker, "team": assessment.team}
    start_clock(code=WHOLE, triggered_at=assessment.received_at, **common, **people_of_group)  # type: ignore[arg-type]
    for code in CHECKPOINTS.values():
        # Checkpoints are the manager's.
        start_clock(
            code=code,
            triggered_at=assessment.started_at,
            person=people[0],
            team=assessment.team,
            **common,  # type: ignore[arg-type]
        )
    # A child who is not born yet is not seen: the visit after birth has a limit of its own.
    for person in (row for row in people if not row.is_unborn):
        for code in SEEN:
            start_clock(
                code=code,
                triggered_at=assessment.started_at,
                person=person,
                owner=assessment.worker,
                team=assessment.team,
                **common,  # type: ignore[arg-type]
            )


def child_seen(
    *, assessment: Assessment, person: Person, at: datetime, by: User, late_reason: str = ""
) -> None:
    for code in SEEN:
        stop_clock(
            code=code,
            subject=assessment,
            person=person,
            at=at,
            by=by,
            outcome="seen",
            late_reason=late_reason,
        )


def checkpoint_done(*, assessment: Assessment, checkpoint: str, at: datetime, by: User) -> None:
    if checkpoint in CHECKPOINTS:
        stop_clock(
            code=CHECKPOINTS[checkpoint], subject=assessment, at=at, by=by, outcome="checkpoint recorded"
        )


def authorised(*, assessment: Assessment, at: datetime, by: User) -> None:
    """The whole limit is met; what else still runs has nothing left to wait for."""
    stop_clock(
        code=WHOLE, subject=assessment, at=at, by=by, outcome="authorised", late_reason=assessment.late_reason
    )
    for code in (*CHECKPOINTS.values(), *SEEN):
        cancel_clock(code=code, subject=assessment, by=by, reason="the assessment is authorised")


def whole(assessment: Assessment) -> Clock | None:
    """The clock of 45 working days."""
    return next((clock for clock in for_subject(assessment) if clock.code == WHOLE), None)


def needs_late_reason(assessment: Assessment, *, at: datetime) -> bool:
    """Past 45 working days, with no reason recorded yet: neither here nor with more time agreed."""
    clock = whole(assessment)
    return bool(
        clock
        and clock.is_running
        and at > clock.due_at
        and not assessment.late_reason
        and not clock.agreed_reason
    )
