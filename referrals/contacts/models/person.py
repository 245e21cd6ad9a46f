"""Somebody named in a concern, as the referrer knows them; who they are in the index is a worker's decision."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models import Record, paired
from people.enums import BirthCertainty, RelationshipKind, Sex
from people.models import Person
from referrals.contacts.enums import CHILD_ROLES, Answer, FamilyRole, MatchDecision, TypedAddressKind
from referrals.contacts.models.contact import Contact
from referrals.contacts.querysets import ContactRowQuerySet, TypedSafeAddressQuerySet

_USER = settings.AUTH_USER_MODEL


def _short(length: int = 120) -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=length, blank=True)


def _asked() -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=9, choices=Answer, blank=True)


@tracked()
class ContactPerson(Record):
    """A person in a concern: child, unborn child, brother or sister, parent, carer, someone else (domain.md C1)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="people")
    position = models.PositiveSmallIntegerField(default=1)
    role = models.CharField(max_length=10, choices=FamilyRole)
    relation_to_first = models.CharField(max_length=16, choices=RelationshipKind, blank=True)
    in_household = _asked()

    forename = _short(80)
    surname = _short(80)
    aliases = _short(200)
    preferred_name = _short(80)
    birth_certainty = models.CharField(max_length=10, choices=BirthCertainty, default=BirthCertainty.UNKNOWN)
    born_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    # An age in words, where no date is known ("about seven").
    age_words = _short(40)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    gender_identity = _short(80)
    ethnicity = _short(4)
    religion = _short(60)
    first_language = _short(60)
    interpreter_needed = _asked()
    communication = _short(200)
    nationality = _short(80)
    immigration = _short(120)
    disabilities = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    nhs_number = _short(10)
    upn = _short(13)
    upn_unknown_reason = _short(3)
    local_id = _short(20)

    # A confidential address is kept apart (TypedSafeAddress); these stay empty then.
    address_lines = _short(240)
    postcode = _short(8)
    address_kind = models.CharField(max_length=10, choices=TypedAddressKind, blank=True)
    address_is_confidential = models.BooleanField(default=False)
    phone = _short(40)
    safe_to_call = _asked()
    safe_to_text = _asked()
    safe_to_leave_message = _asked()

    holds_responsibility = _asked()
    responsibility_basis = _short()
    legal_orders = _short(240)
    school = _short(160)
    gp = _short(160)
    health_visitor = _short(160)
    midwife = _short(160)
    is_young_carer = _asked()
    is_pregnant = _asked()
    # An adult: parent, carer, or in contact with children?
    has_children = _asked()
    other_children = _short(240)

    is_alleged_source = models.BooleanField(default=False)
    # Works, paid or not, with children or with adults at risk.
    works_with_vulnerable = _asked()
    works_where = _short(240)

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="named_in"
    )
    match = models.CharField(max_length=6, choices=MatchDecision, blank=True)
    match_reason = models.TextField(blank=True)
    matched_at = models.DateTimeField(null=True, blank=True)
    matched_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Safety o: found inside submission; read by nobody but the named list.
    blind_match = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    considered_note = models.TextField(blank=True)
    considered_at = models.DateTimeField(null=True, blank=True)
    considered_by = models.ForeignKey(
        _USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ContactRowQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("matched", label="contact_person"),
            paired("considered", label="contact_person"),
            models.UniqueConstraint(fields=["contact", "position"], name="contact_person_position"),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True) | Q(expected_on__isnull=True),
                name="contact_person_born_or_expected",
            ),
            models.CheckConstraint(
                condition=Q(expected_on__isnull=True) | Q(sex="U"), name="contact_person_unborn_sex_unknown"
            ),
            models.CheckConstraint(
                condition=Q(address_is_confidential=False) | Q(address_lines="", postcode=""),
                name="contact_person_safe_address_apart",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="contact_person_of", condition=Q(person__isnull=False))
        ]

    @property
    def full_name(self) -> str:
        written = f"{self.preferred_name or self.forename} {self.surname}".strip()
        return written or ("Unborn child" if self.role == FamilyRole.UNBORN else "Name not known")

    @property
    def is_child(self) -> bool:
        return self.role in CHILD_ROLES


@tracked()
class TypedSafeAddress(Record):
    """A confidential address typed into a concern: in a row of its own, so that no list or page meets it by chance."""

    contact_person = models.OneToOneField(
        ContactPerson, on_delete=models.PROTECT, related_name="safe_address"
    )
    lines = models.CharField(max_length=240, blank=True)
    postcode = models.CharField(max_length=8, blank=True)

    objects = TypedSafeAddressQuerySet.as_manager()
