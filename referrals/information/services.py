"""Asking another agency, its answer, a reminder; silence is never shown as nothing known (safety i)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.access import require
from accounts.models import Agency, User
from accounts.permissions import Permission
from accounts.selectors import answerable_for
from core import clock, workflow, working_days
from core.errors import DomainError, NotFound, WrongState
from core.govuk import words
from core.history import acting
from outbox.services import once, tell
from referrals.contacts.enums import Answer, ContactStatus, Rag
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.permissions import require_triage, require_undecided
from referrals.contacts.services.rate import touch_claim
from referrals.contacts.workflow import CONTACT
from referrals.information.enums import Basis, Check, Marking, ReplyKind
from referrals.information.models import InformationReply, InformationRequest, ReplyParagraph
from referrals.information.selectors import answerers


@transaction.atomic
def ask_agency(
    *,
    contact: Contact,
    by: User,
    check: str,
    agency: Agency,
    about: Sequence[ContactPerson],
    question: str,
    basis: str,
    override_reason: str = "",
    asked_of: User | None = None,
    key: str = "",
) -> InformationRequest:
    """Put one question to one agency about people of the concern; it learns their names and the question, no more."""

    def write() -> str:
        row = workflow.lock(contact)
        require_triage(by, row, Permission.INFORMATION_ASK)
        require_undecided(row)
        _check(row, check=check, about=about, question=question, basis=basis, override_reason=override_reason)
        now = clock.now()
        with acting(by=by, reason=f"asked {check}"):
            request: InformationRequest = InformationRequest.objects.create(
                contact=row, check_kind=check, agency=agency, asked_of=asked_of, about=_names(about),
                question=question.strip(), basis=basis, override_reason=override_reason.strip(),
                asked_at=now, asked_by=by, due_at=_due(row, now), recorded_at=now, recorded_by=by,
            )  # fmt: skip
            if row.status != ContactStatus.INFO_GATHERING:
                workflow.apply(row, "ask", workflow=CONTACT, by=by, at=now, reason=f"asked {agency}")
            touch_claim(row, by=by, at=now)
            _tell(request, kind="referrals.asked")
        return str(request.public_id)

    found: InformationRequest = InformationRequest.objects.get(
        public_id=once(by=by, action="information.ask", key=key, do=write)
    )
    return found


def _check(
    contact: Contact,
    *,
    check: str,
    about: Sequence[ContactPerson],
    question: str,
    basis: str,
    override_reason: str,
) -> None:
    if check not in Check.values:
        raise DomainError("Choose whose knowledge you need.", field="check")
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


def _names(about: Sequence[ContactPerson]) -> str:
    """Name and date of birth of each person asked about; no address, no role, nothing of the concern."""
    lines = []
    for person in about:
        born = f"born {words.plain_date(person.born_on)}" if person.born_on else person.age_words
        if person.expected_on:
            born = f"unborn, due {words.plain_date(person.expected_on)}"
        lines.append(", ".join(part for part in (person.full_name, born) if part))
    return "\n".join(lines)


def _due(contact: Contact, now: datetime) -> datetime:
    """When the gathering limit runs out, or a working day from now where none runs or it has run out."""
    if contact.due_at and contact.due_at > now:
        return contact.due_at
    return working_days.end_of_day(working_days.add_working_days(clock.to_local(now).date(), 1))


def _tell(request: InformationRequest, *, kind: str) -> None:
    told = [request.asked_of] if request.asked_of else answerers(request.agency)
    for user in told:
        tell(
            to=user,
            kind=kind,
            reference=str(request.public_id)[:8].upper(),
            path=f"/requests/{request.public_id}/",
            key=f"{kind}:{request.public_id}:{request.version}",
        )


@transaction.atomic
def reply(
    *,
    request: InformationRequest,
    by: User,
    kind: str,
    searched: str = "",
    paragraphs: Sequence[tuple[str, str, bool]] = (),
    call_on: str = "",
    key: str = "",
    fingerprint: str = "",
) -> InformationReply:
    """An agency answers: nothing known (what was searched), known in marked paragraphs, or call me."""

    def write() -> str:
        row = (
            InformationRequest.objects.select_for_update(of=("self",))
            .select_related("contact")
            .get(pk=request.pk)
        )
        require(by, Permission.INFORMATION_REPLY)
        asked = InformationRequest.objects.visible_to(by).put_to(by)  # type: ignore[attr-defined]
        if not asked.filter(pk=row.pk).exists():
            raise NotFound("There is no such record.")
        if row.withdrawn_at is not None:
            raise WrongState("This question was withdrawn.")
        texts = [(text.strip(), marking, told) for text, marking, told in paragraphs if text.strip()]
        _check_reply(kind, searched=searched, texts=texts, call_on=call_on)
        now = clock.now()
        with acting(by=by, reason=f"answered: {kind}"):
            answer: InformationReply = InformationReply.objects.create(
                request=row,
                kind=kind,
                searched=searched.strip(),
                call_on=call_on.strip(),
                recorded_at=now,
                recorded_by=by,
            )
            for position, (text, marking, told) in enumerate(texts, start=1):
                ReplyParagraph.objects.create(
                    reply=answer, position=position, text=text, marking=marking,
                    may_tell_family=told and marking == Marking.SHAREABLE,
                )  # fmt: skip
            if kind != ReplyKind.CALL_ME and row.replied_at is None:
                row.replied_at, row.replied_by = now, by
                row.version += 1
                row.save(update_fields=["replied_at", "replied_by", "version"])
            _tell_front_door(row, answer)
        return str(answer.public_id)

    found: InformationReply = InformationReply.objects.get(
        public_id=once(by=by, action="information.reply", key=key, do=write, fingerprint=fingerprint)
    )
    return found


def _check_reply(kind: str, *, searched: str, texts: Sequence[tuple[str, str, bool]], call_on: str) -> None:
    if kind not in ReplyKind.values:
        raise DomainError("Choose an answer.", field="kind")
    if kind == ReplyKind.NOTHING_KNOWN and not searched.strip():
        raise DomainError("Say what you searched.", field="searched")
    if kind == ReplyKind.KNOWN and not texts:
        raise DomainError("Write what is known.", field="text_1")
    if kind == ReplyKind.CALL_ME and not call_on.strip():
        raise DomainError("Give the number to call and when.", field="call_on")
    if any(marking not in Marking.values for _, marking, _ in texts):
        raise DomainError("Choose how far each paragraph may travel.", field="marking_1")


def _tell_front_door(request: InformationRequest, answer: InformationReply) -> None:
    to = request.contact.claimed_by or request.asked_by
    tell(
        to=answerable_for(to),
        kind="referrals.replied",
        reference=request.contact.reference,
        path=request.contact.path,
        key=f"replied:{answer.public_id}",
    )


@transaction.atomic
def chase(*, request: InformationRequest, by: User) -> InformationRequest:
    """Remind an agency that has not answered."""
    row = (
        InformationRequest.objects.select_for_update(of=("self",))
        .select_related("contact", "agency")
        .get(pk=request.pk)
    )
    require_triage(by, row.contact, Permission.INFORMATION_ASK)
    if row.replied_at or row.withdrawn_at:
        raise WrongState("This question is no longer open.")
    row.chased_at, row.chased_by = clock.now(), by
    row.version += 1
    with acting(by=by, reason="chased"):
        row.save(update_fields=["chased_at", "chased_by", "version"])
        _tell(row, kind="referrals.chased")
    result: InformationRequest = row
    return result


@transaction.atomic
def withdraw(*, request: InformationRequest, by: User) -> InformationRequest:
    """The answer is no longer needed."""
    row = (
        InformationRequest.objects.select_for_update(of=("self",))
        .select_related("contact")
        .get(pk=request.pk)
    )
    require_triage(by, row.contact, Permission.INFORMATION_ASK)
    if row.withdrawn_at is None and row.replied_at is None:
        row.withdrawn_at, row.withdrawn_by = clock.now(), by
        row.version += 1
        with acting(by=by, reason="question withdrawn"):
            row.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
    result: InformationRequest = row
    return result
