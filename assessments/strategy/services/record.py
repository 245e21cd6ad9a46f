"""The discussion was held: who took part, what was shared, what was decided for each child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.access import holds_any
from accounts.models import Team, User
from accounts.permissions import Permission
from accounts.selectors import managers_of
from assessments.ports import section_47_started
from assessments.single.enums import Marking
from assessments.strategy import clocks
from assessments.strategy.enums import MEDICAL_NOTE, Attendance, Inquiry, Medical, Sector
from assessments.strategy.models import (
    Section47,
    StrategyAction,
    StrategyAttendee,
    StrategyChild,
    StrategyDiscussion,
    StrategyInformation,
    StrategyPoliceInformation,
    StrategySafeInformation,
)
from assessments.strategy.permissions import missing_voices, require_open
from assessments.strategy.selectors import others_of
from assessments.strategy.workflow import DISCUSSION
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from core.workflow import apply
from outbox.services import once, tell
from people.models import Person


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone who took part or sent word; a colleague with an account, or a name and an organisation."""

    sector: str
    attendance: str = Attendance.PRESENT
    user: User | None = None
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Information:
    """What an agency shared, with its marking."""

    sector: str
    text: str
    marking: str = Marking.PROFESSIONALS


@dataclass(frozen=True, slots=True)
class Action:
    """Who does what by when."""

    what: str
    who: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChildDecision:
    """Is the section 47 threshold met for this child, on what grounds."""

    met: bool
    reason: str
    categories: tuple[str, ...] = field(default=())


# What else the record may say (fields of the discussion).
DETAILS = frozenset(
    {
        "kind", "rationale", "inquiry", "medical", "medical_note", "best_evidence", "best_evidence_note",
        "sibling_decisions", "disclosure_limits", "next_meeting_at", "minutes_to",
    }
)  # fmt: skip


def record(
    *,
    discussion: StrategyDiscussion,
    by: User,
    held_at: datetime,
    attendees: Sequence[Attendee],
    decisions: Mapping[Person, ChildDecision],
    information: Sequence[Information] = (),
    actions: Sequence[Action] = (),
    quorum_reason: str = "",
    late_reason: str = "",
    within_a_working_day: bool = False,
    lead: User | None = None,
    team: Team | None = None,
    version: int | None = None,
    key: str = "",
    **details: Any,
) -> StrategyDiscussion:
    """Write down what was shared and decided; an enquiry begins for each child whose threshold is met.

    Without social care, police and health the reason is recorded; later than the limit only with a manager's.
    """
    if unknown := set(details) - DETAILS:
        raise TypeError(f"A strategy discussion does not record {sorted(unknown)}")

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="strategy discussion recorded"):
            require_open(by, discussion)
            row = apply(discussion, "record", workflow=DISCUSSION, by=by, at=clock.now(), version=version)
            _check(row, by, held_at, attendees, quorum_reason, late_reason)
            if any(decision.met for decision in decisions.values()):
                _check_enquiry(details)
            for name, value in details.items():
                setattr(row, name, value)
            row.held_at, row.held_by = held_at, by
            row.team = team or row.team
            row.quorum_reason, row.late_reason = quorum_reason, late_reason
            row.save()
            _keep_attendees(row, attendees, by)
            keep_information(row, information, by)
            keep_actions(row, actions, by)
            clocks.held(discussion=row, at=held_at, by=by)
            for enquiry in _decide(row, decisions, by, held_at):
                clocks.enquiry_started(
                    section_47=enquiry,
                    by=by,
                    owner=lead or by,
                    team=row.team,
                    within_a_working_day=within_a_working_day,
                )
                section_47_started.ask(section_47=enquiry, by=by)
                _tell_managers(enquiry, row.team, by)
        return row.reference

    once(by=by, action="strategy.record", key=key, do=do)
    discussion.refresh_from_db()
    return discussion


def _check(
    row: StrategyDiscussion,
    by: User,
    held_at: datetime,
    attendees: Sequence[Attendee],
    quorum_reason: str,
    late_reason: str,
) -> None:
    if held_at > clock.now():
        raise DomainError("The discussion cannot have been held in the future.", field="held_at")
    if held_at < row.threshold_seen_at:
        raise DomainError("It cannot have been held before the threshold was seen.", field="held_at")
    present = [item.sector for item in attendees if item.attendance == Attendance.PRESENT]
    absent = missing_voices(present)
    if absent and not quorum_reason.strip():
        raise DomainError(
            f"Without {' and '.join(absent).lower()} there is no quorum: say why it was held.",
            field="quorum_reason",
        )
    running = clocks.of_discussion(row)
    if running is not None and held_at > running.awaited_by:
        if not late_reason.strip():
            raise DomainError("It was held later than the limit: say why.", field="late_reason")
        if not holds_any(by, (Permission.CLOCK_EXTEND, Permission.OUT_OF_HOURS_DECIDE)):
            raise DomainError(
                "Held later than the limit: a manager must give the reason.", field="late_reason"
            )


