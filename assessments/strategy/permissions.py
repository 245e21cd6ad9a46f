"""Who may conclude, who may lead from section 47 on (safety s), whose voice makes a quorum."""

from collections.abc import Iterable

from accounts.models import User
from assessments.strategy.enums import QUORUM, Sector
from assessments.strategy.models import Section47, StrategyDiscussion
from core import clock
from core.errors import NotFound, WrongState
from deadlines.models import Clock
from people.clusters import identities
from people.enums import StatusKind
from people.models import Person, PersonStatus

SOCIAL_WORKER = "SOCIAL_WORKER"


def require_open(by: User, discussion: StrategyDiscussion) -> None:
    if not StrategyDiscussion.objects.visible_to(by).filter(pk=discussion.pk).exists():
        raise NotFound("There is no such discussion.")


def require_section_47_open(by: User, section_47: Section47) -> None:
    if not Section47.objects.visible_to(by).filter(pk=section_47.pk).exists():
        raise NotFound("There is no such enquiry.")


def may_conclude(record: Section47, by: User) -> None:
    """The child was seen, or it is said why not."""
    require_section_47_open(by, record)
    if record.first_seen_at is None and not record.not_seen_reason:
        raise WrongState("The child has not been seen, and no reason is given.", field="not_seen_reason")


def missing_voices(present: Iterable[str]) -> list[str]:
    """Whose voice is missing for a quorum."""
    here = set(present)
    return [str(Sector(sector).label) for sector in QUORUM if sector not in here]


def is_delegated_social_worker(user: User) -> bool:
    """A qualified social worker, registered today, in a post the council has delegated to."""
    profession = user.profession.code if user.profession else ""
    lapsed = user.registered_until is not None and user.registered_until < clock.today()
    return profession == SOCIAL_WORKER and user.post_delegated and not lapsed


def lead_refusals(*, person: Person, lead: User) -> list[str]:
    """Safety s: from section 47 on, on a protection plan or in care, a delegated social worker leads."""
    if is_delegated_social_worker(lead):
        return []
    whole = identities(person)
    statuses = PersonStatus.objects.current(on=clock.today()).filter(
        person__in=whole, kind__in=(StatusKind.PROTECTION, StatusKind.IN_CARE)
    )
    enquiry = Section47.objects.open().filter(person__in=whole)
    # An enquiry that asked for a conference counts until the conference has been held, whoever holds it.
    awaited = Clock.objects.running().filter(
        code="ICPC", person__in=whole, subject_kind=Section47._meta.label_lower
    )
    if statuses.exists() or enquiry.exists() or awaited.exists():
        return [
            "From section 47 on, and for children on a child-protection plan or in care, the lead "
            "professional is a qualified social worker in a post that the council has delegated to."
        ]
    return []


def merge_refusals(*, survivor: Person, merged: Person) -> list[str]:
    """Two open enquiries may not become one child's."""
    open_ones = Section47.objects.open()
    if all(open_ones.filter(person__in=identities(person)).exists() for person in (survivor, merged)):
        return ["A section 47 enquiry is open on both records: conclude one of them first."]
    return []
