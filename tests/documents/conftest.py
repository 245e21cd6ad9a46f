"""A child whose record is open to the North team and the chair; the two kinds of paper, sample content."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from accounts.models import Team, User
from accounts.permissions import Permission
from core.data_classes import DataClass
from core.errors import NotFound
from documents import registry
from documents.registry import PaperKind, PaperSubject
from people.enums import InvolvementKind
from people.models import Person
from people.services import create_person, involve
from people.visibility import record_visible
from tests.documents.samples import Pack, Plan
from tests.personas import Personas

MARKING = "CHAIR'S COPY - NOT FOR FAMILY OR AGENCIES"


@pytest.fixture(autouse=True)
def media(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)


@pytest.fixture
def child(personas: Personas) -> Person:
    person = create_person(by=personas.system, forename="Ada", surname="Demochild")
    team = Team.objects.get(name="Family Support North")
    involve(person=person, kind=InvolvementKind.TEAM_AROUND, team=team, by=personas.system)
    involve(person=person, kind=InvolvementKind.CHAIR, user=personas.chair, by=personas.system)
    involve(person=person, kind=InvolvementKind.ADMIN, user=personas.business_support, by=personas.system)
    return person


class Content:
    """What the sample papers print, for a test to change."""

    plan = Plan()
    pack = Pack()
    withheld: tuple[str, ...] = ()


@pytest.fixture
def kinds(child: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Content]:
    """A support plan and a conference pack about the child, registered for one test."""
    content = Content()

    def find(public_id: UUID, by: User) -> PaperSubject:
        if not record_visible(by).filter(pk=child.pk).exists():
            raise NotFound("There is no such record.")
        return PaperSubject(child.public_id, "Ada Demochild", [child], "/")

    monkeypatch.setattr(registry, "_papers", {})
    registry.register(
        PaperKind(
            key="SUPPORT_PLAN",
            title="Support plan",
            find=find,
            build=lambda public_id, by: content.plan,
            template="papers/support_plan.html",
            may_make=[Permission.PLAN_WRITE],
            data_class=DataClass.PLAN,
        )
    )
    registry.register(
        PaperKind(
            key="CONFERENCE_PACK",
            title="Conference pack",
            find=find,
            build=lambda public_id, by: content.pack,
            template="papers/conference_pack.html",
            may_make=[Permission.CONFERENCE_COMPILE],
            may_read=[Permission.PACK_READ],
            data_class=DataClass.CONFERENCE,
            marking=MARKING,
            for_whom="the chair and business support",
            withheld=lambda public_id: content.withheld,
        )
    )
    yield content


__all__ = ["MARKING", "Content", "replace"]
