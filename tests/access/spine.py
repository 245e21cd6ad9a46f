"""What stands in the record of each child of the world, made through the services so that nobody gains by making it.

Nothing here names a worker or a team: an involvement would carry the child from one relation into another.
"""

from datetime import timedelta
from typing import Any

from accounts.models import Agency, Team
from assessments.early_help import services as early_help
from assessments.models import Section47
from assessments.single import services as single
from assessments.single.enums import FOR_CHILD, FOR_FAMILY
from assessments.strategy import services as strategy
from casework.cases import services as cases
from casework.cases.models import Handover
from casework.child_protection import services as conferences
from casework.child_protection.models import DelayAgreement
from casework.child_protection.services.report import MarkedParagraph
from casework.plans.models import Action, Need, Outcome
from casework.plans.services.protection import OutlineLine, begin_protection_plan
from casework.visits import services as visits
from casework.visits.services.record import SeenChild
from core import clock
from documents import services as documents
from documents.models import Paper, PaperPerson
from people import services as people
from people.enums import InvolvementKind
from people.models import Involvement
from tests.access.canary import text
from tests.access.samples import PNG
from tests.access.world import World


def details(world: World, relation: str) -> None:
    """A relation, a confidential address, a file."""
    by, person = world.personas.system, world.people[relation]
    mother = people.create_person(by=by, forename="Demo", surname="Demomother", born_on=None)
    related = people.relate(person=mother, other=person, kind="PARENT", by=by)
    world.keep("person.relationship_id", relation, related.public_id)
    point = people.add_contact_point(person=person, by=by, kind="PHONE", value="01632 960 777")
    world.keep("person.point_id", relation, point.public_id)
    people.add_safe_address(
        person=person,
        by=by,
        lines=text("safe_address", relation),
        postcode="M33 3AA",
        reason="Fled from home",
    )
    file = documents.attach(
        by=by, subject_kind="PERSON", subject_id=person.public_id, filename="letter.png", content=PNG
    )
    world.keep("file", relation, file)
    world.keep("person_files.kind", relation, "PERSON")
    world.keep("person_files.subject_id", relation, person.public_id)


def assessed(world: World, relation: str) -> None:
    """An assessment with a part and a contribution, early help, a strategy discussion, an enquiry."""
    by, person = world.personas.system, world.people[relation]
    row = single.open_assessment(referral=None, people=[person], by=by, team=None)
    part = row.parts.get()
    single.save_part(part=part, by=by, harm=text("assessment", relation))
    world.keep("assessment", relation, row)
    world.keep("assessment.dimension", relation, FOR_FAMILY[0].code)
    world.keep("part.dimension", relation, FOR_CHILD[0].code)
    world.keep("part", relation, part)
    school = Agency.objects.get(name="Demo School")
    asked = single.invite_contribution(assessment=row, by=by, agency=school, due_on=clock.today())
    world.keep("contribution", relation, asked)
    help_offered = early_help.start_early_help(
        person=person, by=by, consent_at=clock.now(), consent_given_by="Mother", consent_scope=["ASSESS"]
    )
    world.keep("early_help", relation, help_offered)
    world.keep("early_help.section", relation, "voices")
    world.keep("early_help.side", relation, "CHILD")
    discussion = strategy.convene(people=[person], by=by, threshold_seen_at=clock.now())
    world.keep("strategy", relation, discussion)
    now = clock.now()
    enquiry = Section47.objects.create(
        discussion=discussion, person=person, started_at=now, recorded_at=now, recorded_by=by
    )
    world.keep("section_47", relation, enquiry)


