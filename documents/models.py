"""Files that people attach, papers that the system prints, and the asking for a paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.data_classes import DataClass
from core.history import append_only, tracked
from core.models import PublicModel, Record, StatusChange, paired
from documents.enums import FileKind, RequestStatus
from documents.querysets import (
    AttachmentQuerySet,
    PaperPersonQuerySet,
    PaperQuerySet,
    RequestChangeQuerySet,
    RequestQuerySet,
)
from people.models import Person

__all__ = ["Attachment", "Paper", "PaperPerson", "PaperRequest", "PaperRequestChange"]


@tracked()
class Attachment(Record):
    """A file that somebody attached to a record: checked, kept out of public folders, never shown inline."""

    # The parent: a kind that an app has registered, and the public id of the row.
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    # Empty: read like its parent. Else only by those who read this class of information too.
    data_class = models.CharField(
        max_length=16, blank=True, choices=[(value.value, value.value) for value in DataClass]
    )
    filename = models.CharField(max_length=120)
    description = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=6, choices=FileKind)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=240, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("withdrawn", label="attachment"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="attachment_withdrawn_why",
            ),
        ]
        indexes = [models.Index(fields=["subject_id"], name="attachment_of_subject")]


@append_only
class Paper(PublicModel):
    """A printed paper as it was: from what, by which template, by and for whom. It never changes."""

    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=160)
    subject_id = models.UUIDField()
    for_whom = models.CharField(max_length=160, blank=True)
    marking = models.CharField(max_length=80, blank=True)
    template = models.CharField(max_length=80)
    template_version = models.CharField(max_length=64)
    context_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "-made_at"], name="paper_of_subject")]


@append_only
class PaperPerson(models.Model):
    """A person whose record a paper prints from: whoever may not open it may not read the paper."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="papers")

    objects = PaperPersonQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "person"], name="paper_person_once")]


@tracked()
class PaperRequest(Record):
    """Somebody asked for a paper; it is made in the background while they do something else."""

    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=160)
    subject_id = models.UUIDField()
    path = models.CharField(max_length=200)
    status = models.CharField(max_length=8, choices=RequestStatus, default=RequestStatus.QUEUED)
    failure = models.CharField(max_length=300, blank=True)
    paper = models.OneToOneField(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="request"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="READY") | Q(paper__isnull=False), name="paper_request_ready_has_paper"
            ),
            models.CheckConstraint(
                condition=~Q(status="FAILED") | ~Q(failure=""), name="paper_request_failed_says_why"
            ),
        ]


@append_only
class PaperRequestChange(StatusChange):
    """A step of a paper's making."""

    record = models.ForeignKey(PaperRequest, on_delete=models.PROTECT, related_name="changes")

    objects = RequestChangeQuerySet.as_manager()
