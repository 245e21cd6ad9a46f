"""What stories do in child protection: convene, invite, report, decide, write out, core groups, reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from assessments.strategy.models import Section47
from casework.cases.models import Case
from casework.child_protection import services as cp
from casework.child_protection.models import Conference, Invitation
from casework.plans.models import Plan
from core import clock
from core.working_days import ONE_DAY
from demo.stories.assessing import conclude
from demo.stories.engine import Family, day, moment, on, worker
from demo.stories.working import case_of, rounds


@dataclass(frozen=True)
class Verdict:
    """What a conference decides for one child."""

    category: str = ""
    plan: bool = True
    why: str = "Harm is likely to continue without a plan that everybody carries"
    parents: str = "They understand the worry and will work with the plan"
    dissent: str = ""
    outline: tuple[tuple[str, str, str], ...] = (
        ("A safe home", "No frightening arguments at home", "Agree who leaves when"),
    )
    ended: str = ""


def conference_of(family: Family, number: str) -> Conference:
    """The conference about this child that waits to be held."""
    found: Conference = Conference.objects.get(
        children__case__person=family[number], status__in=("REQUESTED", "SCHEDULED")
    )
    return found


def ask_for(
    family: Family, numbers: Sequence[str], *, by: User, kind: str, purpose: str, **more: object
) -> Conference:
    cases = [case_of(family, number) for number in numbers]
    return cp.convene_conference(cases=cases, kind=kind, by=by, purpose=purpose, **more)  # type: ignore[arg-type]


def prepare(
    conference: Conference,
    *,
    by: User,
    starts: str,
    agencies: Sequence[str],
    when_supporter: str,
    place: str = "Conference room, council offices",
) -> dict[str, Invitation]:
    """Business support is given the pack, names chair and day; the social worker invites.

    Called by the social worker inside their moment; the supporter acts at theirs.
    """
    cp.compile_pack(conference=conference, by=by, supporter=worker("business.support"))
    with on(when_supporter, by="business.support") as supporter:
        cp.schedule_conference(
            conference=conference, by=supporter, chair=worker("chair"), starts_at=moment(starts), place=place
        )
    conference.refresh_from_db()
    invited = {
        by.username: cp.invite(
            conference=conference, by=by, kind="LA", user=by, role="Social worker", wants_report=True
        )
    }
    for username in agencies:
        invited[username] = cp.invite(
            conference=conference, by=by, kind="AGENCY", user=worker(username), role=str(worker(username).profession or ""),
            wants_report=True,
        )  # fmt: skip
    return invited


def invite_family(conference: Conference, family: Family, number: str, *, by: User, role: str) -> Invitation:
    return cp.invite(conference=conference, by=by, kind="FAMILY", person=family[number], role=role)


def report(
    invitation: Invitation,
    *,
    kind: str = "AGENCY",
    text: str,
    shared_on: str = "",
    police: str = "",
    safe: str = "",
) -> None:
    """The invited colleague's own report, sent now; police-restricted words stand apart."""
    invitation.refresh_from_db()
    paragraphs = [cp.MarkedParagraph(text, "SHARE_ALL")]
    if police:
        paragraphs.append(cp.MarkedParagraph(police, "POLICE_RESTRICTED"))
    if safe:
        paragraphs.append(cp.MarkedParagraph(safe, "SAFE_ADDRESS"))
    assert invitation.user is not None
    cp.send_report(
        invitation=invitation, by=invitation.user, kind=kind, paragraphs=paragraphs,
        shared_with_family_on=day(shared_on) if shared_on else None,
    )  # fmt: skip


def everybody_came(conference: Conference, *, by: User) -> None:
    for invitation in conference.invitations.all():
        cp.record_attendance(invitation=invitation, by=by, attendance="ATTENDED")


