"""Early warning: what is about to go wrong, as rows one can act on (domain.md E)."""

from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate

from accounts.models import User
from accounts.selectors import staff_without_three_lines
from core import clock
from deadlines.models import Clock
from governance.caseload.permissions import Scope
from governance.caseload.selectors.counts import Wanted, _placed, listed, unseen
from people.enums import StatusKind
from people.models import Sighting
from referrals.contacts.models import Contact

LOOKED_BACK = timedelta(days=30)


def late_logged(reader: User, scope: Scope) -> "QuerySet[Contact]":
    """Concerns of the last month that were not written down on the day they were received (Ofsted 2019)."""
    found: QuerySet[Contact] = (
        Contact.objects.visible_to(reader)
        .filter(received_at__gte=clock.now() - LOOKED_BACK)
        .annotate(received_on=TruncDate("received_at"), logged_on=TruncDate("logged_at"))
        .filter(logged_on__gt=F("received_on"))
        .order_by("-received_at", "-pk")
    )
    return found


def assessments_at_35(reader: User, scope: Scope) -> Any:
    """Assessments past day 35 that are not authorised: the limit's clock, nearest first."""
    past = Clock.objects.filter(
        code="CFA-CK35",
        subject_kind=OuterRef("subject_kind"),
        subject_public_id=OuterRef("subject_public_id"),
        due_at__lte=clock.now(),
    ).values("pk")[:1]
    rows = Clock.objects.running().filter(code="CFA", person__isnull=False).annotate(past=Subquery(past))
    return (
        _placed(rows.filter(past__isnull=False), reader, scope)
        .select_related("person", "rule", "owner", "team", "agreed_by")
        .order_by("due_at", "pk")
    )


def no_lead(reader: User, scope: Scope) -> Any:
    """Open episodes in which nobody leads."""
    return listed(reader, scope, Wanted(what="no_lead"))


def protection_unseen(reader: User, scope: Scope) -> Any:
    """Children on a child-protection plan whom nobody has seen for ten working days."""
    seen = Sighting.objects.filter(person=OuterRef("person")).order_by("-seen_at").values("seen_at")[:1]
    return (
        unseen(reader, scope)
        .filter(kind=StatusKind.PROTECTION)
        .annotate(seen_at=Subquery(seen))
        .select_related("person")
        .order_by(F("seen_at").asc(nulls_first=True), "pk")
    )


def without_lines(reader: User, scope: Scope) -> "QuerySet[User]":
    """Staff of this reader's teams (or all) without a named manager, supervisor or safeguarding lead."""
    rows = staff_without_three_lines(reader=reader).filter(agency__isnull=False)
    if not scope.whole:
        rows = rows.filter(memberships__team__in=scope.teams, memberships__ends_on__isnull=True)
    return rows.order_by("display_name", "pk")
