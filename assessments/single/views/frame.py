"""What every page of an assessment does first: read through the policy, write down who opened what."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.selectors import draft
from accounts.services import bin_draft
from assessments.single import presenters, selectors
from assessments.single.models import Assessment, AssessmentPart
from people.models import Person
from people.services import open_record
from referrals.contacts.selectors import concern_naming
from referrals.models import Contact


def opened(
    request: SignedInRequest, public_id: UUID, *, purpose: str
) -> tuple[Assessment, list[AssessmentPart]]:
    """The assessment and the parts open to the reader; each child's record is opened, and so said."""
    row = selectors.assessment(public_id, reader=request.user)
    parts = selectors.parts_of(row, reader=request.user)
    for part in parts:
        open_record(by=request.user, person=part.person, purpose=f"{purpose} {row.reference}")
    return row, parts


def opened_part(request: SignedInRequest, public_id: UUID, *, purpose: str) -> AssessmentPart:
    """One child's part."""
    part = selectors.part(public_id, reader=request.user)
    open_record(by=request.user, person=part.person, purpose=f"{purpose} {part.assessment.reference}")
    return part


def frame(request: SignedInRequest, row: Assessment, parts: list[AssessmentPart]) -> dict[str, object]:
    return {"assessment": row, "head": presenters.head(row, parts, reader=request.user)}


def typed_here(user: User, form: str, subject: str) -> tuple[dict[str, Any] | None, str]:
    """What was being typed here, and where the page keeps it."""
    kept = draft(user, form=form, subject=subject)
    return (kept.content if kept else None), reverse("draft_about", args=[form, subject])


def sent_from_here(user: User, form: str, subject: str) -> None:
    """What was typed is saved: its draft goes to the bin."""
    kept = draft(user, form=form, subject=subject)
    if kept is not None:
        bin_draft(draft=kept, by=user)


def concern_of(request: SignedInRequest, person: Person) -> Contact | None:
    """The concern of the reader's queue that a record begins from (`?concern=`), where it names this person."""
    sent = request.GET.get("concern", "")
    return concern_naming(person, sent, reader=request.user) if sent else None
