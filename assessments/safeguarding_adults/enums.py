"""States and codes of adult safeguarding (Care Act 2014 s42; Care and Support Statutory Guidance chapter 14)."""

from django.db import models


class EnquiryStatus(models.TextChoices):
    SCREENING = "SCREENING", "Three-part test to be applied"
    ENQUIRY = "ENQUIRY", "Enquiry under way"
    NOT_MET = "NOT_MET", "Test not met"
    CONCLUDED = "CONCLUDED", "Concluded"
    CEASED = "CEASED", "Ended at the adult's wish"


class AbuseKind(models.TextChoices):
    """The ten kinds of the guidance (14.17)."""

    PHYSICAL = "PHYSICAL", "Physical abuse"
    DOMESTIC = "DOMESTIC", "Domestic abuse"
    SEXUAL = "SEXUAL", "Sexual abuse"
    PSYCHOLOGICAL = "PSYCHOLOGICAL", "Psychological abuse"
    FINANCIAL = "FINANCIAL", "Financial or material abuse"
    SLAVERY = "SLAVERY", "Modern slavery"
    DISCRIMINATORY = "DISCRIMINATORY", "Discriminatory abuse"
    ORGANISATIONAL = "ORGANISATIONAL", "Organisational abuse"
    NEGLECT = "NEGLECT", "Neglect and acts of omission"
    SELF_NEGLECT = "SELF_NEGLECT", "Self-neglect"


class Place(models.TextChoices):
    """Where the risk is (Safeguarding Adults Collection)."""

    OWN_HOME = "OWN_HOME", "Own home"
    COMMUNITY = "COMMUNITY", "In the community"
    SERVICE = "SERVICE", "In a community service"
    CARE_HOME = "CARE_HOME", "Care home"
    NURSING_HOME = "NURSING_HOME", "Care home with nursing"
    HOSPITAL = "HOSPITAL", "Hospital"
    OTHER = "OTHER", "Somewhere else"


class Source(models.TextChoices):
    """Whom the risk comes from (Safeguarding Adults Collection)."""

    PROVIDER = "PROVIDER", "A service or its worker"
    KNOWN = "KNOWN", "Somebody the adult knows"
    STRANGER = "STRANGER", "Somebody the adult does not know"
    SELF = "SELF", "Nobody else: self-neglect"


class Capacity(models.TextChoices):
    """For the decisions of this enquiry (Mental Capacity Act 2005): assumed unless shown otherwise."""

    HAS = "HAS", "Has capacity for the decisions of this enquiry"
    LACKS = "LACKS", "Lacks capacity for them"
    SOME = "SOME", "For some of them"
    UNKNOWN = "UNKNOWN", "Not known yet"


class Advocate(models.TextChoices):
    CARE_ACT = "CARE_ACT", "Independent advocate (Care Act s68)"
    IMCA = "IMCA", "Independent mental capacity advocate"
    SUITABLE_PERSON = "SUITABLE_PERSON", "Suitable friend or relative"


class Enquirer(models.TextChoices):
    """The council makes enquiries, or causes them to be made; the duty stays its own."""

    COUNCIL = "COUNCIL", "The council makes them"
    CAUSED = "CAUSED", "The council causes another organisation to make them"


class Finding(models.TextChoices):
    SUBSTANTIATED = "SUBSTANTIATED", "Substantiated"
    PARTLY = "PARTLY", "Partly substantiated"
    NOT = "NOT", "Not substantiated"
    INCONCLUSIVE = "INCONCLUSIVE", "Inconclusive"


class RiskBefore(models.TextChoices):
    HIGH = "HIGH", "High"
    MEDIUM = "MEDIUM", "Medium"
    LOW = "LOW", "Low"


class RiskAfter(models.TextChoices):
    REMOVED = "REMOVED", "Removed"
    REDUCED = "REDUCED", "Reduced"
    REMAINS = "REMAINS", "Remains"


class OutcomesMet(models.TextChoices):
    """What the adult wanted, at the end (making safeguarding personal)."""

    FULLY = "FULLY", "Fully"
    PARTLY = "PARTLY", "Partly"
    NOT = "NOT", "Not met"
    NONE = "NONE", "No outcomes were expressed"
