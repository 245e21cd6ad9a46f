"""The small table of facts about places that the product ships; the full postcode table is imported.

Wards of 2023 with their national codes and localities are published facts. Localities of the 2004 wards are
derived by overlap, sectors by where most of their postcodes lie; both say so wherever they are shown.
"""

from datetime import date

from localities.enums import Certainty, EmployerKind

AREAS_BEGAN = date(2010, 4, 1)
LOCALITIES_BEGAN = date(2016, 4, 1)
WARDS_2004_BEGAN = date(2004, 6, 10)
WARDS_2023_BEGAN = date(2023, 5, 4)
WARDS_2004_ENDED = date(2023, 5, 3)
AREAS_ENDED = date(2016, 3, 31)

# code, name, position on screens
LOCALITIES = (("N", "North", 1), ("S", "South", 2), ("C", "Central", 3), ("W", "West", 4))
# The empty tile of the schematic map beside each locality, where its name and number stand.
LABEL_TILES = {"N": (1, 4), "S": (4, 4), "C": (3, 3), "W": (0, 0)}
# The areas of 2010, and the locality that bears the same name; no record says what Central was drawn from.
AREAS = (("A-N", "North", "N"), ("A-W", "West", "W"), ("A-S", "South", "S"))

# code, name, locality, tile label, row and column of the schematic map (odd rows stand half a tile right)
WARDS_2023 = (
    ("E05015239", "Altrincham", "S", "ALT", 5, 1),
    ("E05015240", "Ashton upon Mersey", "C", "AOM", 2, 2),
    ("E05015241", "Bowdon", "S", "BOW", 5, 0),
    ("E05015242", "Broadheath", "S", "BRD", 4, 1),
    ("E05015243", "Brooklands", "C", "BRK", 3, 2),
    ("E05015244", "Bucklow-St Martins", "W", "BSM", 2, 1),
    ("E05015245", "Davyhulme", "W", "DAV", 0, 1),
    ("E05015246", "Flixton", "W", "FLX", 1, 0),
    ("E05015247", "Gorse Hill & Cornbrook", "N", "GHC", 0, 3),
    ("E05015248", "Hale", "S", "HAL", 5, 2),
    ("E05015249", "Hale Barns & Timperley South", "S", "HBT", 5, 3),
    ("E05015250", "Longford", "N", "LFD", 1, 3),
    ("E05015251", "Lostock & Barton", "N", "LAB", 0, 2),
    ("E05015252", "Manor", "C", "MAN", 3, 1),
    ("E05015253", "Old Trafford", "N", "OTR", 0, 4),
    ("E05015254", "Sale Central", "C", "SLC", 2, 3),
    ("E05015255", "Sale Moor", "C", "SLM", 2, 4),
    ("E05015256", "Stretford & Humphrey Park", "N", "SHP", 1, 2),
    ("E05015257", "Timperley Central", "S", "TMC", 4, 3),
    ("E05015258", "Timperley North", "S", "TMN", 4, 2),
    ("E05015259", "Urmston", "W", "URM", 1, 1),
)
WARDS_2004 = (
    ("E05000819", "Altrincham", "S"),
    ("E05000820", "Ashton upon Mersey", "C"),
    ("E05000821", "Bowdon", "S"),
    ("E05000822", "Broadheath", "S"),
    ("E05000823", "Brooklands", "C"),
    ("E05000824", "Bucklow-St Martins", "W"),
    ("E05000825", "Clifford", "N"),
    ("E05000826", "Davyhulme East", "N"),
    ("E05000827", "Davyhulme West", "W"),
    ("E05000828", "Flixton", "W"),
    ("E05000829", "Gorse Hill", "N"),
    ("E05000830", "Hale Barns", "S"),
    ("E05000831", "Hale Central", "S"),
    ("E05000832", "Longford", "N"),
    ("E05000833", "Priory", "C"),
    ("E05000834", "St Mary's", "C"),
    ("E05000835", "Sale Moor", "C"),
    ("E05000836", "Stretford", "N"),
    ("E05000837", "Timperley", "S"),
    ("E05000838", "Urmston", "W"),
    ("E05000839", "Village", "S"),
)