def worked(world: World, relation: str) -> None:
    """A case with a note, a plan with its parts, a visit, a core group, a conference and a report to it."""
    by, person, today = world.personas.system, world.people[relation], clock.today()
    case = cases.open_case(person=person, by=by, kind="CIN", team=None, at=clock.now() - timedelta(days=9))
    world.keep("case", relation, case)
    note = cases.write_note(case=case, by=by, kind="OTHER", happened_on=today, facts=text("note", relation))
    world.keep("note", relation, note)
    world.keep("case.member_id", relation, cases.join_team(case=case, by=by, user=by, what="Team").public_id)
    line = OutlineLine(
        need="Food",
        outcome=text("plan", relation),
        by_on=today + timedelta(days=90),
        measure="Weighed",
        action="Shop",
    )
    plan = begin_protection_plan(
        case=case, by=by, held_on=today - timedelta(days=2), category="NEG", outline=[line], earlier_plans=0
    )
    world.keep("plan", relation, plan)
    world.keep("need", relation, Need.objects.get(plan=plan))
    world.keep("outcome", relation, Outcome.objects.get(need__plan=plan))
    world.keep("action", relation, Action.objects.get(outcome__need__plan=plan))
    visit = visits.record_visit(
        by=by, made_at=clock.now(), kind="PLANNED", place="HOME",
        children=[SeenChild(case=case, child_seen=True, seen_alone=True, words=text("note", relation))],
    )  # fmt: skip
    world.keep("visit", relation, visit.parts.get())
    met = conferences.hold_core_group(
        plan=plan, by=by, held_on=today, present="School", is_working=True, chaired_by_name="Demo Chair",
        full_plan_agreed=False, new_risk=text("plan", relation),
    )  # fmt: skip
    world.keep("core_group", relation, met)
    north = Team.objects.get(name="Family Support North")
    handover = Handover.objects.create(
        case=case, kind="TRANSFER", to_team=north, reason="Moved", requested_at=clock.now(),
        requested_by=by, recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    world.keep("handover", relation, handover)


def conferred(world: World, relation: str) -> None:
    """A review conference asked for, with a report to it; its unit's part in the record is taken back."""
    by, case = world.personas.system, world.things[("case", relation)]
    conference = conferences.convene_conference(cases=[case], kind="REVIEW", by=by)
    world.keep("conference", relation, conference)
    school = Agency.objects.get(name="Demo School")
    invitation = conferences.invite(
        conference=conference, by=by, kind="AGENCY", name="Demo Teacher", agency=school, wants_report=True
    )
    world.keep("invitation", relation, invitation)
    report = conferences.send_report(
        invitation=invitation, by=by, kind="AGENCY",
        paragraphs=[
            MarkedParagraph(text("conference", relation)),
            MarkedParagraph(text("police_report", relation), marking="POLICE_RESTRICTED"),
        ],
    )  # fmt: skip
    world.keep("report", relation, report)
    world.keep("agenda", relation, conference.agenda.order_by("position").first())
    now, monday = clock.now(), clock.today() + timedelta(days=7 - clock.today().weekday())
    delay = DelayAgreement.objects.create(
        conference=conference, until=monday, reason="Away", interim_plan="Grandmother stays", manager_agreed_at=now,
        manager_agreed_by=by, recorded_at=now, recorded_by=by,
    )  # fmt: skip
    world.keep("delay", relation, delay)
    for row in Involvement.objects.filter(
        person=case.person, kind=InvolvementKind.ADMIN, source=conference.reference, ended_at__isnull=True
    ):
        people.end_involvement(involvement=row, by=by, reason="arranged: the relation stays as it was")


def printed(world: World, relation: str) -> None:
    """A support plan and a conference pack as they were made."""
    by, now = world.personas.system, clock.now()
    for about, kind, subject, words in (
        ("paper", "SUPPORT_PLAN", "plan", text("plan", relation)),
        ("pack", "CONFERENCE_PACK", "conference", text("conference", relation)),
    ):
        identity = world.things[(subject, relation)].public_id
        paper = Paper.objects.create(
            kind=kind, title="Paper", subject_id=identity, template="t", template_version="1", context_sha256="0",
            pdf=f"%PDF-1.7 {words}".encode(), pdf_sha256="0", pages=1, made_at=now, made_by=by,
        )  # fmt: skip
        PaperPerson.objects.create(paper=paper, person=world.people[relation])
        world.keep(about, relation, paper)
        new = f"new_{'plan_paper' if about == 'paper' else 'pack'}"
        world.keep(f"{new}.kind", relation, kind.lower())
        world.keep(f"{new}.subject_id", relation, identity)


STEPS: tuple[Any, ...] = (details, assessed, worked, conferred, printed)
