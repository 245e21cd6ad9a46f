"""Where a person lives and how to reach them; confidential addresses stand in a store of their own."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history import tracked
from core.models import Record, paired
from people.enums import AddressKind
from people.models.person import Person
from people.querysets import ContactPointQuerySet, DatedRowQuerySet, SafeAddressQuerySet


@tracked()
class Address(Record):
    """A place a person lives or lived; the locality is worked out from the postcode or set with a reason."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=10, choices=AddressKind, default=AddressKind.HOME)
    lines = models.CharField(max_length=240, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    locality = models.ForeignKey(
        "localities.Locality", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ward = models.ForeignKey(
        "localities.Ward", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    locality_reason = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="address_dates_in_order",
            )
        ]
        indexes = [models.Index(fields=["postcode"], name="address_postcode")]


@tracked()
class SafeAddress(Record):
    """A confidential address (refuge, protected placement): no letter, label, map, export or search reaches it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="safe_addresses")
    lines = models.CharField(max_length=240)
    postcode = models.CharField(max_length=8, blank=True)
    locality = models.ForeignKey(
        "localities.Locality", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=240)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = SafeAddressQuerySet.as_manager()


@tracked()
class ContactPoint(Record):
    """A telephone number or e-mail address, and whether it is safe to use it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=6, choices=[("PHONE", "Telephone"), ("EMAIL", "E-mail")])
    value = models.CharField(max_length=120)
    safe_to_call = models.BooleanField(default=False)
    safe_to_text = models.BooleanField(default=False)
    safe_to_leave_message = models.BooleanField(default=False)
    note = models.CharField(max_length=120, blank=True)
    # No longer theirs: kept, never rung, and nobody is found by it.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(max_length=200, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        constraints = [paired("ended", label="contact_point")]
