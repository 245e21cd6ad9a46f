"""What each kind of referrer learns after each decision, by a table (learns.csv): on screen, by mail, by the API."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core.errors import DomainError, NotPermitted
from outbox import services as outbox
from referrals.contacts import services as contacts
from referrals.contacts.models import Contact
from referrals.contacts.presenters import standing, status_page
from referrals.decisions import services as decisions
from tests.personas import Personas
from tests.referrals.conftest import Log, ready
from tests.referrals.decisions.test_record_decision import decide
from tests.referrals.test_api import CONCERNS, TOLD, make, sender

pytestmark = pytest.mark.django_db
TABLE = list(csv.DictReader((Path(__file__).parent / "learns.csv").read_text().splitlines()))
WORDS = "The school nurse sees him weekly"
CLOSE = {
    "relative": "referrer_is_relative",
    "household": "referrer_in_household",
    "alleged": "referrer_is_alleged_source",
}
# What a decision is made of: none of it may reach whoever told us unless it was let out.
INSIDE = (
    "Single agency",
    "Help by a single",
    "School nurse drop-in",
    "Support at school meets",
    "Tier",
    "AMBER",
    "Amber",
)


def told(kind: str, log: Log, personas: Personas, client: Client) -> tuple[Contact, Any]:
    """A concern of this kind of referrer, and how they ask where it stands."""
    if kind == "api":
        ask = sender(make(personas)[1], client)
        made = ask(CONCERNS, TOLD).json()
        return Contact.objects.get(public_id=made["id"]), lambda: ask(
            f"{CONCERNS}{made['id']}/", method="get"
        )
    if kind in ("public", "anonymous"):
        more: dict[str, Any] = {"by": personas.business_support, "for_another": True, "channel": "PHONE"}
        more |= {"is_anonymous": True} if kind == "anonymous" else {
            "referrer_name": "Demo Neighbour", "referrer_phone": "01632 960 002", "referrer_source": "1B",
            "referrer_email": "neighbour@example.com", "referrer_email_is_safe": True,
        }  # fmt: skip
        contact, reader = log(**more), personas.business_support
    else:
        contact, reader = log(**({CLOSE[kind]: True} if kind in CLOSE else {})), personas.referrer

    def screen() -> Any:
        client.force_login(reader)
        return client.get(f"/concerns/{contact.public_id}/")

    return contact, screen


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['referrer']}-{row['decided']}" for row in TABLE])
def test_safety_g_a_referrer_learns_what_the_table_says(
    row: dict[str, str], log: Log, personas: Personas, client: Client
) -> None:
    contact, ask = told(row["referrer"], log, personas, client)
    outbox.sweep()
    before = ask().content.decode()
    ready(contact, personas)
    mail.outbox.clear()
    by_manager = row["decided"] == "MANAGER"
    release = {"release": "ACTION_TAKEN" if by_manager else row["decided"]}
    release |= {"release_words": WORDS} if row["decided"] == "OUTCOME" else {}
    if row["screen"] == "refused":
        with pytest.raises(NotPermitted):
            decide(contact, personas.duty, **release)
        return
    decision = decide(contact, personas.duty, **release)
    if by_manager:
        decisions.release_feedback(
            decision=decision, by=personas.front_door_manager, reason="Cares for her", **release
        )
    contact.refresh_from_db()
    outbox.sweep()
    shown = ask().content.decode()
    assert standing(contact).words == row["status"]
    if row["status"] == "Decided":
        assert row["screen"] in shown and row["screen"] == standing(contact).detail
    else:
        # As it stood once it was read: neither a word nor a gap tells that it is decided.
        assert "Decided" not in shown and "Read" in shown
        assert ("What happens now" in shown) == ("What happens now" in before)
    assert not [word for word in INSIDE if word in shown.replace(row["screen"] or "-", "")]
    may = status_page(contact, additions=[], own=0).may_disagree and row["referrer"] != "api"
    assert may == (row["may_disagree"] == "yes") == ("I disagree" in shown)
    if not may and row["referrer"] != "api":
        with pytest.raises(DomainError, match="Nothing has been decided yet"):
            contacts.disagree(contact=contact, by=contact.logged_by, text="But he was hurt")
    addresses = {personas.referrer.email, contact.referrer_email, personas.business_support.email}
    sent = [each for each in mail.outbox if set(each.to) & addresses]
    assert bool(sent) == (row["mail"] == "notice")
    for each in sent:
        assert each.body == f"You have a notice, reference {contact.reference}, sign in to read it.\n"
