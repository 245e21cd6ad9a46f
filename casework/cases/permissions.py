"""Who may write in a case: a role's permission and an open record, both."""

from accounts.access import holds_any, require
from accounts.models import User
from accounts.permissions import Permission
from casework.cases.enums import CaseKind
from casework.cases.models import Case
from core.errors import NotFound
from people.clusters import identities
from people.enums import Level, StatusKind
from people.models import Person, PersonStatus
from people.selectors import level

QUALIFIED = "SOCIAL_WORKER"


def require_record(by: User, person: Person, *permissions: Permission) -> None:
    """Refuse as though nothing existed where the record is not open; else readably without the permission."""
    if level(by, person) != Level.RECORD:
        raise NotFound("There is no such record.")
    if permissions:
        require(by, *permissions)


def may(by: User, *permissions: Permission) -> bool:
    return holds_any(by, permissions)


def lead_namers(case: Case) -> tuple[Permission, ...]:
    """Whose right it is to name the lead: a manager's; for early help also whoever decides or leads it."""
    managers = (Permission.LEAD_PROFESSIONAL_ASSIGN, Permission.CASE_ALLOCATE)
    if case.kind != CaseKind.EARLY_HELP:
        return managers
    return (*managers, Permission.CONTACT_DECIDE_TIER_1_2, Permission.EARLY_HELP_WRITE)


def is_social_worker(user: User) -> bool:
    return user.profession is not None and user.profession.code == QUALIFIED


def is_delegated_social_worker(user: User) -> bool:
    """A qualified social worker in a post the council has delegated to (safety s)."""
    return is_social_worker(user) and user.post_delegated


def lead_refusals(*, person: Person, lead: User) -> list[str]:
    """Why this worker may not lead here (safety s; enquiries are the assessments' own answer)."""
    if is_delegated_social_worker(lead):
        return []
    frames = set(
        PersonStatus.objects.filter(person__in=identities(person), ended_on__isnull=True).values_list(
            "kind", flat=True
        )
    )
    if StatusKind.PROTECTION in frames:
        return [_ONLY.format("a child on a child protection plan")]
    if StatusKind.IN_CARE in frames:
        return [_ONLY.format("a child in care")]
    return []


_ONLY = "The lead professional for {} is a qualified social worker in a post the council has delegated to."


def merge_refusals(*, survivor: Person, merged: Person) -> list[str]:
    """Two open cases may not become one person's: work in two frames is brought together by those who lead it."""
    found = [
        Case.objects.open().filter(person__in=identities(person)).first() for person in (survivor, merged)
    ]
    if found[0] is None or found[1] is None:
        return []
    named = " and ".join(f"{row.reference} ({str(row.get_kind_display()).lower()})" for row in found if row)
    return [f"Both records have an open case, {named}: close one of them first."]
