"""Facts that higher apps write down for all to read: who is involved, status, last seen, stage, references."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models import Record, paired
from people.enums import InvolvementKind, ReferenceKind, Stage, StatusKind
from people.models.person import Person
from people.querysets import IndexRowQuerySet, PersonRowQuerySet, StatusQuerySet


@tracked()
class Involvement(Record):
    """A worker, a team or an agency working with a person between two moments; it opens the record to them."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="involvements")
    kind = models.CharField(max_length=12, choices=InvolvementKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    agency = models.ForeignKey(
        "accounts.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    what = models.CharField(max_length=120, blank=True)
    # Safety k: a sensitive service never appears on the index card.
    is_sensitive = models.BooleanField(default=False)
    # What wrote it down (a case reference, a roll), for the page that explains access.
    source = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(max_length=200, blank=True)

    objects = IndexRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True, agency__isnull=True)
                | Q(user__isnull=True, team__isnull=False, agency__isnull=True)
                | Q(user__isnull=True, team__isnull=True, agency__isnull=False),
                name="involvement_of_one",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind="LEAD", ended_at__isnull=True),
                name="involvement_one_lead",
            ),
            models.CheckConstraint(
                condition=~Q(kind="LEAD") | Q(user__isnull=False), name="involvement_lead_is_a_person"
            ),
            paired("ended", label="involvement"),
        ]
        indexes = [
            models.Index(fields=["person", "user"], name="involvement_user", condition=Q(user__isnull=False)),
            models.Index(
                fields=["user", "person"], name="involvement_of_user", condition=Q(user__isnull=False)
            ),
            models.Index(
                fields=["team", "person"], name="involvement_of_team", condition=Q(team__isnull=False)
            ),
            models.Index(
                fields=["agency", "person"], name="involvement_of_agency", condition=Q(agency__isnull=False)
            ),
        ]


@tracked()
class PersonStatus(Record):
    """A status held from a date until a date (the end date is the first day without it)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statuses")
    kind = models.CharField(max_length=12, choices=StatusKind)
    category = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=60, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = StatusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(ended_on__isnull=True), name="status_one_open_a_kind"
            )
        ]


@tracked()
class Sighting(Record):
    """When somebody saw the person, and whether alone; an attempt without access is not a sighting."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sightings")
    seen_at = models.DateTimeField()
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    alone = models.BooleanField()
    where = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=60, blank=True)

    objects = PersonRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-seen_at"], name="sighting_latest")]


@tracked()
class Episode(Record):
    """One passage of a person through the pipeline, with one reference from first information to review."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    reference = models.CharField(max_length=20)
    stage = models.CharField(max_length=16, choices=Stage)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    close_reason = models.CharField(max_length=200, blank=True)

    objects = PersonRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at__isnull=True), name="episode_one_open"
            ),
            paired("closed", label="episode"),
        ]


class EpisodeStageQuerySet(PersonRowQuerySet):
    person_lookup = "episode__person"


@tracked()
class EpisodeStage(models.Model):
    """When an episode entered and left a stage."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=16, choices=Stage)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    objects = EpisodeStageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(left_at__isnull=True), name="episode_stage_one_open"
            )
        ]


@tracked()
class Reference(Record):
    """A reference under which a person stands somewhere in the pipeline, for search and the person's header."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="references")
    kind = models.CharField(max_length=10, choices=ReferenceKind)
    reference = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    objects = PersonRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reference"], name="reference_once_a_person")
        ]
        indexes = [models.Index(fields=["reference"], name="reference_lookup")]
