"""Reads of the front door: the queue, the page of one concern, what is on its way to a worker."""

from referrals.triage.selectors.concern import Concern, concern_of
from referrals.triage.selectors.queue import (
    CAP,
    GATHERING,
    NEW,
    PER_PAGE,
    READY,
    RED,
    Family,
    QueueRows,
    Strip,
    decided_today,
    families,
    newest_red,
    red_count,
    rows_for,
    strip_of,
    unsettled,
)
from referrals.triage.selectors.routed import candidates, prompt, route, waiting_for

__all__ = [
    "CAP",
    "GATHERING",
    "NEW",
    "PER_PAGE",
    "READY",
    "RED",
    "Concern",
    "Family",
    "QueueRows",
    "Strip",
    "candidates",
    "concern_of",
    "decided_today",
    "families",
    "newest_red",
    "prompt",
    "red_count",
    "route",
    "rows_for",
    "strip_of",
    "unsettled",
    "waiting_for",
]
