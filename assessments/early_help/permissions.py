"""What must be there before an early-help assessment is complete."""

from accounts.models import User
from assessments.early_help.models import EarlyHelpAssessment
from core.errors import NotFound, WrongState


def require_open(by: User, row: EarlyHelpAssessment) -> None:
    if not EarlyHelpAssessment.objects.visible_to(by).filter(pk=row.pk).exists():
        raise NotFound("There is no such assessment.")


def may_complete(record: EarlyHelpAssessment, by: User) -> None:
    """The child's words, what the family and the worker conclude, and who leads."""
    require_open(by, record)
    if not record.child_voice.strip():
        raise WrongState(
            "Write down the child's own words, or how they showed what they want.", field="child_voice"
        )
    if not record.conclusions.strip():
        raise WrongState("Write down the conclusions.", field="conclusions")
    if record.lead is None:
        raise WrongState("Name the lead professional.", field="lead")
