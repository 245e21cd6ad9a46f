"""Who writes about a missing child: whoever may write to the record."""

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from assessments.missing.models import MissingEpisode
from core.errors import NotFound
from people.enums import Level
from people.models import Person
from people.selectors import level


def require_record(by: User, person: Person) -> None:
    """Visible first, then the right."""
    if level(by, person) != Level.RECORD:
        raise NotFound("There is no such record.")
    require(by, Permission.PERSON_WRITE)


def require_episode(by: User, row: MissingEpisode) -> None:
    if not MissingEpisode.objects.visible_to(by).filter(pk=row.pk).exists():
        raise NotFound("There is no such record.")
    require(by, Permission.PERSON_WRITE)
