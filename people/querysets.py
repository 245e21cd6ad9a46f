"""How the policy finds the person of each kind of row, and chainable reads in the field's words."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class PersonQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Visible at the index card or above; `record_visible_to` narrows to the record itself."""

    data_class = DataClass.INDEX
    person_lookup = ""


class PersonRowQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """A row of the core record."""

    data_class = DataClass.CORE
    person_lookup = "person"


class IndexRowQuerySet(PersonRowQuerySet):
    """A row that the index card shows too, unless it is of a sensitive service (safety k)."""

    data_class = DataClass.INDEX

    def current(self, *, at: datetime) -> "IndexRowQuerySet":
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at), started_at__lte=at)


class StatusQuerySet(PersonRowQuerySet):
    data_class = DataClass.INDEX

    def current(self, *, on: date) -> "StatusQuerySet":
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), started_on__lte=on)


class DatedRowQuerySet(PersonRowQuerySet):
    def current(self, *, on: date) -> "DatedRowQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class RelationshipQuerySet(DatedRowQuerySet):
    """Visible from the record of either person; the other is shown as far as their own level allows."""


class ContactPointQuerySet(PersonRowQuerySet):
    def in_use(self) -> "ContactPointQuerySet":
        return self.filter(ended_at__isnull=True)


class SafeAddressQuerySet(PersonRowQuerySet):
    data_class = DataClass.SAFE_ADDRESS


class SafetyWarningQuerySet(DatedRowQuerySet):
    data_class = DataClass.SAFETY_WARNING


class GrantQuerySet(PersonRowQuerySet):
    data_class = DataClass.AUDIT
    owner_lookup = "user"
    permission = "access_log.read"

    def current(self, *, at: datetime) -> "GrantQuerySet":
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)


class AccessLogQuerySet(PersonRowQuerySet):
    data_class = DataClass.AUDIT
    owner_lookup = "by"
    permission = "access_log.read"


class StaffLinkQuerySet(PersonRowQuerySet):
    """Which record is whose own: read by nobody but the officer who owns the access log."""

    data_class = DataClass.AUDIT
    permission = "access_log.read"

    def current(self) -> "StaffLinkQuerySet":
        return self.filter(ended_at__isnull=True)


class MergeQuerySet(PersonRowQuerySet):
    """A merge is read from the record that survived it; the evidence asks for both records besides."""

    person_lookup = "survivor"

    def standing(self) -> "MergeQuerySet":
        return self.filter(undone_at__isnull=True)


class MergeProposalQuerySet(PersonRowQuerySet):
    """A proposal says no more than that two people may be one; its reason and evidence ask for both records besides."""

    data_class = DataClass.INDEX
    person_lookup = "one"

    def waiting(self) -> "MergeProposalQuerySet":
        return self.filter(answered_at__isnull=True)


class RestrictionOrderQuerySet(PersonRowQuerySet):
    data_class = DataClass.AUDIT
    permission = "restriction.grant"

    def current(self) -> "RestrictionOrderQuerySet":
        return self.filter(ended_at__isnull=True)


class AccessRequestQuerySet(PersonRowQuerySet):
    """A request to a director: its asker's own, and whoever grants."""

    data_class = DataClass.AUDIT
    owner_lookup = "asked_by"
    permission = "restriction.grant"


class SharingQuerySet(PersonRowQuerySet):
    """Why something was or was not told is case recording, read as notes are."""

    data_class = DataClass.NOTES


class IdentityChangeQuerySet(PersonRowQuerySet):
    """A protected change is read by whoever wrote it and nobody else."""

    restriction_lookup = "is_protected"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return Q(is_protected=True, changed_by=user)


class AdoptionQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """The link between two records of one child: for those named on the sealed file alone."""

    data_class = DataClass.ADOPTION

    def named_for(self, user: Any, now: datetime) -> Q | None:
        named = apps.get_model("people", "Grant").objects.current(at=now).filter(user=user, kind="NAMED")
        return Q(Exists(named.filter(person=OuterRef("before"))))


class ImportQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Files taken in: for those who settle who is who."""

    data_class = DataClass.CORE
    permission = "person.settle"


class ImportLineQuerySet(ImportQuerySet):
    """What became of the rows; what means somebody hidden is in nobody's report (safety o)."""

    restriction_lookup = "is_restricted"


class SourceSayingQuerySet(PersonRowQuerySet):
    """What another system said of somebody: read by the import alone."""

    data_class = DataClass.AUDIT
    person_lookup = "record__person"


class HeldRowQuerySet(ImportLineQuerySet):
    """Rows that wait for a person; one that may mean somebody restricted is their named list's alone (safety o)."""

    def waiting(self) -> "HeldRowQuerySet":
        return self.filter(answer__in=("", "UNSURE"))

    def named_for(self, user: Any, now: datetime) -> Q | None:
        grants = apps.get_model("people", "Grant").objects.current(at=now)
        named = grants.filter(user=user, kind__in=("NAMED", "DIRECTOR"))
        return Q(is_restricted=True) & Q(Exists(named.filter(person=OuterRef("blind_match"))))


class LinkagePairQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Pairs of records; the reader asks for both of them besides."""

    data_class = DataClass.CORE
    permission = "person.settle"

    def waiting(self) -> "LinkagePairQuerySet":
        return self.filter(answer__in=("", "UNSURE"))
