"""A photograph or a letter comes with a concern, before it is sent or after."""

from uuid import UUID

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core.errors import DomainError
from documents import services as documents
from documents.models import Attachment
from documents.registry import FileSubject
from documents.services.attach import find_subject
from referrals.contacts.models import Contact
from referrals.contacts.papers import CONCERN, UNSENT
from referrals.contacts.permissions import require_may_add
from referrals.contacts.services.add import add_to_contact

MOST_FILES = 20


@transaction.atomic
def keep_file(
    *, draft_id: UUID, by: User, filename: str, content: bytes, description: str = "", key: str = ""
) -> Attachment:
    """A file for a concern that is still being written: its writer's alone until it is sent."""
    require(by, Permission.CONTACT_LOG)
    subject = find_subject(kind=UNSENT, subject_id=draft_id, by=by)
    if (
        Attachment.objects.filter(subject_kind=UNSENT, subject_id=draft_id, withdrawn_at=None).count()
        >= MOST_FILES
    ):
        raise DomainError(
            "Twenty files are as many as one concern takes: add others when it is sent.", field="file"
        )
    return documents.attach(
        by=by, subject_kind=UNSENT, subject_id=draft_id, filename=filename, content=content, description=description,
        idempotency_key=key, found=subject,
    )  # fmt: skip


@transaction.atomic
def add_file(
    *, contact: Contact, by: User, filename: str, content: bytes, description: str = "", key: str = ""
) -> Attachment:
    """A file for a concern that was sent: the front door reads it before anything that waits, like any addition."""
    require_may_add(by, contact)
    row = documents.attach(
        by=by, subject_kind=CONCERN, subject_id=contact.public_id, filename=filename, content=content,
        description=description, idempotency_key=key,
        found=FileSubject(contact.public_id, contact.reference, f"/concerns/{contact.public_id}/"),
    )  # fmt: skip
    said = f"A file was added: {row.description or row.filename}"
    add_to_contact(contact=contact, by=by, text=said, key=f"{key}:file" if key else "")
    return row


def send_kept_files(*, contact: Contact, by: User, key: str) -> None:
    """The concern is sent: what was kept for it goes with it, in the same step."""
    try:
        draft_id = UUID(key)
    except ValueError:
        return
    documents.rehang(by=by, from_kind=UNSENT, from_id=draft_id, to_kind=CONCERN, to_id=contact.public_id)
