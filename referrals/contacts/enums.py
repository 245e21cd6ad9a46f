"""Answers that a concern may give; "don't know" and "not asked" are answers of their own."""

from django.db import models


class ContactStatus(models.TextChoices):
    """Domain.md C9: received, read, rated, being gathered for, decided, closed."""

    RECEIVED = "RECEIVED", "Received"
    LOGGED = "LOGGED", "Read"
    TRIAGE = "TRIAGE", "In triage"
    INFO_GATHERING = "INFO_GATHERING", "Gathering information"
    DECIDED = "DECIDED", "Decided"
    CLOSED = "CLOSED", "Closed"


UNDECIDED = (
    ContactStatus.RECEIVED,
    ContactStatus.LOGGED,
    ContactStatus.TRIAGE,
    ContactStatus.INFO_GATHERING,
)


class Channel(models.TextChoices):
    PORTAL = "PORTAL", "This system"
    PHONE = "PHONE", "Telephone"
    EMAIL = "EMAIL", "E-mail"
    EDT = "EDT", "Out-of-hours team"
    POLICE_PPN = "POLICE_PPN", "Police notification"
    AMBULANCE = "AMBULANCE", "Ambulance service"
    WALK_IN = "WALK_IN", "In person"
    PUBLIC = "PUBLIC", "Form of the public"


class ContactKind(models.TextChoices):
    SAFEGUARDING = "SAFEGUARDING", "Somebody may be harmed"
    HELP = "HELP", "Help is needed"
    CONSULTATION = "CONSULTATION", "Advice first: consultation only"


class Answer(models.TextChoices):
    """Yes, no, don't know, not asked: never one for the other."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    UNKNOWN = "UNKNOWN", "Don't know"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class Rag(models.TextChoices):
    RED = "RED", "Red"
    AMBER = "AMBER", "Amber"
    GREEN = "GREEN", "Green"


# How grave a rating is; "" is not rated yet.
GRAVITY = {"": -1, Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}


class RatingSource(models.TextChoices):
    PERSON = "PERSON", "A worker"
    DANGER = "DANGER", "The danger question"
    POLICE = "POLICE", "The police grade"
    ADDITION = "ADDITION", "Something added"


class PoliceGrade(models.TextChoices):
    HIGH = "HIGH", "High"
    MEDIUM = "MEDIUM", "Medium"
    STANDARD = "STANDARD", "Standard"


# Safety b: a police grade may raise a rating, never lower it.
GRADE_RAG = {PoliceGrade.HIGH: Rag.RED, PoliceGrade.MEDIUM: Rag.AMBER}


class HowKnown(models.TextChoices):
    SEEN = "SEEN", "Seen"
    HEARD = "HEARD", "Heard"
    TOLD = "TOLD", "Told by somebody"
    SUSPECTED = "SUSPECTED", "Suspected"


class Concern(models.TextChoices):
    """What the concern is about; the four abuse categories first, then harm outside the home and other needs."""

    NEG = "NEG", "Neglect"
    PHY = "PHY", "Physical abuse"
    SAB = "SAB", "Sexual abuse"
    EMO = "EMO", "Emotional abuse"
    CSE = "CSE", "Child sexual exploitation"
    CCE = "CCE", "Child criminal exploitation"
    GANG = "GANG", "Gangs"
    COUNTY_LINES = "COUNTY_LINES", "County lines"
    RADICALISATION = "RADICALISATION", "Radicalisation"
    FGM = "FGM", "Female genital mutilation"
    HBA = "HBA", "Honour-based abuse"
    FORCED_MARRIAGE = "FORCED_MARRIAGE", "Forced marriage"
    ONLINE = "ONLINE", "Online harm"
    SLAVERY = "SLAVERY", "Modern slavery"
    DOMESTIC = "DOMESTIC", "Domestic abuse"
    DISABILITY = "DISABILITY", "Disability"
    PARENT_HEALTH = "PARENT_HEALTH", "Parent's mental health or substance use"
    SELF_HARM = "SELF_HARM", "Self-harm"
    MISSING = "MISSING", "Missing"
    HOUSING = "HOUSING", "Housing"
    YOUNG_CARER = "YOUNG_CARER", "Young carer"
    HEALTH = "HEALTH", "Health or development"
    ADULT_FINANCIAL = "ADULT_FINANCIAL", "Adult: financial abuse"
    ADULT_DISCRIMINATORY = "ADULT_DISCRIMINATORY", "Adult: discriminatory abuse"
    ADULT_ORGANISATIONAL = "ADULT_ORGANISATIONAL", "Adult: organisational abuse"
    SELF_NEGLECT = "SELF_NEGLECT", "Adult: self-neglect"
    CARE_NEEDS = "CARE_NEEDS", "Adult: care and support needs"
    OTHER = "OTHER", "Something else"


class ConsentNotSought(models.TextChoices):
    RISK_TO_CHILD = "RISK_TO_CHILD", "It would put a child or adult at risk"
    RISK_TO_OTHERS = "RISK_TO_OTHERS", "It would put others at risk"
    CRIME = "CRIME", "It would prejudice a criminal investigation"
    DELAY = "DELAY", "It would delay protection"
    CAPACITY = "CAPACITY", "The person lacks capacity to consent"
    CANNOT_CONTACT = "CANNOT_CONTACT", "They cannot be contacted"


class ConsentFor(models.TextChoices):
    SHARE = "SHARE", "Sharing information"
    ASSESS = "ASSESS", "An assessment"
    ATTEND = "ATTEND", "Professionals meeting"


class FamilyRole(models.TextChoices):
    CHILD = "CHILD", "Child the concern is about"
    UNBORN = "UNBORN", "Unborn child"
    SIBLING = "SIBLING", "Brother or sister"
    ADULT = "ADULT", "Adult the concern is about"
    PARENT = "PARENT", "Parent"
    CARER = "CARER", "Carer"
    HOUSEHOLD = "HOUSEHOLD", "Someone else in the household"
    ELSEWHERE = "ELSEWHERE", "Someone important who lives elsewhere"


CHILD_ROLES = frozenset({FamilyRole.CHILD, FamilyRole.UNBORN, FamilyRole.SIBLING})


class TypedAddressKind(models.TextChoices):
    HOME = "HOME", "Home"
    TEMPORARY = "TEMPORARY", "Temporary"
    REFUGE = "REFUGE", "Refuge or safe address"
    HOSPITAL = "HOSPITAL", "Hospital"
    NFA = "NFA", "No fixed abode"
    PLACEMENT = "PLACEMENT", "Placement"
    HOSTEL = "HOSTEL", "Hostel or shared house"
    CARE_HOME = "CARE_HOME", "Care home"


class MatchDecision(models.TextChoices):
    SAME = "SAME", "The same person"
    NEW = "NEW", "Somebody not yet recorded"
    UNSURE = "UNSURE", "Not sure yet"


class RestrictionKind(models.TextChoices):
    """Why a concern stands outside the shared queue (safety o, q)."""

    NONE = "", "Not restricted"
    PERSON = "PERSON", "A restricted person"
    STAFF = "STAFF", "An allegation against staff"


class HolderReason(models.TextChoices):
    ON_CALL = "ON_CALL", "On call for restricted records"
    ESCALATED = "ESCALATED", "Nobody before had answered"
    DIRECTOR = "DIRECTOR", "Duty director"
    LADO = "LADO", "Designated officer"
    NAMED = "NAMED", "Named by a holder"
