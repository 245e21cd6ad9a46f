"""An agency's answer: at its own screen, or written down by the front door on the telephone (safety i)."""

from collections.abc import Sequence

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import answerable_for
from core import clock
from core.errors import DomainError, NotFound, WrongState
from core.history import acting
from outbox.services import once, tell
from referrals.contacts.permissions import require_triage
from referrals.information import clocks
from referrals.information.enums import Marking, ReplyKind
from referrals.information.models import InformationReply, InformationRequest, ReplyParagraph

Paragraphs = Sequence[tuple[str, str, bool]]


@transaction.atomic
def reply(
    *,
    request: InformationRequest,
    by: User,
    kind: str,
    searched: str = "",
    paragraphs: Paragraphs = (),
    call_on: str = "",
    key: str = "",
    fingerprint: str = "",
) -> InformationReply:
    """An agency answers: nothing known (what was searched), known in marked paragraphs, or call me."""

    def write() -> str:
        row = _locked(request)
        require(by, Permission.INFORMATION_REPLY)
        asked = InformationRequest.objects.visible_to(by).put_to(by)  # type: ignore[attr-defined]
        if not asked.filter(pk=row.pk).exists():
            raise NotFound("There is no such record.")
        return _write(row, by=by, kind=kind, searched=searched, paragraphs=paragraphs, call_on=call_on)

    found: InformationReply = InformationReply.objects.get(
        public_id=once(by=by, action="information.reply", key=key, do=write, fingerprint=fingerprint)
    )
    return found


@transaction.atomic
def reply_by_telephone(
    *,
    request: InformationRequest,
    by: User,
    told_by: str,
    kind: str,
    searched: str = "",
    paragraphs: Paragraphs = (),
    key: str = "",
) -> InformationReply:
    """The front door rang and writes down what the agency said, and who of it said so."""

    def write() -> str:
        row = _locked(request)
        require_triage(by, row.contact, Permission.INFORMATION_ASK)
        if not told_by.strip():
            raise DomainError("Say who of the agency told you.", field="told_by")
        if kind == ReplyKind.CALL_ME:
            raise DomainError("Write down what they said on the telephone.", field="kind")
        return _write(row, by=by, kind=kind, searched=searched, paragraphs=paragraphs, told_by=told_by)

    found: InformationReply = InformationReply.objects.get(
        public_id=once(by=by, action="information.reply_by_telephone", key=key, do=write)
    )
    return found


def _locked(request: InformationRequest) -> InformationRequest:
    row: InformationRequest = (
        InformationRequest.objects.select_for_update(of=("self",))
        .select_related("contact", "agency")
        .get(pk=request.pk)
    )
    return row


def _write(
    row: InformationRequest,
    *,
    by: User,
    kind: str,
    searched: str,
    paragraphs: Paragraphs,
    call_on: str = "",
    told_by: str = "",
) -> str:
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
            told_by=told_by.strip(),
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
            clocks.answered(request=row, by=by, at=now, how=str(ReplyKind(kind).label))
        if not told_by:
            _tell_front_door(row, answer)
    return str(answer.public_id)


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
