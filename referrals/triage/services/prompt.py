"""Think family both ways: a question crosses, never a fact; the answer creates nothing by itself (safety j)."""

from django.db import transaction

from accounts.models import User
from core import clock, workflow
from core.errors import DomainError, NotFound
from core.history import acting
from outbox.services import tell
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.permissions import require_triage
from referrals.triage.enums import FamilyAnswer, FamilyQuestion
from referrals.triage.models import FamilyPrompt


@transaction.atomic
def ask_family(
    *, contact: Contact, about: ContactPerson, question: str, by: User, asked_of: User | None = None
) -> FamilyPrompt:
    """One of the set questions about somebody of the concern, to a colleague or to be asked by the front door itself."""
    row = workflow.lock(contact)
    require_triage(by, row)
    if question not in FamilyQuestion.values:
        raise DomainError("Choose one of the questions.", field="question")
    if about.contact_id != row.pk:
        raise NotFound("There is no such person in this concern.")
    existing: FamilyPrompt | None = FamilyPrompt.objects.filter(
        contact=row, about=about, question=question
    ).first()
    if existing is not None:
        return existing
    now = clock.now()
    with acting(by=by, reason="asked the other half of the family"):
        prompt: FamilyPrompt = FamilyPrompt.objects.create(
            contact=row, about=about, question=question, asked_of=asked_of, recorded_at=now, recorded_by=by
        )
        if asked_of is not None:
            tell(
                to=asked_of,
                kind="referrals.prompt",
                reference=str(prompt.public_id)[:8].upper(),
                path=f"/front-door/prompts/{prompt.public_id}/",
                key=f"prompt:{prompt.public_id}",
            )
    return prompt


@transaction.atomic
def answer_prompt(*, prompt: FamilyPrompt, by: User, answer: str, may_cross: str = "") -> FamilyPrompt:
    """Yes, no, don't know or refused, and the words, if any, that whoever answers lets cross."""
    row: FamilyPrompt = (
        FamilyPrompt.objects.select_for_update(of=("self",)).select_related("contact").get(pk=prompt.pk)
    )
    if row.asked_of_id != by.pk:
        require_triage(by, row.contact)
    if answer not in FamilyAnswer.values:
        raise DomainError("Choose an answer.", field="answer")
    row.answer, row.may_cross = answer, may_cross.strip()
    row.answered_at, row.answered_by = clock.now(), by
    row.version += 1
    with acting(by=by, reason="family question answered"):
        row.save(update_fields=["answer", "may_cross", "answered_at", "answered_by", "version"])
    return row
