"""What people asks of the apps above it, in the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from core.ports import Port

person_dates_changed: Port[..., None] = Port(
    "people.person_dates_changed",
    meaning="A date of birth or expected date changed: re-derive clocks that hang on it (person, before, by)",
)
blind_match: Port[..., None] = Port(
    "people.blind_match",
    meaning="A restricted person was named somewhere: reach the named list's on-call holder (person, reference, by)",
)
may_merge: Port[..., Iterable[str]] = Port(
    "people.may_merge", meaning="Reasons why two records may not be merged now (kept, merged)"
)
page_panels: Port[..., Iterable[Any]] = Port(
    "people.page_panels", meaning="Panels that an app shows on the person page (person, reader)"
)
story_events: Port[..., Iterable[tuple[datetime, str, str]]] = Port(
    "people.story_events", meaning="Dated events for the person's timeline, visible to the reader (person, reader)"
)
lead_refusals: Port[..., Iterable[str]] = Port(
    "people.lead_refusals", meaning="Plain reasons why this worker may not lead for this person (person, lead)"
)
