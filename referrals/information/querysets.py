"""Requests are read by the front door that asks and by the agency that is asked; restricted paragraphs by fewer."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from accounts.access import held
from accounts.enums import UserKind
from core.data_classes import DataClass
from core.querysets import ReferenceQuerySet
from people.visibility import may_read
from referrals.contacts.querysets import FrontDoorRowQuerySet, contacts_held
from referrals.information.enums import Marking


def asked_of(user: Any, path: str = "") -> Q:
    """Rows of requests put to this person: by name, as their agency's safeguarding lead, or in its seat."""
    mine = held(user)
    agencies = set(mine.led_agency_ids)
    if mine.roles & {"R9", "SEAT"}:
        agencies |= set(mine.agency_ids)
    found = Q(**{f"{path}asked_of": user})
    if mine.team_ids:
        found |= Q(**{f"{path}team_id__in": set(mine.team_ids)})
    return found | Q(**{f"{path}agency_id__in": agencies}) if agencies else found


class RequestQuerySet(FrontDoorRowQuerySet):
    """A request shows its question and whom it is about, never the concern behind it."""

    def named_for(self, user: Any, now: datetime) -> Q | None:
        holders = super().named_for(user, now)
        asked = asked_of(user)
        return asked if holders is None else asked | holders

    def unanswered(self) -> Self:
        return self.filter(replied_at__isnull=True, withdrawn_at__isnull=True)

    def put_to(self, user: Any) -> Self:
        return self.filter(asked_of(user))


class ReplyQuerySet(FrontDoorRowQuerySet):
    person_lookup = "request__contact__people__person"
    restriction_lookup = "request__contact__is_restricted"
    status_lookup = "request__contact__status"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return asked_of(user, "request__") | Q(request__contact__in=contacts_held(user))


class ParagraphQuerySet(FrontDoorRowQuerySet):
    """Police-restricted words stay with police and managers, the manager's own with managers."""

    person_lookup = "reply__request__contact__people__person"
    restriction_lookup = "reply__request__contact__is_restricted"
    status_lookup = "reply__request__contact__status"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        return Q(reply__recorded_by=user) | Q(reply__request__contact__in=contacts_held(user))

    def of_opened(self, contact: Any, user: Any, *, at: Any = None) -> Self:
        return super().of_opened(contact, user, at=at)._as_marked(user)

    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user)._as_marked(user)

    def _as_marked(self, user: Any) -> Self:
        if user.kind == UserKind.SYSTEM:
            return self
        hidden = set()
        if not may_read(user, DataClass.POLICE):
            hidden.add(Marking.POLICE_RESTRICTED)
        if not held(user).roles & {"R3", "R7"}:
            hidden.add(Marking.CHAIR_ONLY)
        return self.filter(~Q(marking__in=hidden) | Q(reply__recorded_by=user)) if hidden else self


class ChaseQuerySet(ReplyQuerySet):
    """A reminder is read by whoever reads the question."""


class OpeningQuerySet(ReferenceQuerySet):  # type: ignore[type-arg]
    """When agencies answer: about nobody who is served."""
