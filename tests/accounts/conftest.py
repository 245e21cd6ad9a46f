"""People of the accounts tests: a system administrator, a social worker, a stranger of another agency."""

from datetime import date

import pytest

from accounts.models import Agency, ProfessionalGroup, RoleAssignment, Team, User
from core import clock
from core.history import SYSTEM_ACTOR, acting

PASSWORD = "lamp river seventeen"


def make_user(username: str, *, role: str = "", agency: Agency | None = None, **more: object) -> User:
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        user = User(
            username=username,
            display_name=more.pop("display_name", f"Demo {username.title()}"),
            agency=agency,
            profession=ProfessionalGroup.objects.order_by("pk").first(),
            date_joined=clock.now(),
            phone="01632 960 111",
            **more,
        )
        user.set_password(PASSWORD)
        user.save()
        if role:
            agency = agency or Agency.objects.order_by("pk").first()
            RoleAssignment.objects.create(
                user=user,
                role=role,
                agency=agency,
                starts_on=date(2020, 1, 1),
                assigned_at=clock.now(),
                assigned_by=user,
            )
    return user


@pytest.fixture
def council(db: None) -> Agency:
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        return Agency.objects.create(name="Council of the tests", kind="COUNCIL")


@pytest.fixture
def team(council: Agency) -> Team:
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        return Team.objects.create(name="Family support of the tests", kind="LOCALITY", agency=council)


@pytest.fixture
def admin(council: Agency) -> User:
    return make_user("admin", role="R14", agency=council)


@pytest.fixture
def worker(council: Agency) -> User:
    return make_user("worker", role="R4", agency=council)
