"""The roles of the partnership (domain.md D): what each is for in plain English, and what it may do.

Assignments store the key ("R4"), never a class path. Data classes by role are the policy's (people/visibility.py).
"""

from dataclasses import dataclass

from accounts.permissions import Permission as P


@dataclass(frozen=True, slots=True)
class Role:
    """A role that an assignment gives to a member of staff, in an agency or a team, from a date until a date."""

    key: str
    title: str
    description: str
    permissions: frozenset[P]


_EVERYONE = {P.CONTACT_LOG, P.INFORMATION_REPLY, P.GAP_LOG, P.ATTACHMENT_ADD, P.CONFERENCE_CONTRIBUTE}
_SOCIAL_WORK = _EVERYONE | {
    P.ASSESSMENT_WRITE,
    P.BREAK_GLASS,
    P.CASE_PROPOSE_CLOSE,
    P.CASE_WRITE,
    P.CONFERENCE_CONVENE,
    P.CORE_GROUP_WRITE,
    P.EARLY_HELP_WRITE,
    P.INFORMATION_ASK,
    P.NOTE_WRITE,
    P.PERSON_INDEX,
    P.PERSON_MERGE_PROPOSE,
    P.PERSON_WRITE,
    P.PLAN_WRITE,
    P.SECTION_47_WRITE,
    P.STRATEGY_CONVENE,
    P.STRATEGY_RECORD,
    P.VISIT_WRITE,
}
_DUTY = _EVERYONE | {
    P.CASE_PROPOSE_CLOSE,
    P.CONTACT_DECIDE_TIER_1_2,
    P.CONTACT_QUEUE,
    P.CONTACT_TRIAGE,
    P.INFORMATION_ASK,
    P.LOCALITY_OVERRIDE,
    P.PERSON_INDEX,
    P.PERSON_MERGE_PROPOSE,
    P.PERSON_OPEN_BY_PURPOSE,
    P.PERSON_WRITE,
    P.STRATEGY_CONVENE,
    P.STRATEGY_RECORD,
    P.SECTION_47_WRITE,
}
_MANAGER = _SOCIAL_WORK | {
    P.ADOPTION_RECORD,
    P.ASSESSMENT_AUTHORISE,
    P.CASE_ALLOCATE,
    P.CASE_CLOSE,
    P.CASELOAD_READ,
    P.CLOCK_EXTEND,
    P.CONTACT_QUEUE_READ,
    P.LEAD_PROFESSIONAL_ASSIGN,
    P.LOCALITY_OVERRIDE,
    P.PERSON_MERGE,
    P.PERSON_SETTLE,
    P.PLAN_AGREE,
    P.REPORT_READ,
    P.SECTION_42_DECIDE,
    P.SECTION_42_WRITE,
    P.SECTION_47_DECIDE,
    P.SUPERVISION_WRITE,
}


