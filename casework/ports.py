"""What the lower parts of casework ask of the higher, in the caller's transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.ports import Port


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the case page that a higher sub-domain keeps: its template and what it prints."""

    order: int
    title: str
    template: str
    content: Mapping[str, Any]


case_panels: Port[..., Iterable[Panel]] = Port(
    "casework.case_panels", meaning="Parts of the case page, each read in the reader's right (case, reader)"
)

closing_refusals: Port[..., Iterable[str]] = Port(
    "casework.closing_refusals", meaning="Plain reasons why this case may not close now (case)"
)
worker_changed: Port[..., None] = Port(
    "casework.worker_changed",
    meaning="A case has another worker or team: what hangs on it follows (case, worker, by)",
)
story: Port[..., Iterable[tuple[date, str, str]]] = Port(
    "casework.story", meaning="Dated events for a person's chronology, visible to the reader (person, reader)"
)
plan_panels: Port[..., Iterable[Panel]] = Port(
    "casework.plan_panels", meaning="Parts of the plan page, each read in the reader's right (plan, reader)"
)
