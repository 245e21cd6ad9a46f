"""Who is signed in, for the header; asks the database nothing that the request has not already read."""

from django.conf import settings
from django.http import HttpRequest

from accounts.access import held
from accounts.permissions import Permission
from accounts.roles import ROLES


def signed_in(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"may": frozenset(), "my_roles": [], "shortcuts": True}
    mine = held(user)
    may = frozenset(Permission(permission).name for permission in mine.permissions)
    # The layout reads it from the request: a page's own `may` must not hide the places of its reader.
    request.may = may  # type: ignore[attr-defined]
    return {
        "may": may,
        "my_roles": [ROLES[role].title for role in sorted(mine.roles)],
        "shortcuts": getattr(user._state.fields_cache.get("preference"), "shortcuts", True),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
    }
