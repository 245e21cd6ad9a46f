"""The states of a conference."""

from typing import Any

from accounts.permissions import Permission as P
from casework.child_protection.models import Conference, ConferenceStatusChange
from core.errors import NotPermitted
from core.workflow import Transition, Workflow


def _its_chair(conference: Conference, by: Any) -> None:
    """The chair who was named decides; another chair is named first."""
    if conference.chair_id != by.pk:
        raise NotPermitted("Only the chair named for this conference records its decisions.")


CONFERENCE = Workflow(
    name="conference",
    initial="REQUESTED",
    statuses=("REQUESTED", "SCHEDULED", "HELD", "RECORDED", "CANCELLED"),
    transitions=(
        Transition("schedule", ("REQUESTED", "SCHEDULED"), "SCHEDULED", P.CONFERENCE_COMPILE),
        Transition("hold", ("SCHEDULED",), "HELD", P.CONFERENCE_CHAIR, guard=_its_chair),
        Transition("send_record", ("HELD",), "RECORDED", P.CONFERENCE_COMPILE),
        Transition("cancel", ("REQUESTED", "SCHEDULED"), "CANCELLED", P.CONFERENCE_CHAIR, needs_reason=True),
    ),
    change_model=lambda: ConferenceStatusChange,
    final=("RECORDED", "CANCELLED"),
)
