"""Standing colleagues for the tests of telling: plainly synthetic."""

from datetime import date
from typing import Any

from accounts.enums import AbsenceKind
from accounts.models import Absence, User
from core import clock
from core.history import SYSTEM_ACTOR, acting


def colleague(username: str, **fields: Any) -> User:
    with acting(by=SYSTEM_ACTOR, reason="arranged"):
        user: User = User.objects.create(
            username=username,
            display_name=f"Demo {username.title()}",
            email=fields.pop("email", f"{username}@demo.example"),
            email_is_safe=fields.pop("email_is_safe", True),
            date_joined=clock.now(),
            **fields,
        )
    return user


def on_leave(user: User, *, cover: User | None = None) -> Absence:
    with acting(by=SYSTEM_ACTOR, reason="arranged"):
        row: Absence = Absence.objects.create(
            user=user,
            kind=AbsenceKind.LEAVE,
            cover=cover,
            starts_on=date(2020, 1, 1),
            ends_on=date(2040, 1, 1),
        )
    return row
