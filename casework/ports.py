"""What the lower parts of casework ask of the higher, in the caller's transaction."""

from collections.abc import Iterable
from datetime import date

from core.ports import Port

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
