"""Who may not decide or work on whose record: named in it, linked to it, at its address, or declared (safety p)."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.enums import OnCallDuty
from accounts.models import RoleAssignment, User
from accounts.selectors import on_call
from core import clock
from people.enums import COMMUNAL, StaffLinkKind
from people.models import Address, HouseholdMember, Person, Relationship, StaffLink


def conflict_with(user: User, people: Iterable[Person]) -> str:
    """In words, why this user may not know of, decide on or be named for these people; empty when nothing is known."""
    ids = {person.pk for person in people}
    if not ids:
        return ""
    names = {person.full_name.casefold() for person in Person.objects.filter(pk__in=ids)}
    if user.display_name.casefold() in names:
        return "named in the record"
    links = dict(StaffLink.objects.current().filter(user=user).values_list("person_id", "kind"))
    if set(links) & ids:
        return "linked to this person"
    if not links:
        return ""
    near = _circle(ids)
    if set(links) & near:
        return "linked to somebody of the family, the household or the address"
    return ""


def _circle(ids: set[int]) -> set[int]:
    """Family, households and current homes of these people; never through a communal place (safety l)."""
    today = clock.today()
    kin = Relationship.objects.current(on=today).filter(Q(person__in=ids) | Q(other__in=ids))
    found = {pk for pair in kin.values_list("person_id", "other_id") for pk in pair}
    homes = HouseholdMember.objects.current(on=today).filter(person__in=ids).values("household")
    found |= set(
        HouseholdMember.objects.current(on=today)
        .filter(household__in=homes)
        .values_list("person_id", flat=True)
    )
    settled = Address.objects.filter(ends_on__isnull=True).exclude(kind__in=COMMUNAL)
    places = settled.exclude(lines="", postcode="")
    for lines, postcode in places.filter(person__in=ids).values_list("lines", "postcode"):
        found |= set(
            places.filter(lines__iexact=lines, postcode=postcode).values_list("person_id", flat=True)
        )
    return found


def directors(people: Iterable[Person] = ()) -> list[User]:
    """Who may open a restricted record now, in the order in which they are reached; the conflicted are left out."""
    about = list(people)
    officers = RoleAssignment.objects.current(on=clock.today()).filter(
        role__in=("R13A", "R17"), user__is_active=True
    )
    reached = on_call(OnCallDuty.DUTY_DIRECTOR, at=clock.now())
    reached += [row.user for row in officers.select_related("user").order_by("role", "pk")]
    seen: dict[int, User] = {user.pk: user for user in reversed(reached)}
    in_order = [seen[pk] for pk in dict.fromkeys(user.pk for user in reached)]
    return [user for user in in_order if not conflict_with(user, about)]


def suspected_links(user: User) -> list[tuple[Person, StaffLinkKind]]:
    """People of this worker's own circle who are not linked yet, from the family and home of their own record."""
    own = set(
        StaffLink.objects.current()
        .filter(user=user, kind=StaffLinkKind.SELF)
        .values_list("person", flat=True)
    )
    if not own:
        return []
    known = set(StaffLink.objects.current().filter(user=user).values_list("person", flat=True))
    rows = Person.objects.filter(pk__in=_circle(own) - known - own).order_by("pk")
    return [(row, StaffLinkKind.FAMILY) for row in rows]
