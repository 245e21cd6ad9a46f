"""What the two papers print: the shape that `papers.py` of a plan and of a conference must give.

The builders stand in the apps above as frozen dataclasses with these fields. Everything here is printed, so a
builder leaves out what this copy's readers may not know (safety u, v): it never blanks a value out.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol


class PersonOnPaper(Protocol):
    """Somebody named on a paper: with respect, never a code or a label."""

    @property
    def name(self) -> str: ...
    @property
    def age(self) -> str: ...  # "7 years", "unborn, due 14 Aug 2026"


class WorkerOnPaper(Protocol):
    """A worker as readers need them: who, of what profession, for whom, how to reach."""

    @property
    def name(self) -> str: ...
    @property
    def profession(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def part(self) -> str: ...  # "Lead professional", "Team around the child"


class ActionOnPaper(Protocol):
    @property
    def what(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def by_when(self) -> date | None: ...
    @property
    def progress(self) -> str: ...


class OutcomeOnPaper(Protocol):
    @property
    def change(self) -> str: ...  # the specific change that is wanted
    @property
    def measure(self) -> str: ...
    @property
    def baseline(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def by_when(self) -> date | None: ...
    @property
    def score(self) -> str: ...  # "3 at the start, 6 now, 8 wanted (0-10)"
    @property
    def actions(self) -> Sequence[ActionOnPaper]: ...


class NeedOnPaper(Protocol):
    @property
    def need(self) -> str: ...
    @property
    def outcomes(self) -> Sequence[OutcomeOnPaper]: ...


class AgreementOnPaper(Protocol):
    @property
    def who(self) -> str: ...
    @property
    def said(self) -> str: ...  # "Agreed", "Did not agree: ..."
    @property
    def on(self) -> date | None: ...


class SupportPlan(Protocol):
    """Template papers/support_plan.html: early help, child in need and child protection alike."""

    @property
    def person(self) -> PersonOnPaper: ...
    @property
    def plan_kind(self) -> str: ...  # "Early help plan"
    @property
    def version(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def next_review_on(self) -> date | None: ...
    @property
    def lead(self) -> WorkerOnPaper | None: ...
    @property
    def team(self) -> Sequence[WorkerOnPaper]: ...
    @property
    def why(self) -> str: ...
    @property
    def childs_words(self) -> str: ...
    @property
    def familys_words(self) -> str: ...
    @property
    def needs(self) -> Sequence[NeedOnPaper]: ...
    @property
    def if_not(self) -> str: ...  # contingency: what happens if things do not change
    @property
    def agreements(self) -> Sequence[AgreementOnPaper]: ...
    @property
    def entitlements(self) -> str: ...


class PackChild(PersonOnPaper, Protocol):
    @property
    def born(self) -> str: ...  # "2 June 2019", "due 14 August 2026", "not known"


class PackItem(Protocol):
    """A line of the index."""

    @property
    def title(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def dated(self) -> date | None: ...
    @property
    def marking(self) -> str: ...  # "Professionals", "Share with all"
    @property
    def received(self) -> str: ...  # "Received in time", "Received late on ...", "Not received"


class PackMember(Protocol):
    """A line of the family composition."""

    @property
    def name(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def born(self) -> str: ...
    @property
    def lives(self) -> str: ...  # "With the children", "Elsewhere": never an address
    @property
    def responsibility(self) -> str: ...  # parental responsibility: "Yes", "No", "Not known"


class PackEvent(Protocol):
    @property
    def on(self) -> str: ...  # a date or "about March 2024"
    @property
    def what(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def significance(self) -> str: ...


class PackSection(Protocol):
    @property
    def heading(self) -> str: ...
    @property
    def paragraphs(self) -> Sequence[str]: ...


class PackReport(Protocol):
    @property
    def agency(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def received(self) -> str: ...
    @property
    def sections(self) -> Sequence[PackSection]: ...


class PackPlanLine(Protocol):
    @property
    def need(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def by_when(self) -> date | None: ...


class PackAttendee(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def part(self) -> str: ...  # profession and agency, or "mother"
    @property
    def invited(self) -> str: ...
    @property
    def report(self) -> str: ...
    @property
    def attended(self) -> str: ...  # "", "Attended", "Apologies", "Did not attend"


class PackDecision(Protocol):
    """One child on the decision page; empty answers print as lines to write on."""

    @property
    def child(self) -> str: ...
    @property
    def harm_likely(self) -> str: ...
    @property
    def plan_needed(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def views(self) -> Sequence[str]: ...  # "Demo NHS Trust, Demo Nurse: a child protection plan"
    @property
    def majority_view(self) -> str: ...
    @property
    def chair_decision(self) -> str: ...
    @property
    def dissent(self) -> str: ...
    @property
    def parents_view(self) -> str: ...
    @property
    def child_view(self) -> str: ...


class ConferencePack(Protocol):
    """Template papers/conference_pack.html: the chair's copy."""

    @property
    def kind(self) -> str: ...  # "Initial child-protection conference"
    @property
    def held_at(self) -> datetime | None: ...
    @property
    def chair(self) -> WorkerOnPaper | None: ...
    @property
    def children(self) -> Sequence[PackChild]: ...
    @property
    def index(self) -> Sequence[PackItem]: ...
    @property
    def agenda(self) -> Sequence[str]: ...
    @property
    def family(self) -> Sequence[PackMember]: ...
    @property
    def chronology(self) -> Sequence[PackEvent]: ...
    @property
    def social_work_report(self) -> Sequence[PackSection]: ...
    @property
    def agency_reports(self) -> Sequence[PackReport]: ...
    @property
    def outline_plan(self) -> Sequence[PackPlanLine]: ...
    @property
    def attendance(self) -> Sequence[PackAttendee]: ...
    @property
    def decisions(self) -> Sequence[PackDecision]: ...
    @property
    def notes(
        self,
    ) -> Sequence[str]: ...  # "Police information is shared in the room: see the restricted record."
