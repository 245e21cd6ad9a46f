"""Oversight stamped, a disagreement put further up and answered, decisions drawn by lot and judged."""

from datetime import datetime

from django.db import transaction

from accounts.access import holds, require
from accounts.enums import OnCallDuty
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import on_call
from core import clock, workflow
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import acting
from outbox.services import once, tell
from referrals.contacts.models import Contact
from referrals.contacts.permissions import require_triage
from referrals.decisions.enums import EscalationStage, Grade, Judgement, OversightKind
from referrals.decisions.models import Decision, DipSample, Escalation, OversightNote
from referrals.decisions.selectors import to_sample

MOST_DRAWN = 20
QUESTIONS = ("threshold_right", "in_time", "voice_heard", "help_named", "family_thought_of")


@transaction.atomic
def oversee(*, contact: Contact, by: User, kind: str, text: str = "", key: str = "") -> OversightNote:
    """A manager's stamp: looked at, directed or challenged; whoever is on the concern is told of the last two."""

    def write() -> str:
        row = workflow.lock(contact)
        require_triage(by, row, Permission.CONTACT_SIGN_CLOSURE)
        if kind not in OversightKind.values:
            raise DomainError("Choose what you did.", field="kind")
        if kind != OversightKind.LOOKED and not text.strip():
            raise DomainError("Write what you direct or challenge.", field="text")
        with acting(by=by, reason="manager's oversight"):
            note: OversightNote = OversightNote.objects.create(
                contact=row, round=row.round, kind=kind, text=text.strip(), recorded_at=clock.now(), recorded_by=by
            )  # fmt: skip
            if row.claimed_by and row.claimed_by_id != by.pk and kind != OversightKind.LOOKED:
                tell(
                    to=row.claimed_by,
                    kind="referrals.overseen",
                    reference=row.reference,
                    path=row.path,
                    key=f"overseen:{note.public_id}",
                )
        return str(note.public_id)

    found: OversightNote = OversightNote.objects.get(
        public_id=once(by=by, action="contact.oversee", key=key, do=write)
    )
    return found


@transaction.atomic
def escalate(*, contact: Contact, by: User, text: str, key: str = "") -> Escalation:
    """The front door's own second look has not settled it: to the decider's senior manager, then the director."""

    def write() -> str:
        row = workflow.lock(contact)
        require_triage(by, row)
        decision = Decision.objects.filter(contact=row).order_by("-round").first()
        if decision is None:
            raise WrongState("Nothing has been decided yet: there is nothing to disagree with.")
        if len(text.strip()) < 10:
            raise DomainError("Say who disagrees with what, and what they ask for.", field="text")
        last = Escalation.objects.filter(contact=row, round=row.round).order_by("-stage").first()
        if last is not None and last.answered_at is None:
            raise WrongState(f"It waits for {last.to} already.")
        if last is not None and last.stage == EscalationStage.DIRECTOR:
            raise WrongState("The director has answered: it goes no further here.")
        stage = EscalationStage.DIRECTOR if last else EscalationStage.SENIOR
        now = clock.now()
        to = _addressee(decision, stage, at=now)
        with acting(by=by, reason="disagreement escalated"):
            made: Escalation = Escalation.objects.create(
                contact=row, round=row.round, stage=stage, to=to, text=text.strip(), recorded_at=now, recorded_by=by
            )  # fmt: skip
            tell(
                to=to,
                kind="referrals.escalated",
                reference=str(made.public_id)[:8].upper(),
                path=f"/escalations/{made.public_id}/",
                key=f"escalated:{made.public_id}",
            )
        return str(made.public_id)

    found: Escalation = Escalation.objects.get(
        public_id=once(by=by, action="contact.escalate", key=key, do=write)
    )
    return found


def _addressee(decision: Decision, stage: EscalationStage, *, at: datetime) -> User:
    """Never whoever decided: their line manager's manager, where there is one, else the duty director."""
    directors = [user for user in on_call(OnCallDuty.DUTY_DIRECTOR, at=at) if user != decision.decided_by]
    senior = decision.decided_by.line_manager
    if stage == EscalationStage.SENIOR and senior is not None and senior not in directors:
        return senior
    if not directors:
        raise WrongState("No director is on call: ring the head of service.")
    return directors[0]


