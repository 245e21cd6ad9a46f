"""A list page asks the database as often for twenty rows as for one."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import tokens
from accounts.models import Agency, Team, User
from casework.cases import services as cases
from casework.child_protection import services as conferences
from core import clock
from core.history import SYSTEM_ACTOR, acting
from documents import services as documents
from outbox.services import tell
from people import services as people
from people.enums import AccessAct, InvolvementKind
from people.models import HeldRow, ImportRun, LinkagePair, Person
from referrals.contacts.services import log_contact
from referrals.information.services import ask_agency
from referrals.models import DutyShift
from referrals.triage.services import match_person
from tests.access.samples import PNG
from tests.personas import Personas

pytestmark = pytest.mark.django_db
MANY = 20


class Rows:
    """Makes one more row of each kind, complete enough to show all that its line can show."""

    def __init__(self, personas: Personas) -> None:
        self.personas, self.by = personas, personas.system
        self.north = Team.objects.get(name="Family Support North")
        self.made = 0

    def child(self) -> Person:
        self.made += 1
        born = clock.today() - timedelta(days=3000 + self.made)
        person = people.create_person(
            by=self.by, forename=f"N{self.made}", surname="Zqrow", born_on=born, sex="F"
        )
        people.move_to(person=person, by=self.by, lines=f"{self.made} Demo Street", postcode="M33 7ZZ")
        return person

    def held(self) -> None:
        """A row of another system about somebody known."""
        stamp = {"recorded_at": clock.now(), "recorded_by": self.by}
        person = self.child()
        with acting(by=SYSTEM_ACTOR, reason="rows for a list"):
            run = ImportRun.objects.create(
                kind="housing", sha256=str(self.made), extract_on=clock.today(), **stamp
            )
            HeldRow.objects.create(
                kind="housing", source_id=str(self.made), run=run, line=2, why="CHANGED", person=person,
                said={"surname": "Zqrow", "born_on": "2016-02-03"}, facts=["born"], **stamp,
            )  # fmt: skip

    def pair(self) -> None:
        """Two records that may be one person's."""
        left, right = self.child(), self.child()
        with acting(by=SYSTEM_ACTOR, reason="rows for a list"):
            LinkagePair.objects.create(
                left=left, right=right, probability=0.7, recorded_at=clock.now(), recorded_by=self.by
            )

    def case(self) -> None:
        """A child with a case, a worker who leads, a status, a sighting, a note."""
        case = cases.open_case(person=self.child(), by=self.by, kind="CIN", team=self.north)
        cases.allocate(case=case, worker=self.personas.social_worker, by=self.by)
        cases.assign_lead(case=case, lead=self.personas.social_worker, by=self.by, reason="Knows the family")
        people.record_sighting(
            person=case.person, by=self.by, seen_at=clock.now(), seen_by=self.personas.social_worker, alone=True,
            source=case.reference,
        )  # fmt: skip

    def unallocated(self) -> None:
        cases.open_case(person=self.child(), by=self.by, kind="CIN", team=self.north)

    def concern(self) -> None:
        self._concern(self.personas.referrer)

    def _concern(self, by: User) -> None:
        self.made += 1
        log_contact(
            by=by, key="", what="Bruises on both arms that nobody can explain", where_now="At school",
            people=[{"role": "CHILD", "forename": f"N{self.made}", "surname": "Zqrow", "age_words": "eight"}],
            referrer_name="Demo Teller", referrer_phone="01632 960 002",
        )  # fmt: skip

    def unsure(self) -> None:
        from referrals.contacts.models import ContactPerson

        self._concern(self.personas.referrer)
        match_person(
            contact_person=ContactPerson.objects.order_by("-pk")[0], by=self.personas.duty, decision="UNSURE",
            reason="Two girls so called",
        )  # fmt: skip

    def shift(self) -> None:
        """One more worker on today's rota."""
        self.made += 1
        now = clock.now()
        start = clock.at_local(clock.today()) + timedelta(minutes=self.made)
        DutyShift.objects.create(
            user=self.personas.duty, seat=self.personas.duty.agency, starts_at=start, ends_at=start + timedelta(hours=4),
            recorded_at=now, recorded_by=self.by,
        )  # fmt: skip

    def token(self) -> None:
        self.made += 1
        tokens.make_token(
            agency=Agency.objects.get(name="Demo School"), name=f"System {self.made}", scopes=["LOG"],
            expires_on=clock.today(), by=self.personas.administrator,
        )  # fmt: skip

    def request(self) -> None:
        from referrals.contacts.models import Contact

        self._concern(self.by)
        contact = Contact.objects.order_by("-pk")[0]
        ask_agency(
            contact=contact, by=self.by, check="EDUCATION", about=list(contact.people.all()), question="Attendance?",
            agency=Agency.objects.get(name="Demo School"), basis="OVERRIDE", override_reason="A child may be hurt",
        )  # fmt: skip

    def notice(self) -> None:
        self.made += 1
        tell(
            to=self.personas.duty, kind="CASE_ALLOCATED", reference=f"CS-26-{self.made:05d}", path="/",
            key=f"row:{self.made}",
        )  # fmt: skip

    def conference(self) -> None:
        case = cases.open_case(person=self.child(), by=self.by, kind="CIN", team=self.north)
        conferences.convene_conference(cases=[case], kind="INITIAL", by=self.by)

    def look(self) -> None:
        people.log_access(by=self.personas.duty, person=self.child(), act=AccessAct.CARD, purpose="Looked up")


