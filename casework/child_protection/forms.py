"""Forms of a conference and of core groups."""

from collections.abc import Iterable
from typing import Any

from accounts.models import Agency
from casework.cases.enums import Marking, Rating
from casework.cases.forms import PickingForm
from casework.child_protection.enums import (
    Attendance,
    ConferenceKind,
    Discontinuation,
    InviteeKind,
    Recommendation,
    ReportKind,
)
from casework.child_protection.models import Conference, ConferenceChild
from casework.child_protection.services import (
    AgencyThinks,
    ChildDecision,
    Disagrees,
    MarkedParagraph,
    MemberOfGroup,
    OutcomeStands,
    OutlineLine,
    contrary_to,
)
from casework.child_protection.services.report import POLICE_RESTRICTED, SAFE_ADDRESS
from casework.plans.enums import Category
from casework.plans.models import Outcome
from core.govuk.fields import (
    CheckboxesField,
    DateField,
    MomentField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm

LINES = 3


class ConveneForm(PickingForm):
    kind = RadiosField(label="Which conference?", choices=ConferenceKind)
    cases = CheckboxesField(label="About whom?", missing="Choose at least one child")
    purpose = TextAreaField(label="Why is it called?", rows=3)
    other_authority = TextField(label="Which authority holds the plan now?", shown_if=("kind", "TRANSFER_IN"))
    notified_on = DateField(
        label="When did its written notice arrive?", hint="A telephone call does not start the limit.",
        shown_if=("kind", "TRANSFER_IN"), past=True,
    )  # fmt: skip


class ScheduleForm(PickingForm):
    chair = SelectField(label="Who chairs?")
    starts_at = MomentField(label="When?", hint="Never on a Saturday or Sunday.")
    place = TextField(label="Where?", max_length=160)


class PackTaskForm(PickingForm):
    supporter = SelectField(
        label="Who puts the pack together?",
        hint="The records of its children open to them until it has gone out.",
    )


class InviteForm(PickingForm):
    kind = RadiosField(label="Who is invited?", choices=InviteeKind)
    user = SelectField(label="Worker, if they have an account", required=False)
    agency = SelectField(label="Agency", required=False)
    person = SelectField(label="Member of the family", required=False)
    name = TextField(label="Name, if none of these", required=False, max_length=120)
    role = TextField(label="In what capacity?", required=False, max_length=120)
    wants_report = YesNoField(label="Do you ask for a report?")


class AttendanceForm(StandardForm):
    attendance = RadiosField(label="Do they come?", choices=Attendance)
    note = TextField(
        label="Note, or the reason for an exclusion", required_if=("attendance", "EXCLUDED"), max_length=240
    )


class AgendaForm(StandardForm):
    note = TextAreaField(label="What was said?", required=False)
    is_done = YesNoField(label="Is this item done?")


class DelayForm(StandardForm):
    until = DateField(label="Until when?", future=True)
    reason = TextAreaField(label="Why is more time needed?", rows=3)
    interim_plan = TextAreaField(label="What keeps the child safe until then?")


class CancelForm(StandardForm):
    reason = TextAreaField(label="Why will it not be held?", rows=3)


class ReportForm(PickingForm):
    """A report in a few parts, each with its own marking."""

    kind = RadiosField(label="What kind of report is it?", choices=ReportKind)
    author = TextField(label="Author, if somebody else", required=False, max_length=120)
    shared_with_family_on = DateField(label="When did the family read it?", required=False, past=True)

    MARKINGS = (
        (Marking.SHARE_ALL.value, "May be shared with everybody"),
        (Marking.PROFESSIONALS.value, "Professionals only"),
        (POLICE_RESTRICTED, "Police-restricted: read in the conference, never copied"),
        (SAFE_ADDRESS, "Could betray a safe address: never copied"),
    )
    HOW_MANY = 6

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for number in range(1, self.HOW_MANY + 1):
            self.fields[f"text_{number}"] = TextAreaField(
                label=f"Part {number}", rows=4, required=number == 1, hide_optional=True
            )
            self.fields[f"marking_{number}"] = RadiosField(
                label=f"Part {number}: for whom is it?", choices=self.MARKINGS, required=number == 1, small=True,
                hide_optional=True,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, self.HOW_MANY + 1):
            if cleaned.get(f"text_{number}") and not cleaned.get(f"marking_{number}"):
                self.add_error(f"marking_{number}", "Say for whom this part is")
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        found = super().answers
        numbers = range(1, self.HOW_MANY + 1)
        parts = [(found.pop(f"text_{n}"), found.pop(f"marking_{n}")) for n in numbers]
        return {**found, "paragraphs": [MarkedParagraph(text, marking) for text, marking in parts if text]}


class DecideForm(PickingForm):
    """The decision page: what is common, then every child by themselves; nothing is chosen beforehand."""

    held_on = DateField(label="When was the conference held?", past=True)
    not_quorate_reason = TextAreaField(
        label="If it was not quorate: why does it decide nevertheless?", rows=2, required=False,
        hint="Quorate: the council and at least two other agencies.",
    )  # fmt: skip
    worries = TextAreaField(label="What are we worried about?", rows=3, required=False)
    strengths = TextAreaField(label="What works well?", rows=3, required=False)
    needs_to_happen = TextAreaField(label="What needs to happen?", rows=3, required=False)

    def __init__(
        self, *args: Any, conference: Conference | None = None, children: Iterable[ConferenceChild] = (),
        agencies: Iterable[tuple[Any, str]] = (), heard: Iterable[tuple[Agency, str]] = (), **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self._heard = list(heard)
        self._children = {f"c{row.pk}": row for row in children}
        self._agencies = {str(row.public_id): row for row, _ in agencies}
        offered = [(str(row.public_id), label) for row, label in agencies]
        is_review = conference is not None and conference.kind == ConferenceKind.REVIEW
        sections = [
            Section(
                "The conference", "held_on", "not_quorate_reason", "worries", "strengths", "needs_to_happen"
            )
        ]
        for key, row in self._children.items():
            asked = self._ask(key, row.case.person.full_name, offered, is_review=is_review)
            self.fields.update(asked)
            sections.append(Section(row.case.person.full_name, *asked))
        self.sections = tuple(sections)  # type: ignore[misc]

    def _ask(self, key: str, name: str, agencies: list[Any], *, is_review: bool) -> dict[str, Any]:
        planned: dict[str, Any] = {"shown_if": (f"{key}_needs_plan", "YES")}
        asked: dict[str, Any] = {
            f"{key}_harm_likely": YesNoField(label=f"Is {name} likely to suffer significant harm?"),
            f"{key}_needs_plan": YesNoField(label=f"Does {name} need a child protection plan?"),
            f"{key}_category": RadiosField(label="Category", choices=Category, **planned),
        }
        if is_review:
            asked[f"{key}_discontinued_because"] = RadiosField(
                label="On which ground does the plan end?", choices=Discontinuation,
                shown_if=(f"{key}_needs_plan", "NO"),
            )  # fmt: skip
        else:
            for number in range(1, LINES + 1):
                first = number == 1
                asked[f"{key}_need_{number}"] = TextField(
                    label=f"Outline {number}: what has to change?", required=first, **planned
                )
                asked[f"{key}_outcome_{number}"] = TextField(
                    label=f"Outline {number}: what is wanted?", required=first, **planned
                )
                asked[f"{key}_action_{number}"] = TextField(
                    label=f"Outline {number}: who does what first?", required=False, **planned
                )
                asked[f"{key}_by_{number}"] = DateField(
                    label=f"Outline {number}: by when?", required=first, **planned
                )
            asked[f"{key}_contingency"] = TextAreaField(
                label="If things do not change, then what?", rows=2, required=False, **planned
            )
            asked[f"{key}_core_group"] = TextAreaField(
                label="Core group: one name and capacity a line", rows=3, required=False, **planned
            )
            asked[f"{key}_visit_every_days"] = WholeNumberField(
                label="Visits at least every so many working days",
                required=False,
                min_value=1,
                max_value=10,
                **planned,
            )
        asked |= {
            f"{key}_rationale": TextAreaField(label=f"Why, for {name}?", rows=3),
            f"{key}_child_view": TextAreaField(label=f"{name}'s own view", rows=2, required=False),
            f"{key}_parents_view": TextAreaField(label="The parents' view, or why there is none", rows=2),
            **self._views(key, name),
            f"{key}_majority_view": TextAreaField(
                label="The agencies' majority view", rows=2, required=False
            ),
            f"{key}_is_split": YesNoField(label="Are the agencies divided?"),
            f"{key}_chair_decision": TextAreaField(
                label="The chair's decision", rows=2, shown_if=(f"{key}_is_split", "YES")
            ),
            f"{key}_dissents": YesNoField(label="Does anybody dissent?"),
            f"{key}_dissent_name": TextField(
                label="Who dissents?", shown_if=(f"{key}_dissents", "YES"), max_length=120
            ),
            f"{key}_dissent_agency": SelectField(
                label="Of which agency?", choices=agencies, shown_if=(f"{key}_dissents", "YES")
            ),
            f"{key}_dissent_reason": TextAreaField(label="Why?", rows=2, shown_if=(f"{key}_dissents", "YES")),
            f"{key}_dissent_to": TextField(
                label="To whom is it escalated?", shown_if=(f"{key}_dissents", "YES"), max_length=160
            ),
        }
        return asked

    def _views(self, key: str, name: str) -> dict[str, Any]:
        """Each agency's own view of each child; the parents' is asked apart and is no vote."""
        asked: dict[str, Any] = {}
        for agency, who in self._heard:
            asked[f"{key}_view_{agency.pk}"] = RadiosField(
                label=f"What does {agency} think {name} needs?", hint=f"For {agency}: {who}",
                choices=Recommendation, small=True,
            )  # fmt: skip
            asked[f"{key}_why_{agency.pk}"] = TextField(
                label=f"Why, if {agency} sees it differently from what is decided?",
                required=False,
                max_length=500,
            )
        return asked

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key in self._children:
            needs_plan = cleaned.get(f"{key}_needs_plan")
            for agency, _ in self._heard:
                view, why = cleaned.get(f"{key}_view_{agency.pk}"), cleaned.get(f"{key}_why_{agency.pk}")
                if needs_plan is not None and view == contrary_to(bool(needs_plan)) and not why:
                    self.add_error(f"{key}_why_{agency.pk}", f"Write why {agency} sees it differently")
            said = {cleaned.get(f"{key}_view_{agency.pk}") for agency, _ in self._heard}
            if {Recommendation.PLAN, Recommendation.NO_PLAN} <= said and not cleaned.get(f"{key}_is_split"):
                self.add_error(f"{key}_is_split", "The agencies are divided: choose yes")
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        found = super().answers
        common = ("held_on", "not_quorate_reason", "worries", "strengths", "needs_to_happen")
        decisions = [self._decision(key, row, found) for key, row in self._children.items()]
        return {**{name: found[name] for name in common}, "children": decisions}

    def _decision(self, key: str, row: ConferenceChild, found: dict[str, Any]) -> ChildDecision:
        def said(name: str, default: Any = "") -> Any:
            return found.get(f"{key}_{name}") or default

        lines = [
            OutlineLine(
                need=said(f"need_{n}"), outcome=said(f"outcome_{n}"), by_on=said(f"by_{n}") or found["held_on"],
                action=said(f"action_{n}"),
            )
            for n in range(1, LINES + 1)
            if said(f"need_{n}")
        ]  # fmt: skip
        dissents = []
        if said("dissents", False):
            agency = self._agencies[said("dissent_agency")]
            dissents = [Disagrees(said("dissent_name"), agency, said("dissent_reason"), said("dissent_to"))]
        members = [
            MemberOfGroup(name=text.strip()[:120]) for text in said("core_group").splitlines() if text.strip()
        ]
        opinions = [
            AgencyThinks(agency, who[:120], said(f"view_{agency.pk}"), reason=said(f"why_{agency.pk}"))
            for agency, who in self._heard
        ]
        return ChildDecision(
            child=row,
            opinions=opinions,
            harm_likely=bool(said("harm_likely", False)),
            needs_plan=bool(said("needs_plan", False)),
            category=said("category"),
            rationale=said("rationale"),
            child_view=said("child_view"),
            parents_view=said("parents_view"),
            majority_view=said("majority_view"),
            is_split=bool(said("is_split", False)),
            chair_decision=said("chair_decision"),
            dissents=dissents,
            outline=lines,
            core_group=members,
            contingency=said("contingency"),
            visit_every_days=said("visit_every_days", None),
            discontinued_because=said("discontinued_because"),
        )


class CoreGroupForm(StandardForm):
    held_on = DateField(label="When did it meet?", past=True)
    present = TextAreaField(label="Who was there, by agency?", rows=2)
    chaired_by_name = TextField(label="Who chaired?", max_length=120)
    minuted_by_name = TextField(label="Who took the minutes?", required=False, max_length=120)
    child_seen_on = TextField(
        label="When was the child seen since last time?", required=False, max_length=200
    )
    child_view = TextAreaField(label="The child's view", rows=2, required=False)
    family_view = TextAreaField(label="The family's view", rows=2, required=False)
    new_risk = TextAreaField(label="Is there a new risk?", rows=2, required=False)
    full_plan_agreed = YesNoField(label="Is the full plan agreed?")
    is_working = YesNoField(label="Does the plan work?")
    is_escalated = YesNoField(label="Is it escalated?")
    escalation = TextAreaField(label="To whom, and why?", rows=2, shown_if=("is_escalated", "YES"))
    next_on = DateField(label="When does it meet next?", required=False, future=True)

    def __init__(self, *args: Any, outcomes: Iterable[Outcome] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self._outcomes = list(outcomes)
        for row in self._outcomes:
            self.fields[f"rating_{row.pk}"] = RadiosField(
                label=f"How does it stand: {row.change}", choices=Rating, inline=True
            )
            self.fields[f"evidence_{row.pk}"] = TextField(
                label="What shows it?", required=False, max_length=300
            )

    @property
    def answers(self) -> dict[str, Any]:
        found = super().answers
        progress = [
            OutcomeStands(row, found.pop(f"rating_{row.pk}"), found.pop(f"evidence_{row.pk}"))
            for row in self._outcomes
        ]
        return {**found, "progress": progress}
