"""What the support plan prints, as frozen facts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PaperPerson:
    name: str
    age: str


@dataclass(frozen=True, slots=True)
class PaperWorker:
    """Profession and agency always stand with a name."""

    name: str
    profession: str
    agency: str
    phone: str
    part: str


@dataclass(frozen=True, slots=True)
class PaperAction:
    what: str
    who: str
    agency: str
    by_when: date | None
    progress: str


@dataclass(frozen=True, slots=True)
class PaperOutcome:
    change: str
    measure: str
    baseline: str
    target: str
    by_when: date | None
    score: str
    actions: tuple[PaperAction, ...]


@dataclass(frozen=True, slots=True)
class PaperNeed:
    need: str
    outcomes: tuple[PaperOutcome, ...]


@dataclass(frozen=True, slots=True)
class PaperAgreement:
    who: str
    said: str
    on: date | None


@dataclass(frozen=True, slots=True)
class SupportPlanPaper:
    """The plan as the person and everybody who carries it read it."""

    person: PaperPerson
    plan_kind: str
    version: int
    status: str
    starts_on: date | None
    next_review_on: date | None
    lead: PaperWorker | None
    team: tuple[PaperWorker, ...]
    why: str
    childs_words: str
    familys_words: str
    needs: tuple[PaperNeed, ...]
    if_not: str
    agreements: tuple[PaperAgreement, ...]
    entitlements: str
