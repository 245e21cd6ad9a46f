"""Asking other agencies: each is told the names and the question, no more (safety i)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Agency, Team, User
from accounts.permissions import Permission
from core import clock, workflow
from core.errors import DomainError
from core.govuk import words
from core.history import acting
from outbox.services import enqueue, once, tell
from referrals.contacts.enums import Answer, ContactStatus, Rag
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.permissions import require_triage, require_undecided
from referrals.contacts.selectors import front_door_team
from referrals.contacts.services.rate import touch_claim
from referrals.contacts.workflow import CONTACT
from referrals.information import clocks
from referrals.information.enums import ANSWERED_BY, Basis, ChaseStep, Check
from referrals.information.models import InformationRequest
from referrals.information.selectors import answerers, openings

JOB = "referrals.chase"


@dataclass(frozen=True, slots=True)
class Target:
    """Whose knowledge is asked for: a check, the agency, and the team of it where one is meant."""

    check: str
    agency: Agency
    team: Team | None = None
    asked_of: User | None = None


@transaction.atomic
def ask_agencies(
    *,
    contact: Contact,
    by: User,
    targets: Sequence[Target],
    about: Sequence[ContactPerson],
    question: str,
    basis: str,
    override_reason: str = "",
    key: str = "",
) -> list[InformationRequest]:
    """Put one question to several agencies about people of the concern, each under its own clock."""

    def write() -> str:
        row = workflow.lock(contact)
        require_triage(by, row, Permission.INFORMATION_ASK)
        require_undecided(row)
        _check(row, targets, about=about, question=question, basis=basis, override_reason=override_reason)
        asked = [
            _ask(row, target, by=by, about=about, question=question, basis=basis, because=override_reason)
            for target in dict.fromkeys(targets)
        ]
        return ",".join(str(request.public_id) for request in asked)

    made = once(by=by, action="information.ask", key=key, do=write).split(",")
    return list(InformationRequest.objects.filter(public_id__in=made).order_by("pk"))


def ask_agency(
    *, contact: Contact, by: User, check: str, agency: Agency, asked_of: User | None = None, **more: object
) -> InformationRequest:
    """Put one question to one agency."""
    target = Target(check=check, agency=agency, asked_of=asked_of)
    return ask_agencies(contact=contact, by=by, targets=[target], **more)[0]  # type: ignore[arg-type]


def _ask(
    contact: Contact,
    target: Target,
    *,
    by: User,
    about: Sequence[ContactPerson],
    question: str,
    basis: str,
    because: str,
) -> InformationRequest:
    now = clock.now()
    opening = openings([target.agency], at=now)[target.agency.pk]
    with acting(by=by, reason=f"asked {target.check}"):
        request: InformationRequest = InformationRequest.objects.create(
            contact=contact, check_kind=target.check, agency=target.agency, team=target.team,
            asked_of=target.asked_of or opening.stand_in, about=_names(about), question=question.strip(), basis=basis,
            override_reason=because.strip(), asked_at=now, asked_by=by, due_at=now, opens_at=opening.opens_at,
            ring_instead="" if opening.is_open else opening.ring[:200], recorded_at=now, recorded_by=by,
        )  # fmt: skip
        request.due_at = clocks.begin(request=request, contact=contact, by=by, team=front_door_team()).due_at
        request.save(update_fields=["due_at"])
        if contact.status != ContactStatus.INFO_GATHERING:
            workflow.apply(contact, "ask", workflow=CONTACT, by=by, at=now, reason=f"asked {target.agency}")
            contact.refresh_from_db()
        touch_claim(contact, by=by, at=now)
        tell_agency(request, kind="referrals.asked")
        remind_later(request, since=now)
    return request


def remind_later(request: InformationRequest, *, since: datetime) -> None:
    """Reminded halfway and when the time has run out, unless it was answered meanwhile."""
    for step, at in ((ChaseStep.HALF, clocks.halfway(request, since=since)), (ChaseStep.DUE, request.due_at)):
        enqueue(
            kind=JOB,
            payload={"request_id": request.pk, "step": str(step)},
            key=f"{request.public_id}:{step}:{since.isoformat()}",
            run_at=at,
        )


def _check(
    contact: Contact,
    targets: Sequence[Target],
    *,
    about: Sequence[ContactPerson],
    question: str,
    basis: str,
    override_reason: str,
) -> None:
    if not targets:
        raise DomainError("Choose whose knowledge you need.", field="to_1")
    for target in targets:
        if target.check not in Check.values:
            raise DomainError("Choose whose knowledge you need.", field="to_1")
        if target.agency.kind not in ANSWERED_BY[target.check]:
            raise DomainError(f"{target.agency} does not answer this check.", field="to_1")
    if not about or any(person.contact_id != contact.pk for person in about):
        raise DomainError("Choose whom you ask about.", field="about")
    if not question.strip():
        raise DomainError("Write the question.", field="question")
    if basis not in Basis.values:
        raise DomainError("Say on what basis you ask.", field="basis")
    if basis == Basis.CONSENT and contact.consent_given != Answer.YES:
        raise DomainError("No consent is recorded: ask for it, or record why you ask without.", field="basis")
    if basis == Basis.SECTION_47 and contact.rag != Rag.RED:
        raise DomainError("Significant harm is suspected only where the concern is rated red.", field="basis")
    if basis == Basis.OVERRIDE and len(override_reason.strip()) < 10:
        raise DomainError("Say why you ask without consent.", field="override_reason")
    _hides_referrer(contact, question)


def _hides_referrer(contact: Contact, question: str) -> None:
    """The question may not carry the referrer's name, role with agency, number or address (safety i)."""
    said = question.casefold()
    told = (contact.referrer_name, contact.referrer_phone, contact.referrer_email)
    if any(len(word.strip()) >= 4 and word.strip().casefold() in said for word in told):
        raise DomainError("The question names whoever told us: ask without saying who did.", field="question")


def _names(about: Sequence[ContactPerson]) -> str:
    """Name and date of birth of each person asked about; no address, no role, nothing of the concern."""
    lines = []
    for person in about:
        born = f"born {words.plain_date(person.born_on)}" if person.born_on else person.age_words
        if person.expected_on:
            born = f"unborn, due {words.plain_date(person.expected_on)}"
        lines.append(", ".join(part for part in (person.full_name, born) if part))
    return "\n".join(lines)


def tell_agency(request: InformationRequest, *, kind: str, stamp: str = "") -> None:
    """Whoever answers for the agency is told that a question waits: its reference, nothing of what it asks."""
    told = answerers(request.agency, team=request.team)
    if request.asked_of and (request.opens_at or not told):
        told = [request.asked_of, *told]
    elif request.asked_of:
        told = [request.asked_of]
    for user in dict.fromkeys(told):
        tell(
            to=user,
            kind=kind,
            reference=str(request.public_id)[:8].upper(),
            path=f"/requests/{request.public_id}/",
            key=f"{kind}:{request.public_id}:{stamp or request.version}",
        )
