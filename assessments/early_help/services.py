"""Verbs of early help: begin with consent, write, complete with a lead, review, end with consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.access import require
from accounts.enums import OnCallDuty, TeamKind
from accounts.models import Team, User
from accounts.permissions import Permission
from accounts.selectors import managers_of, on_call
from assessments.early_help import clocks
from assessments.early_help.enums import ConsentScope, EarlyHelpStatus, Side
from assessments.early_help.models import (
    EarlyHelpAssessment,
    EarlyHelpMember,
    EarlyHelpReview,
    EarlyHelpSide,
)
from assessments.early_help.permissions import require_open
from assessments.early_help.workflow import EARLY_HELP
from core import clock
from core.errors import DomainError, NotFound, StaleVersion, WrongState
from core.history import acting
from core.references import next_reference
from core.workflow import apply, lock
from outbox.services import once, tell
from people.clusters import identities
from people.enums import InvolvementKind, Level, ReferenceKind, Stage
from people.models import Person
from people.selectors import level
from people.services import enter_stage, involve, open_episode, record_reference, set_lead
from referrals.models import Contact

EDITABLE = frozenset(
    {
        "present", "child_voice", "parent_voice", "better", "sdq_total", "height_cm", "weight_kg",
        "bmi_centile", "immunisations", "dental", "attendance_percent", "conclusions", "step_up_trigger",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team around the family."""

    user: User | None = None
    name: str = ""
    organisation: str = ""
    part: str = ""


def start_early_help(
    *,
    person: Person,
    by: User,
    consent_at: datetime,
    consent_given_by: str,
    consent_scope: Sequence[str],
    contact: Contact | None = None,
    lead: User | None = None,
    key: str = "",
) -> EarlyHelpAssessment:
    """The family agreed: the assessment begins, 20 working days from their consent."""
    made: list[EarlyHelpAssessment] = []

    def do() -> str:
        made.append(_start(person, by, consent_at, consent_given_by, list(consent_scope), contact, lead))
        return made[0].reference

    reference = once(by=by, action="early_help.start", key=key, do=do)
    return made[0] if made else EarlyHelpAssessment.objects.get(reference=reference)


@transaction.atomic
def _start(
    person: Person,
    by: User,
    consent_at: datetime,
    consent_given_by: str,
    consent_scope: list[str],
    contact: Contact | None,
    lead: User | None,
) -> EarlyHelpAssessment:
    child = Person.objects.select_for_update().get(pk=person.pk)
    require(by, Permission.EARLY_HELP_WRITE)
    if level(by, child) != Level.RECORD:
        raise NotFound("There is no such record.")
    now = clock.now()
    if consent_at > now:
        raise DomainError("Consent cannot have been given in the future.", field="consent_at")
    if not consent_given_by.strip():
        raise DomainError("Say who agreed.", field="consent_given_by")
    if ConsentScope.ASSESS not in consent_scope or set(consent_scope) - set(ConsentScope.values):
        raise DomainError("Without consent to the assessment itself it cannot begin.", field="consent_scope")
    running = EarlyHelpAssessment.objects.open().filter(person__in=identities(child)).first()
    if running is not None:
        raise WrongState(f"Early help is open already, in {running.reference}.")
    with acting(by=by, reason="early help started"):
        row: EarlyHelpAssessment = EarlyHelpAssessment.objects.create(
            reference=next_reference("AS", clock.to_local(now).date()),
            person=child,
            contact=contact,
            started_at=now,
            consent_at=consent_at,
            consent_given_by=consent_given_by,
            consent_scope=consent_scope,
            lead=lead,
            recorded_at=now,
            recorded_by=by,
        )
        open_episode(person=child, reference=row.reference, by=by, stage=Stage.ASSESSMENT)
        enter_stage(person=child, stage=Stage.ASSESSMENT, by=by)
        record_reference(person=child, kind=ReferenceKind.ASSESSMENT, reference=row.reference, by=by)
        involve(
            person=child,
            kind=InvolvementKind.TEAM_AROUND,
            user=by,
            by=by,
            what="Early help",
            source=row.reference,
        )
        clocks.started(row=row, by=by)
    return row