def hold(
    conference: Conference,
    family: Family,
    verdicts: Mapping[str, Verdict],
    *,
    by: User,
    group: Sequence[str],
    review_by: str,
) -> dict[str, Plan]:
    """The chair records what was decided for each child; plans begin that day."""
    rows = {row.case.person_id: row for row in conference.children.select_related("case__person")}
    children = []
    for number, verdict in verdicts.items():
        child = rows[family[number].pk]
        dissents = []
        if verdict.dissent:
            nurse = worker("seat.health")
            assert nurse.agency is not None
            dissents = [cp.Disagrees(nurse.display_name, nurse.agency, verdict.dissent, "Head of service")]
        opinions: list[cp.AgencyThinks] = []
        for invitation in conference.invitations.filter(kind="AGENCY").select_related("agency"):
            if invitation.agency is not None and not any(row.agency == invitation.agency for row in opinions):
                view = "PLAN" if verdict.plan else "NO_PLAN"
                opinions.append(cp.AgencyThinks(invitation.agency, invitation.name, view, verdict.category))
        children.append(
            cp.ChildDecision(
                child=child,
                harm_likely=verdict.plan,
                needs_plan=verdict.plan,
                rationale=verdict.why,
                parents_view=verdict.parents,
                category=verdict.category,
                child_view="Wants the shouting to stop",
                majority_view="Agreed" if not verdict.dissent else "Agreed by the majority",
                opinions=opinions,
                dissents=dissents,
                outline=[
                    cp.OutlineLine(
                        need=need, outcome=outcome, by_on=day(review_by), action=action, who="Core group"
                    )
                    for need, outcome, action in verdict.outline
                ]
                if verdict.plan and conference.kind != "REVIEW"
                else [],
                core_group=[_member(username) for username in group] if conference.kind != "REVIEW" else [],
                danger=verdict.why,
                contingency="If the agreements fail, the social worker and manager meet the same day about legal advice",
                discontinued_because=verdict.ended,
            )
        )
    cp.record_decisions(
        conference=conference,
        by=by,
        held_on=clock.today(),
        children=children,
        worries="What has happened before may happen again",
        strengths="The family came, spoke, and has people who help",
        needs_to_happen="Visits, agreements at home, help for each adult",
    )
    conference.refresh_from_db()
    return {number: plan_of(family, number) for number, verdict in verdicts.items() if verdict.plan}


def _member(username: str) -> cp.MemberOfGroup:
    user = worker(username)
    return cp.MemberOfGroup(name=user.display_name, role=str(user.profession or user.post), user=user)


def plan_of(family: Family, number: str) -> Plan:
    """The child-protection plan in force."""
    found: Plan = Plan.objects.in_force().get(person=family[number], kind="CP")
    return found


def send_out(conference: Conference, *, when: str, record: str) -> None:
    """The decision letter, later the record, by business support."""
    with on(when, by="business.support") as supporter:
        cp.send_decision(conference=conference, by=supporter)
    with on(record, by="business.support") as supporter:
        cp.send_record(conference=conference, by=supporter)


def core_group(plan: Plan, *, by: User, working: bool = True, next_on: str = "", what: str = "") -> None:
    """A core group that met today."""
    cp.hold_core_group(
        plan=plan,
        by=by,
        held_on=clock.today(),
        present="Family, social worker, health visitor, school",
        is_working=working,
        chaired_by_name=by.display_name,
        child_view="Sees more of the grandparents and likes it",
        family_view="Agreements mostly kept",
        new_risk=what,
        next_on=day(next_on) if next_on else None,
    )


def cases_of(family: Family, *numbers: str) -> list[Case]:
    return [case_of(family, number) for number in numbers]


def initial(
    family: Family,
    verdicts: Mapping[str, Verdict],
    enquiries: Mapping[str, Section47],
    *,
    by: str,
    manager: str,
    concluded: str,
    scheduled: str,
    held: str,
    texts: Mapping[str, str],
    group: Sequence[str],
    review_by: str,
    letter: str,
    record: str,
    place: str = "Conference room, council offices",
) -> None:
    """From the end of the enquiries to the conference's record, step by step."""
    with on(concluded, by=manager) as decider:
        for enquiry in enquiries.values():
            conclude(
                enquiry,
                by=decider,
                outcome="CONTINUING_RISK",
                conference=True,
                reason="Harm seen, and likely to go on",
            )
    first = next(iter(verdicts))
    with on(f"{concluded[:10]} 16:45", by=by) as social_worker:
        conference = conference_of(family, first)
        invited = prepare(
            conference, by=social_worker, starts=f"{held} 09:30", when_supporter=scheduled,
            agencies=[name for name in texts if name != by], place=place,
        )  # fmt: skip
    reports_due = rounds(held, held)[0]
    sent = (day(reports_due) - 5 * ONE_DAY).isoformat()
    for username, text in texts.items():
        police = username.startswith("police")
        with on(f"{max(sent, scheduled[:10])} 16:00", by=username):
            report(
                invited[username],
                text=text,
                kind="SOCIAL_WORK" if username == by else "POLICE" if police else "AGENCY",
                police="Intelligence held by the police" if police else "",
            )
    decided(
        family,
        conference,
        verdicts,
        held=held,
        group=group,
        review_by=review_by,
        letter=letter,
        record=record,
    )


def decided(
    family: Family,
    conference: Conference,
    verdicts: Mapping[str, Verdict],
    *,
    held: str,
    group: Sequence[str],
    review_by: str,
    letter: str,
    record: str,
) -> None:
    """The chair decides for each child; the letter and the record go out."""
    with on(f"{held} 12:30", by="chair") as chair:
        conference.refresh_from_db()
        everybody_came(conference, by=chair)
        hold(conference, family, verdicts, by=chair, group=group, review_by=review_by)
    send_out(conference, when=f"{letter} 11:00", record=f"{record} 11:00")
