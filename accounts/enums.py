"""Kinds of agency, team, membership and absence."""

from django.db import models


class AgencyKind(models.TextChoices):
    COUNCIL = "COUNCIL", "Council"
    NHS_TRUST = "NHS_TRUST", "NHS trust"
    POLICE = "POLICE", "Police"
    SCHOOL = "SCHOOL", "School"
    EARLY_YEARS = "EARLY_YEARS", "Early years setting"
    GP = "GP", "GP practice"
    PHARMACY = "PHARMACY", "Pharmacy"
    CARE_HOME = "CARE_HOME", "Nursing or residential home"
    HOSPITAL = "HOSPITAL", "Hospital"
    AMBULANCE = "AMBULANCE", "Ambulance service"
    HOUSING = "HOUSING", "Housing provider"
    PROBATION = "PROBATION", "Probation"
    VOLUNTARY = "VOLUNTARY", "Voluntary organisation"
    DOMESTIC_ABUSE = "DOMESTIC_ABUSE", "Domestic abuse service"
    SUBSTANCE_MISUSE = "SUBSTANCE_MISUSE", "Substance misuse service"
    OTHER_AUTHORITY = "OTHER_AUTHORITY", "Another local authority"
    OTHER = "OTHER", "Other"


class TeamKind(models.TextChoices):
    FRONT_DOOR = "FRONT_DOOR", "Front door"
    OUT_OF_HOURS = "OUT_OF_HOURS", "Out-of-hours team"
    LOCALITY = "LOCALITY", "Locality family support"
    ADULTS = "ADULTS", "Adults' locality team"
    COMPLEX_NEEDS = "COMPLEX_NEEDS", "Complex and additional needs"
    CHILDREN_IN_CARE = "CHILDREN_IN_CARE", "Children in care"
    LEAVING_CARE = "LEAVING_CARE", "Leaving care"
    CONFERENCE_UNIT = "CONFERENCE_UNIT", "Conference and reviewing unit"
    YOUTH_JUSTICE = "YOUTH_JUSTICE", "Youth justice"
    CAMHS = "CAMHS", "Child and adolescent mental health"
    COMMUNITY_HEALTH = "COMMUNITY_HEALTH", "Community health"
    EARLY_HELP = "EARLY_HELP", "Early help"
    SEN = "SEN", "Special educational needs"
    BUSINESS_SUPPORT = "BUSINESS_SUPPORT", "Business support"
    LADO = "LADO", "Allegations against staff"
    PARTNER = "PARTNER", "Partner agency team"
    GOVERNANCE = "GOVERNANCE", "Governance"


class MembershipKind(models.TextChoices):
    """How a member of staff belongs to a multi-agency team (domain.md A 128)."""

    EMPLOYED = "EMPLOYED", "Member"
    SECONDED = "SECONDED", "Full-time seconded"
    REPRESENTATIVE = "REPRESENTATIVE", "Part-time representative"


class UserKind(models.TextChoices):
    HUMAN = "HUMAN", "Member of staff"
    SERVICE = "SERVICE", "An agency's system"
    SYSTEM = "SYSTEM", "This system"


class TokenScope(models.TextChoices):
    """What an agency's system may do with its token."""

    LOG = "LOG", "Log concerns, and read what became of its own"
    ANSWER = "ANSWER", "Read and answer the front door's questions to the agency"


class AbsenceKind(models.TextChoices):
    LEAVE = "LEAVE", "Leave"
    SICKNESS = "SICKNESS", "Sickness"


class OnCallDuty(models.TextChoices):
    """Who can be reached day and night for what (safety o, p)."""

    RESTRICTED_HOLDER = "RESTRICTED_HOLDER", "Restricted records holder"
    DUTY_DIRECTOR = "DUTY_DIRECTOR", "Duty director"
    EDT = "EDT", "Emergency duty worker"
    FRONT_DOOR_MANAGER = "FRONT_DOOR_MANAGER", "Front-door manager"
    LADO = "LADO", "Designated officer for allegations"


class ProtectionSeat(models.TextChoices):
    """Whom section 3 of the Act of 2026 asks for in the team."""

    EDUCATION = "EDUCATION", "Education"
    SOCIAL_WORK = "SOCIAL_WORK", "Social work"
    HEALTH = "HEALTH", "Health"
    POLICE = "POLICE", "Police"
