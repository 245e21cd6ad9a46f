"""Files that hang on a conference: letters, minutes, an agency's own papers; read by whoever reads the conference."""

from uuid import UUID

from django.urls import reverse

from accounts.models import User
from casework.child_protection import selectors
from core.errors import NotFound
from documents.registry import FileSubject, SubjectKind


def _find(public_id: UUID, by: User) -> FileSubject:
    conference = selectors.conference(public_id, reader=by)
    children = selectors.children(conference, reader=by)
    if not children:
        raise NotFound("There is no such conference.")
    return FileSubject(
        conference.public_id,
        f"{conference.get_kind_display()} {conference.reference}",
        reverse("conference_detail", args=[conference.public_id]),
        opens_record=True,
        people=[child.case.person for child in children],
    )


CONFERENCE_FILES = SubjectKind(
    key="CONFERENCE", find=_find, visible_ids=lambda user: selectors.conferences(user).values("public_id")
)
