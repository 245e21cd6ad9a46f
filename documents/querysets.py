"""Who may read a file or a paper: whoever may see what it hangs on, and every person printed on it.

Neither is of one person and one class of information, so both say their rule to the one policy as a clause.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.access import holds_any
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class AttachmentQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """A file is read by whoever may see its parent; a class of its own narrows that (a medical report)."""

    data_class = DataClass.CORE

    def named_for(self, user: Any, now: datetime) -> Q:
        from documents import registry
        from people.visibility import may_read

        parents = Q(pk__isnull=True)
        for kind in registry.subject_kinds():
            parents |= Q(subject_kind=kind.key, subject_id__in=kind.visible_ids(user))
        return parents & Q(data_class__in=["", *(value for value in DataClass if may_read(user, value))])


class PaperQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """A paper is read by whoever may open the record of every person on it and read that kind of paper."""

    data_class = DataClass.PLAN

    def named_for(self, user: Any, now: datetime) -> Q:
        from documents import registry
        from documents.models import PaperPerson
        from people.visibility import may_read, record_visible

        kinds = [
            kind.key
            for kind in registry.paper_kinds()
            if may_read(user, kind.data_class) and (not kind.may_read or holds_any(user, kind.may_read))
        ]
        printed = PaperPerson.objects.filter(paper=OuterRef("pk"))
        hidden = printed.exclude(person__in=record_visible(user))
        return Q(Exists(printed), ~Exists(hidden), kind__in=kinds)


class PaperPersonQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.PLAN
    person_lookup = "person"


class RequestQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Its maker's alone."""

    data_class = DataClass.OWN
    owner_lookup = "recorded_by"


class RequestChangeQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.OWN
    owner_lookup = "record__recorded_by"
