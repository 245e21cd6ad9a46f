"""Concerns about the children of the world: in the shared queue, decided, and each persona's own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from accounts.models import Agency, User
from accounts.services import add_protection_member
from assessments.models import Exploitation, MissingEpisode, PoliceIntelligence, PrivateFostering
from assessments.safeguarding_adults import services as adults
from core import clock
from core.history import acting
from people.models import Person
from referrals.closing import services as closing
from referrals.closing.models import OutOfHoursOffer
from referrals.consultations import services as consultations
from referrals.contacts import services as contacts
from referrals.contacts.models import Contact
from referrals.decisions import services as decisions
from referrals.decisions.services.decide import PersonOutcome
from referrals.information import services as information
from referrals.models import ThresholdIndicator
from referrals.public import services as public
from referrals.triage import services as triage
from referrals.triage.models import Route
from tests.access.canary import TOLD, own, text
from tests.access.oracle import RELATIONS
from tests.access.samples import NHS_NUMBER
from tests.access.world import World


def _log(by: User, surname: str, **child: Any) -> Contact:
    return contacts.log_contact(
        by=by, key="", what="Bruises on both arms that nobody can explain to us", where_now="At school",
        people=[{"role": "CHILD", "forename": "Demo", "surname": surname, "age_words": "eight", **child}],
        referrer_name="Demo Teller", referrer_phone="01632 960 002",
    )  # fmt: skip


def shared(world: World) -> None:
    """One concern a child that waits, one that is decided; the restricted child's are hit by NHS number alone."""
    for relation in RELATIONS:
        waiting = _about(world, relation)
        world.keep("contact", relation, waiting)
        row = waiting.people.get()
        world.keep("contact.person_id", relation, row.public_id)
        if relation != "restricted":
            asked = information.ask_agency(
                contact=waiting, by=world.personas.system, check="EDUCATION", about=[row], question="Attendance?",
                agency=Agency.objects.get(name="Demo School"), basis="OVERRIDE", override_reason="A child may be hurt",
            )  # fmt: skip
            world.keep("request", relation, asked)
            world.keep("contact.request_id", relation, asked.public_id)
            # A holder who is not on the restricted child's own list has nobody to route to.
            world.keep("route", relation, _routed(world, waiting, world.people[relation]))
        prompt = triage.ask_family(
            contact=waiting, about=row, question="MANAGING", by=_worker(world, waiting)
        )
        world.keep("prompt", relation, prompt)
        world.keep("decided", relation, _decided(world, _about(world, relation)))
        if relation != "restricted":
            world.keep("offer", relation, _offered(world, waiting))


def _about(world: World, relation: str) -> Contact:
    by, person = world.personas.system, world.people[relation]
    hit = {"nhs_number": NHS_NUMBER} if relation == "restricted" else {}
    contact = _log(by, TOLD[relation], **hit)
    assert contact.is_restricted == (relation == "restricted")
    if not contact.is_restricted:
        row = contact.people.get()
        triage.match_person(
            contact_person=row, by=by, decision="SAME", person=person, reason="The same child"
        )
    contact.refresh_from_db()
    return contact


def _worker(world: World, contact: Contact) -> User:
    """Whoever may work on it: for a restricted one its holder alone."""
    return contact.holders.get(ended_at__isnull=True).user if contact.is_restricted else world.personas.system


def _routed(world: World, contact: Contact, person: Person) -> Route:
    by, now = world.personas.system, clock.now()
    return Route.objects.create(
        contact=contact, person=person, to=by, to_kind="WORKER", reason="Open case", routed_at=now, routed_by=by,
        recorded_at=now, recorded_by=by,
    )  # fmt: skip


def _offered(world: World, contact: Contact) -> OutOfHoursOffer:
    """Handed over for tonight, unless it came while the front door was closed and was offered by itself."""
    return closing.offer_out_of_hours(contact=contact, to=world.personas.edt, by=world.personas.system)


def _decided(world: World, contact: Contact) -> Contact:
    by = _worker(world, contact)
    triage.mark_read(contact=contact, by=by)
    triage.rate(contact=contact, by=by, rag="AMBER", reason="An injury to explain")
    row = contact.people.get()
    triage.consider_person(contact_person=row, by=by, note="School asked")
    contact.refresh_from_db()
    decisions.record_decision(
        contact=contact, by=by, version=None, key="", tier=2, rationale="Help by one agency is enough for now",
        decisions=[PersonOutcome(row, "SINGLE_AGENCY", help_named="School nurse")],
        indicators=[ThresholdIndicator.objects.filter(tier=2).first()], adults_asked="NO", children_asked="NO",
        alone_because="Nobody else on duty", release_reason="As usual", worried=text("concern", "own"),
    )  # fmt: skip
    contact.refresh_from_db()
    return contact


