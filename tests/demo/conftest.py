"""The demonstration's partnership inside a test's transaction: the tests' own teams stand aside for it."""

from collections.abc import Iterator

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from accounts.models import Agency, OnCall, Team, User
from core.history import SYSTEM_ACTOR, acting
from demo import people_who_work_here
from demo.establishment import establish


@pytest.fixture
def partnership(
    db: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("demo")
    monkeypatch.setattr(people_who_work_here, "PASSWORDS", folder / "users.json")
    monkeypatch.setattr("demo.establishment.make_password", lambda password: "!")
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        for model in (Team, Agency):
            model.objects.update(name=Concat(F("name"), Value(" (of the tests)")))
        Team.objects.update(is_active=False)
        User.objects.exclude(kind="SYSTEM").update(
            username=Concat(F("username"), Value("_of_tests")), is_active=False
        )
        OnCall.objects.all().delete()
        establish()
    yield
