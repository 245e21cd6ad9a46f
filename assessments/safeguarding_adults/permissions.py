"""Who may take a step of an adult enquiry, and what must be known before."""

from accounts.models import User
from assessments.safeguarding_adults.enums import AbuseKind
from assessments.safeguarding_adults.models import AdultEnquiry
from core.errors import DomainError, NotFound, WrongState
from people.clusters import identities
from people.models import Person


def require_open(by: User, row: AdultEnquiry) -> None:
    if not AdultEnquiry.objects.visible_to(by).filter(pk=row.pk).exists():
        raise NotFound("There is no such enquiry.")


def in_reach(record: AdultEnquiry, by: User) -> None:
    require_open(by, record)


def may_conclude(record: AdultEnquiry, by: User) -> None:
    """What was found is written down, for each kind of abuse that was feared."""
    require_open(by, record)
    if record.found_at is None:
        raise WrongState("Write down first what was found.")


def check_kinds(kinds: list[str]) -> None:
    if not kinds or set(kinds) - set(AbuseKind.values):
        raise DomainError("Say which kinds of abuse or neglect it is about.", field="kinds")


def merge_refusals(*, survivor: Person, merged: Person) -> list[str]:
    """Two open enquiries may not become one adult's."""
    running = AdultEnquiry.objects.open()
    if all(running.filter(person__in=identities(person)).exists() for person in (survivor, merged)):
        return ["An adult safeguarding enquiry is open on both records: conclude one of them first."]
    return []