def owned(world: World) -> None:
    """Each persona's own concern, a colleague's, a stranger's, and their own that names the restricted child."""
    people = dict(world.personas.everyone())
    colleague = _log(people["referrer"], "Demoplain")
    colleague_of_referrer = _log(people["referrer_colleague"], "Demoplain")
    stranger = _log(people["stranger"], "Demoplain")
    of_gp = _log(people["gp"], "Demoplain")
    for name, user in people.items():
        with acting(by=user, reason="arranged by a test"):
            world.keep("own_contact", "own", _log(user, "Demoplain"), persona=name)
            secret = _log(user, own(name), nhs_number=NHS_NUMBER)
        assert secret.is_restricted
        world.keep("own_contact", "restricted", secret, persona=name)
        beside = colleague_of_referrer if name == "referrer" else colleague
        world.keep("own_contact", "team", beside, persona=name)
        world.keep("own_contact", "none", of_gp if name == "stranger" else stranger, persona=name)


def safeguarded(world: World) -> None:
    """A safeguarding enquiry about each, its test met, planned, its findings written."""
    by, now = world.personas.system, clock.now()
    for relation in RELATIONS:
        row = adults.enquire_after_decision(
            person=world.people[relation],
            contact=world.things[("contact", relation)],
            by=by,
            at=now,
            team=None,
        )
        row.status = "ENQUIRY"
        row.has_needs = row.at_risk = row.cannot_protect = True
        row.kinds, row.desired_outcomes = ["PHYSICAL"], text("assessment", relation)
        row.planned_at, row.planned_by, row.found_at, row.found_by = now, by, now, by
        row.save()
        world.keep("adult_enquiry", relation, row)


def from_the_public(world: World) -> None:
    """A form over a limit waits to be read."""
    form = public.receive_form(
        answers={"what": "Somebody shouts at night", "where_now": "Not known", "is_anonymous": True},
        people=[{"role": "CHILD", "forename": "Demo", "surname": "Held"}], sender="198.51.100.9", trap=True,
    )  # fmt: skip
    world.keep("public_form", "-", form)
    advice = consultations.log_consultation(
        by=world.personas.system, question="May we tell the parents first?", advice="Ask how safe that is."
    )
    world.keep("consultation", "-", advice)


def kept_by_the_administrator(world: World) -> None:
    """A draft of the thresholds, and somebody in the child protection team."""
    draft = decisions.draft_edition(
        by=world.personas.system, name="Demo draft edition", source="Demo partnership",
        starts_on=clock.today() + timedelta(days=90),
    )  # fmt: skip
    world.keep("edition", "-", draft)
    member = add_protection_member(
        by=world.personas.system, user=world.personas.police, seat="POLICE", starts_on=clock.today()
    )
    world.keep("protection_member", "-", member)


def outside_the_home(world: World) -> None:
    """Each child came back from a missing episode, is fostered privately and exploited, with what the police know."""
    by, now = world.personas.system, clock.now()
    common = {"recorded_at": now, "recorded_by": by}
    for relation in RELATIONS:
        person, told = world.people[relation], text("assessment", relation)
        episode = MissingEpisode.objects.create(
            reference=f"MS-26-9{relation}"[:20], person=person, missing_from=now, returned_at=now, returned_by=by,
            circumstances=told, **common,
        )  # fmt: skip
        world.keep("missing", relation, episode)
        arrangement = PrivateFostering.objects.create(
            reference=f"PF-26-9{relation}"[:20], person=person, aware_on=clock.today(), why=told, **common
        )
        world.keep("private_fostering", relation, arrangement)
        row = Exploitation.objects.create(
            reference=f"EX-26-9{relation}"[:20], person=person, noticed_on=clock.today(), kinds=["CCE"],
            level="EMERGING", signs=told, **common,
        )  # fmt: skip
        PoliceIntelligence.objects.create(exploitation=row, text="Seen with dealers", **common)
        world.keep("exploitation", relation, row)


COMMON: tuple[Callable[[World], None], ...] = (
    shared,
    owned,
    safeguarded,
    from_the_public,
    kept_by_the_administrator,
    outside_the_home,
)
