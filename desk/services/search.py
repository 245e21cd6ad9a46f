"""A search that names a restricted person: nothing is shown, the owner of the access log is told."""

from django.db import transaction

from accounts.models import RoleAssignment, User
from core import clock
from outbox.services import tell
from people.enums import AccessAct, Level
from people.models import AccessLog
from people.search import hidden_named
from people.selectors import level
from people.services import log_access


@transaction.atomic
def note_hidden_search(*, by: User, text: str) -> int:
    """Write down, once a day for each pair, that somebody searched for a person hidden from them."""
    noted = 0
    for person in hidden_named(text):
        if level(by, person) != Level.NONE:
            continue
        since = clock.at_local(clock.today())
        if AccessLog.objects.filter(by=by, person=person, act=AccessAct.SEARCH, at__gte=since).exists():
            continue
        row = log_access(
            by=by, person=person, act=AccessAct.SEARCH, purpose="Search that named a restricted person"
        )
        noted += 1
        officers = RoleAssignment.objects.current(on=clock.today()).filter(role="R17", user__is_active=True)
        for officer in officers.select_related("user"):
            tell(
                to=officer.user,
                kind="HIDDEN_SEARCHED",
                reference=str(row.public_id)[:8].upper(),
                path="/access/log/?act=SEARCH",
                key=f"hidden-search:{row.public_id}:{officer.user_id}",
            )
    return noted
