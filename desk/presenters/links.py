"""Addresses of the stages' own pages, by name."""

from django.urls import reverse


def link(name: str, public_id: object) -> str:
    """The page of one record; a name that no app has is a fault, not an empty line."""
    return reverse(name, args=[public_id])
