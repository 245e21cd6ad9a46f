"""Every page about somebody's record writes down who read it, in the transaction of the answer; else no answer."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from people.models import AccessLog
from tests.access import canary, oracle
from tests.access.ask import Asker, body_of

pytestmark = [pytest.mark.django_db, pytest.mark.long]
# Whose chair each address is asked from: the first of these to whom the table opens it.
CHAIRS = (
    "social_worker",
    "team_manager",
    "duty",
    "chair",
    "health_visitor",
    "business_support",
    "data_protection",
)
# Pages that tell nothing of a record by themselves, each with its reason.
SILENT = {
    "contact_status contact_sent contact_files contact_add contact_disagree": "what oneself told, and no more",
    "triage_prompt triage_rate triage_add triage_match triage_consider triage_bring_in triage_household triage_ask "
    "information_telephone decision_oversee decision_escalate "
    "triage_send_to_case triage_family_question triage_acknowledge triage_propose triage_tell_family "
    "triage_answer_referrer intake_strategy closing_hand_over": "a form of the triage page, which writes its reading",
    "person_open person_break_glass person_conflict": "a name from the index card, which wrote; sending it writes",
    "strategy_live_now": "what the room shows again every few seconds; opening the room writes",
    "new_paper new_paper#pack withdraw_file": "asks or takes back; reading the paper or the file writes",
    "merge_undo merge_review": "a form of the page of the merge, which writes its reading",
    "merge_proposal_decline": "a form of the page of the proposal, which writes its reading",
    "access_review access_asked restricted_record restricted_name restricted_unname odd_access_review family_print "
    "staff_link_end": "the officer's own pages: a code and never a name",
}


def read_pages() -> list[tuple[oracle.Url, str]]:
    """Every address that opens a page about a child's record, with who may read it."""
    found = []
    silent = {name for names in SILENT for name in names.split()}
    assert silent <= {url.name for url in oracle.urls()}, "a reason names no address"
    for url in oracle.urls():
        if oracle.relations_of(url) != oracle.RELATIONS or url.name in silent:
            continue
        for persona in CHAIRS:
            if oracle.table().get((url.name, "GET", persona, "own")) == "open":
                found.append((url, persona))
                break
    return found


PAGES = read_pages()


def answer(asker: Asker, url: oracle.Url, persona: str) -> tuple[int, str, int]:
    """Status, body, and how many lines of the log this one reading wrote."""
    address = asker.address(url, "own", persona)
    before = AccessLog.objects.count()
    with transaction.atomic():
        response: Any = asker.clients[persona].get(address)
        if getattr(response, "streaming", False):
            response.content_kept = b"".join(response.streaming_content)
        written = AccessLog.objects.count() - before
        transaction.set_rollback(True)
    return response.status_code, body_of(response), written


def test_every_page_of_a_record_is_written_in_the_log(asker: Asker) -> None:
    unwritten = []
    for url, persona in PAGES:
        status, _, written = answer(asker, url, persona)
        if status == 200 and not written:
            unwritten.append(f"{url.name} as {persona}")
    assert len(PAGES) > 60 and not unwritten, f"{len(unwritten)} of {len(PAGES)}: {unwritten}"


def test_without_its_line_in_the_log_there_is_no_answer(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log cannot be written: nothing of the record comes back (fails closed)."""

    def broken(*_: Any, **__: Any) -> None:
        raise DatabaseError("the log is not there")

    monkeypatch.setattr(AccessLog.objects, "bulk_create", broken)
    told = []
    for url, persona in PAGES:
        status, body, _ = answer(asker, url, persona)
        if status < 400 or canary.DETAIL["own"] in body or canary.SURNAME["own"] in body:
            told.append(f"{url.name} {status}")
    assert not told, f"{len(told)} of {len(PAGES)} answered: {told}"
