"""The child protection team of the Act of 2026: recorded while the law does not hold, used from the day it does."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import ProtectionTeamMember
from accounts.selectors import missing_protection_seats
from accounts.services import add_protection_member, end_protection_membership
from core import clock
from core.errors import DomainError, NotPermitted, WrongState
from localities import selectors
from localities.services import commence_protection_teams
from tests.personas import Personas

pytestmark = pytest.mark.django_db
REGULATIONS = "Demo (Commencement No. 9) Regulations 2027"


def test_the_law_is_off_until_a_day_is_written_down_and_membership_is_recorded_all_the_same(
    personas: Personas,
) -> None:
    today, by = clock.today(), personas.administrator
    member = add_protection_member(by=by, user=personas.police, seat="POLICE", starts_on=today)
    assert member.agency == personas.police.agency
    assert selectors.protection_team() == []
    with pytest.raises(NotPermitted):
        commence_protection_teams(starts_on=today, reason=REGULATIONS, by=personas.front_door_manager)
    with pytest.raises(DomainError):
        commence_protection_teams(starts_on=today, reason="now", by=by)
    tomorrow = today + timedelta(days=1)
    commence_protection_teams(starts_on=tomorrow, reason=REGULATIONS, by=by)
    assert selectors.protection_team() == []
    assert selectors.feature_on(selectors.PROTECTION_TEAMS, on=tomorrow)
    with pytest.raises(WrongState):
        commence_protection_teams(starts_on=today, reason=REGULATIONS, by=by)


def test_once_at_a_time_and_that_they_were_in_it_stays(personas: Personas) -> None:
    today, by = clock.today(), personas.administrator
    with pytest.raises(NotPermitted):
        add_protection_member(by=personas.team_manager, user=personas.police, seat="POLICE", starts_on=today)
    first = add_protection_member(
        by=by, user=personas.police, seat="POLICE", starts_on=today - timedelta(days=9)
    )
    with pytest.raises(DomainError, match="already"):
        add_protection_member(by=by, user=personas.police, seat="POLICE", starts_on=today)
    with pytest.raises(DomainError, match="before it began"):
        end_protection_membership(member=first, by=by, ends_on=today - timedelta(days=10))
    end_protection_membership(member=first, by=by, ends_on=today - timedelta(days=1))
    with pytest.raises(WrongState):
        end_protection_membership(member=first, by=by, ends_on=today)
    add_protection_member(by=by, user=personas.police, seat="POLICE", starts_on=today)
    assert ProtectionTeamMember.objects.count() == 2
    commence_protection_teams(starts_on=today, reason=REGULATIONS, by=by)
    (member,) = selectors.protection_team()
    assert member.user == personas.police
    assert missing_protection_seats([member]) == ["Education", "Social work", "Health"]


def test_through_the_pages(client: Client, personas: Personas) -> None:
    client.force_login(personas.administrator)
    today = clock.today()
    day = {"starts_on_day": today.day, "starts_on_month": today.month, "starts_on_year": today.year}
    sent = {"user": str(personas.police.public_id), "seat": "POLICE", **day}
    assert client.post("/protection-team/add/", sent).status_code == 302
    shown = client.get("/protection-team/").content.decode()
    assert "Not in force" in shown and "Police, Demo Police" in shown and "Nobody sits here today" in shown
    assert client.post("/protection-team/law/", {"reason": REGULATIONS, **day}).status_code == 302
    client.force_login(personas.referrer)
    shown = client.get("/protection-team/").content.decode()
    assert "In force" in shown and "Add a member" not in shown
    assert client.get("/protection-team/add/").status_code == 403
