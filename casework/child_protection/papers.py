"""What the conference pack prints, as frozen facts: the chair's copy (safety u)."""

from dataclasses import dataclass
from datetime import date, datetime

MARKING = "CHAIR'S COPY - NOT FOR FAMILY OR AGENCIES"
POLICE_NOTE = "Police information is shared in the conference: see the restricted record."


@dataclass(frozen=True, slots=True)
class PackChild:
    name: str
    age: str
    born: str


@dataclass(frozen=True, slots=True)
class PackWorker:
    name: str
    profession: str
    agency: str
    phone: str
    part: str


@dataclass(frozen=True, slots=True)
class PackItem:
    title: str
    author: str
    agency: str
    dated: date | None
    marking: str
    received: str


@dataclass(frozen=True, slots=True)
class PackMember:
    name: str
    relation: str
    born: str
    lives: str
    responsibility: str


@dataclass(frozen=True, slots=True)
class PackEvent:
    on: str
    what: str
    source: str
    significance: str


@dataclass(frozen=True, slots=True)
class PackSection:
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackReport:
    agency: str
    author: str
    received: str
    sections: tuple[PackSection, ...]


@dataclass(frozen=True, slots=True)
class PackPlanLine:
    need: str
    outcome: str
    action: str
    who: str
    by_when: date | None


@dataclass(frozen=True, slots=True)
class PackAttendee:
    name: str
    part: str
    invited: str
    report: str
    attended: str


@dataclass(frozen=True, slots=True)
class PackDecision:
    child: str
    harm_likely: str
    plan_needed: str
    category: str
    views: tuple[str, ...]
    majority_view: str
    chair_decision: str
    dissent: str
    parents_view: str
    child_view: str


@dataclass(frozen=True, slots=True)
class ConferencePackPaper:
    """The pack in its first form."""

    kind: str
    held_at: datetime | None
    chair: PackWorker | None
    children: tuple[PackChild, ...]
    index: tuple[PackItem, ...]
    agenda: tuple[str, ...]
    family: tuple[PackMember, ...]
    chronology: tuple[PackEvent, ...]
    social_work_report: tuple[PackSection, ...]
    agency_reports: tuple[PackReport, ...]
    outline_plan: tuple[PackPlanLine, ...]
    attendance: tuple[PackAttendee, ...]
    decisions: tuple[PackDecision, ...]
    notes: tuple[str, ...]
