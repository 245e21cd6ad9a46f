"""A concern on its way to an open case's worker, and questions to the other half of the family."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models import Record, paired
from people.models import Person
from referrals.contacts.models import Contact, ContactPerson
from referrals.triage.enums import FamilyAnswer, FamilyQuestion, RoutedTo
from referrals.triage.querysets import PromptQuerySet, RouteQuerySet

_USER = settings.AUTH_USER_MODEL


@tracked()
class Route(Record):
    """A concern sent to an open case; its clock runs until the worker, a cover or a manager accepts (safety d)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="routes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="routes")
    to_kind = models.CharField(max_length=12, choices=RoutedTo)
    # The allocated worker, where somebody else was reached in their place.
    meant_for = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()
    routed_at = models.DateTimeField()
    routed_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField(blank=True)

    objects = RouteQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("accepted", label="route"),
            paired("returned", label="route"),
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(accepted_at__isnull=True, returned_at__isnull=True),
                name="route_one_waiting",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to"],
                name="route_waiting",
                condition=Q(accepted_at__isnull=True, returned_at__isnull=True),
            )
        ]


@tracked()
class FamilyPrompt(Record):
    """A question about the other half of the family, with its answer; it creates nothing by itself (safety j)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="prompts")
    about = models.ForeignKey(ContactPerson, on_delete=models.PROTECT, related_name="prompts")
    question = models.CharField(max_length=16, choices=FamilyQuestion)
    asked_of = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=8, choices=FamilyAnswer, blank=True)
    # What whoever answers has written for the other service to read; nothing else crosses.
    may_cross = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PromptQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("answered", label="family_prompt"),
            models.UniqueConstraint(fields=["contact", "about", "question"], name="family_prompt_once"),
        ]
