"""An installation without anybody gets its first administrator by a command; then never again."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.access import holds
from accounts.models import RoleAssignment, User
from accounts.permissions import Permission
from core.history import acting

pytestmark = pytest.mark.django_db


def make() -> str:
    out = StringIO()
    call_command("first_administrator", "dana.demo", "Dana Demo", "--council", "Demo New Council", stdout=out)
    return out.getvalue()


def test_the_first_administrator_signs_in_and_may_add_staff() -> None:
    with acting(by="SYSTEM", reason="arranged by a test"):
        RoleAssignment.objects.filter(role="R14").update(role="R12")
    said = make()
    user = User.objects.get(username="dana.demo")
    assert holds(user, Permission.STAFF_MANAGE)
    assert str(user.agency) == "Demo New Council"
    found = re.search(r"password (\S+)", said)
    assert found and authenticate(None, username="dana.demo", password=found.group(1)) == user


def test_it_is_refused_once_there_is_one() -> None:
    with pytest.raises(CommandError, match="There is an administrator"):
        make()
    assert not User.objects.filter(username="dana.demo").exists()
