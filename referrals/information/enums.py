"""What the front door asks other agencies, on what basis, and how an answer may travel."""

from django.db import models


class Check(models.TextChoices):
    """Whose knowledge is asked for (domain.md C2)."""

    SOCIAL_WORK = "SOCIAL_WORK", "Social work, another team"
    POLICE = "POLICE", "Police"
    HEALTH = "HEALTH", "Health visiting, school nursing or GP"
    MENTAL_HEALTH = "MENTAL_HEALTH", "Mental health"
    ADULT = "ADULT", "Adult social care"
    EDUCATION = "EDUCATION", "School or early years"
    WELFARE = "WELFARE", "Education welfare"
    HOUSING = "HOUSING", "Housing"
    PROBATION = "PROBATION", "Probation"
    YOUTH_JUSTICE = "YOUTH_JUSTICE", "Youth justice"
    EARLY_HELP = "EARLY_HELP", "Early help"
    DOMESTIC_ABUSE = "DOMESTIC_ABUSE", "Domestic abuse service"
    SUBSTANCE = "SUBSTANCE", "Substance misuse service"


class Basis(models.TextChoices):
    """Below section 47 an agency is asked by consent, or by a recorded override (safety i)."""

    CONSENT = "CONSENT", "The family has agreed"
    OVERRIDE = "OVERRIDE", "Without consent, for the reason recorded"
    SECTION_47 = "SECTION_47", "Significant harm is suspected (section 47)"


class ReplyKind(models.TextChoices):
    NOTHING_KNOWN = "NOTHING_KNOWN", "Nothing known"
    KNOWN = "KNOWN", "Known"
    CALL_ME = "CALL_ME", "Call me"


class Marking(models.TextChoices):
    """How far a paragraph may travel; professionals only unless its author says otherwise."""

    PROFESSIONALS = "PROFESSIONALS", "Professionals only"
    SHAREABLE = "SHAREABLE", "May be shared with the family"
    POLICE_RESTRICTED = "POLICE_RESTRICTED", "Police restricted"
    CHAIR_ONLY = "CHAIR_ONLY", "For the manager alone"
