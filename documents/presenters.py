"""What the pages of files and papers say."""

from dataclasses import dataclass

from documents.enums import RequestStatus
from documents.models import PaperRequest
from documents.selectors import is_stuck

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


def size_words(size: int) -> str:
    """`340 KB`, `2.4 MB`."""
    return f"{max(1, round(size / 1024))} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
