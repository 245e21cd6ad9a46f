"""Telling: the referrer what the decider lets out, the family one addressee at a time or "not told because"."""

from django.db import transaction

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from core import clock, workflow
from core.errors import DomainError, NotPermitted
from core.history import acting
from outbox.services import tell
from referrals.contacts.enums import ContactStatus
from referrals.contacts.models import ContactPerson
from referrals.contacts.permissions import is_professional, needs_manager_to_tell, require_triage
from referrals.contacts.workflow import CONTACT
from referrals.decisions.enums import Release
from referrals.decisions.models import Decision, FamilyTold, Feedback
from referrals.decisions.permissions import may_release

ACTION_TAKEN = "Action was taken. Thank you for telling us."


def write_feedback(decision: Decision, *, by: User, release: str, reason: str, words: str = "") -> Feedback:
    """What the referrer may read; the public, family and anonymous callers read nothing more than "read" (safety g)."""
    contact = decision.contact
    if release not in Release.values:
        raise DomainError("Choose what the referrer may be told.", field="release")
    if not is_professional(contact):
        release, words = Release.NOTHING_YET, ""
        reason = reason.strip() or "Not a professional: sees received and read, no more."
    if not may_release(by, contact, release):
        if release == Release.OUTCOME:
            raise NotPermitted(
                "The referrer is close to the family or the record restricted: a manager decides this."
            )
        release, words = Release.NOTHING_YET, ""
        reason = (
            reason.strip() or "Waits for a manager: the referrer is close to the family, or it is restricted."
        )
    if not reason.strip():
        raise DomainError("Say why the referrer is told this.", field="release_reason")
    if release == Release.OUTCOME and not words.strip():
        raise DomainError("Write what the referrer may read.", field="release_words")
    now = clock.now()
    row: Feedback = Feedback.objects.create(
        decision=decision, release=release, reason=reason.strip(), words=words.strip(),
        by_manager=needs_manager_to_tell(contact) and holds(by, Permission.CONTACT_SIGN_CLOSURE),
        recorded_at=now, recorded_by=by,
    )  # fmt: skip
    said = {Release.OUTCOME: words.strip(), Release.ACTION_TAKEN: ACTION_TAKEN}.get(Release(release), "")
    contact.release, contact.release_words = release, said
    contact.released_at, contact.released_by = now, by
    contact.save(update_fields=["release", "release_words", "released_at", "released_by"])
    if said and contact.referrer:
        tell(
            to=contact.referrer,
            kind="referrals.answered",
            reference=contact.reference,
            path=f"/concerns/{contact.public_id}/",
            key=f"answered:{row.public_id}",
        )
    return row


@transaction.atomic
def release_feedback(*, decision: Decision, by: User, release: str, reason: str, words: str = "") -> Feedback:
    """Later, the referrer may read more (or less)."""
    require_triage(by, decision.contact)
    if not may_release(by, decision.contact, release):
        raise NotPermitted(
            "The referrer is close to the family or the record restricted: a manager decides this."
        )
    with acting(by=by, reason="referrer's answer changed"):
        return write_feedback(decision, by=by, release=release, reason=reason, words=words)


@transaction.atomic
def tell_family(
    *,
    decision: Decision,
    by: User,
    addressee: ContactPerson,
    how: str,
    safe_contact_checked: bool,
    agreed_by_manager: bool = False,
    key: str = "",
) -> FamilyTold:
    """One addressee was told, after somebody made sure that it is safe to reach them so (safety h)."""
    contact = decision.contact
    require_triage(by, contact)
    if addressee.contact_id != contact.pk:
        raise DomainError("Choose one of the people of this concern.", field="addressee")
    if not safe_contact_checked:
        raise DomainError(
            "Make sure first that it is safe to reach this person so.", field="safe_contact_checked"
        )
    if not how.strip():
        raise DomainError("Say how they were told.", field="how")
    if addressee.is_alleged_source and not agreed_by_manager:
        raise DomainError("A manager agrees before the alleged source is told.", field="agreed_by_manager")
    if decision.tier == 4 and not agreed_by_manager:
        raise DomainError("At tier 4 a manager (and police) agree first.", field="agreed_by_manager")
    if agreed_by_manager and not holds(by, Permission.CONTACT_SIGN_CLOSURE):
        raise NotPermitted("A manager records this agreement.")
    with acting(by=by, reason="family told"):
        now = clock.now()
        row: FamilyTold = FamilyTold.objects.create(
            decision=decision, addressee=addressee, how=how.strip(), safe_contact_checked=True,
            agreed_by_manager=agreed_by_manager, recorded_at=now, recorded_by=by,
        )  # fmt: skip
        _close(decision, by=by)
    return row


@transaction.atomic
def family_not_told(*, decision: Decision, by: User, because: str) -> FamilyTold:
    """Not telling the family, with the reason, completes the step too."""
    require_triage(by, decision.contact)
    if len(because.strip()) < 5:
        raise DomainError("Say why the family is not told.", field="not_told_because")
    with acting(by=by, reason="family not told"):
        now = clock.now()
        row: FamilyTold = FamilyTold.objects.create(
            decision=decision, not_told_because=because.strip(), recorded_at=now, recorded_by=by
        )
        _close(decision, by=by)
    return row


def _close(decision: Decision, *, by: User) -> None:
    """Decided, the referrer answered, the family told or not: nothing is left to do at the front door."""
    contact = decision.contact
    if contact.status == ContactStatus.DECIDED:
        workflow.apply(contact, "close", workflow=CONTACT, by=by, at=clock.now(), reason="Family step done")
