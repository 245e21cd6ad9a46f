"""Two papers with every section filled, of the shape that documents/specs.py asks for; all invented."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Row:
    """One line of a paper: named values."""

    name: str = ""
    age: str = ""
    born: str = ""
    profession: str = ""
    agency: str = ""
    phone: str = ""
    part: str = ""
    need: str = ""
    change: str = ""
    measure: str = ""
    baseline: str = ""
    target: str = ""
    score: str = ""
    what: str = ""
    who: str = ""
    progress: str = ""
    said: str = ""
    title: str = ""
    author: str = ""
    marking: str = ""
    received: str = ""
    relation: str = ""
    lives: str = ""
    responsibility: str = ""
    source: str = ""
    significance: str = ""
    heading: str = ""
    outcome: str = ""
    action: str = ""
    invited: str = ""
    report: str = ""
    attended: str = ""
    child: str = ""
    harm_likely: str = ""
    plan_needed: str = ""
    category: str = ""
    dissent: str = ""
    parents_view: str = ""
    on: object = None
    dated: date | None = None
    by_when: date | None = None
    paragraphs: tuple[str, ...] = ()
    sections: tuple["Row", ...] = ()
    outcomes: tuple["Row", ...] = ()
    actions: tuple["Row", ...] = ()


LEAD = Row(
    name="Demo Nurse",
    profession="School nurse",
    agency="Demo NHS Trust",
    phone="01632 960 001",
    part="Lead professional",
)


@dataclass(frozen=True)
class Plan:
    person: Row = Row(name="Ada Demochild", age="9 years")
    plan_kind: str = "Early help plan"
    version: int = 2
    status: str = "Active"
    starts_on: date = date(2026, 5, 15)
    next_review_on: date = date(2026, 8, 14)
    lead: Row | None = LEAD
    team: tuple[Row, ...] = (LEAD,)
    why: str = "Ada misses school and sleeps badly."
    childs_words: str = "I want to see my friends."
    familys_words: str = "We would like help in the mornings."
    needs: tuple[Row, ...] = (
        Row(
            need="Being at school",
            outcomes=(
                Row(
                    change="Ada is at school every day",
                    measure="attendance",
                    baseline="82 %",
                    target="95 %",
                    score="3 at the start, 6 now, 8 wanted",
                    by_when=date(2026, 7, 17),
                    actions=(
                        Row(
                            what="Breakfast club",
                            who="Demo Teacher",
                            agency="Demo School",
                            by_when=date(2026, 6, 1),
                            progress="Going well",
                        ),
                    ),
                ),
            ),
        ),
    )
    if_not: str = "We meet again within two weeks."
    agreements: tuple[Row, ...] = (Row(who="Ada's mother", said="Agreed", on=date(2026, 5, 15)),)
    entitlements: str = "You may have a copy of this plan and may say no to any part of it."


@dataclass(frozen=True)
class Pack:
    kind: str = "Initial child-protection conference"
    held_at: datetime | None = datetime(2026, 8, 11, 10, 0, tzinfo=ZoneInfo("Europe/London"))
    chair: Row | None = Row(name="Demo Chair", agency="Demo Council")
    children: tuple[Row, ...] = (
        Row(name="Ada Demochild", age="9 years", born="2 Jun 2017"),
        Row(name="Ben Demochild", age="6 years", born="1 May 2020"),
    )
    index: tuple[Row, ...] = (
        Row(title="School report", author="Demo Teacher", agency="Demo School", marking="Share with all",
            received="Received in time", dated=date(2026, 8, 3)),
    )  # fmt: skip
    agenda: tuple[str, ...] = ("Welcome and confidentiality", "Reports in turn", "Decision for each child")
    family: tuple[Row, ...] = (
        Row(
            name="Cleo Demochild",
            relation="Mother",
            born="1 Jan 1990",
            lives="With the children",
            responsibility="Yes",
        ),
    )
    chronology: tuple[Row, ...] = (
        Row(
            on="about March 2024",
            what="Seen at the walk-in centre",
            source="Health visitor",
            significance="Harm",
        ),
    )
    social_work_report: tuple[Row, ...] = (
        Row(heading="What has happened", paragraphs=("First paragraph.", "Second.")),
    )
    agency_reports: tuple[Row, ...] = (
        Row(agency="Demo School", author="Demo Teacher", received="Received in time",
            sections=(Row(heading="At school", paragraphs=("Ada is often tired.",)),)),
    )  # fmt: skip
    outline_plan: tuple[Row, ...] = (
        Row(need="Safety at home", outcome="Nobody is hurt", action="Weekly visit", who="Demo Worker"),
    )
    attendance: tuple[Row, ...] = (
        Row(name="Demo Teacher", part="Teacher, Demo School", invited="Invited", report="Report received"),
    )
    decisions: tuple[Row, ...] = (Row(child="Ada Demochild"), Row(child="Ben Demochild"))
    notes: tuple[str, ...] = field(
        default=("Police information is shared in the room: see the restricted record.",)
    )
