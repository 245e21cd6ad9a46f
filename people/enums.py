"""Kinds of name, address, relationship, involvement, status, grant."""

from django.db import models


class Sex(models.TextChoices):
    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known or unborn"


class BirthCertainty(models.TextChoices):
    EXACT = "EXACT", "Exact"
    ESTIMATED = "ESTIMATED", "Estimated"
    UNKNOWN = "UNKNOWN", "Not known yet"


class Restriction(models.TextChoices):
    NONE = "NONE", "None"
    RESTRICTED = "RESTRICTED", "Restricted to named people"
    SEALED = "SEALED", "Sealed"


class AddressKind(models.TextChoices):
    HOME = "HOME", "Home"
    TEMPORARY = "TEMPORARY", "Temporary"
    HOSPITAL = "HOSPITAL", "Hospital"
    NO_FIXED_ABODE = "NFA", "No fixed abode"
    PLACEMENT = "PLACEMENT", "Placement"
    HOSTEL = "HOSTEL", "Hostel or shared house"
    CARE_HOME = "CARE_HOME", "Care home"


# Safety l: "same address" never groups people through one of these.
COMMUNAL = frozenset({AddressKind.HOSPITAL, AddressKind.PLACEMENT, AddressKind.HOSTEL, AddressKind.CARE_HOME})


class RelationshipKind(models.TextChoices):
    """`person` is the ... of `other`."""

    PARENT = "PARENT", "Parent"
    STEP_PARENT = "STEP_PARENT", "Step-parent"
    GRANDPARENT = "GRANDPARENT", "Grandparent"
    SIBLING = "SIBLING", "Brother or sister"
    HALF_SIBLING = "HALF_SIBLING", "Half-brother or half-sister"
    PARTNER = "PARTNER", "Partner"
    FORMER_PARTNER = "FORMER_PARTNER", "Former partner"
    CARER = "CARER", "Carer"
    OTHER_FAMILY = "OTHER_FAMILY", "Other family"
    OTHER = "OTHER", "Other"


class Partnership(models.TextChoices):
    """How two partners are joined or parted."""

    MARRIED = "MARRIED", "Married or in a civil partnership"
    TOGETHER = "TOGETHER", "Living together"
    SEPARATED = "SEPARATED", "Separated"
    DIVORCED = "DIVORCED", "Divorced"


class BondQuality(models.TextChoices):
    """What stands between two people, as far as it matters to a worker."""

    CLOSE = "CLOSE", "Close"
    CONFLICT = "CONFLICT", "In conflict"


INVERSE: dict[str, str] = {
    "PARENT": "Child",
    "STEP_PARENT": "Step-child",
    "GRANDPARENT": "Grandchild",
    "SIBLING": "Brother or sister",
    "HALF_SIBLING": "Half-brother or half-sister",
    "PARTNER": "Partner",
    "FORMER_PARTNER": "Former partner",
    "CARER": "Cared for",
    "OTHER_FAMILY": "Other family",
    "OTHER": "Other",
}


class InvolvementKind(models.TextChoices):
    """In what capacity a worker, a team or an agency is involved with a person."""

    LEAD = "LEAD", "Lead professional"
    ALLOCATED = "ALLOCATED", "Allocated worker"
    CO_WORKER = "CO_WORKER", "Also working with"
    DUTY = "DUTY", "Duty worker"
    TEAM_AROUND = "TEAM_AROUND", "Team around the person"
    CHAIR = "CHAIR", "Chair or reviewing officer"
    ADMIN = "ADMIN", "Business support task"
    UNIVERSAL = "UNIVERSAL", "Roll or caseload"


class StatusKind(models.TextChoices):
    """The ladder of statuses a person holds over time (domain.md C9); history is never overwritten."""

    CONCERN = "CONCERN", "Concern"
    EARLY_HELP = "EARLY_HELP", "Early help"
    IN_NEED = "CIN", "Child in need"
    PROTECTION = "CP", "Child-protection plan"
    IN_CARE = "CLA", "In care"
    CARE_LEAVER = "CARE_LEAVER", "Care leaver"
    ADULT = "ADULT", "Adult social care"


class Stage(models.TextChoices):
    """The nine stages of the pipeline (seed ¶11); screens show five."""

    INFORMATION = "INFORMATION", "Information"
    REFERRAL = "REFERRAL", "Referral"
    ASSESSMENT = "ASSESSMENT", "Assessment"
    CASE_MANAGEMENT = "CASE_MANAGEMENT", "Case management"
    SUPPORT_PLANNING = "SUPPORT_PLANNING", "Support planning"
    DELIVERY = "DELIVERY", "Delivery"
    TRACKING = "TRACKING", "Tracking"
    MONITORING = "MONITORING", "Monitoring"
    REVIEW = "REVIEW", "Review"


SHOWN_AS: dict[str, str] = {
    "INFORMATION": "Information",
    "REFERRAL": "Referral",
    "ASSESSMENT": "Assessment",
    "CASE_MANAGEMENT": "Plan and delivery",
    "SUPPORT_PLANNING": "Plan and delivery",
    "DELIVERY": "Plan and delivery",
    "TRACKING": "Tracking and review",
    "MONITORING": "Tracking and review",
    "REVIEW": "Tracking and review",
}


class ReferenceKind(models.TextChoices):
    CONTACT = "CONTACT", "Concern"
    REFERRAL = "REFERRAL", "Referral"
    ASSESSMENT = "ASSESSMENT", "Assessment"
    CASE = "CASE", "Case"
    CONFERENCE = "CONFERENCE", "Conference"


