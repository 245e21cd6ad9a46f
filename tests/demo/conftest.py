"""The demonstration, lived once for all its tests and undone afterwards; the tests' own people stand aside for it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import Agency, OnCall, Team, User
from core.history import SYSTEM_ACTOR, acting
from deadlines.models import Clock
from demo import doubles, people_who_work_here
from demo.background import live_queue, weeks
from demo.establishment import establish
from demo.settle import settle
from demo.stories.engine import tell
from demo.stories.every import STORIES


@dataclass
class Lived:
    """The clocks that each story started."""

    clocks: dict[str, list[Clock]]


@pytest.fixture(scope="module")
def lived(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lived]:
    """Staff, twelve stories, some of the background and the queue, in one transaction that is never kept."""
    patch = pytest.MonkeyPatch()
    patch.setattr(people_who_work_here, "PASSWORDS", tmp_path_factory.mktemp("demo") / "users.json")
    patch.setattr("demo.establishment.make_password", lambda password: "!")
    with django_db_blocker.unblock(), transaction.atomic(), acting(by=SYSTEM_ACTOR, reason="lived in a test"):
        _stand_aside()
        establish()
        clocks = {story.code: tell(story) for story in STORIES}
        weeks.week("2027-02-15", a_day=2, settles_by="2027-03-31 08:45")
        live_queue.fill()
        doubles.make()
        settle()
        yield Lived(clocks)
        transaction.set_rollback(True)
    patch.undo()


def _stand_aside() -> None:
    for model in (Team, Agency):
        model.objects.update(name=Concat(F("name"), Value(" (of the tests)")))
    Team.objects.update(is_active=False)
    people = User.objects.exclude(kind="SYSTEM")
    people.update(username=Concat(F("username"), Value("_of_tests")), is_active=False)
    OnCall.objects.all().delete()
