"""How stories carry a protection plan on: core groups with scores, review conferences held and ahead."""

from collections.abc import Mapping, Sequence
from functools import partial

from casework.child_protection.models import Conference
from core.working_days import add_working_days
from demo.stories.conferring import (
    Verdict,
    ask_for,
    core_group,
    everybody_came,
    hold,
    plan_of,
    prepare,
    report,
    send_out,
)
from demo.stories.engine import Event, Family, day, on
from demo.stories.working import progress

HIGHEST = 8


def core_groups(family: Family, *numbers: str, by: str, held: Sequence[str]) -> list[Event]:
    """Core groups on these days, each child's plan for itself; each scores the first outcome and names the next day."""

    def one(turn: int, when: str, following: str) -> None:
        with on(f"{when} 14:00", by=by) as social_worker:
            for number in numbers:
                plan = plan_of(family, number)
                core_group(plan, by=social_worker, next_on=following)
                progress(
                    plan,
                    by=social_worker,
                    score=min(3 + turn, HIGHEST),
                    text="Told and seen at the core group",
                )

    days = list(zip(held, [*held[1:], ""], strict=True))
    return [
        (f"{when} 14:00", partial(one, turn, when, following)) for turn, (when, following) in enumerate(days)
    ]


def review(
    family: Family,
    verdicts: Mapping[str, Verdict],
    *,
    by: str,
    asked: str,
    held: str,
    agencies: Sequence[str],
    review_by: str,
) -> list[Event]:
    """A review conference: asked for by the social worker, held by the same chair, sent out the same week."""
    waiting: list[Conference] = []
    # The last whole day before five working days are left.
    reports_on = add_working_days(day(held), -6).isoformat()

    def ask_and_prepare() -> None:
        with on(f"{asked} 09:00", by=by) as social_worker:
            conference = ask_for(
                family,
                list(verdicts),
                by=social_worker,
                kind="REVIEW",
                purpose="Is the plan working, for each child?",
            )
            prepare(
                conference,
                by=social_worker,
                starts=f"{held} 10:00",
                when_supporter=f"{asked} 15:00",
                agencies=agencies,
            )
            waiting.append(conference)

    def send_reports() -> None:
        for invitation in waiting[0].invitations.select_related("user").order_by("pk"):
            if invitation.user is None:
                continue
            with on(f"{reports_on} 16:00", by=invitation.user.username):
                report(
                    invitation, kind="SOCIAL_WORK" if invitation.user.username == by else "AGENCY",
                    text="What has changed since the last conference, and what has not", shared_on=reports_on,
                )  # fmt: skip

    def decide() -> None:
        with on(f"{held} 12:00", by="chair") as chair:
            everybody_came(waiting[0], by=chair)
            hold(waiting[0], family, verdicts, by=chair, group=(), review_by=review_by)
        send_out(waiting[0], when=f"{held} 16:00", record=f"{held} 16:30")

    return [
        (f"{asked} 09:00", ask_and_prepare),
        (f"{reports_on} 16:00", send_reports),
        (f"{held} 12:00", decide),
    ]


def upcoming_review(
    family: Family, *numbers: str, by: str, asked: str, starts: str, agencies: Sequence[str]
) -> list[Event]:
    """A review conference that is yet to be held: asked for, scheduled, invited, one report in."""

    def act() -> None:
        with on(f"{asked} 09:00", by=by) as social_worker:
            conference = ask_for(
                family,
                numbers,
                by=social_worker,
                kind="REVIEW",
                purpose="Is the plan working, for each child?",
            )
            invited = prepare(
                conference,
                by=social_worker,
                starts=starts,
                when_supporter=f"{asked} 15:00",
                agencies=agencies,
            )
        with on(f"{asked} 16:30", by=agencies[0]):
            report(invited[agencies[0]], text="Calmer, sleeping through, asks after home")

    return [(f"{asked} 09:00", act)]
