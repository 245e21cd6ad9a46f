"""Safeguarding enquiries about adults with care and support needs (Care Act 2014 s42)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from assessments.safeguarding_adults.enums import (
    AbuseKind,
    Advocate,
    Capacity,
    Enquirer,
    EnquiryStatus,
    Finding,
    OutcomesMet,
    Place,
    RiskAfter,
    RiskBefore,
    Source,
)
from assessments.safeguarding_adults.querysets import (
    AdultEnquiryChangeQuerySet,
    AdultEnquiryQuerySet,
    AdultEnquiryRowQuerySet,
)
from core.history import append_only, tracked
from core.models import PublicModel, Record, StatusChange, paired
from people.models import Person
from referrals.contacts.enums import Answer

USER = settings.AUTH_USER_MODEL


def _text() -> models.TextField:  # type: ignore[type-arg]
    return models.TextField(blank=True)


def _asked() -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=9, choices=Answer, blank=True)


def _user() -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


@tracked()
class AdultEnquiry(Record):
    """From the concern to the end: the test, the adult's own wishes, who enquires, what was found, what risk is left."""

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="adult_enquiries")
    status = models.CharField(max_length=10, choices=EnquiryStatus, default=EnquiryStatus.SCREENING)
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # When the safeguarding decision was taken: day 0 of its clocks.
    started_at = models.DateTimeField()
    kinds = ArrayField(models.CharField(max_length=14), default=list, blank=True)
    what = _text()
    place = models.CharField(max_length=12, choices=Place, blank=True)
    source = models.CharField(max_length=8, choices=Source, blank=True)
    # Whether the source of risk holds a position of trust: that part belongs to the designated officer's store.
    position_of_trust = _asked()

    has_needs = models.BooleanField(null=True, blank=True)
    at_risk = models.BooleanField(null=True, blank=True)
    cannot_protect = models.BooleanField(null=True, blank=True)
    test_reason = _text()
    other_help = _text()
    tested_at = models.DateTimeField(null=True, blank=True)
    tested_by = _user()

    capacity = models.CharField(max_length=7, choices=Capacity, blank=True)
    capacity_note = _text()
    consent = _asked()
    without_consent_because = _text()
    outcomes_asked = _asked()
    not_asked_because = _text()
    desired_outcomes = _text()
    substantial_difficulty = _asked()
    advocate = models.CharField(max_length=16, choices=Advocate, blank=True)
    advocate_name = models.CharField(max_length=160, blank=True)
    advocate_appointed_on = models.DateField(null=True, blank=True)

    planned_at = models.DateTimeField(null=True, blank=True)
    planned_by = _user()
    without_advocate_because = _text()
    enquirer = models.CharField(max_length=8, choices=Enquirer, blank=True)
    enquirer_name = models.CharField(max_length=240, blank=True)
    enquiry_question = _text()
    enquiry_due_on = models.DateField(null=True, blank=True)
    police_told = _asked()
    regulator_told = _asked()
    plan = _text()
    risk_before = models.CharField(max_length=6, choices=RiskBefore, blank=True)

    found = _text()
    found_at = models.DateTimeField(null=True, blank=True)
    found_by = _user()

    risk_after = models.CharField(max_length=8, choices=RiskAfter, blank=True)
    outcomes_met = models.CharField(max_length=6, choices=OutcomesMet, blank=True)
    adult_view = _text()
    safeguarding_plan = _text()
    children_affected = _asked()
    children_note = _text()
    reason = _text()
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = _user()

    objects = AdultEnquiryQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("tested", label="adult_enquiry"),
            paired("planned", label="adult_enquiry"),
            paired("found", label="adult_enquiry"),
            paired("concluded", label="adult_enquiry"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status__in=["SCREENING", "ENQUIRY"]),
                name="adult_enquiry_one_open_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(status="ENQUIRY") | Q(has_needs=True, at_risk=True, cannot_protect=True),
                name="adult_enquiry_all_three_parts",
            ),
            models.CheckConstraint(
                condition=~Q(status="CONCLUDED")
                | (~Q(risk_after="") & ~Q(outcomes_met="") & ~Q(children_affected="")),
                name="adult_enquiry_concluded_in_full",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@append_only
class AdultEnquiryChange(StatusChange):
    """One step of an enquiry."""

    record = models.ForeignKey(AdultEnquiry, on_delete=models.PROTECT, related_name="changes")

    objects = AdultEnquiryChangeQuerySet.as_manager()


@append_only
class AdultEnquiryConcern(PublicModel):
    """A concern that the enquiry answers; another about the same adult joins the one that is open."""

    enquiry = models.ForeignKey(AdultEnquiry, on_delete=models.PROTECT, related_name="concerns")
    contact = models.ForeignKey("referrals.Contact", on_delete=models.PROTECT, related_name="adult_enquiries")

    objects = AdultEnquiryRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "contact"], name="adult_enquiry_concern_once")
        ]


@tracked()
class AdultFinding(Record):
    """What the enquiry found for one kind of abuse."""

    enquiry = models.ForeignKey(AdultEnquiry, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=14, choices=AbuseKind)
    finding = models.CharField(max_length=14, choices=Finding)

    objects = AdultEnquiryRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enquiry", "kind"], name="adult_finding_once_a_kind")]
