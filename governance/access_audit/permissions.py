"""Who had work to do with whom on a day: everything that explains a reading without asking."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from accounts.enums import OnCallDuty
from accounts.models import Absence, OnCall, RoleAssignment, TeamMembership, User
from core import clock
from people.enums import StaffLinkKind
from people.models import Address, HouseholdMember, Involvement, Person, Relationship, StaffLink
from referrals.models import Contact, ContactPerson

FRONT_DOOR = frozenset({"R2", "R3", "R9", "R11", "R16", "SEAT"})
NIGHT = frozenset({"R16", "R9"})
# A concern explains the front door's readings while it is worked on and for a fortnight after.
CONCERN_DAYS = 14


@dataclass
class Work:
    """Who works with whom, as sets, for all readings of one day."""

    roles: dict[int, set[str]]
    teams: dict[int, set[int]]
    agencies: dict[int, set[int]]
    # Users whose work this user answers for that day: those covered, those managed.
    stands_for: dict[int, set[int]]
    on_call: set[int]
    users_of: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    teams_of: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    agencies_of: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    # People near a person: family and household.
    near: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    told_by: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    in_concern: set[int] = field(default_factory=set)
    typed_surnames: set[str] = field(default_factory=set)
    private: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    homes: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    def has_work(self, user: User, person: Person) -> bool:
        """Involvement, own concern, the front door's concern, cover, or a relative one works with."""
        for pk in (person.pk, *self.near[person.pk]):
            if self._works_with(user.pk, pk) or any(
                self._works_with(other, pk) for other in self.stands_for.get(user.pk, ())
            ):
                return True
        if user.pk in self.told_by[person.pk]:
            return True
        if self.roles.get(user.pk, set()) & FRONT_DOOR:
            return person.pk in self.in_concern or person.surname.casefold() in self.typed_surnames
        return False

    def _works_with(self, user: int, person: int) -> bool:
        return bool(
            user in self.users_of[person]
            or self.teams.get(user, set()) & self.teams_of[person]
            or self.agencies.get(user, set()) & self.agencies_of[person]
        )

    def shares_home(self, user: User, person: Person) -> bool:
        """Whether the person lives where this worker's own record, or a link, says that the worker does."""
        if self.private[user.pk].get(person.pk) == StaffLinkKind.ADDRESS:
            return True
        own = [pk for pk, kind in self.private[user.pk].items() if kind == StaffLinkKind.SELF]
        return any(self.homes[pk] & self.homes[person.pk] for pk in own)


def work_on(day: date, users: Sequence[User], people: Sequence[Person]) -> Work:
    """Everything that explains a reading, in a constant number of queries."""
    user_ids = {user.pk for user in users}
    ids = {person.pk for person in people}
    stands_for = _stands_for(day, user_ids)
    every = user_ids | {pk for found in stands_for.values() for pk in found}
    roles, teams, agencies = _places_of(day, every)
    start, end = clock.at_local(day), clock.at_local(day + timedelta(days=1))
    on_call = OnCall.objects.filter(starts_at__lt=end, ends_at__gt=start)
    found = Work(
        roles=roles,
        teams=teams,
        agencies=agencies,
        stands_for=stands_for,
        on_call=set(on_call.exclude(duty=OnCallDuty.LADO).values_list("user", flat=True)),
    )
    _kin(found, ids, day)
    circle = ids | {pk for near in found.near.values() for pk in near}
    involved = Involvement.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=start), person__in=circle, started_at__lt=end
    )
    for person, user, team, agency in involved.values_list("person", "user", "team", "agency"):
        for value, kept in ((user, found.users_of), (team, found.teams_of), (agency, found.agencies_of)):
            if value:
                kept[person].add(value)
    _concerns(found, ids, start, end)
    _private(found, user_ids, ids)
    return found


def _places_of(
    day: date, users: set[int]
) -> tuple[dict[int, set[str]], dict[int, set[int]], dict[int, set[int]]]:
    roles: dict[int, set[str]] = defaultdict(set)
    teams: dict[int, set[int]] = defaultdict(set)
    agencies: dict[int, set[int]] = defaultdict(set)
    held = RoleAssignment.objects.current(on=day).filter(user__in=users)
    for user, role, agency, team in held.values_list("user", "role", "agency", "team"):
        roles[user].add(role)
        agencies[user].add(agency)
        if team:
            teams[user].add(team)
    rows = TeamMembership.objects.current(on=day).filter(user__in=users)
    for user, team in rows.values_list("user", "team"):
        teams[user].add(team)
    return roles, teams, agencies


def _stands_for(day: date, users: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    away = Absence.objects.current(on=day).filter(cover__in=users)
    for cover, user in away.values_list("cover", "user"):
        found[cover].add(user)
    managed = User.objects.filter(line_manager__in=users)
    for manager, user in managed.values_list("line_manager", "pk"):
        found[manager].add(user)
    return found


def _kin(found: Work, ids: set[int], day: date) -> None:
    rows = Relationship.objects.current(on=day).filter(Q(person__in=ids) | Q(other__in=ids))
    for one, other in rows.values_list("person", "other"):
        found.near[one].add(other)
        found.near[other].add(one)
    homes = HouseholdMember.objects.current(on=day).filter(
        household__in=HouseholdMember.objects.current(on=day).filter(person__in=ids).values("household")
    )
    members: dict[int, set[int]] = defaultdict(set)
    for household, person in homes.values_list("household", "person"):
        members[household].add(person)
    for together in members.values():
        for person in together:
            found.near[person] |= together - {person}


def _concerns(found: Work, ids: set[int], start: object, end: object) -> None:
    since = clock.at_local(clock.to_local(start).date() - timedelta(days=CONCERN_DAYS))  # type: ignore[arg-type]
    live = Contact.objects.filter(Q(decided_at__isnull=True) | Q(decided_at__gte=since), received_at__lt=end)
    about = ContactPerson.objects.filter(person__in=ids)
    for person, user in about.values_list("person", "contact__logged_by"):
        found.told_by[person].add(user)
    found.in_concern = set(about.filter(contact__in=live).values_list("person", flat=True))
    surnames = ContactPerson.objects.filter(contact__in=live).exclude(surname="")
    found.typed_surnames = {name.casefold() for name in surnames.values_list("surname", flat=True)}


def _private(found: Work, users: Iterable[int], ids: set[int]) -> None:
    links = StaffLink.objects.current().filter(user__in=list(users))
    own: set[int] = set()
    for user, person, kind in links.values_list("user", "person", "kind"):
        found.private[user][person] = kind
        own.add(person)
    places = Address.objects.filter(person__in=ids | own, ends_on__isnull=True).exclude(postcode="")
    for person, lines, postcode in places.values_list("person", "lines", "postcode"):
        found.homes[person].add((lines.casefold().strip(), postcode))
