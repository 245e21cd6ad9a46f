"""What came in from other systems: which file, how far, and whom each of its rows is."""

from django.db import models

from core.history import append_only, tracked
from core.models import Record
from people.enums import ExtractKind, LineOutcome
from people.models.person import Person
from people.querysets import ImportQuerySet, PersonRowQuerySet


@tracked()
class ImportRun(Record):
    """One file of one kind; known by its content, so that it goes on where it stopped and is never taken twice."""

    kind = models.CharField(max_length=12, choices=ExtractKind)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    lines_done = models.PositiveIntegerField(default=0)
    is_finished = models.BooleanField(default=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "sha256"], name="import_run_once")]


@append_only
class ImportLine(Record):
    """A row of a file that was refused, taken without a field, or left for a person to look at; and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="lines")
    line = models.PositiveIntegerField()
    source_id = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=8, choices=LineOutcome)
    reason = models.CharField(max_length=240)

    objects = ImportQuerySet.as_manager()

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
