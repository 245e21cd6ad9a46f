"""A professional asked for advice and no concern was made of it: who asked, about what, what was advised."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models import Record, paired
from referrals.consultations.querysets import ConsultationQuerySet
from referrals.contacts.models import Contact

_USER = settings.AUTH_USER_MODEL


@tracked()
class Consultation(Record):
    """Advice asked and given (seed 8: the advice call log); it starts no clock and stands in nobody's record."""

    asked_at = models.DateTimeField()
    asker_name = models.CharField(max_length=120, blank=True)
    asker_role = models.CharField(max_length=120, blank=True)
    asker_agency = models.CharField(max_length=160, blank=True)
    asker_phone = models.CharField(max_length=40, blank=True)
    question = models.TextField()
    advice = models.TextField()
    # Whom it is about, where the asker said so; many ask without a name.
    is_named = models.BooleanField(default=False)
    forename = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=80, blank=True)
    born_on = models.DateField(null=True, blank=True)
    age_words = models.CharField(max_length=40, blank=True)
    is_restricted = models.BooleanField(default=False)
    holder = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.OneToOneField(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="consultation"
    )
    logged_as_concern_at = models.DateTimeField(null=True, blank=True)
    logged_as_concern_by = models.ForeignKey(
        _USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("logged_as_concern", label="consultation"),
            models.CheckConstraint(
                condition=Q(is_named=True) | Q(forename="", surname="", born_on__isnull=True),
                name="consultation_without_a_name_holds_none",
            ),
            models.CheckConstraint(condition=~Q(question="") & ~Q(advice=""), name="consultation_says_both"),
        ]
        indexes = [models.Index(fields=["-asked_at"], name="consultation_asked")]

    @property
    def about(self) -> str:
        name = f"{self.forename} {self.surname}".strip() if self.is_named else "not named"
        return f"{name} ({self.age_words})" if self.age_words else name

    @property
    def path(self) -> str:
        return f"/front-door/advice/{self.public_id}/"
