"""The demo's partnership: agencies, teams and plainly made-up staff, one persona a role and colleagues beside them."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from accounts.enums import AgencyKind as K
from accounts.enums import TeamKind as T
from accounts.personas import Persona
from accounts.roles import ROLES

PASSWORDS = Path(settings.VAR_DIR) / "demo_users.json"
SINCE = date(2024, 1, 1)
ALWAYS = (datetime(2024, 1, 1), datetime(2040, 1, 1))
COUNCIL, TRUST, POLICE = "Trafford Council (demo)", "Community NHS Trust (demo)", "City Police (demo)"

# name: kind, sensitive
AGENCIES: dict[str, tuple[K, bool]] = {
    COUNCIL: (K.COUNCIL, False),
    TRUST: (K.NHS_TRUST, False),
    POLICE: (K.POLICE, False),
    "North Demo Primary School": (K.SCHOOL, False),
    "Central Demo Primary School": (K.SCHOOL, False),
    "South Demo Primary School": (K.SCHOOL, False),
    "West Demo Primary School": (K.SCHOOL, False),
    "North Demo High School": (K.SCHOOL, False),
    "Central Demo High School": (K.SCHOOL, False),
    "South Demo High School": (K.SCHOOL, False),
    "West Demo High School": (K.SCHOOL, False),
    "Demo Nursery North": (K.EARLY_YEARS, False),
    "Demo Nursery South": (K.EARLY_YEARS, False),
    "Demo Practice North": (K.GP, False),
    "Demo Practice Central": (K.GP, False),
    "Demo Practice South": (K.GP, False),
    "Demo Practice West": (K.GP, False),
    "Demo Pharmacy": (K.PHARMACY, False),
    "Demo Care Home": (K.CARE_HOME, False),
    "Demo Nursing Home": (K.CARE_HOME, False),
    "Demo General Hospital": (K.HOSPITAL, False),
    "Demo Maternity Service": (K.HOSPITAL, False),
    "Demo Children's Hospital": (K.HOSPITAL, False),
    "Demo Ambulance Service": (K.AMBULANCE, False),
    "Demo Housing Trust": (K.HOUSING, False),
    "Demo Homes": (K.HOUSING, False),
    "Demo Probation": (K.PROBATION, False),
    "Demo Domestic Abuse Service": (K.DOMESTIC_ABUSE, True),
    "Demo Substance Misuse Service": (K.SUBSTANCE_MISUSE, True),
    "Demo Family Charity": (K.VOLUNTARY, False),
    "Demo Youth Charity": (K.VOLUNTARY, False),
    "Demo Carers' Centre": (K.VOLUNTARY, False),
    "Demo Food Bank": (K.VOLUNTARY, False),
    "Care Co-ordination Centre (demo)": (K.OTHER, False),
    "Salford Council (demo)": (K.OTHER_AUTHORITY, False),
    "Manchester Council (demo)": (K.OTHER_AUTHORITY, False),
    "Adult Mental Health (demo)": (K.NHS_TRUST, True),
    "Leisure Trust (demo)": (K.OTHER, False),
    "Income Support Office (demo)": (K.OTHER, False),
    "Demo College": (K.SCHOOL, False),
}

# name: kind, agency, sensitive, locality code ("" = borough-wide, None = covers no place)
TEAMS: dict[str, tuple[T, str, bool, str | None]] = {
    "MARAT": (T.FRONT_DOOR, COUNCIL, False, ""),
    "Emergency Duty Team": (T.OUT_OF_HOURS, COUNCIL, False, ""),
    "Family Support North": (T.LOCALITY, COUNCIL, False, "North"),
    "Family Support Central": (T.LOCALITY, COUNCIL, False, "Central"),
    "Family Support South": (T.LOCALITY, COUNCIL, False, "South"),
    "Family Support West": (T.LOCALITY, COUNCIL, False, "West"),
    "Adults North": (T.ADULTS, COUNCIL, False, "North"),
    "Adults South": (T.ADULTS, COUNCIL, False, "South"),
    "Complex and Additional Needs": (T.COMPLEX_NEEDS, COUNCIL, False, ""),
    "Children in Care": (T.CHILDREN_IN_CARE, COUNCIL, False, ""),
    "Leaving Care": (T.LEAVING_CARE, COUNCIL, False, ""),
    "Conference and Reviewing Unit": (T.CONFERENCE_UNIT, COUNCIL, False, ""),
    "Business Support": (T.BUSINESS_SUPPORT, COUNCIL, False, None),
    "Youth Offending Service": (T.YOUTH_JUSTICE, COUNCIL, True, ""),
    "CAMHS": (T.CAMHS, TRUST, True, ""),
    "Health Visiting North": (T.COMMUNITY_HEALTH, TRUST, False, "North"),
    "Health Visiting South": (T.COMMUNITY_HEALTH, TRUST, False, "South"),
    "School Nursing": (T.COMMUNITY_HEALTH, TRUST, False, ""),
    "Early Help": (T.EARLY_HELP, COUNCIL, False, ""),
    "SEN Assessment": (T.SEN, COUNCIL, False, ""),
    "Designated Officer": (T.LADO, COUNCIL, False, None),
}


@dataclass(frozen=True, slots=True)
class Worker:
    """One made-up member of staff; `persona` ones stand on the sign-in page."""

    username: str
    name: str
    role: str
    agency: str
    team: str
    profession: str
    post: str
    does: str = ""
    delegated: bool = False
    safeguarding_lead: bool = False
    manager: str = ""

    @property
    def is_persona(self) -> bool:
        return bool(self.does)


def _w(*values: str, **more: object) -> Worker:
    return Worker(*values, **more)  # type: ignore[arg-type]


SW = "SOCIAL_WORKER"
STAFF: tuple[Worker, ...] = (
    _w("teacher.north", "Teacher North (demo)", "R1", "North Demo Primary School", "", "TEACHER", "Safeguarding lead", "Logs a concern about a pupil and follows what became of it", safeguarding_lead=True),
    _w("teacher.west", "Teacher West (demo)", "R1", "West Demo Primary School", "", "TEACHER", "Safeguarding lead", safeguarding_lead=True),
    _w("teacher.south", "Teacher South (demo)", "R1", "South Demo High School", "", "TEACHER", "Safeguarding lead", safeguarding_lead=True),
    _w("teacher.central", "Teacher Central (demo)", "R1", "Central Demo High School", "", "TEACHER", "Safeguarding lead", safeguarding_lead=True),
    _w("gp.south", "GP South (demo)", "R1", "Demo Practice South", "", "GP", "GP partner"),
    _w("gp.central", "GP Central (demo)", "R1", "Demo Practice Central", "", "GP", "GP partner"),
    _w("midwife", "Midwife (demo)", "R1", "Demo Maternity Service", "", "MIDWIFE", "Community midwife", safeguarding_lead=True),
    _w("hospital.ward", "Children's Ward Sister (demo)", "R1", "Demo Children's Hospital", "", "COMMUNITY_CHILDRENS_NURSE", "Ward sister", safeguarding_lead=True),
    _w("housing.officer", "Housing Officer (demo)", "R1", "Demo Housing Trust", "", "HOUSING_OFFICER", "Tenancy officer"),
    _w("pharmacist", "Pharmacist (demo)", "R1", "Demo Pharmacy", "", "PHARMACIST", "Pharmacist"),
    _w("charity.worker", "Family Charity Worker (demo)", "R1", "Demo Family Charity", "", "VOLUNTARY_WORKER", "Family worker"),
    _w("da.adviser", "Domestic Abuse Adviser (demo)", "R1", "Demo Domestic Abuse Service", "", "DOMESTIC_ABUSE_ADVISER", "Independent adviser"),
    _w("duty.one", "Duty Worker One (demo)", "R2", COUNCIL, "MARAT", SW, "Duty social worker", "Works the front-door queue: reads, rates, gathers, decides tiers 1 and 2", manager="frontdoor.manager"),
    _w("duty.two", "Duty Worker Two (demo)", "R2", COUNCIL, "MARAT", SW, "Duty social worker", manager="frontdoor.manager"),
    _w("frontdoor.manager", "Front Door Manager (demo)", "R3", COUNCIL, "MARAT", SW, "Practice manager, front door", "Decides tiers 3 and 4, signs closures, lowers ratings", delegated=True, manager="head.of.service"),
    _w("sw.north", "Social Worker North (demo)", "R4", COUNCIL, "Family Support North", SW, "Senior social worker", "Assesses, visits, leads and plans for families in the North", delegated=True, manager="manager.north"),
    _w("sw.north.two", "Social Worker North Two (demo)", "R4", COUNCIL, "Family Support North", SW, "Social worker", manager="manager.north"),
    _w("sw.central", "Social Worker Central (demo)", "R4", COUNCIL, "Family Support Central", SW, "Senior social worker", delegated=True, manager="manager.central"),
    _w("sw.south", "Social Worker South (demo)", "R4", COUNCIL, "Family Support South", SW, "Senior social worker", delegated=True, manager="manager.south"),
    _w("sw.west", "Social Worker West (demo)", "R4", COUNCIL, "Family Support West", SW, "Senior social worker", delegated=True, manager="manager.west"),
    _w("sw.west.two", "Social Worker West Two (demo)", "R4", COUNCIL, "Family Support West", SW, "Newly qualified social worker", manager="manager.west"),
    _w("sw.care", "Social Worker Children in Care (demo)", "R4", COUNCIL, "Children in Care", SW, "Senior social worker", delegated=True, manager="manager.care"),
    _w("sw.complex", "Social Worker Complex Needs (demo)", "R4", COUNCIL, "Complex and Additional Needs", SW, "Social worker", delegated=True, manager="manager.complex"),
    _w("manager.north", "Team Manager North (demo)", "R5", COUNCIL, "Family Support North", SW, "Team manager", "Allocates and authorises; watches the caseload of the North", delegated=True, manager="head.of.service"),
    _w("manager.central", "Team Manager Central (demo)", "R5", COUNCIL, "Family Support Central", SW, "Team manager", delegated=True, manager="head.of.service"),
    _w("manager.south", "Team Manager South (demo)", "R5", COUNCIL, "Family Support South", SW, "Team manager", delegated=True, manager="head.of.service"),
    _w("manager.west", "Team Manager West (demo)", "R5", COUNCIL, "Family Support West", SW, "Team manager", delegated=True, manager="head.of.service"),
    _w("manager.complex", "Team Manager Complex Needs (demo)", "R5", COUNCIL, "Complex and Additional Needs", SW, "Team manager", delegated=True, manager="head.of.service"),
    _w("manager.care", "Team Manager Children in Care (demo)", "R5", COUNCIL, "Children in Care", SW, "Team manager", delegated=True, manager="head.of.service"),
    _w("manager.adults", "Team Manager Adults (demo)", "R5", COUNCIL, "Adults South", SW, "Team manager", delegated=True, manager="head.of.service"),
    _w("manager.adults.north", "Team Manager Adults North (demo)", "R5", COUNCIL, "Adults North", SW, "Team manager", delegated=True, manager="head.of.service"),
    _w("early.help", "Early Help Worker (demo)", "R6", COUNCIL, "Early Help", "FAMILY_SUPPORT", "Family support worker", manager="manager.central"),
    _w("school.nurse", "School Nurse (demo)", "R6", TRUST, "School Nursing", "SCHOOL_NURSE", "School nurse", "Leads early help as lead professional", manager="health.manager"),
    _w("chair", "Conference Chair (demo)", "R7", COUNCIL, "Conference and Reviewing Unit", SW, "Independent chair", "Chairs child-protection conferences and prints the pack", delegated=True, manager="head.of.service"),
    _w("health.visitor", "Health Visitor (demo)", "R8", TRUST, "Health Visiting North", "HEALTH_VISITOR", "Health visitor", "Keeps health detail of the under-fives, reports to conferences", manager="health.manager"),
    _w("health.visitor.south", "Health Visitor South (demo)", "R8", TRUST, "Health Visiting South", "HEALTH_VISITOR", "Health visitor", manager="health.manager"),
    _w("health.manager", "Health Operations Manager (demo)", "R8", TRUST, "School Nursing", "HEALTH_VISITOR", "Operations manager", manager="head.of.service"),
    _w("camhs.nurse", "CAMHS Nurse (demo)", "R8", TRUST, "CAMHS", "CAMHS", "CAMHS nurse", manager="health.manager"),
    _w("camhs.colleague", "CAMHS Colleague (demo)", "R8", TRUST, "CAMHS", "CAMHS", "CAMHS nurse", manager="health.manager"),
    _w("paediatrician", "Paediatrician (demo)", "R8", TRUST, "School Nursing", "COMMUNITY_PAEDIATRICIAN", "Designated doctor", manager="health.manager"),
    _w("police.frontdoor", "Police Officer at the Front Door (demo)", "R9", POLICE, "", "POLICE_OFFICER", "Detective sergeant", "Reads the queue and answers police checks"),
    _w("seat.health", "Health Seat at the Front Door (demo)", "SEAT", TRUST, "MARAT", "HEALTH_VISITOR", "Specialist nurse", "Sits with the front door for health", manager="health.manager"),
    _w("seat.education", "Education Seat at the Front Door (demo)", "SEAT", COUNCIL, "MARAT", "EDUCATION_WELFARE", "Education welfare officer", manager="frontdoor.manager"),
    _w("commissioner", "Commissioner (demo)", "R10", COUNCIL, "", "COMMISSIONER", "Joint commissioning manager", "Sees totals without names, and gaps in provision"),
    _w("business.support", "Business Support (demo)", "R11", COUNCIL, "Conference and Reviewing Unit", "BUSINESS_SUPPORT", "Conference administrator", "Keys concerns, compiles conference packs", manager="chair"),
    _w("auditor", "Quality Auditor (demo)", "R12", COUNCIL, "", SW, "Quality assurance lead", "Reads a sample of records"),
    _w("director", "Director (demo)", "R13A", COUNCIL, "", "DIRECTOR", "Corporate director", "Sees totals; opens one record by break-glass", delegated=True),
    _w("head.of.service", "Head of Service (demo)", "R13A", COUNCIL, "", SW, "Head of service", delegated=True, manager="director"),
    _w("councillor", "Lead Member (demo)", "R13B", COUNCIL, "", "DIRECTOR", "Lead member", "Sees totals only"),
    _w("administrator", "System Administrator (demo)", "R14", COUNCIL, "", "BUSINESS_SUPPORT", "System administrator", "Keeps accounts and teams; sees no case"),
    _w("edt", "Emergency Duty Worker (demo)", "R16", COUNCIL, "Emergency Duty Team", SW, "Emergency duty social worker", "Nights, weekends and bank holidays", delegated=True, manager="frontdoor.manager"),
    _w("data.protection", "Data Protection Officer (demo)", "R17", COUNCIL, "", "DIRECTOR", "Caldicott guardian", "Owns the access log, grants restricted records"),
    _w("adults.south", "Adult Practitioner (demo)", "R18", COUNCIL, "Adults South", "ADULT_PRACTITIONER", "Adult social worker", "Works with adults, asks whether each is a parent or carer", manager="manager.adults"),
    _w("adults.north", "Adult Practitioner North (demo)", "R18", COUNCIL, "Adults North", "ADULT_PRACTITIONER", "Adult social worker", manager="manager.adults.north"),
    _w("lado", "Designated Officer (demo)", "LADO", COUNCIL, "Designated Officer", SW, "Designated officer", "Holds allegations against staff", manager="head.of.service"),
)  # fmt: skip


def password_of(username: str) -> str:
    """The random password of this installation; made when first asked for."""
    kept: dict[str, str] = json.loads(PASSWORDS.read_text()) if PASSWORDS.exists() else {}
    if username not in kept:
        for worker in STAFF:
            kept.setdefault(worker.username, secrets.token_urlsafe(12))
        PASSWORDS.write_text(json.dumps(kept, indent=1))
        PASSWORDS.chmod(0o600)
    return kept[username]


def offered() -> Iterable[Persona]:
    """One persona a role for the sign-in page."""
    return [
        Persona(
            username=worker.username,
            name=worker.name,
            role=f"{ROLES[worker.role].title}",
            agency=worker.agency,
            does=worker.does,
        )
        for worker in STAFF
        if worker.is_persona
    ]
