"""What every page of an assessment does first: read through the policy, write down who opened what."""

from uuid import UUID

from accounts.requests import SignedInRequest
from assessments.single import presenters, selectors
from assessments.single.models import Assessment, AssessmentPart
from people.services import open_record


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
