"""What came in from other systems: which file, how far, whom each of its rows is, and what waits for a person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history import append_only, tracked
from core.models import Record, paired
from people.enums import ExtractKind, HeldWhy, LineOutcome, PairAnswer, Settled
from people.models.merge import MergeProposal
from people.models.person import Person
from people.querysets import (
    HeldRowQuerySet,
    ImportLineQuerySet,
    ImportQuerySet,
    LinkagePairQuerySet,
    PersonRowQuerySet,
    SourceSayingQuerySet,
)


@tracked()
class ImportRun(Record):
    """One file of one kind; known by its content, so that it goes on where it stopped and is never taken twice.

    `extract_on` is the day for which the other system speaks; a row of an earlier day changes nothing any more.
    """

    kind = models.CharField(max_length=12, choices=ExtractKind)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    lines_done = models.PositiveIntegerField(default=0)
    is_finished = models.BooleanField(default=False)
    extract_on = models.DateField()
    # What became of the rows that were taken: somebody new, linked by itself, changed, as before.
    made = models.PositiveIntegerField(default=0)
    linked = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "sha256", "extract_on"], name="import_run_of_day_once")
        ]


@append_only
class ImportLine(Record):
    """A row of a file that was refused, taken without a field, or left for a person to look at; and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="lines")
    line = models.PositiveIntegerField()
    source_id = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=8, choices=LineOutcome)
    reason = models.CharField(max_length=240)
    # Safety o: a row that means somebody hidden stands in nobody's report but that of the named list.
    is_restricted = models.BooleanField(default=False)

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["run", "line"], name="import_line_of_run")]


@append_only
class SourceRecord(Record):
    """Who somebody is in another system: its number for them."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="source_records")
    kind = models.CharField(max_length=12, choices=ExtractKind)
    source_id = models.CharField(max_length=60)

    objects = PersonRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "source_id"], name="source_record_once")]


@append_only
class SourceSaying(Record):
    """What another system last said of somebody: the next extract is compared with it, not with the record alone."""

    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="sayings")
    said = models.JSONField()
    said_on = models.DateField()

    objects = SourceSayingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["record", "-id"], name="source_saying_latest")]


@tracked()
class HeldRow(Record):
    """A row of an extract that a person settles: who it is, or which of two facts is right."""

    kind = models.CharField(max_length=12, choices=ExtractKind)
    source_id = models.CharField(max_length=60)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="held")
    line = models.PositiveIntegerField()
    why = models.CharField(max_length=8, choices=HeldWhy)
    said = models.JSONField()
    # The facts in which row and record differ, where it is known whose row this is.
    facts = models.JSONField(default=list)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="held_rows"
    )
    # Safety o: the restricted person whom the row may mean; only their named list settles it.
    blind_match = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_restricted = models.BooleanField(default=False)
    answer = models.CharField(max_length=8, choices=Settled, blank=True)
    answer_reason = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HeldRowQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("answered", label="held_row"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="held_row_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(is_restricted=False, blind_match__isnull=True)
                | Q(is_restricted=True, blind_match__isnull=False),
                name="held_row_restricted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["kind", "source_id"],
                condition=Q(answer__in=["", "UNSURE"]),
                name="held_row_waits_once",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="held_row_waiting", condition=Q(answer__in=["", "UNSURE"])),
        ]


@tracked()
class LinkagePair(Record):
    """Two records that linkage of extracts found likely to be one person's, and what a person said of them."""

    left = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    probability = models.FloatField()
    answer = models.CharField(max_length=9, choices=PairAnswer, blank=True)
    answer_reason = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What was read beside the answer: ["for", "against" or "caution", in words].
    evidence = models.JSONField(default=list)
    # Where whoever merges decides; one person is never said into nowhere.
    proposal = models.ForeignKey(
        MergeProposal, on_delete=models.PROTECT, null=True, blank=True, related_name="pairs"
    )

    objects = LinkagePairQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("answered", label="linkage_pair"),
            models.UniqueConstraint(fields=["left", "right"], name="linkage_pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="linkage_pair_in_order"),
            models.CheckConstraint(
                condition=(Q(answer="SAME") & Q(proposal__isnull=False))
                | (~Q(answer="SAME") & Q(proposal__isnull=True)),
                name="linkage_pair_same_is_proposed",
            ),
        ]
