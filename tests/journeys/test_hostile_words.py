"""Whatever strangers write, read in Chromium where staff read it: nothing runs, on no page, mail, sheet or paper.

`make test` sends two turns; `make test-long` thirty, in which each field of each way in carries each payload.
"""

import csv
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from accounts import tokens
from accounts.models import Agency
from core import clock
from documents import services as documents
from outbox import services as outbox
from people.enums import InvolvementKind
from people.models import Person
from people.services import involve
from referrals.consultations.services import log_consultation
from referrals.contacts.services import log_contact
from referrals.triage import services as triage
from tests.documents.conftest import Content
from tests.journeys import hostile
from tests.journeys.hostile import PAYLOADS
from tests.personas import POLICE, Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHARED = (
    "/front-door/",
    "/front-door/held/",
    "/front-door/advice/",
    "/front-door/who-is-this/",
    "/demo/mail/",
)
# One turn is some forty pages; a person who reads them all is not asked twice what each says.
TURNS = tuple(range(len(PAYLOADS)))


class Reader:
    """A browser that counts what ran, what asked, what the policy stopped, and what stands there waiting to run."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base, self.read, self.asked = page, base, 0, []  # type: ignore[var-annotated]
        page.set_default_timeout(120_000)
        page.add_init_script(hostile.EAR)
        page.on("dialog", lambda dialog: (self.asked.append(dialog.message), dialog.dismiss()))

    def reads(self, *addresses: str) -> None:
        for address in addresses:
            answer = self.page.goto(f"{self.base}{address}")
            assert answer.status == 200, (address, answer.status)
            self.page.wait_for_load_state()
            ran, broke = self.page.evaluate("() => [window.__ran ?? null, window.__broke]")
            assert ran is None and not self.asked, f"ran on {address}"
            assert broke == [] and self.page.heard.errors == [], (address, broke, self.page.heard.errors)
            assert self.page.evaluate(hostile.PLANTED) == [], address
            self.read += 1


@pytest.fixture
def secret(personas: Personas) -> str:
    return tokens.make_token(
        agency=Agency.objects.get(name=POLICE), name="Notifications", scopes=("LOG",),
        by=personas.administrator, expires_on=clock.today() + timedelta(days=90),
    )[1]  # fmt: skip


@pytest.fixture(autouse=True)
def mail_goes_to_the_sink(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "demo.mail.SinkBackend")
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)


def one_turn(
    number: int, client: Client, reader: Reader, become: Callable[..., Any], personas: Personas, secret: str
) -> set[tuple[str, int]]:
    """Sent by each way, matched into the index, read by duty, by its referrer, by its writer; the mails too."""
    sent, payload = hostile.send(number, client, personas, secret), PAYLOADS[number]
    log_consultation(by=personas.duty, question=payload, advice=payload, asker_name=payload[:120])
    for contact in sent.contacts.values():
        for row in contact.people.all():
            triage.match_person(contact_person=row, by=personas.duty, decision="NEW", reason=payload)
    while outbox.sweep():
        pass
    become(personas.duty)
    reader.reads(*SHARED, sent.held.path, sent.other_consent.path)
    for contact in sent.contacts.values():
        reader.reads(*hostile.opened(contact))
    become(personas.referrer)
    own = f"/concerns/{sent.contacts['steps'].public_id}/"
    reader.reads("/concerns/", own, f"{own}add/", "/notices/")
    for path in Path(settings.VAR_DIR, "mail").glob("*.json"):
        assert "__ran" not in path.read_text(), "a stranger's words went out by mail"
    return sent.pairs


@pytest.mark.timeout(600)
def test_hostile_words_never_run(
    client: Client, page: Any, as_user: Callable[..., Any], base: str, personas: Personas, secret: str
) -> None:
    reader = Reader(page, base)
    for number in (1, 16):
        one_turn(number, client, reader, as_user, personas, secret)


@pytest.mark.long
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("third", [0, 1, 2])
def test_none_of_thirty_ever_runs_in_any_field(
    third: int, client: Client, page: Any, as_user: Callable[..., Any], base: str, personas: Personas, secret: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Ten turns of the thirty; a payload moves on by one field each turn, so the three thirds meet in no pair."""
    reader, pairs = Reader(page, base), set()
    for number in TURNS[third * 10 : third * 10 + 10]:
        pairs |= one_turn(number, client, reader, as_user, personas, secret)
    each = Counter(name for name, _ in pairs)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(each)} fields, {len(pairs)} pairs with a payload, {reader.read} pages: 0 ran, 0 reports\n"
        )
    assert set(hostile.CONSENT.values()) <= set(each)
    assert set(each.values()) == {10}, each