@transaction.atomic
def answer_escalation(*, escalation: Escalation, by: User, answer: str) -> Escalation:
    """Whoever it was put to answers; whoever put it is told."""
    row: Escalation = Escalation.objects.select_for_update(of=("self",)).get(pk=escalation.pk)
    if not Escalation.objects.visible_to(by).filter(pk=row.pk).exists():
        raise NotFound("There is no such record.")
    if row.to_id != by.pk:
        raise NotPermitted("Whoever it was put to answers it.")
    if row.answered_at is not None:
        raise WrongState("This is answered.")
    if not answer.strip():
        raise DomainError("Write your answer.", field="answer")
    row.answered_at, row.answered_by, row.answer = clock.now(), by, answer.strip()
    row.version += 1
    with acting(by=by, reason="escalation answered"):
        row.save(update_fields=["answered_at", "answered_by", "answer", "version"])
        tell(
            to=row.recorded_by,
            kind="referrals.escalation_answered",
            reference=row.contact.reference,
            path=row.contact.path,
            key=f"escalation_answered:{row.public_id}",
        )
    return row


@transaction.atomic
def draw_sample(*, by: User, how_many: int, only_closed: bool = False, key: str = "") -> int:
    """Decisions of the last thirty days drawn by lot, none of them the manager's own; returns how many."""

    def write() -> str:
        require(by, Permission.CONTACT_SIGN_CLOSURE)
        if not 1 <= how_many <= MOST_DRAWN:
            raise DomainError(f"Draw between 1 and {MOST_DRAWN}.", field="how_many")
        now = clock.now()
        drawn = list(to_sample(reader=by, at=now, only_closed=only_closed).order_by("?")[:how_many])
        if not drawn:
            raise DomainError("There is no decision of the last thirty days to draw.", field="how_many")
        with acting(by=by, reason="dip sample drawn"):
            for decision in drawn:
                DipSample.objects.create(decision=decision, recorded_at=now, recorded_by=by)
        return str(len(drawn))

    return int(once(by=by, action="decisions.draw_sample", key=key, do=write))


@transaction.atomic
def judge_sample(
    *, sample: DipSample, by: User, grade: str, finding: str, action: str = "", **answers: str
) -> DipSample:
    """What the manager found; whoever decided is told, so that the next decision is better."""
    row: DipSample = (
        DipSample.objects.select_for_update(of=("self",))
        .select_related("decision__contact")
        .get(pk=sample.pk)
    )
    if not holds(by, Permission.CONTACT_SIGN_CLOSURE) or not DipSample.objects.visible_to(by).filter(
        pk=row.pk
    ):
        raise NotFound("There is no such record.")
    if row.decision.decided_by_id == by.pk:
        raise NotPermitted("Somebody else judges your decision.")
    if row.judged_at is not None:
        raise WrongState("This decision has been judged.")
    if set(answers) - set(QUESTIONS):
        raise TypeError(f"judge_sample does not take {sorted(set(answers) - set(QUESTIONS))}")
    for name in QUESTIONS:
        if answers.get(name) not in Judgement.values:
            raise DomainError("Answer every question.", field=name)
    if grade not in Grade.values:
        raise DomainError("Choose a grade.", field="grade")
    if not finding.strip():
        raise DomainError("Say what you found.", field="finding")
    if grade == Grade.INADEQUATE and not action.strip():
        raise DomainError("Say what is done about it, by whom, by when.", field="action")
    for name, value in answers.items():
        setattr(row, name, value)
    row.grade, row.finding, row.action = grade, finding.strip(), action.strip()
    row.judged_at, row.judged_by = clock.now(), by
    row.version += 1
    with acting(by=by, reason="dip sample judged"):
        row.save(
            update_fields=[*QUESTIONS, "grade", "finding", "action", "judged_at", "judged_by", "version"]
        )
        tell(
            to=row.decision.decided_by,
            kind="referrals.sampled",
            reference=row.decision.contact.reference,
            path=row.decision.contact.path,
            key=f"sampled:{row.public_id}",
        )
    return row