# BORDER: part of the sector lies in another authority, so an address there must be checked.
SECTORS: dict[tuple[str, Certainty], tuple[str, ...]] = {
    ("N", Certainty.CERTAIN): (
        *("M16 1", "M16 6", "M16 9", "M17 1", "M17 8"),
        *("M32 0", "M32 1", "M32 2", "M32 8"),
    ),
    ("N", Certainty.LIKELY): ("M32 9",),
    ("N", Certainty.BORDER): ("M15 4", "M15 5", "M15 6", "M16 0", "M16 7", "M16 8", "M21 9"),
    ("C", Certainty.CERTAIN): ("M33 0", "M33 1", "M33 2", "M33 6", "M33 7", "M33 9"),
    ("C", Certainty.LIKELY): ("M33 3", "M33 4", "M33 5"),
    ("C", Certainty.BORDER): ("M21 2", "M21 8", "M23 0"),
    ("S", Certainty.CERTAIN): (
        *("WA14 1", "WA14 2", "WA14 3", "WA14 5"),
        *("WA15 5", "WA15 6", "WA15 7", "WA15 8", "WA15 9"),
    ),
    ("S", Certainty.BORDER): ("M23 9", "WA13 0", "WA13 9", "WA14 4", "WA15 0"),
    ("W", Certainty.CERTAIN): ("M31 3", "M31 4", "M31 9", "M41 3", "M41 4", "M41 5", "M41 6", "M41 8"),
    ("W", Certainty.LIKELY): ("M31 1", "M31 2", "M41 0", "M41 7", "M41 9"),
}

# What rates are reckoned by: from when, until when, whose number, and how many of each age (first, last: None for "and
# over"). A later estimate comes in with `manage.py import_population`.
POPULATIONS: tuple[
    tuple[date, date | None, str, tuple[tuple[int, int | None, int], ...]], ...
] = (
    (date(2010, 2, 1), date(2021, 3, 20), "The service's design, 2010", ((0, 17, 53_000),)),
    (
        date(2021, 3, 21), None, "Census 2021, usual residents on 21 March 2021 (Office for National Statistics)",
        (
            (0, 0, 2_384), (1, 4, 11_072), (5, 9, 16_002), (10, 15, 19_435), (16, 17, 5_905), (18, 24, 14_856),
            (25, 64, 124_101), (65, None, 41_285),
        ),
    ),
)  # fmt: skip

ADULT = 18

_COUNCIL, _HEALTH, _JOINT = EmployerKind.COUNCIL, EmployerKind.HEALTH, EmployerKind.JOINT
_FAMILY = "Multi-Agency Family Support"
_REFERRAL = "Multi-Agency Referral and Assessment Service"
_COMPLEX = "Complex and Additional Needs"
_CARE = "Children in Care"
_INFORMATION = "Information Service"
_CAMHS = "Child and Adolescent Mental Health Service"
_COMMISSIONING = "Joint Commissioning"
_EDUCATION = "Education and Early Services"

