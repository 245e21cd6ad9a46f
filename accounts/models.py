"""Agencies, teams, staff, supervision lines, assignments of roles, drafts and preferences."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.enums import (
    AbsenceKind,
    AgencyKind,
    MembershipKind,
    OnCallDuty,
    ProtectionSeat,
    TeamKind,
    TokenScope,
    UserKind,
)
from accounts.querysets import (
    ApiTokenQuerySet,
    CodeListQuerySet,
    DatedQuerySet,
    OnCallQuerySet,
    OwnQuerySet,
    StaffQuerySet,
)
from core.history import tracked
from core.models import PublicModel, paired

__all__ = [
    "Absence",
    "Agency",
    "ApiToken",
    "Draft",
    "OnCall",
    "Preference",
    "ProfessionalGroup",
    "ProtectionTeamMember",
    "RoleAssignment",
    "Team",
    "TeamMembership",
    "User",
]


@tracked()
class Agency(PublicModel):
    """An organisation of the partnership; staff stay employed by theirs wherever they work."""

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=20, choices=AgencyKind)
    short_name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    holiday_contact = models.CharField(max_length=160, blank=True)
    # An external reference (URN of a school, ODS code of a practice), to match imports.
    external_code = models.CharField(max_length=20, blank=True)
    # Safety k: these services never show on an index card.
    sensitive = models.BooleanField(default=False)
    # Safety k: pharmacies and care homes find nobody.
    may_search = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)

    objects = CodeListQuerySet.as_manager()

    class Meta:
        permissions = [("hold_role", "Holds a role in this agency")]

    def __str__(self) -> str:
        return self.short_name or self.name


@tracked()
class ProfessionalGroup(models.Model):
    """One of the 24 professional groups, or a partner profession beside them (seed ¶28)."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    registration_body = models.CharField(max_length=80, blank=True)
    supervision_standard = models.CharField(max_length=160, blank=True)
    is_partner = models.BooleanField(default=False)

    objects = CodeListQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


@tracked()
class Team(PublicModel):
    """A team, often of several agencies; its members keep their employers."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=TeamKind)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    former_names = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    sensitive = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects = CodeListQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class StaffManager(UserManager.from_queryset(StaffQuerySet)):  # type: ignore[misc]
    """Django's way to make accounts, on our queryset."""


@tracked(exclude=("last_login", "password"))
class User(PublicModel, AbstractBaseUser, PermissionsMixin):
    """A member of staff of any agency, an agency's system, or this system itself."""

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    email_is_safe = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, choices=UserKind, default=UserKind.HUMAN)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="staff")
    profession = models.ForeignKey(
        ProfessionalGroup, on_delete=models.PROTECT, null=True, related_name="staff"
    )
    post = models.CharField(max_length=120, blank=True)
    # The council has delegated its statutory decisions to this post (Children Act 2004 s18).
    post_delegated = models.BooleanField(default=False)
    registration_number = models.CharField(max_length=40, blank=True)
    registered_until = models.DateField(null=True, blank=True)
    is_newly_qualified = models.BooleanField(default=False)
    full_time_equivalent = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    line_manager = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    professional_supervisor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    safeguarding_lead = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(default=True)  # type: ignore[misc]
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField()
    left_on = models.DateField(null=True, blank=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = StaffManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("username"), name="user_username_any_case")]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


@tracked()
class TeamMembership(models.Model):
    """A member of staff in a team from a date, employed, seconded, or representing a constituency part-time."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=16, choices=MembershipKind, default=MembershipKind.EMPLOYED)
    represents = models.CharField(max_length=120, blank=True)
    percent = models.PositiveSmallIntegerField(default=100)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_dates_in_order",
            ),
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="membership_percent"),
        ]


@tracked()
class RoleAssignment(PublicModel):
    """A role held by a member of staff in an agency or a team, from a date until a date: the truth of who may do."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=8)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assignments")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    is_safeguarding_lead = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assignment_dates_in_order",
            ),
        ]


@tracked()
class Absence(PublicModel):
    """Leave or sickness, with whoever covers: notices and clocks go to cover, then to the manager (safety d)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=AbsenceKind)
    cover = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="covering")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="absence_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(cover__isnull=True) | ~Q(cover=F("user")), name="absence_cover_is_another"
            ),
        ]


@tracked()
class OnCall(PublicModel):
    """Who answers for a duty between two moments, first the lowest `position`."""

    duty = models.CharField(max_length=20, choices=OnCallDuty)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="on_call")
    position = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = OnCallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="on_call_times_in_order"),
        ]


@tracked()
class ProtectionTeamMember(PublicModel):
    """A worker of an agency in the multi-agency child protection team, from a day until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="protection_team")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=12, choices=ProtectionSeat)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ends_on__isnull=True), name="protection_team_member_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="protection_team_member_days_in_order",
            ),
        ]


class Draft(PublicModel):
    """What someone has typed and not yet sent: kept on the server, theirs alone, until sent or put in the bin."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=60)
    # What the draft is about ("" for a new concern): one draft a user, form and subject.
    subject = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=120, blank=True)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form", "subject"],
                condition=Q(binned_at__isnull=True) & ~Q(subject=""),
                name="draft_one_a_subject",
            ),
        ]


class Preference(models.Model):
    """How someone likes to work: keyboard shortcuts can be turned off (safety e)."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="preference")
    shortcuts = models.BooleanField(default=True)

    objects = OwnQuerySet.as_manager()


@tracked()
class ApiToken(PublicModel):
    """What an agency's system shows instead of a sign-in: kept as a digest, with a scope and an end."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    # SHA-256 of a random secret of 256 bits: nobody reads the secret again.
    digest = models.CharField(max_length=64, unique=True)
    # Its first letters, so that an administrator can tell one from another.
    begins = models.CharField(max_length=12)
    scopes = ArrayField(models.CharField(max_length=8, choices=TokenScope))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [paired("revoked", label="api_token")]

    def __str__(self) -> str:
        return self.name
