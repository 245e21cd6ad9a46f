"""Reads of files and papers, each through the policy."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from core import clock
from core.data_classes import DataClass
from core.errors import NotFound
from documents.enums import RequestStatus
from documents.models import Attachment, Paper, PaperRequest
from people.visibility import may_read

# A paper takes seconds; one that takes this long has met a fault that its retries have not got over.
TOO_LONG = timedelta(minutes=10)


def attachments_of(*, subject_id: UUID, reader: User) -> QuerySet[Attachment]:
    """The files of a record that this reader may see, newest first; withdrawn ones stay with the reason."""
    found: QuerySet[Attachment] = (
        Attachment.objects.visible_to(reader)
        .filter(subject_id=subject_id)
        .select_related("recorded_by__profession", "recorded_by__agency", "withdrawn_by")
        .order_by("-recorded_at")
    )
    return found


def files_of_opened(*, kind: str, subject_id: Any, reader: User) -> QuerySet[Attachment]:
    """The same of a record of this kind that the request has opened: what is left to ask is each file's own class."""
    classes = ["", *(value for value in DataClass if may_read(reader, value))]
    found: QuerySet[Attachment] = Attachment.objects.filter(
        subject_kind=kind, subject_id=subject_id, data_class__in=classes
    )
    return found.order_by("-recorded_at")


def attachment(*, public_id: UUID, reader: User) -> Attachment:
    row: Attachment | None = (
        Attachment.objects.visible_to(reader).filter(public_id=public_id, withdrawn_at__isnull=True).first()
    )
    if row is None:
        raise NotFound("There is no such file.")
    return row


def papers_of(*, subject_id: UUID, reader: User, kind: str = "") -> QuerySet[Paper]:
    """The papers of a plan or a conference that this reader may see, newest first, without content."""
    found: QuerySet[Paper] = Paper.objects.visible_to(reader).filter(subject_id=subject_id)
    if kind:
        found = found.filter(kind=kind)
    return found.defer("pdf").select_related("made_by").order_by("-made_at")


def papers_about(*, person_id: UUID, reader: User) -> QuerySet[Paper]:
    """Every paper that prints from a person's record and that this reader may see."""
    found: QuerySet[Paper] = Paper.objects.visible_to(reader).filter(people__person__public_id=person_id)
    return found.defer("pdf").select_related("made_by").order_by("-made_at")


def request(*, public_id: UUID, reader: User) -> PaperRequest:
    """A paper this reader asked for."""
    row: PaperRequest | None = (
        PaperRequest.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("paper")
        .defer("paper__pdf")
        .first()
    )
    if row is None:
        raise NotFound("There is no such paper.")
    return row


def is_stuck(row: PaperRequest) -> bool:
    """Still not made long after it was asked for."""
    waiting = row.status in (RequestStatus.QUEUED, RequestStatus.MAKING)
    return waiting and clock.now() - row.recorded_at > TOO_LONG
