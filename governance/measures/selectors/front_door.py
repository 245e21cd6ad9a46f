"""The front door's measures (domain.md E 1-8, 37, 46) as rows: each says of itself whether it counts above the line.

The same rows are counted for the report (everybody's) and on screen (the reader's own), so that one rule has one place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as Choose
from django.db.models.functions import Cast, Coalesce, TruncDate

from assessments.early_help.models import EarlyHelpAssessment
from casework.plans.enums import EndReason, PlanKind, PlanStatus
from casework.plans.models import Plan
from deadlines.models import Clock
from governance.measures.selectors.spans import Rows, Span
from people.models import Address
from referrals.contacts.enums import ContactKind, FamilyRole
from referrals.contacts.models import Contact
from referrals.contacts.permissions import LAY_SOURCES
from referrals.decisions.enums import NAMES_HELP, Outcome, ReferralStatus, Release
from referrals.decisions.models import (
    Decision,
    Feedback,
    PersonDecision,
    Referral,
    ReferralStatusChange,
    ReferralSubject,
)
from referrals.information.models import InformationRequest

CONCERN = Contact._meta.label_lower
NOT_PROCEEDED = "RC8"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that has a list behind it: its rows, where each leads, by which date it is counted."""

    rows: Callable[[Rows, Span], Any]
    when: str
    # Path to the concern; None where the row is a record of its own.
    concern: str | None = ""
    # Rows fall into parts: by source, by agency.
    part: str = ""
    # Parts of the whole (each over all) rather than shares of their own.
    parts_of_whole: bool = False


