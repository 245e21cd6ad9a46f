"""The base of every queryset: reads begin at `visible_to(user)`, answered by the one policy that `people` keeps."""

from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from core.data_classes import DataClass
from core.ports import Port

M_co = TypeVar("M_co", bound=models.Model, covariant=True)

visibility_policy: Port[..., Any] = Port(
    "core.visibility_policy",
    meaning="Filter a queryset to the rows that a user may read (people.visibility, the one policy)",
    single=True,
)


class PolicyQuerySet(models.QuerySet[M_co]):
    """States how the policy finds the person a row is about, and what kind of information the row is.

    `person_lookup`: path to the person ("person", "subject__person"), "" when the row is the person, None when
    the row is about nobody. `owner_lookup`: path to the user whose own row it is. `permission`: holders read every
    row that no restriction hides. `restriction_lookup`: path to a boolean that hides the row from all but its named list.
    """

    data_class: ClassVar[DataClass] = DataClass.CORE
    person_lookup: ClassVar[str | None] = None
    owner_lookup: ClassVar[str | None] = None
    permission: ClassVar[str | None] = None
    restriction_lookup: ClassVar[str | None] = None

    def named_for(self, user: Any, now: datetime) -> models.Q | None:
        """Rows that a named list opens to this user whatever hides them from others; most tables have none."""
        return None

    def visible_to(self, user: Any) -> Self:
        """Only what this user may read now, by role, relation and class of information."""
        return visibility_policy.one(self, user)


class ReferenceQuerySet(PolicyQuerySet[M_co]):
    """Rows about nobody (code lists, places, rules): everyone signed in may read them."""

    data_class = DataClass.REFERENCE