def _writable(early_help: EarlyHelpAssessment, by: User, version: int | None = None) -> EarlyHelpAssessment:
    row = lock(early_help, version=version)
    require(by, Permission.EARLY_HELP_WRITE)
    require_open(by, row)
    if row.status != EarlyHelpStatus.STARTED:
        raise WrongState(f"This assessment is {row.get_status_display().lower()} and cannot be changed now.")
    return row


@transaction.atomic
def save_early_help(
    *, early_help: EarlyHelpAssessment, by: User, version: int | None = None, **changes: Any
) -> EarlyHelpAssessment:
    """Words of child and parents, wellbeing, growth, conclusions."""
    if unknown := set(changes) - EDITABLE:
        raise TypeError(f"Early help does not record {sorted(unknown)}")
    row = _writable(early_help, by, version)
    _in_range(changes, "sdq_total", 40)
    _in_range(changes, "attendance_percent", 100)
    _in_range(changes, "bmi_centile", 100)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    with acting(by=by, reason="early help changed"):
        row.save(update_fields=[*changes, "version"])
    return row


def _in_range(changes: dict[str, Any], name: str, top: int) -> None:
    value = changes.get(name)
    if value is not None and not 0 <= value <= top:
        raise DomainError(f"Enter a number between 0 and {top}.", field=name)


@transaction.atomic
def save_side(
    *,
    early_help: EarlyHelpAssessment,
    side: str,
    by: User,
    strengths: str,
    needs: str,
    version: int | None = None,
) -> EarlyHelpSide:
    """Strengths and needs of one side of the triangle; version 0 is a side nobody has written yet."""
    if side not in Side.values:
        raise NotFound("There is no such section.")
    holder = _writable(early_help, by)
    row = EarlyHelpSide.objects.filter(early_help=holder, side=side).first()
    with acting(by=by, reason=f"early help {side}"):
        if row is None:
            made: EarlyHelpSide = EarlyHelpSide.objects.create(
                early_help=holder,
                side=side,
                strengths=strengths,
                needs=needs,
                recorded_at=clock.now(),
                recorded_by=by,
            )
            return made
        if version is not None and version != row.version:
            raise StaleVersion("Somebody else wrote in this section after you opened it.")
        row.strengths, row.needs = strengths, needs
        row.version += 1
        row.save(update_fields=["strengths", "needs", "version"])
    found: EarlyHelpSide = row
    return found


@transaction.atomic
def add_member(*, early_help: EarlyHelpAssessment, by: User, member: Member) -> EarlyHelpMember:
    """Somebody joins the team around the family; the record opens to a colleague with an account."""
    row = lock(early_help)
    require(by, Permission.EARLY_HELP_WRITE)
    require_open(by, row)
    if row.status not in (EarlyHelpStatus.STARTED, EarlyHelpStatus.COMPLETED):
        raise WrongState("This early help has ended.")
    if member.user is None and not member.name.strip():
        raise DomainError("Choose a colleague, or write a name.", field="name")
    if ConsentScope.SHARE not in row.consent_scope:
        raise DomainError("The family has not agreed to sharing with other agencies.", field="name")
    if member.user and EarlyHelpMember.objects.filter(early_help=row, user=member.user).exists():
        raise WrongState(f"{member.user.display_name} is in the team already.", field="user")
    with acting(by=by, reason="joined the team around the family"):
        found: EarlyHelpMember = EarlyHelpMember.objects.create(
            early_help=row,
            user=member.user,
            name=member.name,
            organisation=member.organisation or str(getattr(member.user, "agency", "") or ""),
            part=member.part,
            recorded_at=clock.now(),
            recorded_by=by,
        )
        if member.user is not None:
            involve(
                person=row.person,
                kind=InvolvementKind.TEAM_AROUND,
                user=member.user,
                by=by,
                what="Team around the family",
                source=row.reference,
            )
            _tell(member.user, row, "assessments.early_help_joined", str(found.public_id))
    return found