# The 28 service areas: 13 of the council, 12 of health, 3 more (a LOCAL DEFAULT: the sources give the number
# and 25 names, not the whole list). code, name, part of, employer, borough-wide, what it does.
SERVICES = (
    ("CWD", "Children with disabilities social care", _COMPLEX, _COUNCIL, True,
     "Social workers for disabled children: assessments, short breaks, and planning for adult life."),
    ("DUTY", "Children's duty and assessment", _REFERRAL, _COUNCIL, True,
     "The first people to read a concern about a child. They decide what help is needed, and how fast."),
    ("CENTRES", "Children's and family centres", _FAMILY, _COUNCIL, False,
     "Places near home for families with young children: play, parenting groups, health visitor clinics."),
    ("CONNEXIONS", "Connexions", _FAMILY, _COUNCIL, False,
     "Advice for young people on courses, work and training."),
    ("EDPSYCH", "Educational psychology", _EDUCATION, _COUNCIL, True,
     "Helps schools and families understand how a child learns and feels, and what would help."),
    ("EWS", "Education welfare", _FAMILY, _COUNCIL, False,
     "Helps when a child misses school, and makes sure every child has a school place."),
    ("CIC", "Children in care social care", _CARE, _COUNCIL, True,
     "Social workers, foster homes, adoption and homes for children whom the council looks after."),
    ("SCHOOLIMP", "School improvement", _EDUCATION, _COUNCIL, True,
     "Works with schools on teaching, and with the virtual school for children in care."),
    ("SEN", "Special educational needs assessment", _REFERRAL, _COUNCIL, True,
     "Decides and writes education, health and care plans."),
    ("SENSORY", "Sensory impairment", _COMPLEX, _COUNCIL, True,
     "Specialist teachers for children who see or hear less well."),
    ("SOCIALWORK", "Family social work teams", _FAMILY, _COUNCIL, False,
     "Social workers in each locality who assess, plan and visit with families."),
    ("YOS", "Youth offending", "Youth Offending Service", _COUNCIL, True,
     "Works with young people in trouble with the law, or close to it, and with those harmed."),
    ("YOUTH", "Youth service", _FAMILY, _COUNCIL, False,
     "Youth clubs and youth workers in each locality."),
    ("THERAPIES", "Children's therapies", _COMPLEX, _HEALTH, True,
     "Speech and language therapy, physiotherapy, occupational therapy and orthoptics."),
    ("CAMHS", "Child and adolescent mental health", _CAMHS, _HEALTH, True,
     "Assessment and treatment for children and young people with mental health needs."),
    ("CHIS", "Child health information", _INFORMATION, _HEALTH, True,
     "Keeps each child's immunisation and screening record, and sends the invitations."),
    ("CWDHEALTH", "Children with disabilities health service", _COMPLEX, _HEALTH, True,
     "Nurses and doctors for disabled children and their families."),
    ("BEHAVIOUR", "Challenging behaviour and home support", _COMPLEX, _HEALTH, True,
     "Comes to the home when a child's behaviour is hard to live with, and supports parents and carers."),
    ("CCN", "Community children's nursing", _COMPLEX, _HEALTH, True,
     "Nursing at home for children who are ill, so that they need less time in hospital."),
    ("PAEDS", "Community paediatrics", _REFERRAL, _HEALTH, True,
     "Children's doctors outside hospital: development, disability, and child-protection medicals."),
    ("EQUIPMENT", "Community paediatric equipment", _COMPLEX, _HEALTH, True,
     "Lends chairs, hoists, beds and other equipment that a child needs at home."),
    ("HV", "Health visiting", _FAMILY, _HEALTH, False,
     "A health visitor for every child from before birth to school age."),
    ("HSAFE", "Health safeguarding", _REFERRAL, _HEALTH, True,
     "Designated and named professionals who advise health staff when they worry about a child or adult."),
    ("HEARING", "Newborn hearing screening", _COMPLEX, _HEALTH, True,
     "Tests every new baby's hearing."),
    ("SCHOOLNURSE", "School nursing", _FAMILY, _HEALTH, False,
     "A nurse for every school: health checks, healthy weight, someone to talk to."),
    ("IRO", "Independent reviewing and conference chairs", _REFERRAL, _COUNCIL, True,
     "Chairs conferences and reviews for children in care, apart from those who run the case."),
    ("FOSTERING", "Fostering, adoption, residential and aftercare", _CARE, _COUNCIL, True,
     "Finds and supports foster carers and adopters, runs children's homes, stays with care leavers to 25."),
    ("COMMISSION", "Joint commissioning, school organisation and admissions", _COMMISSIONING, _JOINT, True,
     "Plans and buys services for council and NHS together, and gives every child a school place."),
)  # fmt: skip
