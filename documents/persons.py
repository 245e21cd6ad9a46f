"""Files that hang on a person's record itself."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from core.errors import NotFound
from documents.registry import FileSubject, SubjectKind
from people.visibility import record_visible


def _find(public_id: UUID, by: User) -> FileSubject:
    person = record_visible(by).filter(public_id=public_id).first()
    if person is None:
        raise NotFound("There is no such record.")
    return FileSubject(
        public_id=person.public_id,
        label=person.full_name,
        path=f"/people/{person.public_id}/",
        person=person,
        opens_record=True,
    )


def _visible_ids(user: User) -> QuerySet[Any, Any]:
    return record_visible(user).values("public_id")


PERSON_FILES = SubjectKind(key="PERSON", find=_find, visible_ids=_visible_ids)