def complete_early_help(
    *,
    early_help: EarlyHelpAssessment,
    by: User,
    lead: User,
    review_on: date,
    version: int | None = None,
    key: str = "",
) -> EarlyHelpAssessment:
    """The picture is agreed and somebody leads, of any profession; the first review is within six weeks."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="early help completed"):
            row = _writable(early_help, by, version)
            if review_on <= clock.today():
                raise DomainError("The review must be in the future.", field="review_on")
            now = clock.now()
            row.lead, row.review_on, row.completed_at, row.completed_by = lead, review_on, now, by
            row.save(update_fields=["lead", "review_on", "completed_at", "completed_by"])
            row = apply(row, "complete", workflow=EARLY_HELP, by=by, at=now)
            set_lead(person=row.person, lead=lead, by=by, reason="early help", source=row.reference)
            clocks.completed(row=row, at=now, by=by)
            if lead != by:
                _tell(lead, row, "assessments.early_help_led", str(row.version))
        return row.reference

    once(by=by, action="early_help.complete", key=key, do=do)
    early_help.refresh_from_db()
    return early_help


@transaction.atomic
def review_early_help(
    *, early_help: EarlyHelpAssessment, by: User, held_on: date, note: str, next_on: date | None = None
) -> EarlyHelpReview:
    """The team around the family met; the next review is within twelve weeks."""
    row = lock(early_help)
    require(by, Permission.EARLY_HELP_WRITE)
    require_open(by, row)
    if row.status != EarlyHelpStatus.COMPLETED:
        raise WrongState("There is nothing to review now.")
    if held_on > clock.today():
        raise DomainError("The review cannot have been held in the future.", field="held_on")
    if not note.strip():
        raise DomainError("Say what has changed.", field="note")
    with acting(by=by, reason="early help reviewed"):
        found: EarlyHelpReview = EarlyHelpReview.objects.create(
            early_help=row,
            held_on=held_on,
            note=note,
            next_on=next_on,
            recorded_at=clock.now(),
            recorded_by=by,
        )
        row.review_on = next_on
        row.version += 1
        row.save(update_fields=["review_on", "version"])
        clocks.reviewed(row=row, held_on=held_on, held_at=clock.at_local(held_on, 12), by=by)
    return found


@transaction.atomic
def reviews_pass_to_plan(*, person: Person, by: User) -> None:
    """An early-help plan begins: from now on the plan is reviewed, one clock instead of two."""
    row = EarlyHelpAssessment.objects.open().filter(person=person).first()
    if row is not None:
        clocks.passed_to_plan(row=row, by=by)


@transaction.atomic
def close_early_help(*, early_help: EarlyHelpAssessment, by: User, reason: str) -> EarlyHelpAssessment:
    """Early help has done its work, or has become something else."""
    require_open(by, early_help)
    with acting(by=by, reason=reason or "early help closed"):
        row = apply(early_help, "close", workflow=EARLY_HELP, by=by, at=clock.now(), reason=reason)
        clocks.ended(row=row, by=by, reason="early help closed")
    return row


@transaction.atomic
def withdraw_consent(*, early_help: EarlyHelpAssessment, by: User, reason: str) -> EarlyHelpAssessment:
    """The family no longer agrees: early help ends now, and the front door is told to look again."""
    require_open(by, early_help)
    now = clock.now()
    with acting(by=by, reason="consent withdrawn"):
        row = apply(early_help, "withdraw", workflow=EARLY_HELP, by=by, at=now, reason=reason)
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = now, by, reason
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        clocks.ended(row=row, by=by, reason="consent withdrawn")
        for manager in _front_door():
            _tell(manager, row, "assessments.early_help_withdrawn", str(row.version))
    return row


def _front_door() -> list[User]:
    """Whoever manages the front door now."""
    found: list[User] = []
    for team in Team.objects.filter(kind=TeamKind.FRONT_DOOR, is_active=True):
        found += [user for user in managers_of(team) if user not in found]
    return found or on_call(OnCallDuty.FRONT_DOOR_MANAGER)


def _tell(to: User, row: EarlyHelpAssessment, kind: str, mark: str) -> None:
    tell(
        to=to,
        kind=kind,
        reference=row.reference,
        path=clocks.path_of(row),
        key=f"{kind}:{row.public_id}:{mark}",
    )