def _check_enquiry(details: Mapping[str, Any]) -> None:
    """Where section 47 is decided, who enquires and the medical are decided with it (domain.md C2)."""
    if details.get("inquiry") not in Inquiry.values:
        raise DomainError(
            "Say whether social care and police enquire jointly, or which of them alone.", field="inquiry"
        )
    medical = details.get("medical")
    if medical not in Medical.values:
        raise DomainError("Say whether a medical is needed, not needed or arranged.", field="medical")
    wanted = MEDICAL_NOTE.get(Medical(medical))
    if wanted and not str(details.get("medical_note") or "").strip():
        raise DomainError(wanted, field="medical_note")


def _keep_attendees(row: StrategyDiscussion, attendees: Sequence[Attendee], by: User) -> None:
    now = clock.now()
    for item in attendees:
        if item.sector not in Sector.values or item.attendance not in Attendance.values:
            raise DomainError("Choose the agency and whether they took part.", field="attendees")
        values = {
            "sector": item.sector,
            "attendance": item.attendance,
            "name": item.name,
            "organisation": item.organisation or (str(item.user.agency or "") if item.user else ""),
        }
        if item.user is not None:
            StrategyAttendee.objects.update_or_create(
                discussion=row,
                user=item.user,
                defaults=values,
                create_defaults={**values, "recorded_at": now, "recorded_by": by},
            )
        elif item.name.strip():
            StrategyAttendee.objects.create(discussion=row, recorded_at=now, recorded_by=by, **values)


def keep_information(row: StrategyDiscussion, information: Sequence[Information], by: User) -> None:
    told = [item for item in information if item.text.strip()]
    # What was written while it was held stands before what is added afterwards.
    written = sum(
        model.objects.filter(discussion=row).count()
        for model in (StrategyInformation, StrategyPoliceInformation, StrategySafeInformation)
    )
    for position, item in enumerate(told, start=written + 1):
        if item.marking not in Marking.values:
            raise DomainError("Choose who may read what was shared.", field="information")
        common = {
            "discussion": row,
            "sector": item.sector,
            "position": position,
            "text": item.text.strip(),
            "recorded_at": clock.now(),
            "recorded_by": by,
        }
        if item.marking == Marking.POLICE_RESTRICTED:
            StrategyPoliceInformation.objects.create(**common)
        elif item.marking == Marking.SAFE_ADDRESS:
            StrategySafeInformation.objects.create(**common)
        else:
            StrategyInformation.objects.create(marking=item.marking, **common)


def keep_actions(row: StrategyDiscussion, actions: Sequence[Action], by: User) -> None:
    for item in actions:
        if item.what.strip():
            StrategyAction.objects.create(
                discussion=row,
                what=item.what,
                who=item.who,
                due_on=item.due_on,
                recorded_at=clock.now(),
                recorded_by=by,
            )


def _decide(
    row: StrategyDiscussion, decisions: Mapping[Person, ChildDecision], by: User, held_at: datetime
) -> list[Section47]:
    """A decision for every child, from section 47 on for brothers and sisters too; an enquiry that runs goes on.

    Whom the recorder may not know of is not asked for: that would tell them.
    """
    said = {person.pk: decision for person, decision in decisions.items()}
    is_met = any(decision.met for decision in decisions.values())
    for other in others_of(row, reader=by):
        if other.pk in said:
            StrategyChild.objects.create(
                discussion=row, person=other, recorded_at=clock.now(), recorded_by=by
            )
        elif is_met:
            raise DomainError(
                f"Say for {other.full_name} too whether the threshold is met: a child of the same family.",
                field="decisions",
            )
    begun: list[Section47] = []
    for child in StrategyChild.objects.select_for_update(of=("self",)).filter(discussion=row).order_by("pk"):
        decision = said.get(child.person_id)
        name = child.person.full_name
        if decision is None:
            raise DomainError(f"Say for {name} whether the threshold is met.", field="decisions")
        if not decision.reason.strip():
            raise DomainError(f"Say why, for {name}.", field="decisions")
        child.section_47_met, child.reason = decision.met, decision.reason
        child.version += 1
        child.save(update_fields=["section_47_met", "reason", "version"])
        Person.objects.select_for_update().get(pk=child.person_id)
        if decision.met and not Section47.objects.open().filter(person=child.person_id).exists():
            begun.append(
                Section47.objects.create(
                    person=child.person,
                    discussion=row,
                    started_at=held_at,
                    categories=list(decision.categories),
                    grounds=decision.reason,
                    recorded_at=clock.now(),
                    recorded_by=by,
                )
            )
    if strangers := set(said) - set(row.children.values_list("person_id", flat=True)):
        raise WrongState(f"{len(strangers)} of the decisions are about people this discussion is not about.")
    return begun


def _tell_managers(enquiry: Section47, team: Team | None, by: User) -> None:
    managers = managers_of(team) if team else ([by.line_manager] if by.line_manager else [])
    for manager in managers:
        if manager != by:
            tell(
                to=manager,
                kind="assessments.section_47_started",
                reference=enquiry.reference,
                path=clocks.path_of_enquiry(enquiry),
                key=f"assessments.section_47_started:{enquiry.public_id}",
            )