class Record(Rows):
    """More rows of one child's record."""

    def __init__(self, personas: Personas) -> None:
        super().__init__(personas)
        self.case_of = cases.open_case(person=self.child(), by=self.by, kind="CIN", team=self.north)
        self.person = self.case_of.person
        people.involve(
            person=self.person, kind=InvolvementKind.CO_WORKER, user=personas.social_worker, by=self.by
        )

    def note(self) -> None:
        cases.write_note(
            case=self.case_of, by=self.by, kind="OTHER", happened_on=clock.today(), facts="Seen", is_significant=True,
            summary="Seen", significance="CHANGE",
        )  # fmt: skip

    def file(self) -> None:
        documents.attach(
            by=self.by, subject_kind="PERSON", subject_id=self.person.public_id, filename="a.png", content=PNG
        )

    def relative(self) -> None:
        people.relate(person=self.child(), other=self.person, kind="SIBLING", by=self.by)


Make = Callable[[Rows], None]
# Address, query, who reads it, what one more row is.
PAGES: tuple[tuple[str, str, str, Make], ...] = (
    ("triage_queue", "", "duty", Rows.concern),
    ("closing_check", "", "duty", Rows.concern),
    ("duty", "", "duty", Rows.shift),
    ("api_tokens", "", "administrator", Rows.token),
    ("triage_unsettled", "", "duty", Rows.unsure),
    ("contact_mine", "", "referrer", Rows.concern),
    ("information_requests", "", "referrer", Rows.request),
    ("my_work", "", "social_worker", Rows.case),
    ("tracking_board", "", "social_worker", Rows.case),
    ("people_find", "?q=Zqrow", "social_worker", Rows.case),
    ("caseload", "", "team_manager", Rows.unallocated),
    ("caseload_list", "", "team_manager", Rows.case),
    ("caseload_list", "?what=unallocated", "team_manager", Rows.unallocated),
    ("caseload_list", "?what=due", "team_manager", Rows.unallocated),
    ("early_warning", "", "team_manager", Rows.unallocated),
    ("front_door_measures", "", "front_door_manager", Rows.concern),
    ("front_door_measure_list", "?measure=K1", "front_door_manager", Rows.concern),
    ("notices", "", "duty", Rows.notice),
    ("held_rows", "", "business_support", Rows.held),
    ("linkage_pairs", "", "team_manager", Rows.pair),
    ("conference_list", "", "chair", Rows.conference),
    ("access_log", "", "data_protection", Rows.look),
)
# The last: how many rows fit before the page counts them, one question more whatever their number.
OF_ONE: tuple[tuple[str, str, Callable[[Record], None], int], ...] = (
    ("case_detail", "case_of", Record.note, 10),
    ("case_chronology", "case_of", Record.note, MANY),
    ("person_timeline", "person", Record.note, MANY),
    ("person_documents", "person", Record.file, MANY),
    ("person_family", "person", Record.relative, MANY),
)


@pytest.fixture(autouse=True)
def arranged() -> Iterator[None]:
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        yield


def _asked(user: User, address: str) -> tuple[int, int]:
    """How many questions this page puts, once everything that is kept is kept; and how long it is."""
    client = Client()
    client.force_login(user, backend="accounts.backends.StaffBackend")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(asked), len(response.content)


def _same(user: User, address: str, more: Callable[[], None], many: int = MANY) -> None:
    more()
    one, short = _asked(user, address)
    for _ in range(many - 1):
        more()
    twenty, long = _asked(user, address)
    assert long > short, f"{address} does not show its rows"
    assert twenty <= one, f"{address}: {one} queries for one row, {twenty} for {many}"


@pytest.mark.parametrize("name, query, persona, make", PAGES, ids=[page[0] + page[1] for page in PAGES])
def test_a_list_asks_as_often_for_twenty_rows(
    name: str, query: str, persona: str, make: Make, personas: Personas
) -> None:
    rows = Rows(personas)
    _same(getattr(personas, persona), reverse(name) + query, lambda: make(rows))


@pytest.mark.parametrize("name, about, make, many", OF_ONE, ids=[page[0] for page in OF_ONE])
def test_a_page_of_one_record_asks_as_often_for_twenty_rows(
    name: str, about: str, make: Callable[[Record], None], many: int, personas: Personas
) -> None:
    record = Record(personas)
    address = reverse(name, args=[getattr(record, about).public_id])
    _same(personas.social_worker, address, lambda: make(record), many)
