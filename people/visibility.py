"""The one policy of who may see what, for lists, pages, search, counts, exports, papers, files and the API.

Involvement opens a record: a worker's to that person, a team's to its members, an agency's to its safeguarding leads.
A grant (recorded purpose, break-glass, share, audit sample) opens it until its end. A restricted or sealed record opens
to its named list and a director's grant alone. A worker's own record, their family's, one at their address or one they
declared is closed to them at work, whatever opens it (safety p). Records merged into one open as one, as strictly as
the strictest of them, their confidential addresses apart (safety r). Once a record is open, role x class of
information decides each row.
"""

from datetime import datetime
from functools import cache
from typing import Any, cast

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from accounts.access import Held, held
from accounts.enums import UserKind
from accounts.models import Agency, User
from accounts.permissions import Permission
from core import clock
from core.asking import moment
from core.data_classes import DataClass as D
from core.querysets import PolicyQuerySet
from people.clusters import identities, named_by, named_on_all, reached_by
from people.compiled import person_at
from people.enums import GrantKind, InvolvementKind, Restriction
from people.models import Grant, Involvement, Person, StaffLink

_CORE = frozenset({"R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R11", "R12", "R13A", "R16", "R18"})
_SOCIAL_WORK = frozenset({"R3", "R4", "R5", "R7", "R12", "R13A", "R16", "R18"})
_VISITING = frozenset({"R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R16", "R18"})

# Role x class of information, once the record is open (domain.md D). Reviewed with the table beside it.
READS: dict[D, frozenset[str]] = {
    D.CORE: _CORE,
    D.CONTACT: frozenset({"R2", "R3", "R4", "R5", "R7", "R12", "R16", "R18"}),
    D.ASSESSMENT: _SOCIAL_WORK | {"R2"},
    D.EARLY_HELP: _SOCIAL_WORK | {"R2", "R6", "R8"},
    D.PLAN: _CORE - {"R9"},
    D.NOTES: frozenset({"R2", "R3", "R4", "R5", "R7", "R12", "R16", "R18"}),
    D.HEALTH: frozenset({"R8"}),
    D.CLINICAL: frozenset(),
    D.POLICE: frozenset({"R3", "R5", "R9"}),
    D.CONFERENCE: frozenset({"R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R11", "R12", "R16"}),
    D.LEGAL: frozenset({"R3", "R4", "R5", "R7", "R11", "R12", "R13A", "R16"}),
    D.ADOPTION: frozenset(),
    D.SAFE_ADDRESS: frozenset({"R2", "R3", "R4", "R5", "R9", "R16"}),
    D.SAFETY_WARNING: _VISITING,
    D.SUPERVISION: frozenset({"R3", "R5", "R12"}),
    D.LADO: frozenset(),
    D.AUDIT: frozenset(),
}

# Roles that a grant can open a record to: the corrections above the table in domain.md D.
PURPOSE_ROLES = frozenset({"R2", "R3", "R9", "R16"})
BREAK_GLASS_ROLES = frozenset({"R4", "R5", "R7", "R8", "R13A", "R16", "R18"})
_RESTRICTED_GRANTS = (GrantKind.NAMED, GrantKind.DIRECTOR)


def may_read(user: User, data_class: D) -> bool:
    """Whether any role this person holds reads this class of information at all."""
    return bool(held(user).roles & (READS.get(data_class, frozenset()) | {"SYSTEM"}))


def apply_policy(queryset: PolicyQuerySet[Any], user: User) -> PolicyQuerySet[Any]:
    """The rows of this queryset that this person may read now."""
    mine = held(user)
    if not mine.roles and not getattr(user, "is_authenticated", False):
        return queryset.none()
    if user.kind == UserKind.SYSTEM:
        return queryset
    if not user.is_active:
        return queryset.none()
    data_class = queryset.data_class
    if data_class in (D.REFERENCE, D.STAFF):
        return queryset
    clause = _clause(queryset, user, mine, moment())
    return queryset.none() if clause is None else queryset.filter(clause)


def _clause(queryset: PolicyQuerySet[Any], user: User, mine: Held, now: datetime) -> Q | None:
    """Own rows, or rows by permission, or rows of people whose record (or card) is open; None is nothing."""
    found: Q | None = None
    open_rows = Q()
    if queryset.restriction_lookup is not None:
        open_rows = Q(**{queryset.restriction_lookup: False})
    if queryset.owner_lookup is not None:
        found = Q(**{queryset.owner_lookup: user})
    named = queryset.named_for(user, now)
    if named is not None:
        found = named if found is None else found | named
    if queryset.permission is not None and queryset.permission in mine.permissions:
        if not open_rows:
            return Q(pk__isnull=False)
        # What a person's open record would add stands among these rows already.
        return open_rows if found is None else found | open_rows
    by_person = _person_clause(queryset, user, mine, now)
    if by_person is not None:
        by_person &= open_rows
        found = by_person if found is None else found | by_person
    return found


def _person_clause(queryset: PolicyQuerySet[Any], user: User, mine: Held, now: datetime) -> Q | None:
    lookup = queryset.person_lookup
    if lookup is None:
        return None
    reads = queryset.data_class == D.INDEX or bool(mine.roles & READS.get(queryset.data_class, frozenset()))
    if not reads:
        return None
    if lookup == "":
        return person_at("pk", card_clause, user, now)
    path = f"{lookup}_id" if "__" not in lookup else f"{lookup}__pk"
    if queryset.data_class == D.INDEX:
        ordinary = Q(is_sensitive=False) if hasattr(queryset.model, "is_sensitive") else Q()
        on_card, on_record = (
            person_at(path, clause, user, now) for clause in (card_only_clause, record_clause)
        )
        return (ordinary & on_card) | on_record
    clause = own_record_clause if queryset.data_class == D.SAFE_ADDRESS else record_clause
    opened = person_at(path, clause, user, now)
    if _leads_to_many(cast(Any, queryset.model), lookup):
        # A row about several people (a sibling group): open where one of them is, and listed once.
        return Q(Exists(queryset.model._base_manager.filter(opened, pk=OuterRef("pk"))))
    return opened


