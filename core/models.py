"""Abstract bases; core keeps no table of its own."""

import uuid

from django.conf import settings
from django.db import models


class PublicModel(models.Model):
    """A row that an address or a file may name: by a random public id, never by its number."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Record(PublicModel):
    """A row that someone recorded; `version` counts its changes so that a stale form is noticed."""

    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class StatusChange(models.Model):
    """One step of a record through its states: who, when, why. Written by `core.workflow.apply` alone."""

    transition = models.CharField(max_length=40)
    from_status = models.CharField(max_length=40)
    to_status = models.CharField(max_length=40)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def paired(name: str, *, label: str) -> models.CheckConstraint:
    """An act's time and its actor are both recorded or neither: `paired("closed", label="case")`."""
    at, by = f"{name}_at", f"{name}_by"
    return models.CheckConstraint(
        condition=models.Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
        | models.Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
        name=f"{label}_{name}_at_and_by",
    )
