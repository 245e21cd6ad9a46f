"""Ordinary concerns as they reach a front door, each with what usually becomes of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of concern: who tells it, what it says, how it is rated and decided."""

    words: str
    outcome: str
    tier: int
    cites: tuple[str, ...]
    rag: str = "GREEN"
    kind: str = "HELP"
    concerns: tuple[str, ...] = ()
    help_named: str = ""
    adult: bool = False
    weight: int = 2
    by: tuple[str, ...] = field(default=())


SCHOOLS = ("teacher.north", "teacher.west", "teacher.south", "teacher.central")
HEALTH = (
    "health.visitor",
    "health.visitor.south",
    "school.nurse",
    "midwife",
    "gp.south",
    "gp.central",
    "hospital.ward",
)
COMMUNITY = ("housing.officer", "charity.worker", "da.adviser", "pharmacist")
# Everybody may tell the front door, whatever their role.
EVERYBODY = (
    "commissioner", "auditor", "director", "councillor", "administrator", "data.protection", "adults.north", "adults.south",
    "paediatrician", "camhs.nurse", "chair", "lado", "edt", "frontdoor.manager", "manager.south", "sw.complex", "health.manager", "seat.health", "seat.education", "business.support",
)  # fmt: skip

PATTERNS: tuple[Pattern, ...] = (
    Pattern("Late most mornings, tired; mother works nights and asked the school for ideas", "SIGNPOST", 1, ("1E",), weight=5,
            help_named="Breakfast club and the parents' line", by=SCHOOLS),
    Pattern("Argument between parents at the gate, no child hurt, both calm afterwards", "NFA_ADVICE", 1, ("1E",), weight=5,
            help_named="Mediation leaflet, the school keeps an eye", by=SCHOOLS),
    Pattern("Two-year check missed, mother new here and on her own", "SINGLE_AGENCY", 2, ("2A",), weight=5,
            help_named="Health visitor calls this week", by=HEALTH),
    Pattern("Low mood since the move, eats alone, a friend told the nurse", "SINGLE_AGENCY", 2, ("2C",), weight=4,
            help_named="School nurse drop-in, six sessions", concerns=("HEALTH",), by=HEALTH),
    Pattern("Rent arrears, four children in two rooms, damp on the wall of the cot", "EARLY_HELP", 2, ("2E", "2H"), weight=4,
            concerns=("HOUSING",), by=COMMUNITY),
    Pattern("Attendance 86 per cent, cooks for two younger ones, says she is fine", "EARLY_HELP", 2, ("2F", "2B"), weight=4,
            concerns=("YOUNG_CARER",), by=SCHOOLS),
    Pattern("Bedtimes and tempers; father asks for a course after the split", "EARLY_HELP", 2, ("2D", "2G"), weight=3, by=HEALTH),
    Pattern("Dirty, hungry, medical appointments missed three times since Christmas", "FAMILY_HELP", 3, ("3G",), rag="AMBER",
            kind="SAFEGUARDING", concerns=("NEG",), weight=4, by=SCHOOLS),
    Pattern("Mother drinks at noon; the six-year-old let the midwife in", "FAMILY_HELP", 3, ("3D",), rag="AMBER", kind="SAFEGUARDING",
            concerns=("PARENT_HEALTH",), weight=3, by=HEALTH),
    Pattern("Police called twice in a month, children upstairs, mother says it is over", "FAMILY_HELP", 3, ("3E",), rag="AMBER",
            kind="SAFEGUARDING", concerns=("DOMESTIC",), weight=3, by=("police.frontdoor",)),
    Pattern("Out until two, new phone, older friends with a car", "FAMILY_HELP", 3, ("3H",), rag="AMBER", kind="SAFEGUARDING",
            concerns=("CCE", "MISSING"), weight=2, by=SCHOOLS),
    Pattern("Handprint on the cheek; says her uncle did it and that it is a secret", "STRATEGY", 4, ("4B",), rag="RED",
            kind="SAFEGUARDING", concerns=("PHY",), weight=1, by=SCHOOLS),
    Pattern("Child of friends living with them since November, parents abroad", "PRIVATE_FOSTERING", 3, ("3A",), rag="AMBER", weight=1,
            by=SCHOOLS),
    Pattern("Asks for an assessment for school: does not speak, falls often", "EHC", 2, ("2H",), concerns=("DISABILITY",), weight=2,
            by=HEALTH),
    Pattern("Family moved to Salford on Friday; open worry about a baby", "TRANSFER_OTHER", 2, ("2A",), help_named="Salford's front door, which has accepted it", weight=1, by=HEALTH),
    Pattern("Same fall in the playground as told yesterday by the nurse", "DUPLICATE", 1, (), help_named="What the nurse told yesterday", weight=1, by=SCHOOLS),
    Pattern("Third call this month about the neighbour's music and 'their sort'", "MALICIOUS", 1, (), weight=1, by=("business.support",)),
    Pattern("Falls, milk in the oven, son lives in Leeds", "ADULT_CARE", 3, ("3J",), adult=True, concerns=("CARE_NEEDS",), weight=3,
            by=HEALTH),
    Pattern("Cares for her husband day and night, has stopped her own tablets", "CARER", 2, ("2I",), adult=True,
            concerns=("CARE_NEEDS",), weight=2, by=("pharmacist", "adults.north", "gp.south")),
    Pattern("Money gone twice since the new lodger came; she is afraid of him", "ADULT_SAFEGUARDING", 4, ("4K",), rag="AMBER",
            adult=True, kind="SAFEGUARDING", concerns=("ADULT_FINANCIAL",), weight=2, by=COMMUNITY),
    Pattern("A question from a colleague: whom to ring about a bruise from football", "NFA_ADVICE", 1, ("1H",), kind="CONSULTATION",
            help_named="Advice given on the telephone", weight=3, by=EVERYBODY),
)  # fmt: skip

SURNAMES = (
    "Ashworth", "Barlow", "Crabtree", "Dewhurst", "Entwistle", "Fielden", "Greenhalgh", "Haworth", "Isherwood", "Kershaw", "Lomax",
    "Mather", "Nuttall", "Openshaw", "Pilkington", "Ramsbottom", "Shawcross", "Tattersall", "Unsworth", "Whittaker",
)  # fmt: skip
GIRLS = (
    "Ada",
    "Bea",
    "Cleo",
    "Dora",
    "Edie",
    "Flo",
    "Gwen",
    "Hope",
    "Iris",
    "Joy",
    "Kit",
    "Lena",
    "May",
    "Nell",
    "Orla",
    "Pia",
)
BOYS = (
    "Abe",
    "Bert",
    "Cai",
    "Dan",
    "Eli",
    "Finn",
    "Gus",
    "Hal",
    "Ivo",
    "Jem",
    "Kai",
    "Leo",
    "Max",
    "Ned",
    "Otto",
    "Pip",
)
# One sector a locality, in turn.
POSTCODES = (
    "M32 0AB",
    "M33 2AB",
    "WA14 1AB",
    "M41 5AB",
    "M16 9AB",
    "M33 7AB",
    "WA15 8AB",
    "M31 4AB",
    "M17 1AB",
    "M33 6AB",
    "WA14 5AB",
    "M41 6AB",
)
TEAM_OF = {
    "M32": "North",
    "M16": "North",
    "M17": "North",
    "M33": "Central",
    "WA14": "South",
    "WA15": "South",
    "M41": "West",
    "M31": "West",
}