def _met(condition: Q) -> Choose:
    return Choose(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _marked(rows: Any, condition: Q, *, concern: str | None = "") -> Any:
    place = f"{concern}locality__code" if concern is not None else "home"
    if concern is None:
        here = Address.objects.filter(person=OuterRef("person"), ends_on__isnull=True).order_by("-pk")
        rows = rows.annotate(home=Subquery(here.values("locality__code")[:1]))
    return rows.annotate(
        is_met=_met(condition), place=Coalesce(F(place), Value(""), output_field=CharField())
    )


def _same_day(read: Rows, span: Span) -> Any:
    rows = span.within(read(Contact), "received_at").annotate(
        received_on=TruncDate("received_at"), logged_on=TruncDate("logged_at")
    )
    return _marked(rows, Q(logged_on=F("received_on")))


def _ended_by(code: str) -> Any:
    """The limit that a decision ended."""
    return Clock.objects.filter(
        code=code,
        cancelled_at__isnull=True,
        subject_kind=CONCERN,
        subject_public_id=OuterRef("contact__public_id"),
        stopped_at=OuterRef("decided_at"),
    )


def _in_time(code: str, *, only_with: bool) -> Callable[[Rows, Span], Any]:
    def rows(read: Rows, span: Span) -> Any:
        found = span.within(read(Decision), "decided_at")
        if only_with:
            found = found.filter(Exists(_ended_by(code)))
        kept = Exists(_ended_by(code).filter(stopped_at__lte=F("due_at")))
        return _marked(found, Q(kept), concern="contact__")

    return rows


def _told_within(hours: int) -> Callable[[Rows, Span], Any]:
    """From receipt, for that is how long the referrer waits; only a professional is told (safety g)."""

    def rows(read: Rows, span: Span) -> Any:
        found = span.within(read(Decision), "decided_at").filter(round=1, contact__is_anonymous=False)
        found = found.exclude(contact__referrer_source__in=LAY_SOURCES)
        told = Feedback.objects.filter(
            decision__contact=OuterRef("contact"),
            release__in=(Release.OUTCOME, Release.ACTION_TAKEN),
            recorded_at__lte=OuterRef("contact__received_at") + timedelta(hours=hours),
        )
        return _marked(found, Q(Exists(told)), concern="contact__")

    return rows


def _conversion(read: Rows, span: Span) -> Any:
    rows = span.within(read(Contact), "received_at")
    return _marked(rows, Q(Exists(Referral.objects.filter(contact=OuterRef("pk")))))


def _referred(read: Rows, span: Span) -> Any:
    return span.within(read(Referral), "received_at")


def _referrals(read: Rows, span: Span) -> Any:
    return _marked(_referred(read, span), Q(pk__isnull=False), concern="contact__")


class _YearBefore(Func):
    """Twelve calendar months before a day, the last of the month where there is no such day."""

    template = "(%(expressions)s - interval '12 months')"
    output_field = DateField()


def _re_referrals(read: Rows, span: Span) -> Any:
    """Read by the day, under whichever of their records a person stood; what the reader may not see is no reason."""
    who, day = Coalesce("person__survivor", "person"), TruncDate("referral__received_at")
    earlier = (
        ReferralSubject.objects.filter(referral__in=read(Referral).values("pk"))
        .annotate(who=who, day=day)
        .filter(
            who=OuterRef("who"),
            referral__received_at__lt=OuterRef("referral__received_at"),
            day__gte=Cast(_YearBefore(OuterRef("day")), DateField()),
        )
    )
    again = (
        span.within(read(ReferralSubject), "referral__received_at")
        .annotate(who=who, day=day)
        .filter(Exists(earlier))
    )
    return _marked(_referred(read, span), Q(pk__in=again.values("referral")), concern="contact__")


def _no_further_action(read: Rows, span: Span) -> Any:
    ended = ReferralStatusChange.objects.filter(record=OuterRef("pk"), to_status=ReferralStatus.NFA)
    met = Q(status=ReferralStatus.NFA) | Q(close_reason=NOT_PROCEEDED) | Q(Exists(ended))
    return _marked(_referred(read, span), met, concern="contact__")


def _help_named(read: Rows, span: Span) -> Any:
    rows = span.within(read(PersonDecision).filter(outcome__in=NAMES_HELP), "decision__decided_at")
    return _marked(rows, Q(help_named__regex=r"\S"), concern="decision__contact__")


def _anonymous(read: Rows, span: Span) -> Any:
    return _marked(_referred(read, span), Q(contact__is_anonymous=True), concern="contact__")


def _early_help(read: Rows, span: Span) -> Any:
    rows = span.within(read(EarlyHelpAssessment), "started_at")
    return _marked(rows, Q(pk__isnull=False), concern=None)


def _plans_ended(kind: str, reason: str) -> Callable[[Rows, Span], Any]:
    def rows(read: Rows, span: Span) -> Any:
        ended = span.days(read(Plan).filter(kind=kind, status=PlanStatus.ENDED), "ends_on")
        return _marked(ended, Q(end_reason=reason), concern=None)

    return rows


def _enquiries(read: Rows, span: Span) -> Any:
    rows = span.within(
        read(PersonDecision).filter(
            contact_person__role=FamilyRole.ADULT, decision__contact__kind=ContactKind.SAFEGUARDING
        ),
        "decision__decided_at",
    )
    return _marked(rows, Q(outcome=Outcome.ADULT_SAFEGUARDING), concern="decision__contact__")


def _checks(read: Rows, span: Span) -> Any:
    """What is not due yet is not late."""
    rows = span.within(read(InformationRequest).filter(withdrawn_at__isnull=True), "due_at")
    return _marked(rows.filter(due_at__lt=span.passed), Q(replied_at__lte=F("due_at")), concern="contact__")


MEASURES: dict[str, Measure] = {
    "K1": Measure(_same_day, "received_at"),
    "K2": Measure(_in_time("REF-DEC", only_with=False), "decided_at", "contact__"),
    "K2-24H": Measure(_told_within(24), "decided_at", "contact__"),
    "K2-72H": Measure(_told_within(72), "decided_at", "contact__"),
    "K3": Measure(_conversion, "received_at"),
    "K4": Measure(_referrals, "received_at", "contact__"),
    "K5": Measure(_re_referrals, "received_at", "contact__"),
    "K6": Measure(_no_further_action, "received_at", "contact__"),
    "K6-HELP": Measure(_help_named, "decision__decided_at", "decision__contact__"),
    "K7": Measure(_referrals, "received_at", "contact__", part="source", parts_of_whole=True),
    "K7-ANON": Measure(_anonymous, "received_at", "contact__"),
    "K8": Measure(_early_help, "started_at", None),
    "K8-MET": Measure(_plans_ended(PlanKind.EARLY_HELP, EndReason.OUTCOMES_MET), "ends_on", None),
    "K8-UP": Measure(_plans_ended(PlanKind.EARLY_HELP, EndReason.STEPPED_UP), "ends_on", None),
    "K8-DOWN": Measure(_plans_ended(PlanKind.CIN, EndReason.STEPPED_DOWN), "ends_on", None),
    "K37-24H": Measure(_in_time("SA-SCR", only_with=True), "decided_at", "contact__"),
    "K37-ENQ": Measure(_enquiries, "decision__decided_at", "decision__contact__"),
    "K46": Measure(_checks, "due_at", "contact__", part="agency__name"),
}