class GrantKind(models.TextChoices):
    """Why someone without an involvement may open a record."""

    PURPOSE = "PURPOSE", "Opened for a recorded purpose"
    BREAK_GLASS = "BREAK_GLASS", "Break-glass"
    SHARE = "SHARE", "Shared"
    SAMPLE = "SAMPLE", "Audit sample"
    NAMED = "NAMED", "On the named list"
    DIRECTOR = "DIRECTOR", "Granted by the duty director"


class BreakGlassReason(models.TextChoices):
    IMMEDIATE_RISK = "IMMEDIATE_RISK", "Immediate risk to somebody"
    EDT = "EDT", "Out-of-hours work"
    COVER = "COVER", "Covering for a colleague"
    LEGAL = "LEGAL", "Court or legal work"
    COMPLAINT = "COMPLAINT", "Complaint or inquiry"


class AccessAct(models.TextChoices):
    OPEN = "OPEN", "Opened the record"
    CARD = "CARD", "Saw the index card"
    GRANT = "GRANT", "Was given access"
    PAPER = "PAPER", "Read or printed a paper"
    FILE = "FILE", "Read an attachment"
    SAFE_ADDRESS = "SAFE_ADDRESS", "Read a confidential address"
    SEARCH = "SEARCH", "Searched"


class StaffLinkKind(models.TextChoices):
    SELF = "SELF", "Their own record"
    FAMILY = "FAMILY", "Declared family"
    ADDRESS = "ADDRESS", "Same address"
    DECLARED = "DECLARED", "Declared conflict"


class Level(models.IntegerChoices):
    """How much of a person somebody sees: nothing, the index card, the record."""

    NONE = 0, "Nothing"
    CARD = 1, "Index card"
    RECORD = 2, "Record"


class ReviewOutcome(models.TextChoices):
    """What whoever reviews an opening finds."""

    RIGHT = "RIGHT", "It was right to open it"
    WRONG = "WRONG", "It was not right: close it now and tell the data-protection officer"


class RequestAnswer(models.TextChoices):
    """What a director decides on a request to open a restricted record."""

    GRANTED = "GRANTED", "Open it to this worker"
    REFUSED = "REFUSED", "Do not open it"


class ConsentAnswer(models.TextChoices):
    """Whether somebody agrees to be worked with; never the basis in law on which information is held."""

    AGREED = "AGREED", "Agreed"
    REFUSED = "REFUSED", "Refused"


class SharingChoice(models.TextChoices):
    SHARE = "SHARE", "Share"
    DO_NOT_SHARE = "DO_NOT_SHARE", "Do not share"


class SharingBasis(models.TextChoices):
    """On what ground information goes to another agency, or stays (UK GDPR art 6 and 9, DPA 2018, CA 2004)."""

    SAFEGUARDING = "SAFEGUARDING", "Safeguarding, public task (UK GDPR 6(1)(e), DPA 2018 Sch 1 para 18)"
    DUTY = "DUTY", "A duty in law (section 17 or 47, Care Act, Children Act 2004 s16LA, a court's order)"
    DIRECT_CARE = "DIRECT_CARE", "Direct care in health (confidentiality, Caldicott)"
    VITAL = "VITAL", "To save a life"
    AGREED = "AGREED", "The person asked for it or agreed"
    DETRIMENT = "DETRIMENT", "Telling would harm the child more (s16LA): not shared"
    NOT_NEEDED = "NOT_NEEDED", "Not necessary or not proportionate: not shared"
    THIRD_PARTY = "THIRD_PARTY", "It is about somebody else, or would betray a place: not shared"


class IdentityFact(models.TextChoices):
    """What of somebody's identity changed."""

    NAME = "NAME", "Name"
    SEX = "SEX", "Sex as returned"
    GENDER = "GENDER", "Gender in their own words"
    BIRTH = "BIRTH", "Birth"
    DIED = "DIED", "Death"
    MOVED_OUT = "MOVED_OUT", "Moved out of the borough"


class ExtractKind(models.TextChoices):
    """The extracts that other systems send."""

    SCHOOL_ROLL = "school-roll", "School roll"
    GP_LIST = "gp-list", "GP list"
    CHILD_HEALTH = "child-health", "Child health"
    HOUSING = "housing", "Housing"
    CIN_CENSUS = "cin-census", "Children in need census"


class LineOutcome(models.TextChoices):
    REFUSED = "REFUSED", "Refused"
    PARTLY = "PARTLY", "Taken in part"
    HELD = "HELD", "Left for a person to look at"
    GONE = "GONE", "No longer in the file"


class HeldWhy(models.TextChoices):
    """Why a row of an extract waits for a person."""

    KNOWN = "KNOWN", "May be somebody who is known already"
    CHANGED = "CHANGED", "Says otherwise than the record"


class Settled(models.TextChoices):
    """What a person said of a row that a machine may not decide (safety r)."""

    SAME = "SAME", "The same person"
    NEW = "NEW", "Somebody new"
    TAKEN = "TAKEN", "The extract is right: change the record"
    KEPT = "KEPT", "The record is right: leave it"
    UNSURE = "UNSURE", "Not sure yet"


class PairAnswer(models.TextChoices):
    """What a person said of two records that may be one person's."""

    SAME = "SAME", "The same person"
    DIFFERENT = "DIFFERENT", "Two people"
    UNSURE = "UNSURE", "Not sure yet"
