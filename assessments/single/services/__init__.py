"""Verbs of the single assessment."""

from assessments.single.services.contribute import (
    contribute,
    decline_contribution,
    invite_contribution,
    require_answerer,
)
from assessments.single.services.decide import (
    agree_more_time,
    authorise,
    record_family_copy,
    record_oversight,
    return_for_changes,
    submit,
)
from assessments.single.services.open import allocate, open_assessment
from assessments.single.services.see import note_sighting, record_seen
from assessments.single.services.write import (
    accept_earlier_text,
    save_child_dimension,
    save_family_dimension,
    save_overview,
    save_part,
)

__all__ = [
    "accept_earlier_text",
    "agree_more_time",
    "allocate",
    "authorise",
    "contribute",
    "decline_contribution",
    "invite_contribution",
    "note_sighting",
    "open_assessment",
    "record_family_copy",
    "record_oversight",
    "record_seen",
    "require_answerer",
    "return_for_changes",
    "save_child_dimension",
    "save_family_dimension",
    "save_overview",
    "save_part",
    "submit",
]
