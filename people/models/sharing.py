"""What a family agreed to, and what was or was not told to whom, on which ground."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history import append_only, tracked
from core.models import PublicModel, Record, paired
from people.enums import ConsentAnswer, SharingBasis, SharingChoice
from people.models.person import Person
from people.querysets import PersonRowQuerySet, SharingQuerySet


@tracked()
class EngagementConsent(Record):
    """Somebody's yes or no to being worked with, until they withdraw it; holding information rests on the law."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    answer = models.CharField(max_length=8, choices=ConsentAnswer)
    given_by = models.CharField(max_length=120)
    scope = models.CharField(max_length=400)
    said_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_words = models.CharField(max_length=400, blank=True)

    objects = PersonRowQuerySet.as_manager()

    class Meta:
        constraints = [paired("withdrawn", label="engagement_consent")]


@append_only
class SharingDecision(PublicModel):
    """What was shared or kept back, with whom, on which ground and why; a change of mind is another row."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sharing_decisions")
    choice = models.CharField(max_length=12, choices=SharingChoice)
    what = models.CharField(max_length=400)
    agency = models.ForeignKey(
        "accounts.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_whom = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=12, choices=SharingBasis)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SharingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(to_whom=""), name="sharing_with_somebody"
            )
        ]
