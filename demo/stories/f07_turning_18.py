"""F07: a young man in care with autism turns eighteen, and adult services take over on the day."""

from casework.cases import services as cases
from demo.stories import front_door, working
from demo.stories.engine import Family, Line, Story, day, live, on, team, worker
from demo.stories.front_door import told
from people import services as people
from people.enums import StatusKind

CARE, ADULTS, SW, MANAGER = "Children in Care", "Adults South", "sw.care", "manager.care"
LATER, ADULT = "children in care come later", "adult assessments come later"

LINES = (
    Line("2024-01-15", "A07, in care since he was eleven, placed 30 miles away; case of a child in care open", "ALLOC", "2024-01-16"),
    Line("2026-05-18", "His social worker tells adult services early", "ASC-TRI", "2026-05-19"),
    Line("2026-05-18", "A decision like for any concern", "REF-DEC", "2026-05-19"),
    Line("2026-05-19", "Care Act assessment of a child who turns eighteen", "ASC-S9", "2026-06-16", ADULT),
    Line("2026-11-22", "Health passport by the birthday", "HPASS", "2026-11-22", LATER),
    Line("2026-11-22", "Pathway review within six months", "PATH-R", "2026-11-22", LATER),
    Line("2026-11-22", "Continuing health care in principle", "TR-17", "2025-11-22", ADULT),
    Line("2026-11-23", "Closed to children's services (RC6)"),
    Line("2026-11-23", "Adult case opens, the record opens to the adult team that day", "ALLOC", "2026-11-24"),
    Line("2026-11-26", "Allocated two days late, with the reason"),
    Line("2026-11-23", "Parental responsibility ends; the sibling's sealed adoption stays sealed", missing="sealed adoption records come with children in care"),
    Line("2026-11-23", "Client-level data event; looked-after return's part 3", missing="statutory returns come later"),
)  # fmt: skip


def tell(family: Family) -> None:
    with on("2024-01-15 09:30", by=MANAGER) as manager:
        person = people.create_person(
            by=manager, forename="Demo A07", surname=family.surname, born_on=day("2008-11-22"), sex="M",
            nhs_number="9990000077", disabilities=["AUT", "LD"], communication="Short sentences, pictures, time",
        )  # fmt: skip
        mother = people.create_person(
            by=manager, forename="Demo M07", surname=family.surname, born_on=day("1980-03-03"), sex="F"
        )
        family.cast |= {"A07": person, "M07": mother}
        people.relate(
            person=mother,
            other=person,
            kind="PARENT",
            by=manager,
            has_parental_responsibility=True,
            responsibility_basis="Mother",
        )
        people.move_to(
            person=person,
            by=manager,
            kind="PLACEMENT",
            lines="Residential school, 30 miles away",
            postcode="WA14 3AA",
        )
        working.open_for(family, "A07", by=manager, kind="CLA", to=CARE)
        working.give(family, "A07", by=manager, to=SW)
    live(
        working.visits_every(
            family, "A07", by=SW, start="2026-04-08", end="2026-11-18", every=42, words=("Garden. Good.", "New job Tuesday")
        ),
        [
            ("2026-05-18 10:00", lambda: told_early(family)),
            ("2026-09-21 11:00", lambda: prepared(family)),
            ("2026-11-23 09:30", lambda: grown_up(family)),
        ],
    )  # fmt: skip


def told_early(family: Family) -> None:
    with on("2026-05-18 10:00", by=SW) as social_worker:
        contact = front_door.concern(
            family, by=social_worker, kind="HELP", where_now="Residential school",
            what="A07 is 18 in November and will need care and support, a home nearer and people who know him",
            people=[told("A07", "ADULT", born="2008-11-22", sex="M", has_children="NO")],
            concerns=["CARE_NEEDS", "DISABILITY"], consent_asked="YES", consent_given="YES", consent_by="A07",
        )  # fmt: skip
    with on("2026-05-18 14:00", by="duty.one") as duty:
        front_door.read_and_rate(contact, by=duty, rag="GREEN", reason="Six months ahead, as it should be")
        front_door.recognise(family, contact, by=duty)
    with on("2026-05-19 10:00", by="frontdoor.manager") as decider:
        front_door.decide(
            family, contact, by=decider, to=ADULTS, tier=3, cites=["3J", "3F"], outcomes={"A07": "ADULT_CARE"},
            because="Significant benefit in assessing before eighteen", not_told_because="A07 asked his social worker to write",
            adults_asked="YES", children_asked="NOBODY",
        )  # fmt: skip


def prepared(family: Family) -> None:
    with on("2026-09-21 11:00", by=SW) as social_worker:
        working.note(
            family, "A07", by=social_worker, kind="MEETING", facts="Transition meeting with school, health and adult services.",
            opinion="He trusts two people; both should come with him for the first month.",
        )  # fmt: skip


def grown_up(family: Family) -> None:
    with on("2026-11-23 09:30", by=MANAGER) as manager:
        working.close(
            family, "A07", by=manager, code="RC6", why="Eighteen yesterday: adult services from today"
        )
        people.set_status(
            person=family["A07"], kind=StatusKind.CARE_LEAVER, by=manager, started_on=day("2026-11-22")
        )
    with on("2026-11-23 10:00", by="manager.adults") as manager:
        cases.open_case(person=family["A07"], by=manager, kind="ADULT", team=team(ADULTS))
    with on("2026-11-26 09:30", by="manager.adults") as manager:
        case = working.case_of(family, "A07")
        cases.allocate(case=case, worker=worker("adults.south"), by=manager)
        case.refresh_from_db()
        cases.assign_lead(case=case, lead=worker("adults.south"), by=manager, reason="Met him in September")
        working.late_because(
            "ALLOC",
            by=manager,
            person=family["A07"],
            reason="The worker who met him came back from leave that day",
        )
    with on("2026-11-30 11:00", by="adults.south") as practitioner:
        working.visit(
            family,
            "A07",
            by=practitioner,
            words="My flat. Keys.",
            significant="Moved to supported living near Sale",
        )
        people.move_to(
            person=family["A07"], by=practitioner, kind="HOME", postcode="WA15 7AA", lines="Supported living"
        )


STORY = Story("F07", "Turning eighteen", "Borough-wide", LINES, tell, "Story-Seven")
