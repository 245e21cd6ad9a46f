"""Photographs and letters that come with a concern: kept while it is written, then read by whoever reads it."""

from functools import partial
from uuid import UUID

from accounts.models import User
from core import clock
from core.errors import NotFound
from documents.models import Attachment
from documents.registry import FileSubject, SubjectKind
from referrals.contacts.models import Contact, ContactReading

CONCERN, UNSENT = "CONCERN", "UNSENT_CONCERN"


def _find(public_id: UUID, by: User) -> FileSubject:
    contact = Contact.objects.visible_to(by).filter(public_id=public_id).first()
    if contact is None:
        raise NotFound("There is no such record.")
    own = contact.logged_by_id == by.pk
    # Its referrer adds files where the front door learns of it; nobody adds any from elsewhere.
    path = f"/concerns/{contact.public_id}/" if own else f"/front-door/{contact.public_id}/"
    known = contact.people.filter(person__isnull=False).select_related("person").order_by("position")
    people = [row.person for row in known if row.person]
    return FileSubject(
        contact.public_id,
        f"Concern {contact.reference}",
        path,
        people=people,
        may_attach=False,
        # The referrer's own page of what they sent is no reading of somebody else's record.
        note_reading=None if people or own else partial(_note_reading, contact),
    )


def _note_reading(contact: Contact, by: User, purpose: str) -> None:
    """Nobody of the concern is matched: its reading is written down under the concern itself."""
    ContactReading.objects.create(contact=contact, purpose=purpose, at=clock.now(), by=by)


def _find_unsent(draft_id: UUID, by: User) -> FileSubject:
    """What somebody is writing is theirs alone."""
    if Attachment.objects.filter(subject_kind=UNSENT, subject_id=draft_id).exclude(recorded_by=by).exists():
        raise NotFound("There is no such record.")
    return FileSubject(draft_id, "A concern, not sent yet", f"/concerns/new/{draft_id}/")


CONCERN_FILES = SubjectKind(
    key=CONCERN, find=_find, visible_ids=lambda user: Contact.objects.visible_to(user).values("public_id")
)
UNSENT_FILES = SubjectKind(
    key=UNSENT,
    find=_find_unsent,
    visible_ids=lambda user: Attachment.objects.filter(subject_kind=UNSENT, recorded_by=user).values(
        "subject_id"
    ),
)
