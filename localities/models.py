"""Localities, wards, postcodes, sites, services, and which team covers where: every row with its dates."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import Agency, Team
from core.history import append_only, tracked
from core.models import PublicModel
from localities.enums import Certainty, EmployerKind, Membership, OutlineKind, SiteKind, Succession
from localities.querysets import AreaQuerySet, PlaceQuerySet, PopulationQuerySet

__all__ = [
    "Area",
    "AreaSuccession",
    "FeatureFlag",
    "GeographyImport",
    "Locality",
    "Outline",
    "Population",
    "Postcode",
    "SectorLocality",
    "ServiceArea",
    "Site",
    "SiteTeam",
    "TeamCoverage",
    "Ward",
    "WardMembership",
]


class Dated(models.Model):
    """A fact that holds from a day until and including a day; open-ended while `ends_on` is empty."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def in_order(label: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name=f"{label}_dates_in_order"
    )


def one_at_a_time(label: str, *fields: str) -> ExclusionConstraint:
    """No two rows of the same thing hold on one day."""
    days = _range("DATERANGE", "starts_on", "ends_on")
    return ExclusionConstraint(
        name=f"{label}_one_at_a_time",
        expressions=[(days, RangeOperators.OVERLAPS), *((field, RangeOperators.EQUAL) for field in fields)],
    )


def _range(kind: str, first: str, last: str) -> Func:
    """From the first until and including the last."""
    return Func(F(first), F(last), models.Value("[]"), function=kind)


@tracked()
class Area(PublicModel, Dated):
    """An area-based family support service of 2010; only the names are recorded (seed ¶20)."""

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=60)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [in_order("area")]

    def __str__(self) -> str:
        return self.name


@tracked()
class Locality(PublicModel, Dated):
    """A part of the borough with an all-age team of its own; a row, so another authority has others."""

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [in_order("locality")]

    def __str__(self) -> str:
        return self.name


@tracked()
class AreaSuccession(models.Model):
    """Which locality followed an area of 2010, and how well that is known."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="successions")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="successions")
    known = models.CharField(max_length=10, choices=Succession)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "locality"], name="area_succession_once")]


@tracked()
class Ward(PublicModel, Dated):
    """An electoral ward of one boundary set (2004 or 2023), by its national code."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=60)
    ward_set = models.PositiveSmallIntegerField()

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [in_order("ward")]

    def __str__(self) -> str:
        return self.name


@tracked()
class WardMembership(Dated):
    """A ward in a locality between two dates; before 2023 derived by overlap, and marked so."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="memberships")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="memberships")
    mark = models.CharField(max_length=8, choices=Membership, default=Membership.FACT)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [in_order("ward_membership"), one_at_a_time("ward_membership", "ward")]


class Postcode(Dated):
    """A full postcode and the ward it lies in, from the imported table.

    Not tracked: 11,000 published rows replaced whole; `GeographyImport` keeps which file they came from.
    """

    postcode = models.CharField(max_length=8)
    sector = models.CharField(max_length=6)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="postcodes")
    lsoa_code = models.CharField(max_length=9, blank=True)
    msoa_code = models.CharField(max_length=9, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("postcode"),
            models.UniqueConstraint(fields=["postcode", "starts_on"], name="postcode_starts_once"),
        ]
        indexes = [models.Index(fields=["sector"], name="postcode_sector")]


@tracked()
class SectorLocality(Dated):
    """A sector (M32 9) and the locality most of it lies in: used until the full table is in."""

    sector = models.CharField(max_length=6)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="sectors")
    certainty = models.CharField(max_length=8, choices=Certainty)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [in_order("sector_locality"), one_at_a_time("sector_locality", "sector")]


class Outline(Dated):
    """A boundary for the map, simplified: a list of rings of [longitude, latitude].

    Not tracked: published shapes replaced whole; `GeographyImport` keeps which file they came from.
    """

    kind = models.CharField(max_length=10, choices=OutlineKind)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    rings = models.JSONField()

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("outline"),
            models.UniqueConstraint(fields=["kind", "code", "starts_on"], name="outline_starts_once"),
        ]


@append_only
class GeographyImport(PublicModel):
    """One file of places read in: what it was, how many rows, how many refused."""

    filename = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    rows_read = models.PositiveIntegerField()
    rows_kept = models.PositiveIntegerField()
    rows_refused = models.PositiveIntegerField()
    imported_at = models.DateTimeField()

    objects = AreaQuerySet.as_manager()


@tracked()
class Population(Dated):
    """How many people of an age live in the borough, from one estimate until the next, and whose number that is."""

    age_from = models.PositiveSmallIntegerField()
    # The last age of the band; empty: and over.
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=160)

    objects = PopulationQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("population"),
            models.CheckConstraint(
                condition=Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="population_ages_in_order",
            ),
            ExclusionConstraint(
                name="population_one_number_an_age",
                expressions=[
                    (_range("DATERANGE", "starts_on", "ends_on"), RangeOperators.OVERLAPS),
                    (_range("INT4RANGE", "age_from", "age_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


@tracked()
class TeamCoverage(Dated):
    """A team covers a locality, or the whole borough where no locality is named, between two dates."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="coverage")
    locality = models.ForeignKey(
        Locality, on_delete=models.PROTECT, null=True, blank=True, related_name="coverage"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("team_coverage"),
            models.UniqueConstraint(
                fields=["team", "locality", "starts_on"], name="team_coverage_once", nulls_distinct=False
            ),
        ]


@tracked()
class Site(PublicModel, Dated):
    """A building where services work: a children's centre, an office, a clinic."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=SiteKind)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="sites")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="sites")
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("site"),
            models.UniqueConstraint(fields=["name", "starts_on"], name="site_starts_once"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class SiteTeam(Dated):
    """A team based at a site: several teams at one site are co-located (seed ¶23)."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="based")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="bases")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("site_team"),
            models.UniqueConstraint(fields=["site", "team", "starts_on"], name="site_team_once"),
        ]


@tracked()
class FeatureFlag(Dated):
    """A way of working that starts in one locality first, or everywhere where none is named (seed ¶18)."""

    name = models.CharField(max_length=60)
    locality = models.ForeignKey(
        Locality, on_delete=models.PROTECT, null=True, blank=True, related_name="flags"
    )
    reason = models.CharField(max_length=200, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("feature_flag"),
            models.UniqueConstraint(
                fields=["name", "locality", "starts_on"], name="feature_flag_once", nulls_distinct=False
            ),
        ]


@tracked()
class ServiceArea(PublicModel, Dated):
    """One of the service areas of the partnership, in words a family would use (seed ¶10, ¶19)."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=120)
    part_of = models.CharField(max_length=120)
    employer = models.CharField(max_length=8, choices=EmployerKind)
    borough_wide = models.BooleanField(default=True)
    what_it_does = models.TextField()
    phone = models.CharField(max_length=40, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [in_order("service_area")]

    def __str__(self) -> str:
        return self.name
