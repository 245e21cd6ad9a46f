"""A strategy discussion: called, put off with a reason, recorded."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from assessments.single.presenters import back_of
from assessments.single.selectors import children_to_assess, teams_to_assess
from assessments.single.views.frame import sent_from_here, typed_here
from assessments.strategy import clocks, presenters, selectors, services
from assessments.strategy.forms import CancelForm, ConveneForm, DelayForm, RecordForm
from assessments.strategy.models import StrategyChild, StrategyDiscussion
from core import clock
from core.errors import WrongState
from core.govuk.views import form_page
from deadlines import selectors as deadlines
from deadlines.presenters import faces, names_of
from people.enums import AccessAct, Level
from people.selectors import get_person, levels
from people.services import log_access, open_record


def opened(
    request: SignedInRequest, public_id: UUID, purpose: str
) -> tuple[StrategyDiscussion, list[StrategyChild]]:
    """The discussion as far as the reader takes part in it, and it is written down that it was opened."""
    row = selectors.discussion(public_id, reader=request.user)
    children = selectors.children_of(row, reader=request.user)
    known = levels(request.user, [child.person for child in children])
    why = f"{purpose} {row.reference}"
    for child in children:
        if known[child.person_id] == Level.RECORD:
            open_record(by=request.user, person=child.person, purpose=why)
        else:
            log_access(by=request.user, person=child.person, act=AccessAct.CARD, purpose=why)
    return row, children


def _detail(row: StrategyDiscussion) -> str:
    return reverse("strategy_detail", args=[row.public_id])


def _frame(row: StrategyDiscussion, title: str, submit: str) -> dict[str, object]:
    return {"title": title, "caption": row.reference, "submit": submit, "cancel": _detail(row)}


@require_http_methods(["GET", "POST"])
def strategy_convene(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Call a discussion about a child, with brothers and sisters."""
    person = get_person(public_id, reader=request.user)
    open_record(by=request.user, person=person, purpose="Convenes a strategy discussion")
    require(request.user, Permission.STRATEGY_CONVENE)
    return form_page(
        request,
        form_class=ConveneForm,
        form_kwargs={
            "children": children_to_assess(person, reader=request.user),
            "teams": teams_to_assess(request.user),
            "colleagues": selectors.colleagues_to_invite(reader=request.user),
        },
        act=lambda form: services.convene(
            people=form.answers["people"],
            by=request.user,
            threshold_seen_at=form.answers["threshold_seen_at"],
            planned_at=form.answers["planned_at"],
            invited=form.invited(),
            team=form.answers["team"],
            key=form.key,
        ),
        done=_detail,
        context={
            "title": "Call a strategy discussion",
            "caption": person.full_name,
            "submit": "Call it",
            "cancel": reverse("person_detail", args=[person.public_id]),
            "lead": "Is a child in danger now? Ring 999 first. The discussion follows today.",
        },
        said="Everyone invited is told.",
    )


@require_GET
def strategy_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who, what was shared, what was decided for each child."""
    row, children = opened(request, public_id, "Strategy discussion")
    reader = request.user
    context = {
        "discussion": row,
        "colour": presenters.COLOURS[row.status],  # type: ignore[index]
        "steps": presenters.steps(row, reader=reader),
        "children": presenters.child_lines(children, selectors.enquiries_of(row, reader=reader)),
        "attendees": presenters.attendee_lines(selectors.attendees_of(row, reader=reader)),
        "told": selectors.told_at(row, reader=reader),
        "actions": selectors.actions_of(row, reader=reader),
        "rows": presenters.discussion_rows(row),
        "clocks": faces(
            deadlines.for_subject(row), at=clock.now(), names=names_of(child.person for child in children)
        ),
        "back": back_of(children[0].person if children else None),
    }
    return render(request, "assessments/strategy/detail.html", context)


@require_http_methods(["GET", "POST"])
def strategy_record(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Write down what was shared and decided."""
    row, children = opened(request, public_id, "Records strategy discussion")
    convened(request, row, Permission.STRATEGY_RECORD)
    running = clocks.of_discussion(row)
    typed, autosave = typed_here(request.user, "strategy", str(row.public_id))

    def act(form: RecordForm) -> None:
        services.record(
            discussion=row,
            by=request.user,
            held_at=form.answers["held_at"],
            attendees=form.attendees(),
            decisions=form.decisions(),
            information=form.information(),
            actions=form.actions(),
            quorum_reason=form.answers["quorum_reason"],
            late_reason=form.answers.get("late_reason", ""),
            within_a_working_day=form.answers["seen_within"] == "WD",
            version=form.sent_version,
            key=form.key,
            **form.details(),
        )
        sent_from_here(request.user, "strategy", str(row.public_id))

    return form_page(
        request,
        form_class=RecordForm,
        form_kwargs={
            "children": children,
            "others": selectors.others_of(row, reader=request.user),
            "invited": selectors.attendees_of(row, reader=request.user),
            "recorder": request.user,
            "is_late": running is not None and clock.now() > running.awaited_by,
        },
        act=act,
        done=_detail(row),
        context=_frame(row, "Record the discussion", "Record") | {"autosave": autosave},
        version=row.version,
        draft=typed,
        said="Recorded. An enquiry has begun for each child whose threshold is met.",
    )


@require_http_methods(["GET", "POST"])
def strategy_delay(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Later than a working day, with the manager's reason."""
    row, _ = opened(request, public_id, "Puts off strategy discussion")
    convened(request, row, Permission.CLOCK_EXTEND)
    return form_page(
        request,
        form_class=DelayForm,
        act=lambda form: services.agree_delay(discussion=row, by=request.user, **form.answers),
        done=_detail(row),
        context=_frame(row, "Agree a later time", "Agree"),
        said="Agreed.",
    )


@require_http_methods(["GET", "POST"])
def strategy_cancel(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """It is not held, and why."""
    row, _ = opened(request, public_id, "Cancels strategy discussion")
    convened(request, row, Permission.STRATEGY_CONVENE)
    return form_page(
        request,
        form_class=CancelForm,
        act=lambda form: services.cancel(discussion=row, by=request.user, reason=form.answers["reason"]),
        done=_detail(row),
        context=_frame(row, "This discussion is not held", "Record") | {"danger": True},
        said="Recorded.",
    )


def convened(request: SignedInRequest, row: StrategyDiscussion, permission: Permission) -> None:
    require(request.user, permission)
    if row.status != "CONVENED":
        raise WrongState("This discussion is over.")
