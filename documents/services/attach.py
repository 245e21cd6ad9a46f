"""Attach a file to a record, read it, take it back."""

import hashlib
import uuid
from uuid import UUID

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.data_classes import DataClass
from core.errors import DomainError, NotFound, NotPermitted, StaleVersion
from core.history import acting
from documents import registry, storage
from documents.models import Attachment
from documents.services.checks import check
from outbox.services import once
from people.enums import AccessAct
from people.services import log_access, open_record


def find_subject(*, kind: str, subject_id: UUID, by: User) -> registry.FileSubject:
    """The record a file hangs on, if this user may see it; else the same answer as for none."""
    known = registry.subject_kind(kind)
    if known is None:
        raise NotFound("There is no such record.")
    return known.find(subject_id, by)


@transaction.atomic
def open_files(*, kind: str, subject_id: UUID, by: User) -> registry.FileSubject:
    """The page of a record's files, opened; where the record is a person's, that is logged."""
    subject = find_subject(kind=kind, subject_id=subject_id, by=by)
    for person in (subject.person, *subject.people):
        if subject.opens_record and person is not None:
            open_record(by=by, person=person, purpose="Files")
    if subject.note_reading is not None:
        subject.note_reading(by, "Files")
    return subject


@transaction.atomic
def attach(
    *,
    by: User,
    subject_kind: str,
    subject_id: UUID,
    filename: str,
    content: bytes,
    description: str = "",
    data_class: DataClass | None = None,
    idempotency_key: str = "",
    found: registry.FileSubject | None = None,
) -> Attachment:
    """Keep a checked file on a record that the sender may see; the same form sent twice keeps one.

    `found`: the record, where the app that keeps it has read it for this sender and settled their right to add.
    """
    public_id = once(
        by=by,
        action="documents.attach",
        key=idempotency_key,
        do=lambda: _attach(by, subject_kind, subject_id, filename, content, description, data_class, found),
    )
    row: Attachment = Attachment.objects.get(public_id=public_id)
    return row


def _attach(
    by: User,
    subject_kind: str,
    subject_id: UUID,
    filename: str,
    content: bytes,
    description: str,
    data_class: DataClass | None,
    found: registry.FileSubject | None,
) -> str:
    if found is None:
        require(by, Permission.ATTACHMENT_ADD)
    subject = found or find_subject(kind=subject_kind, subject_id=subject_id, by=by)
    if not subject.may_attach:
        raise NotPermitted("Files are added here by whoever sent it.")
    checked = check(filename, content)
    public_id = uuid.uuid4()
    storage.keep(public_id, checked.content)
    with acting(by=by, reason="file attached"):
        Attachment.objects.create(
            public_id=public_id,
            subject_kind=subject_kind,
            subject_id=subject.public_id,
            person=subject.person,
            data_class=data_class.value if data_class else "",
            filename=checked.filename,
            description=description.strip()[:200],
            kind=checked.kind,
            size=len(checked.content),
            sha256=hashlib.sha256(checked.content).hexdigest(),
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return str(public_id)


@transaction.atomic
def rehang(*, by: User, from_kind: str, from_id: UUID, to_kind: str, to_id: UUID) -> int:
    """What somebody kept for a record that did not exist yet goes to it; another's files stay where they are."""
    rows = Attachment.objects.select_for_update(of=("self",)).filter(
        subject_kind=from_kind, subject_id=from_id, recorded_by=by
    )
    count = 0
    with acting(by=by, reason="files go with what was sent"):
        for row in rows.order_by("pk"):
            row.subject_kind, row.subject_id = to_kind, to_id
            row.version += 1
            row.save(update_fields=["subject_kind", "subject_id", "version"])
            count += 1
    return count


@transaction.atomic
def read_attachment(*, by: User, public_id: UUID) -> tuple[Attachment, bytes]:
    """The content of a file, for whoever may see its parent; the reading is logged before a byte leaves."""
    row: Attachment | None = (
        Attachment.objects.visible_to(by)
        .filter(public_id=public_id, withdrawn_at__isnull=True)
        .select_related("person")
        .first()
    )
    if row is None:
        raise NotFound("There is no such file.")
    kind = registry.subject_kind(row.subject_kind)
    subject = kind.find(row.subject_id, by) if kind is not None else None
    about = subject.people if subject is not None else ()
    # A file of a concern or a conference is about everybody whom that is about.
    for person in dict.fromkeys([*([row.person] if row.person else []), *about]):
        log_access(by=by, person=person, act=AccessAct.FILE, purpose=f"File {row.public_id.hex[:8]}")
    if subject is not None and subject.note_reading is not None:
        subject.note_reading(by, f"File {row.public_id.hex[:8]}")
    content = storage.read(row.public_id)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise DomainError(
            "This file is not as it was kept, so it is not shown. Tell the system administrator."
        )
    return row, content


def may_withdraw(attachment: Attachment, by: User) -> bool:
    """Whether a page offers this person to take the file back."""
    try:
        require_withdrawer(attachment, by)
    except NotPermitted:
        return False
    return attachment.withdrawn_at is None


def require_withdrawer(attachment: Attachment, by: User) -> None:
    """Whoever attached it, or a manager."""
    if attachment.recorded_by_id != by.pk:
        require(by, Permission.CASE_ALLOCATE, Permission.CONTACT_TAKE_OVER)


@transaction.atomic
def withdraw(*, by: User, public_id: UUID, reason: str, version: int | None = None) -> Attachment:
    """Take back a file that was attached wrongly: it stays with its reason, and nobody reads it any more."""
    found: Attachment | None = Attachment.objects.visible_to(by).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such file.")
    row: Attachment = Attachment.objects.select_for_update().get(pk=found.pk)
    require_withdrawer(row, by)
    if version is not None and version != row.version:
        raise StaleVersion("Somebody else changed this file's entry after you opened it.")
    if not reason.strip():
        raise DomainError("Say why the file is taken back.", field="reason")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = clock.now(), by, reason.strip()[:240]
        row.version += 1
        with acting(by=by, reason=reason[:200]):
            row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"])
    return row
