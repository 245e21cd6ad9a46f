"""People near a worker: the few from which the policy then chooses, so that a long index is never walked."""

from django.db.models import Q, QuerySet

from accounts.access import held
from accounts.models import User
from core.asking import moment
from people.clusters import everyone_of
from people.models import Grant, Involvement, Person
from people.visibility import record_visible


def near(user: User) -> Q:
    """Everyone whom an involvement or grant of this worker's could open: more than the policy allows."""
    mine = held(user)
    now = moment()
    who = Q(user=user)
    if mine.team_ids:
        who |= Q(team_id__in=mine.team_ids)
    if mine.led_agency_ids:
        who |= Q(agency_id__in=mine.led_agency_ids)
    involved = Involvement.objects.current(at=now).filter(who)
    granted = Grant.objects.current(at=now).filter(user=user)
    found = involved.values("person").union(granted.values("person"))
    # Whoever works with a record that was merged works with the record that survived it.
    return everyone_of(found)


def my_people(user: User) -> QuerySet[Person]:
    """People whose record is open to this worker now."""
    found: QuerySet[Person] = record_visible(user).filter(near(user), merged_into__isnull=True)
    return found
