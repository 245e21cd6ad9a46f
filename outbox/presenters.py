"""A notice as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core import clock
from outbox.models import Notice
from outbox.wording import words_for


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line of the bell's list."""

    public_id: UUID
    words: str
    reference: str
    told: str
    is_read: bool
    meant_for: str


def when(moment: datetime) -> str:
    """Tue 2 June 2026 16:40"""
    at = clock.to_local(moment)
    return f"{at:%a} {at.day} {at:%B %Y %H:%M}"


def lines(notices: Iterable[Notice]) -> list[NoticeLine]:
    return [
        NoticeLine(
            public_id=notice.public_id,
            words=words_for(notice.kind),
            reference=notice.reference,
            told=when(notice.created_at),
            is_read=notice.read_at is not None,
            meant_for=notice.meant_for.display_name if notice.meant_for else "",
        )
        for notice in notices
    ]
