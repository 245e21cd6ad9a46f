"""Whom the demo's sign-in page offers, by role: the demo fills it, other installations offer nobody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Persona:
    """One made-up member of staff to sign in as: `role` in plain English, `does` in a sentence."""

    username: str
    name: str
    role: str
    agency: str = ""
    does: str = ""


_sources: list[Callable[[], Iterable[Persona]]] = []


def register(source: Callable[[], Iterable[Persona]]) -> None:
    if source not in _sources:
        _sources.append(source)


def offered() -> list[Persona]:
    """Everyone to sign in as with one click; nobody outside the demo."""
    if not settings.DEMO:
        return []
    return [persona for source in _sources for persona in source()]
