"""What the pages of files and papers say."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from documents.enums import RequestStatus
from documents.models import Attachment, PaperRequest
from documents.selectors import is_stuck
from documents.services import may_withdraw

TOTAL_STEPS = 3
_WORDS = {
    RequestStatus.QUEUED: (0, "Waiting for its turn"),
    RequestStatus.MAKING: (1, "Gathering what it prints and setting the pages"),
    RequestStatus.READY: (TOTAL_STEPS, "Ready"),
    RequestStatus.FAILED: (0, "It could not be made"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a paper is, in words and steps."""

    done: int
    total: int
    text: str
    is_waiting: bool
    is_stuck: bool


def progress(row: PaperRequest) -> Progress:
    done, text = _WORDS[RequestStatus(row.status)]
    waiting = row.status in (RequestStatus.QUEUED, RequestStatus.MAKING)
    return Progress(done, TOTAL_STEPS, text, waiting, is_stuck(row))


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as a list prints it."""

    row: Attachment
    size: str
    may_withdraw: bool


def file_lines(rows: Iterable[Attachment], *, reader: User) -> list[FileLine]:
    return [FileLine(row, size_words(row.size), may_withdraw(row, reader)) for row in rows]


def size_words(size: int) -> str:
    """`340 KB`, `2.4 MB`."""
    return f"{max(1, round(size / 1024))} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
