"""States and codes of strategy discussions and section 47 enquiries."""

from django.db import models


class DiscussionStatus(models.TextChoices):
    CONVENED = "CONVENED", "Convened"
    HELD = "HELD", "Held"
    NOT_HELD = "NOT_HELD", "Not held"


class DiscussionKind(models.TextChoices):
    MEETING = "MEETING", "Meeting"
    CALL = "CALL", "Telephone or video call"
    FOLLOW_UP = "FOLLOW_UP", "Follow-up discussion"


class Sector(models.TextChoices):
    """Whose voice is heard; social care, police and health make a quorum (Working Together)."""

    SOCIAL_CARE = "SOCIAL_CARE", "Children's social care"
    POLICE = "POLICE", "Police"
    HEALTH = "HEALTH", "Health"
    EDUCATION = "EDUCATION", "School, nursery or education"
    REFERRER = "REFERRER", "Referrer"
    ADULTS = "ADULTS", "Adult services"
    HOUSING = "HOUSING", "Housing"
    PROBATION = "PROBATION", "Probation"
    YOUTH_JUSTICE = "YOUTH_JUSTICE", "Youth justice"
    VOLUNTARY = "VOLUNTARY", "Voluntary organisation"
    LEGAL = "LEGAL", "Legal adviser"
    OTHER = "OTHER", "Other"


QUORUM = (Sector.SOCIAL_CARE, Sector.POLICE, Sector.HEALTH)


class Attendance(models.TextChoices):
    INVITED = "INVITED", "Invited"
    PRESENT = "PRESENT", "Took part"
    REPORTED = "REPORTED", "Sent information"
    APOLOGIES = "APOLOGIES", "Apologies"


class Inquiry(models.TextChoices):
    """Who makes the enquiries."""

    SINGLE_SOCIAL_CARE = "SINGLE_SC", "Social care alone"
    SINGLE_POLICE = "SINGLE_POLICE", "Police alone"
    JOINT = "JOINT", "Social care and police jointly"


class Medical(models.TextChoices):
    NEEDED = "NEEDED", "Needed, to be arranged"
    ARRANGED = "ARRANGED", "Needed and arranged"
    NOT_NEEDED = "NOT_NEEDED", "Not needed"
    UNDECIDED = "UNDECIDED", "To be decided with the paediatrician"


# What has to stand beside the answer: why not, where and when, who decides by when.
MEDICAL_NOTE = {
    Medical.ARRANGED: "Say where and when the medical is, and who consents to it.",
    Medical.NOT_NEEDED: "Say why no medical is needed.",
    Medical.UNDECIDED: "Say which paediatrician decides, and by when.",
}


class Section47Status(models.TextChoices):
    STARTED = "STARTED", "Under way"
    OUTCOME = "OUTCOME", "Outcome decided"


class Section47Outcome(models.TextChoices):
    CONTINUING_RISK = "CONTINUING_RISK", "Substantiated, continuing risk of significant harm"
    NO_CONTINUING_RISK = "NO_CONTINUING_RISK", "Substantiated, no continuing risk of significant harm"
    NOT_SUBSTANTIATED = "NOT_SUBSTANTIATED", "Not substantiated"
