"""Who may read a file or a paper: whoever may see what it hangs on, and every person printed on it."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from accounts.access import holds_any
from accounts.enums import UserKind
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class AttachmentQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """A file is read by whoever may see its parent; a class of its own narrows that (a medical report)."""

    data_class = DataClass.CORE

    def visible_to(self, user: Any) -> Self:
        from documents import registry
        from people.visibility import may_read

        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.kind == UserKind.SYSTEM:
            return self
        found = Q(pk__isnull=True)
        for kind in registry.subject_kinds():
            found |= Q(subject_kind=kind.key, subject_id__in=kind.visible_ids(user))
        classes = ["", *(value for value in DataClass if may_read(user, value))]
        return self.filter(found, data_class__in=classes)


class PaperQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """A paper is read by whoever may open the record of every person on it and read that kind of paper."""

    data_class = DataClass.PLAN

    def visible_to(self, user: Any) -> Self:
        from documents import registry
        from documents.models import PaperPerson
        from people.visibility import may_read, record_visible

        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.kind == UserKind.SYSTEM:
            return self
        kinds = [
            kind.key
            for kind in registry.paper_kinds()
            if may_read(user, kind.data_class) and (not kind.may_read or holds_any(user, kind.may_read))
        ]
        printed = PaperPerson.objects.filter(paper=OuterRef("pk"))
        hidden = printed.exclude(person__in=record_visible(user))
        return self.filter(Exists(printed), ~Exists(hidden), kind__in=kinds)


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
