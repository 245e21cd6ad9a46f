"""Kinds of conference, attendance, what is decided and why a plan is discontinued."""

from django.db import models


class ConferenceKind(models.TextChoices):
    INITIAL = "INITIAL", "Initial conference"
    REVIEW = "REVIEW", "Review conference"
    TRANSFER_IN = "TRANSFER_IN", "Transfer-in conference"


class ConferenceStatus(models.TextChoices):
    REQUESTED = "REQUESTED", "Asked for"
    SCHEDULED = "SCHEDULED", "Date and chair named"
    HELD = "HELD", "Held and decided"
    RECORDED = "RECORDED", "Record sent out"
    CANCELLED = "CANCELLED", "Cancelled"


class Attendance(models.TextChoices):
    INVITED = "INVITED", "Invited"
    COMING = "COMING", "Will come"
    APOLOGIES = "APOLOGIES", "Sent apologies"
    ATTENDED = "ATTENDED", "Came"
    ABSENT = "ABSENT", "Did not come"
    EXCLUDED = "EXCLUDED", "Excluded by the chair"


class InviteeKind(models.TextChoices):
    LOCAL_AUTHORITY = "LA", "Council children's social care"
    AGENCY = "AGENCY", "Agency"
    FAMILY = "FAMILY", "Family"
    CHILD = "CHILD", "Child"
    ADVOCATE = "ADVOCATE", "Advocate or supporter"


class Recommendation(models.TextChoices):
    """What an agency thinks is needed for a child."""

    PLAN = "PLAN", "A child protection plan"
    NO_PLAN = "NO_PLAN", "No child protection plan"
    NO_VIEW = "NO_VIEW", "No view given"


class Discontinuation(models.TextChoices):
    """The only grounds on which a child protection plan ends (domain.md C5)."""

    NO_LONGER_AT_RISK = "NO_LONGER_AT_RISK", "No longer at continuing risk of significant harm"
    MOVED = "MOVED", "Moved, and accepted by the other authority"
    ADULT = "ADULT", "Eighteen years old"
    DIED = "DIED", "Died"


class ReportKind(models.TextChoices):
    """What an agency's report is in the pack's order."""

    SOCIAL_WORK = "SOCIAL_WORK", "Social work report"
    AGENCY = "AGENCY", "Agency report"
    POLICE = "POLICE", "Police report"
    MEDICAL = "MEDICAL", "Medical report"
    CHILD = "CHILD", "Child's views"
    PARENT = "PARENT", "Parents' views"


# The order of business (domain.md C5).
AGENDA: tuple[str, ...] = (
    "Welcome and confidentiality",
    "Any exclusion: the chair's decision and reason",
    "Purpose of the conference",
    "Who is in the family",
    "Why the conference was called",
    "Reports in turn",
    "The child's view",
    "The parents' view",
    "What worries us, what works well, what needs to happen",
    "The threshold question for each child",
    "Category",
    "Outline of the plan",
    "Core group and its dates",
    "Contingency",
    "Dissent",
    "Complaints and appeals",
    "Next review",
)
# What the decision page itself writes down: done when the decisions are recorded.
DECIDED_ITEMS = frozenset(
    {
        "The child's view",
        "The parents' view",
        "What worries us, what works well, what needs to happen",
        "The threshold question for each child",
        "Category",
        "Outline of the plan",
        "Core group and its dates",
        "Contingency",
        "Dissent",
    }
)
