"""Verbs of visits."""

from casework.visits.services.newborn import visit_the_newborn
from casework.visits.services.no_access import record_no_access
from casework.visits.services.record import SeenChild, record_visit

__all__ = ["SeenChild", "record_no_access", "record_visit", "visit_the_newborn"]
