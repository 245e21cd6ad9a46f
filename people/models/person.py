"""Who a person is, of any age, from before birth."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from core.history import tracked
from core.models import Record
from people.enums import BirthCertainty, Restriction, Sex
from people.querysets import PersonQuerySet, PersonRowQuerySet


@tracked()
class Person(Record):
    """One person, once, at any age; unborn children have an expected date instead of a date of birth."""

    forename = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=80, blank=True)
    preferred_name = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    born_on = models.DateField(null=True, blank=True)
    birth_certainty = models.CharField(max_length=10, choices=BirthCertainty, default=BirthCertainty.UNKNOWN)
    expected_on = models.DateField(null=True, blank=True)
    is_multiple_birth = models.BooleanField(default=False)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    gender_identity = models.CharField(max_length=80, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True)
    religion = models.CharField(max_length=60, blank=True)
    first_language = models.CharField(max_length=60, blank=True)
    interpreter_needed = models.BooleanField(null=True, blank=True)
    communication = models.CharField(max_length=200, blank=True)
    disabilities = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    upn_unknown_reason = models.CharField(max_length=3, blank=True)
    local_id = models.CharField(max_length=20, blank=True)
    story = models.TextField(blank=True)
    story_changed_on = models.DateField(null=True, blank=True)
    restriction = models.CharField(max_length=10, choices=Restriction, default=Restriction.NONE)
    died_on = models.DateField(null=True, blank=True)
    moved_out_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    # Whose record this row is read in: set on everyone of a merged cluster, the survivor too; null stands alone.
    survivor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="cluster", db_index=False
    )
    # While merged `restriction` is the strictest of the cluster; here stands this identity's own.
    own_restriction = models.CharField(max_length=10, choices=Restriction, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(born_on__isnull=True) | Q(expected_on__isnull=True),
                name="person_born_or_expected",
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True) | ~Q(birth_certainty="UNKNOWN"),
                name="person_birth_certainty",
            ),
            models.CheckConstraint(
                condition=Q(expected_on__isnull=True) | Q(sex="U"), name="person_unborn_sex_unknown"
            ),
            models.UniqueConstraint(
                fields=["nhs_number"],
                condition=~Q(nhs_number="") & Q(merged_into__isnull=True),
                name="person_nhs_number_once",
            ),
            models.UniqueConstraint(
                fields=["upn"], condition=~Q(upn="") & Q(merged_into__isnull=True), name="person_upn_once"
            ),
            models.UniqueConstraint(
                fields=["local_id"],
                condition=~Q(local_id="") & Q(merged_into__isnull=True),
                name="person_local_id_once",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(survivor__isnull=False),
                name="person_merged_has_survivor",
            ),
            models.CheckConstraint(
                condition=Q(survivor__isnull=True, own_restriction="")
                | Q(survivor__isnull=False) & ~Q(own_restriction=""),
                name="person_cluster_keeps_own_restriction",
            ),
        ]
        indexes = [
            models.Index(fields=["born_on"], name="person_born_on"),
            models.Index(Upper("surname"), Upper("forename"), name="person_upper_name"),
            GinIndex(OpClass(Upper("surname"), name="gin_trgm_ops"), name="person_surname_trgm"),
            models.Index(fields=["restriction"], name="person_restricted", condition=~Q(restriction="NONE")),
            models.Index(fields=["survivor"], name="person_cluster", condition=Q(survivor__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_unborn(self) -> bool:
        return self.expected_on is not None

    @property
    def full_name(self) -> str:
        """The name that screens print; a person with none recorded is said to be so, never a code."""
        written = f"{self.preferred_name or self.forename} {self.surname}".strip()
        if written:
            return written
        return "Unborn child" if self.is_unborn else "Name not known"


@tracked()
class PersonName(Record):
    """Another name that a person uses or used."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=10, default="ALIAS")
    forename = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=80, blank=True)

    objects = PersonRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(Upper("surname"), Upper("forename"), name="person_name_upper")]