def _role(key: str, title: str, description: str, permissions: set[P]) -> Role:
    return Role(key, title, description, frozenset(permissions))


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        _role(
            "R1",
            "Referrer or universal practitioner",
            "Teachers, GPs, health visitors and others who log concerns, see what became of their own, and answer "
            "questions that the front door puts to them.",
            _EVERYONE | {P.PERSON_FLAG},
        ),
        _role(
            "R2",
            "Front-door duty worker",
            "Works the front-door queue: reads concerns, rates them, gathers information, decides tiers 1 and 2.",
            _DUTY,
        ),
        _role(
            "R3",
            "Front-door manager",
            "Decides tiers 3 and 4, signs every closure without action, lowers a rating, takes over a claim.",
            _DUTY
            | {
                P.CASE_ALLOCATE,
                P.CASELOAD_READ,
                P.CLOCK_EXTEND,
                P.CONTACT_DECIDE_TIER_3_4,
                P.CONTACT_RATE_DOWN,
                P.CONTACT_SIGN_CLOSURE,
                P.CONTACT_TAKE_OVER,
                P.DUTY_ROTA_KEEP,
                P.PERSON_MERGE,
                P.PERSON_SETTLE,
                P.REPORT_READ,
                P.SECTION_47_DECIDE,
                P.SUPERVISION_WRITE,
                P.THRESHOLD_AGREE,
            },
        ),
        _role(
            "R4",
            "Social worker",
            "Assesses, visits, plans and leads for the children and families allocated to them.",
            _SOCIAL_WORK,
        ),
        _role(
            "R5",
            "Team manager",
            "Allocates, authorises assessments and plans, sees the caseload of the team's locality.",
            _MANAGER,
        ),
        _role(
            "R6",
            "Lead professional",
            "Leads early help and writes its plan from any profession; contributes to assessments and core groups.",
            _EVERYONE
            | {
                P.ASSESSMENT_CONTRIBUTE,
                P.CASE_PROPOSE_CLOSE,
                P.CORE_GROUP_WRITE,
                P.EARLY_HELP_WRITE,
                P.NOTE_WRITE,
                P.PERSON_FLAG,
                P.PLAN_WRITE,
                P.VISIT_WRITE,
            },
        ),
        _role(
            "R7",
            "Conference chair or reviewing officer",
            "Chairs conferences and reviews, decides whether a child-protection plan is needed, challenges drift.",
            _EVERYONE
            | {
                P.BREAK_GLASS,
                P.CONFERENCE_CHAIR,
                P.CONFERENCE_COMPILE,
                P.NOTE_WRITE,
                P.PACK_READ,
                P.PERSON_INDEX,
            },
        ),
        _role(
            "R8",
            "Health professional",
            "Health visitors, nurses, therapists and doctors: health detail of their own caseload, reports, checks.",
            _EVERYONE
            | {
                P.ASSESSMENT_CONTRIBUTE,
                P.BREAK_GLASS,
                P.CORE_GROUP_WRITE,
                P.EARLY_HELP_WRITE,
                P.NOTE_WRITE,
                P.PERSON_FLAG,
                P.PLAN_WRITE,
                P.VISIT_WRITE,
            },
        ),
        _role(
            "R9",
            "Police officer at the front door",
            "Reads the queue, answers and asks checks, records police information with its marking.",
            _EVERYONE
            | {
                P.ASSESSMENT_CONTRIBUTE,
                P.CONTACT_QUEUE,
                P.PERSON_FLAG,
                P.PERSON_OPEN_BY_PURPOSE,
                P.STRATEGY_RECORD,
            },
        ),
        _role(
            "R10",
            "Commissioner",
            "Sees totals without names, small numbers suppressed, and the gaps that practitioners log.",
            {P.CONTACT_LOG, P.AGGREGATE_READ, P.GAP_LOG},
        ),
        _role(
            "R11",
            "Business support",
            "Keys concerns that arrive by telephone or mail, settles who the rows of other systems are, compiles "
            "conference packs, runs the diary.",
            _EVERYONE
            | {
                P.CONFERENCE_COMPILE,
                P.CONTACT_QUEUE,
                P.PACK_READ,
                P.PERSON_INDEX,
                P.PERSON_MERGE_PROPOSE,
                P.PERSON_SETTLE,
            },
        ),
        _role(
            "R12",
            "Quality auditor",
            "Reads a sample of records to judge practice; changes nothing.",
            {P.CONTACT_LOG, P.PERSON_OPEN_BY_PURPOSE, P.REPORT_READ, P.AGGREGATE_READ},
        ),
        _role(
            "R13A",
            "Director of children's or adults' services",
            "Sees totals; opens one record by break-glass for a decision only a director can take.",
            {
                P.AGGREGATE_READ,
                P.BREAK_GLASS,
                P.CONTACT_LOG,
                P.LADO_WRITE,
                P.REPORT_READ,
                P.RESTRICTION_GRANT,
            },
        ),
        _role(
            "R13B",
            "Board member or councillor",
            "Sees totals only.",
            {P.CONTACT_LOG, P.AGGREGATE_READ},
        ),
        _role(
            "R14",
            "System administrator",
            "Keeps accounts, teams and configuration; sees no case content.",
            {P.CONTACT_LOG, P.STAFF_MANAGE, P.THRESHOLD_WRITE},
        ),
        _role(
            "R16",
            "Out-of-hours worker",
            "Does the front door's and the social worker's urgent work at night, at weekends and on bank holidays.",
            _DUTY | _SOCIAL_WORK | {P.OUT_OF_HOURS_DECIDE, P.SECTION_42_DECIDE, P.SECTION_42_WRITE},
        ),
        _role(
            "R17",
            "Caldicott guardian or data-protection officer",
            "Owns the access log and grants access to restricted records.",
            {
                P.CONTACT_LOG,
                P.ACCESS_LOG_READ,
                P.LADO_WRITE,
                P.RESTRICTION_GRANT,
                P.REPORT_READ,
                P.THRESHOLD_AGREE,
            },
        ),
        _role(
            "R18",
            "Adult practitioner",
            "Assesses and safeguards adults, and asks whether each adult is a parent or a carer.",
            _EVERYONE
            | {
                P.ADULT_ASSESS,
                P.BREAK_GLASS,
                P.CASE_WRITE,
                P.CASE_PROPOSE_CLOSE,
                P.INFORMATION_ASK,
                P.NOTE_WRITE,
                P.PERSON_INDEX,
                P.PERSON_MERGE_PROPOSE,
                P.PERSON_WRITE,
                P.PLAN_WRITE,
                P.SECTION_42_WRITE,
                P.VISIT_WRITE,
            },
        ),
        _role(
            "SEAT",
            "Partner's seat at the front door",
            "Health, education or housing colleague who sits with the front door: reads the queue, answers checks.",
            _EVERYONE | {P.CONTACT_QUEUE, P.PERSON_FLAG},
        ),
        _role(
            "LADO",
            "Designated officer for allegations",
            "Holds allegations against staff, in a store of their own.",
            {P.CONTACT_LOG, P.LADO_READ, P.LADO_WRITE},
        ),
        _role("SYSTEM", "This system", "Sweeps and imports.", set(P)),
    )
}
