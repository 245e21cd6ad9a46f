"""Who reads concerns: the front door, the referrer their own, the named list of a restricted one."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.access import held
from accounts.enums import UserKind
from accounts.permissions import Permission
from core.data_classes import DataClass
from core.gathered import apart_from
from core.querysets import PolicyQuerySet
from referrals.contacts.enums import UNDECIDED

# Partners at the front door read the queue; what is decided is theirs no longer (domain.md D, corrections).
_PARTNERS = frozenset({"R9", "SEAT"})


def only_partner(user: Any) -> bool:
    """Whether this person's sight of the queue comes from a partner's seat alone."""
    mine = held(user)
    if user.kind == UserKind.SYSTEM or not mine.roles & _PARTNERS:
        return False
    return not mine.roles & {"R2", "R3", "R11", "R16"}


def holders_of(path: str, user: Any) -> Q:
    """Rows whose contact (found at `path` from the row, "" for the contact itself) lists this user."""
    return Q(Exists(_holding(user).filter(contact=OuterRef(f"{path}_id" if path else "pk"))))


def _holding(user: Any) -> QuerySet[Any]:
    """The places this user holds on named lists now."""
    found: QuerySet[Any] = apps.get_model("referrals", "ContactHolder").objects.filter(
        user=user, ended_at__isnull=True
    )
    return found


def contacts_held(user: Any) -> QuerySet[Any]:
    """Restricted concerns whose named list this user stands on."""
    return _holding(user).values("contact")


def not_own_family(user: Any, path: str) -> Q:
    """Rows of concerns (found at `path` from the row) that name nobody this user is linked to in private life (safety p).

    Asked once a query, from the user's few links outward; a record that was merged counts under all its identities.
    """
    people, person = (
        apps.get_model("referrals", "ContactPerson").objects,
        apps.get_model("people", "Person").objects,
    )
    linked = apps.get_model("people", "StaffLink").objects.current().filter(user=user).values("person")
    merged = person.filter(pk__in=linked, survivor__isnull=False).values("survivor")
    named = (people.filter(person__in=linked), people.filter(person__survivor__in=merged))
    own, of_merged = (apart_from(f"{path}pk", rows.values("contact")) for rows in named)
    return own & of_merged


class ApartFromFamily(PolicyQuerySet):  # type: ignore[type-arg]
    """A row of a concern, hidden from whoever it is about in private life as from anybody without the right."""

    restriction_lookup: ClassVar[str] = "contact__is_restricted"

    def visible_to(self, user: Any) -> Self:
        found = super().visible_to(user)
        if user.kind == UserKind.SYSTEM:
            return found
        own = Q(**{self.owner_lookup: user}) if self.owner_lookup else Q(pk__in=[])
        return found.filter(not_own_family(user, self.restriction_lookup.removesuffix("is_restricted")) | own)


class ContactQuerySet(ApartFromFamily):
    """A concern is read by its referrer, the front door, its named list, and those whose record it stands in."""

    data_class = DataClass.CONTACT
    person_lookup = "people__person"
    owner_lookup = "logged_by"
    permission = Permission.CONTACT_QUEUE
    restriction_lookup = "is_restricted"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return holders_of("", user)

    def visible_to(self, user: Any) -> Self:
        found = super().visible_to(user)
        return found.filter(Q(status__in=UNDECIDED) | Q(logged_by=user)) if only_partner(user) else found

    def undecided(self) -> Self:
        return self.filter(status__in=UNDECIDED)

    def coming_to(self, user: Any, places: Any) -> Self:
        """What waits at the front door for these localities, as their manager may count it: no restricted one, none of
        their own family. Names and words are read through `visible_to` alone (domain.md D: R, own locality)."""
        if Permission.CONTACT_QUEUE_READ not in held(user).permissions:
            return self.none()
        return (
            self.undecided().filter(is_restricted=False, locality__in=places).filter(not_own_family(user, ""))
        )

    def for_triage(self, user: Any) -> Self:
        """The shared queue of whoever works at the front door, and restricted concerns that name them holder.

        A referrer's own restricted concern is not in it: nobody may see from the queue that it is missing or there.
        """
        open_rows = (
            Q(is_restricted=False) if Permission.CONTACT_QUEUE in held(user).permissions else Q(pk__in=[])
        )
        rows = self.visible_to(user).filter(open_rows | holders_of("", user))
        # Nor do they work on a concern about their own family that they told themselves.
        return rows if user.kind == UserKind.SYSTEM else rows.filter(not_own_family(user, ""))


class ContactRowQuerySet(ApartFromFamily):
    """A row that belongs to a concern and is read by whoever reads the concern."""

    data_class = DataClass.CONTACT
    person_lookup = "contact__people__person"
    owner_lookup: ClassVar[str | None] = "contact__logged_by"
    permission = Permission.CONTACT_QUEUE
    restriction_lookup = "contact__is_restricted"
    status_lookup = "contact__status"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return holders_of("contact", user)

    def of_opened(self, contact: Any, user: Any, *, at: Any = None) -> Self:
        """Rows of a concern that this request read through `for_triage`: those that `visible_to` leaves of them.

        All that the policy asks of such a row it has asked of the concern, the partners' end of sight apart. `at` stands
        for the concern in a question that is kept.
        """
        path = self.restriction_lookup.removesuffix("__is_restricted")
        rows = self.filter(**{path: contact.pk if at is None else at})
        if self.permission != Permission.CONTACT_QUEUE:
            return rows.visible_to(user)
        is_own = bool(self.owner_lookup) and contact.logged_by_id == user.pk
        return rows if contact.is_undecided or is_own or not only_partner(user) else rows.none()

    def visible_to(self, user: Any) -> Self:
        found = super().visible_to(user)
        if not only_partner(user):
            return found
        own = Q(**{self.owner_lookup: user}) if self.owner_lookup else Q(pk__in=[])
        return found.filter(Q(**{f"{self.status_lookup}__in": UNDECIDED}) | own)


class FrontDoorRowQuerySet(ContactRowQuerySet):
    """A row that the front door writes about a concern: never its referrer's to read."""

    owner_lookup = None


class TypedSafeAddressQuerySet(FrontDoorRowQuerySet):
    """A confidential address as it was typed: roles without the class never reach it."""

    data_class = DataClass.SAFE_ADDRESS
    permission = Permission.CONTACT_TRIAGE
    person_lookup = "contact_person__person"
    restriction_lookup = "contact_person__contact__is_restricted"
    status_lookup = "contact_person__contact__status"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return Q(contact_person__contact__in=contacts_held(user))


class HolderQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Who holds a restricted concern: known to its holders alone."""

    data_class = DataClass.AUDIT
    owner_lookup = "user"

    def current(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return holders_of("contact", user)


class ReadingQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Who read a concern of nobody known yet: whoever answers for the access log, one's own, the named list's theirs."""

    data_class = DataClass.AUDIT
    owner_lookup = "by"
    permission = Permission.ACCESS_LOG_READ
    restriction_lookup = "contact__is_restricted"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return holders_of("contact", user)


class StatusChangeQuerySet(ContactRowQuerySet):
    person_lookup = "record__people__person"
    owner_lookup = None
    restriction_lookup = "record__is_restricted"
    status_lookup = "record__status"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return holders_of("record", user)
