"""Verbs of the clocks: start, stop, extend, correct, type from an order, hand over, cancel, sweep."""

from deadlines.services.change import correct_trigger, extend_clock, rederive_for_person, type_due
from deadlines.services.run import (
    cancel_clock,
    give_late_reason,
    hand_over_clocks,
    keep_clocks_confidential,
    start_clock,
    stop_clock,
)
from deadlines.services.sweep import Swept, sweep_deadlines

__all__ = [
    "Swept",
    "cancel_clock",
    "correct_trigger",
    "extend_clock",
    "give_late_reason",
    "hand_over_clocks",
    "keep_clocks_confidential",
    "rederive_for_person",
    "start_clock",
    "stop_clock",
    "sweep_deadlines",
    "type_due",
]
