"""A person and clocks for the tests of deadlines: plainly synthetic."""

from datetime import date, datetime
from typing import Any

from accounts.models import User
from core import clock as time
from core.history import SYSTEM_ACTOR, acting
from deadlines.models import Clock
from deadlines.services import start_clock
from people.models import Person
from tests.personas import Personas


def person(by: User, **fields: Any) -> Person:
    if "born_on" in fields:
        fields.setdefault("birth_certainty", "EXACT")
    with acting(by=SYSTEM_ACTOR, reason="arranged"):
        row: Person = Person.objects.create(
            forename="Demo", surname="Ashworth", recorded_at=time.now(), recorded_by=by, **fields
        )
    return row


def started(personas: Personas, code: str, triggered_at: datetime | date, **over: Any) -> Clock:
    """A clock of the North team's social worker about a new person."""
    subject = over.pop("subject", None) or person(personas.system)
    fields = {"owner": personas.social_worker, "person": subject, "reference": "R-1", "path": "/x/"} | over
    return start_clock(code=code, subject=subject, triggered_at=triggered_at, by=personas.duty, **fields)
