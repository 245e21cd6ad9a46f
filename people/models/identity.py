"""Identity over time: every change in words of its own, and the one link of an adoption that nobody outside reads."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history import append_only, tracked
from core.models import PublicModel, Record
from people.enums import IdentityFact
from people.models.person import Person
from people.querysets import AdoptionQuerySet, IdentityChangeQuerySet


@append_only
class IdentityChange(PublicModel):
    """A name, sex, gender, birth, death or removal as it stood before and after; the record stays the same one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identity_changes")
    fact = models.CharField(max_length=10, choices=IdentityFact)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    # A former name or gender that nobody may show (Gender Recognition Act 2004 s22, or the person's wish).
    is_protected = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = IdentityChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-changed_at"], name="identity_change_of_person")]


@tracked()
class AdoptionLink(Record):
    """The sealed file and the new record of one adopted child; kept 100 years (Adoption Agencies Regulations 2005)."""

    before = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    after = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    ordered_on = models.DateField()

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="adoption_of_two_records")
        ]
