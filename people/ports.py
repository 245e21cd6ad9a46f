"""What people asks of the apps above it, in the caller's transaction."""

from collections.abc import Iterable

from core.ports import Port

person_dates_changed: Port[..., None] = Port(
    "people.person_dates_changed",
    meaning="A date of birth or expected date changed: re-derive clocks that hang on it (person, before, by)",
)
lead_refusals: Port[..., Iterable[str]] = Port(
    "people.lead_refusals",
    meaning="Plain reasons why this worker may not lead for this person (person, lead)",
)
break_glass_used: Port[..., None] = Port(
    "people.break_glass_used",
    meaning="A record was opened by break-glass: a review is due within a working day (grant, by, owner)",
)
break_glass_reviewed: Port[..., None] = Port(
    "people.break_glass_reviewed", meaning="Somebody looked at a break-glass opening (grant, by)"
)
review_awaited: Port[..., None] = Port(
    "people.review_awaited",
    meaning="A restriction or a warning to visitors stands until it is looked at again on its day (record, by)",
)
review_over: Port[..., None] = Port(
    "people.review_over",
    meaning="A restriction or a warning was looked at again, lifted or ended (record, by)",
)
nearest_changed: Port[..., None] = Port(
    "people.nearest_changed",
    meaning="Somebody leads for a person or is allocated to them: what waits on the one before goes to them (person, by)",
)
may_these_merge: Port[..., Iterable[str]] = Port(
    "people.may_these_merge",
    meaning="Plain reasons why two records may not be read as one person now (survivor, merged)",
)
