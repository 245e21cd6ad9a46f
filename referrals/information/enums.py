"""What the front door asks other agencies, on what basis, and how an answer may travel."""

from django.db import models

from accounts.enums import AgencyKind, TeamKind


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
    VOLUNTARY = "VOLUNTARY", "Voluntary organisation"


# Which kinds of agency can know the answer; a check of the council itself goes to a team of the kind beside it.
ANSWERED_BY: dict[str, frozenset[str]] = {
    Check.SOCIAL_WORK: frozenset({AgencyKind.COUNCIL, AgencyKind.OTHER_AUTHORITY}),
    Check.POLICE: frozenset({AgencyKind.POLICE}),
    Check.HEALTH: frozenset({AgencyKind.NHS_TRUST, AgencyKind.GP, AgencyKind.HOSPITAL}),
    Check.MENTAL_HEALTH: frozenset({AgencyKind.NHS_TRUST}),
    Check.ADULT: frozenset({AgencyKind.COUNCIL, AgencyKind.OTHER_AUTHORITY}),
    Check.EDUCATION: frozenset({AgencyKind.SCHOOL, AgencyKind.EARLY_YEARS}),
    Check.WELFARE: frozenset({AgencyKind.COUNCIL}),
    Check.HOUSING: frozenset({AgencyKind.HOUSING, AgencyKind.COUNCIL}),
    Check.PROBATION: frozenset({AgencyKind.PROBATION}),
    Check.YOUTH_JUSTICE: frozenset({AgencyKind.COUNCIL}),
    Check.EARLY_HELP: frozenset({AgencyKind.COUNCIL}),
    Check.DOMESTIC_ABUSE: frozenset({AgencyKind.DOMESTIC_ABUSE, AgencyKind.VOLUNTARY}),
    Check.SUBSTANCE: frozenset({AgencyKind.SUBSTANCE_MISUSE, AgencyKind.VOLUNTARY}),
    Check.VOLUNTARY: frozenset({AgencyKind.VOLUNTARY}),
}
TEAM_ASKED: dict[str, TeamKind] = {
    Check.SOCIAL_WORK: TeamKind.LOCALITY,
    Check.ADULT: TeamKind.ADULTS,
    Check.YOUTH_JUSTICE: TeamKind.YOUTH_JUSTICE,
    Check.EARLY_HELP: TeamKind.EARLY_HELP,
    Check.MENTAL_HEALTH: TeamKind.CAMHS,
}
# These answer at every hour; every other agency keeps working days unless its opening says otherwise.
ALWAYS_OPEN = frozenset({AgencyKind.POLICE, AgencyKind.HOSPITAL, AgencyKind.AMBULANCE})


class ChaseStep(models.TextChoices):
    """A reminder by hand, halfway to the limit, or when it has run out."""

    HAND = "HAND", "By hand"
    HALF = "HALF", "Half of the time has gone"
    DUE = "DUE", "The time has run out"


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
