"""Kinds of plan, how its parts stand, what a person is entitled to."""

from django.db import models


class PlanKind(models.TextChoices):
    EARLY_HELP = "EARLY_HELP", "Early help plan"
    CIN = "CIN", "Child in need plan"
    CP = "CP", "Child protection plan"


class PlanStatus(models.TextChoices):
    DRAFT = "DRAFT", "Draft"
    AGREED = "AGREED", "Agreed"
    ACTIVE = "ACTIVE", "Active"
    REVIEWED = "REVIEWED", "Active and reviewed"
    ENDED = "ENDED", "Ended"


class Category(models.TextChoices):
    """Category of abuse of a child protection plan; "multiple" is not recommended and not offered."""

    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"


class EndReason(models.TextChoices):
    """Why a plan ended; a child protection plan ends on the last three alone or on no longer being at risk."""

    OUTCOMES_MET = "OUTCOMES_MET", "What it was for has been reached"
    STEPPED_UP = "STEPPED_UP", "Replaced by a plan of more protection"
    STEPPED_DOWN = "STEPPED_DOWN", "Replaced by a plan of less intervention"
    WITHDRAWN = "WITHDRAWN", "The family no longer wishes it"
    NO_LONGER_AT_RISK = "NO_LONGER_AT_RISK", "No longer at continuing risk of significant harm"
    MOVED = "MOVED", "Moved, and accepted by the other authority"
    ADULT = "ADULT", "Eighteen years old"
    DIED = "DIED", "Died"


class OutcomeState(models.TextChoices):
    OPEN = "OPEN", "Working towards it"
    MET = "MET", "Reached"
    NOT_MET = "NOT_MET", "Not reached"
    DROPPED = "DROPPED", "No longer wanted"


class ActionState(models.TextChoices):
    TO_DO = "TO_DO", "To do"
    DOING = "DOING", "Under way"
    DONE = "DONE", "Done"
    NOT_DONE = "NOT_DONE", "Will not be done"


class ScoreOccasion(models.TextChoices):
    BASELINE = "BASELINE", "At the start"
    PROGRESS = "PROGRESS", "Between reviews"
    REVIEW = "REVIEW", "At a review"
    CLOSING = "CLOSING", "At the end"


class Agreement(models.TextChoices):
    AGREES = "AGREES", "Agrees"
    AGREES_PARTLY = "PARTLY", "Agrees in part"
    DISAGREES = "DISAGREES", "Disagrees"
    NOT_ASKED = "NOT_ASKED", "Not asked, because"


class ReviewDecision(models.TextChoices):
    CONTINUE = "CONTINUE", "Go on as planned"
    CHANGE = "CHANGE", "Change the plan"
    STEP_UP = "STEP_UP", "Step up"
    STEP_DOWN = "STEP_DOWN", "Step down"
    END = "END", "End the plan"


class ChallengeDecision(models.TextChoices):
    """What came of asking why a child is still on a child protection plan (domain.md B CPP-LEN)."""

    CONTINUES = "CONTINUES", "The plan goes on: it works and needs more time"
    CHANGED = "CHANGED", "The plan changes: it does not work as it is"
    REVIEW_EARLY = "REVIEW_EARLY", "The review conference is held early"
    LEGAL = "LEGAL", "Legal advice is taken on proceedings"


class Domain(models.TextChoices):
    """Where a need lies (assessment framework), so that a plan covers all of life (seed S4 L39)."""

    HEALTH = "HEALTH", "Health"
    EDUCATION = "EDUCATION", "Education and learning"
    FEELINGS = "FEELINGS", "Feelings and behaviour"
    IDENTITY = "IDENTITY", "Identity"
    FAMILY = "FAMILY", "Family and friends"
    SELF_CARE = "SELF_CARE", "Looking after oneself"
    SAFETY = "SAFETY", "Safety"
    PARENTING = "PARENTING", "Parenting"
    PARENT_SUPPORT = "PARENT_SUPPORT", "A parent's or carer's own support"
    HOME = "HOME", "Home, money and work"
    COMMUNITY = "COMMUNITY", "Community"


class GapWait(models.TextChoices):
    NONE = "NONE", "Not offered here at all"
    WEEKS = "WEEKS", "Up to three months"
    MONTHS = "MONTHS", "Three to twelve months"
    YEAR = "YEAR", "More than a year"


# Seed S2 ¶6: printed with every plan.
ENTITLEMENT: dict[str, str] = {
    "EARLY_HELP": (
        "You can say no to this plan at any time. You get a copy within five working days of each meeting, one "
        "named person to ring, and a review at least every twelve weeks. You can complain to the council."
    ),
    "CIN": (
        "You get a copy of this plan within ten working days, one named person to ring, visits at least every "
        "twenty working days and a review at least every twelve weeks. You can bring somebody to speak for you, and "
        "you can complain to the council."
    ),
    "CP": (
        "You get the decision and the outline plan within one working day of the conference and its record within "
        "twenty. Your child is visited at least every ten working days. You can bring somebody to speak for you, "
        "disagree in writing, and complain to the council about how the conference was held."
    ),
}
