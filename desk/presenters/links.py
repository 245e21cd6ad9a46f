"""Addresses of the stages' own pages, by name."""

from django.urls import NoReverseMatch, reverse


def link(name: str, public_id: object) -> str:
    """The page of a record; empty where this installation has no such page, so that a line still stands."""
    try:
        return reverse(name, args=[public_id])
    except NoReverseMatch:
        return ""