def spoiled(value: Any, words: Callable[[], str]) -> Any:
    """The same paper with a stranger's words in each of its texts."""
    if isinstance(value, str):
        return words() if value else value
    if isinstance(value, tuple):
        return tuple(spoiled(each, words) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{each.name: spoiled(getattr(value, each.name), words) for each in fields(value)}
        )
    return value


@pytest.mark.parametrize("turn", [0, *(pytest.param(number, marks=pytest.mark.long) for number in TURNS[1:])])
def test_a_paper_prints_hostile_words_as_words(
    turn: int,
    child: Person,
    kinds: Content,
    personas: Personas,
) -> None:
    turns = hostile.Turn(turn)
    content = {
        "SUPPORT_PLAN": (kinds.plan, personas.social_worker),
        "CONFERENCE_PACK": (kinds.pack, personas.business_support),
    }
    for kind, (paper, by) in content.items():
        spoilt = spoiled(paper, lambda: turns.words("paper", 120))
        setattr(kinds, "plan" if kind == "SUPPORT_PLAN" else "pack", spoilt)
        involve(person=child, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system)
        row = documents.request_paper(kind=kind, subject_id=child.public_id, by=by, idempotency_key="")
        while outbox.sweep():
            pass
        row.refresh_from_db()
        assert row.paper is not None, vars(row)
        harmless(bytes(row.paper.pdf))
    assert turns.place > len(PAYLOADS)


def harmless(printed: bytes) -> None:
    """Text only: no program, no act on opening, no address that runs; the words stand there as words."""
    with pikepdf.open(io.BytesIO(printed)) as paper:
        for thing in paper.objects:
            if isinstance(thing, pikepdf.Dictionary):
                names = set(thing.keys())
                assert not names & {"/JS", "/AA", "/EmbeddedFile", "/Launch"}, names
                assert thing.get("/S") not in ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData"), names
                assert "/URI" not in names or not str(thing["/URI"]).lower().startswith("javascript"), thing[
                    "/URI"
                ]
        assert "/OpenAction" not in paper.Root and "/JavaScript" not in paper.Root.get("/Names", {})
    words = subprocess.run(
        ["pdftotext", "-", "-"], input=printed, capture_output=True, check=True, timeout=60
    )
    assert "window.__ran" in words.stdout.decode().replace("\n", "")


FORMULAS = (
    "=1+1",
    "+44 1632",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    '=HYPERLINK("http://a.example")',
    " =1+1",
    "\r\n=1+1",
    "\uff1d1+1",
)


def test_a_sheet_runs_no_formula_that_a_stranger_wrote(personas: Personas, tmp_path: Path) -> None:
    """Names as a referrer typed them, matched into the index, exported by somebody who may."""
    for formula in FORMULAS:
        person = {
            "role": "CHILD",
            "forename": formula,
            "surname": formula,
            "address_lines": formula,
            "address_kind": "HOME",
        }
        contact = log_contact(by=personas.referrer, key="", what=formula, where_now=formula, people=[person])
        row = triage.match_person(
            contact_person=contact.people.get(), by=personas.duty, decision="NEW", reason="New"
        )
        assert row.person is not None
        involve(
            person=row.person, kind=InvolvementKind.ALLOCATED, user=personas.team_manager, by=personas.system
        )
    out = tmp_path / "people.csv"
    call_command(
        "people_export", "--as", "team_manager", "--purpose", "To look at the sheet", "--out", str(out)
    )
    with out.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    cells = [cell for row in rows for cell in row]
    assert sum("1+1" in cell for cell in cells) >= 6, cells
    wrong = [
        cell
        for cell in cells
        if cell.lstrip(" \u00a0\n")[:1] in tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20") and cell
    ]
    assert wrong == []