@cache
def _leads_to_many(model: type[Model], lookup: str) -> bool:
    """Whether a path to the person passes a relation with several rows."""
    for name in lookup.split("__"):
        field = model._meta.get_field(name)
        if field.one_to_many or field.many_to_many:
            return True
        model = cast(type[Model], field.related_model)
    return False


def _mine_involved(user: User, mine: Held, now: datetime) -> QuerySet[Involvement]:
    """Current involvements that open a person's record to this user."""
    who = Q(user=user)
    if mine.team_ids:
        who |= Q(team_id__in=mine.team_ids)
    if mine.led_agency_ids:
        who |= Q(agency_id__in=mine.led_agency_ids)
    return Involvement.objects.current(at=now).filter(who)


def _mine_granted(user: User, now: datetime, kinds: tuple[str, ...] | None) -> QuerySet[Grant]:
    grants = Grant.objects.current(at=now).filter(user=user)
    return grants.filter(kind__in=kinds) if kinds else grants


def record_clause(user: User, now: datetime) -> Q:
    """People whose record is open to this user: a filter on Person."""
    mine = held(user)
    if not mine.roles & READS[D.CORE]:
        return Q(pk__in=[])
    involved = reached_by(_mine_involved(user, mine, now))
    granted = reached_by(_mine_granted(user, now, None))
    named = named_by(_mine_granted(user, now, _RESTRICTED_GRANTS))
    opened = (Q(restriction=Restriction.NONE) & (involved | granted)) | (
        ~Q(restriction=Restriction.NONE) & named
    )
    return not_their_own(user) & opened


def own_record_clause(user: User, now: datetime) -> Q:
    """People whose record would be open to this user had nothing been merged with it: a filter on Person.

    A safe address stays unreadable to the other record's readers (safety r).
    """
    mine = held(user)
    if not mine.roles & READS[D.CORE]:
        return Q(pk__in=[])
    involved = Q(Exists(_mine_involved(user, mine, now).filter(person=OuterRef("pk"))))
    granted = Q(Exists(_mine_granted(user, now, None).filter(person=OuterRef("pk"))))
    naming = _mine_granted(user, now, _RESTRICTED_GRANTS)
    named = Q(Exists(naming.filter(person=OuterRef("pk")))) & named_on_all(naming)
    opened = (Q(restriction=Restriction.NONE) & (involved | granted)) | (
        ~Q(restriction=Restriction.NONE) & named
    )
    return not_their_own(user) & opened


def not_their_own(user: User) -> Q:
    """People to whom this user is not linked in private life: a filter on Person."""
    return ~reached_by(StaffLink.objects.current().filter(user=user))


def card_clause(user: User, now: datetime) -> Q:
    """People of whom this user sees at least the index card: a filter on Person."""
    return card_only_clause(user, now) | record_clause(user, now)


def card_only_clause(user: User, now: datetime) -> Q:
    """People whose index card this user sees without their record being open: a filter on Person."""
    mine = held(user)
    unrestricted = Q(restriction=Restriction.NONE) & not_their_own(user)
    if Permission.PERSON_INDEX in mine.permissions or mine.roles & {"R9"}:
        return unrestricted
    if Permission.PERSON_FLAG in mine.permissions:
        # A referrer finds only their own roll or caseload; pharmacists and care homes find nobody (safety k).
        agencies = Agency.objects.filter(pk__in=mine.agency_ids, may_search=True).values("pk")
        own = (Q(user=user) & Q(Exists(agencies))) | Q(agency_id__in=agencies)
        if mine.team_ids:
            own |= Q(team_id__in=mine.team_ids)
        return unrestricted & reached_by(Involvement.objects.current(at=now).filter(own))
    return Q(pk__in=[])


def record_visible(user: User) -> QuerySet[Person]:
    """People whose record this user may open now."""
    if user.kind == UserKind.SYSTEM:
        found: QuerySet[Person] = Person.objects.all()
        return found
    if not user.is_active:
        return Person.objects.none()
    return Person.objects.filter(record_clause(user, moment()))


def why(user: User, person: Person) -> list[str]:
    """In plain English, every reason that opens this record to this user now."""
    now = clock.now()
    mine = held(user)
    reasons: list[str] = []
    whole = identities(person)
    if person.restriction == Restriction.NONE:
        who = Q(user=user) | Q(team_id__in=mine.team_ids) | Q(agency_id__in=mine.led_agency_ids)
        rows = (
            Involvement.objects.current(at=now).filter(who, person__in=whole).select_related("team", "agency")
        )
        for row in rows:
            name = (
                "You are"
                if row.user_id
                else f"Your team, {row.team}, is"
                if row.team_id
                else f"{row.agency} is"
            )
            capacity = InvolvementKind(row.kind).label.lower()
            reasons.append(f"{name} involved ({capacity}) since {clock.to_local(row.started_at):%-d %B %Y}.")
        grants = Grant.objects.current(at=now).filter(user=user, person__in=whole)
    else:
        grants = Grant.objects.current(at=now).filter(
            user=user, person__in=whole, kind__in=_RESTRICTED_GRANTS
        )
    for grant in grants:
        until = f" until {clock.to_local(grant.ends_at):%H:%M on %-d %B %Y}" if grant.ends_at else ""
        reasons.append(f"{GrantKind(grant.kind).label}{until}: {grant.reason}")
    return reasons
