"""Verbs of an agency's system: a token is made, shown once, used, revoked."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.access import derive_object_permissions, require
from accounts.enums import TokenScope, UserKind
from accounts.models import Agency, ApiToken, RoleAssignment, User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError
from core.history import acting

PREFIX = "tcy_"
LONGEST = timedelta(days=366)


def digest_of(secret: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(
    *, agency: Agency, name: str, scopes: Sequence[str], expires_on: date, by: User
) -> tuple[ApiToken, str]:
    """A token of an agency's system, with its secret, which is kept nowhere; a year at most."""
    require(by, Permission.STAFF_MANAGE)
    today = clock.today()
    if not scopes or set(scopes) - set(TokenScope.values):
        raise DomainError("Choose what the system may do.", field="scopes")
    if not today <= expires_on <= today + LONGEST:
        raise DomainError("Choose an end within a year.", field="expires_on")
    secret = PREFIX + secrets.token_urlsafe(32)
    with acting(by=by, reason="API token made"):
        user = _service_user(agency, by=by, answers=TokenScope.ANSWER in scopes)
        token: ApiToken = ApiToken.objects.create(
            user=user, name=name.strip(), digest=digest_of(secret), begins=secret[:10], scopes=sorted(set(scopes)),
            made_at=clock.now(), made_by=by, expires_on=expires_on,
        )  # fmt: skip
    return token, secret


def _service_user(agency: Agency, *, by: User, answers: bool) -> User:
    """The one account in whose name an agency's system acts; nobody signs in with it."""
    user, is_new = User.objects.get_or_create(
        username=f"system.{agency.pk}",
        defaults={
            "display_name": f"{agency.name}, its system",
            "kind": UserKind.SERVICE,
            "agency": agency,
            "phone": agency.phone,
            "date_joined": clock.now(),
            "password": make_password(None),
        },
    )
    role = RoleAssignment.objects.filter(user=user, role="R1", ends_on__isnull=True).first()
    if role is None:
        RoleAssignment.objects.create(
            user=user, role="R1", agency=agency, is_safeguarding_lead=answers, starts_on=clock.today(),
            assigned_at=clock.now(), assigned_by=by, reason="API token made",
        )  # fmt: skip
    elif answers and not role.is_safeguarding_lead:
        # Questions to an agency reach its safeguarding leads: this account stands among them, for its questions alone.
        role.is_safeguarding_lead = True
        role.save(update_fields=["is_safeguarding_lead"])
    if is_new or role is None:
        derive_object_permissions(user)
    return user


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User) -> ApiToken:
    """Refused from the next request on."""
    require(by, Permission.STAFF_MANAGE)
    row: ApiToken = ApiToken.objects.select_for_update().get(pk=token.pk)
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = clock.now(), by
        with acting(by=by, reason="API token revoked"):
            row.save(update_fields=["revoked_at", "revoked_by"])
    return row


def bearer(secret: str) -> ApiToken | None:
    """The token in force that this secret belongs to; that it was used is noted once a day."""
    today = clock.today()
    token: ApiToken | None = (
        ApiToken.objects.in_force(on=today)
        .filter(digest=digest_of(secret), user__kind=UserKind.SERVICE)
        .select_related("user__agency", "user__profession")
        .first()
    )
    if token is not None and token.last_used_on != today:
        token.last_used_on = today
        with acting(by=token.user, reason="API token used"):
            token.save(update_fields=["last_used_on"])
    return token
