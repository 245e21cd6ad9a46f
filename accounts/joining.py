"""Verbs of joining: a new account, its first password, the three named lines."""

import re
import secrets

from django.db import IntegrityError, transaction

from accounts.access import require
from accounts.enums import AgencyKind
from accounts.models import Agency, ProfessionalGroup, RoleAssignment, User
from accounts.permissions import Permission
from accounts.selectors import system_user
from accounts.services import assign_role
from core import clock
from core.errors import DomainError, NotPermitted
from core.history import acting

ADMINISTRATOR = "R14"
# Letters and figures that nobody mistakes on the telephone.
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


def _first_password() -> str:
    """Four groups of four: 78 bits, and it can be read out."""
    return "-".join("".join(secrets.choice(_CLEAR) for _ in range(4)) for _ in range(4))


@transaction.atomic
def add_staff(
    *,
    by: User,
    display_name: str,
    username: str,
    agency: Agency | None,
    profession: ProfessionalGroup | None,
    post: str = "",
    registration_number: str = "",
    phone: str = "",
    email: str = "",
    email_is_safe: bool = False,
    line_manager: User | None = None,
    professional_supervisor: User | None = None,
    safeguarding_lead: User | None = None,
    post_delegated: bool = False,
    is_newly_qualified: bool = False,
) -> tuple[User, str]:
    """A new account without a role; returns it with its first password, which is kept nowhere."""
    require(by, Permission.STAFF_MANAGE)
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,59}", username):
        raise DomainError("Use small letters, figures and dots, three at the least.", field="username")
    if email_is_safe and not email:
        raise DomainError("Enter the address that is read by this person alone.", field="email")
    secret = _first_password()
    user = User(
        username=username,
        display_name=display_name,
        agency=agency,
        profession=profession,
        post=post,
        registration_number=registration_number,
        phone=phone,
        email=email,
        email_is_safe=email_is_safe,
        line_manager=line_manager,
        professional_supervisor=professional_supervisor,
        safeguarding_lead=safeguarding_lead,
        post_delegated=post_delegated,
        is_newly_qualified=is_newly_qualified,
        date_joined=clock.now(),
    )
    user.set_password(secret)
    try:
        with acting(by=by, reason="joined"), transaction.atomic():
            user.save()
    except IntegrityError:
        raise DomainError("Somebody has this user name already.", field="username") from None
    return user, secret


@transaction.atomic
def add_first_administrator(*, username: str, display_name: str, council: str) -> tuple[User, str]:
    """The council, and the one account that no administrator can make; refused once there is one."""
    by = system_user()
    if RoleAssignment.objects.filter(role=ADMINISTRATOR).exists():
        raise DomainError("There is an administrator: they add everyone else.")
    with acting(by=by, reason="first administrator"):
        agency, _ = Agency.objects.get_or_create(name=council, defaults={"kind": AgencyKind.COUNCIL})
    user, secret = add_staff(
        by=by, display_name=display_name, username=username, agency=agency, profession=None
    )
    assign_role(user=user, role=ADMINISTRATOR, agency=agency, by=by, reason="first administrator")
    return user, secret


@transaction.atomic
def give_password(*, user: User, by: User) -> str:
    """A new password for someone who forgot theirs; every browser of theirs is signed out by it."""
    require(by, Permission.STAFF_MANAGE)
    if by == user:
        raise NotPermitted("Change your own password on your own page.")
    row = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not row.is_active:
        raise DomainError("They have left.")
    secret = _first_password()
    row.set_password(secret)
    with acting(by=by, reason="new password given"):
        row.save(update_fields=["password"])
    return secret


@transaction.atomic
def name_lines(
    *,
    user: User,
    by: User,
    line_manager: User | None,
    professional_supervisor: User | None,
    safeguarding_lead: User | None,
) -> User:
    """Who manages, who supervises, whom to ask about safeguarding; nobody is their own."""
    require(by, Permission.STAFF_MANAGE)
    if by == user:
        raise NotPermitted("Somebody else must change your lines.")
    row: User = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    named = {
        "line_manager": line_manager,
        "professional_supervisor": professional_supervisor,
        "safeguarding_lead": safeguarding_lead,
    }
    for field, person in named.items():
        if person == user:
            raise DomainError("Somebody else must be named.", field=field)
        setattr(row, field, person)
    with acting(by=by, reason="lines named"):
        row.save(update_fields=list(named))
    return row
