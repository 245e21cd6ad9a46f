"""A missing child: reported, found, interviewed, discussed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from assessments.missing import clocks, forms, selectors, services
from assessments.missing.models import MissingEpisode
from assessments.single.presenters import back_of, person_line
from assessments.single.presenters.top import Step
from assessments.single.views.frame import concern_of
from core import clock
from core.errors import WrongState
from core.govuk import words
from core.govuk.forms import StandardForm
from core.govuk.views import form_page
from deadlines import selectors as deadlines
from deadlines.presenters import faces
from people.ages import require_child
from people.selectors import get_person
from people.services import open_record

_GET_POST = require_http_methods(["GET", "POST"])


def _opened(request: SignedInRequest, public_id: UUID, purpose: str) -> MissingEpisode:
    row = selectors.episode(public_id, reader=request.user)
    open_record(by=request.user, person=row.person, purpose=f"{purpose} {row.reference}")
    return row


@_GET_POST
def report(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A child is missing."""
    person = get_person(public_id, reader=request.user)
    open_record(by=request.user, person=person, purpose="Records that the child is missing")
    require(request.user, Permission.PERSON_WRITE)
    require_child(person)
    concern = concern_of(request, person)
    return form_page(
        request,
        form_class=forms.ReportForm,
        act=lambda form: services.report_missing(
            person=person, by=request.user, contact=concern, key=form.key, **form.answers
        ),
        done=clocks.path_of,
        context={
            "title": "Record that this child is missing", "caption": person.full_name, "submit": "Record",
            "cancel": concern.path if concern else reverse("person_detail", args=[person.public_id]),
            "warning": "Not known where, or in danger: the police are told first, on 101 or 999.",
        },
    )  # fmt: skip


@require_GET
def detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One episode."""
    row = _opened(request, public_id, "Missing episode")
    context = {
        "episode": row,
        "person": person_line(row.person),
        "rows": _rows(row),
        "steps": _steps(row, request) if holds(request.user, Permission.PERSON_WRITE) else [],
        "many": selectors.in_window(row.person, until=row.missing_from),
        "clocks": faces(deadlines.for_subject(row), at=clock.now()),
        "back": back_of(row.person),
    }
    return render(request, "assessments/missing/detail.html", context)


def _rows(row: MissingEpisode) -> list[tuple[str, str]]:
    found = [
        ("Known", row.get_kind_display()),
        ("Missing since", words.moment(row.missing_from)),
        ("Reported", f"{words.moment(row.reported_at)} {row.reporter}".strip()),
        ("Police log", row.police_reference),
        ("Circumstances", row.circumstances),
        ("Found or back", words.moment(row.returned_at) if row.returned_at else "Not yet"),
        ("Where", row.found_where),
    ]
    if row.interview:
        found += [
            ("Return interview", f"{row.get_interview_display()}, {words.moment(row.interviewed_at)}"),
            ("By", row.interviewer),
            ("What the child said", row.told),
            ("What pushed and pulled", row.push_and_pull),
            ("Not held because", row.why_not),
            ("What happens now", row.next_steps),
            ("Late because", row.late_reason),
        ]
    if row.strategy_held_at:
        found.append(("Meeting", f"{words.moment(row.strategy_held_at)}: {row.strategy_decided}"))
    return [item for item in found if item[1]]


def _steps(row: MissingEpisode, request: SignedInRequest) -> list[Step]:
    def step(text: str, name: str, *, first: bool = False) -> Step:
        return Step(text, reverse(name, args=[row.public_id]), not first)

    if row.returned_at is None:
        return [
            step("They are found or back", "missing_return", first=True),
            step("Record a meeting", "missing_meeting"),
        ]
    interview = [step("Record the return interview", "missing_interview", first=True)]
    return [*(interview if row.interview != "HELD" else []), step("Record a meeting", "missing_meeting")]


def _form(
    request: SignedInRequest,
    public_id: UUID,
    form_class: type[StandardForm],
    act: Callable[[MissingEpisode, Any], Any],
    *,
    title: str,
    wrong: Callable[[MissingEpisode], str] = lambda row: "",
) -> HttpResponse:
    row = _opened(request, public_id, title)
    require(request.user, Permission.PERSON_WRITE)
    if said := wrong(row):
        raise WrongState(said)
    back = clocks.path_of(row)
    return form_page(
        request,
        form_class=form_class,
        act=lambda form: act(row, form),
        done=back,
        version=row.version,
        context={"title": title, "caption": row.person.full_name, "submit": "Save", "cancel": back},
    )


@_GET_POST
def back(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Found, or back."""
    return _form(
        request, public_id, forms.ReturnForm,
        lambda row, form: services.record_return(
            episode=row, by=request.user, version=form.sent_version, **form.answers
        ),
        title="They are found or back",
        wrong=lambda row: "Their return is recorded already." if row.returned_at else "",
    )  # fmt: skip


@_GET_POST
def interview(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The return interview."""
    return _form(
        request, public_id, forms.InterviewForm,
        lambda row, form: services.record_interview(
            episode=row, by=request.user, version=form.sent_version, **form.answers
        ),
        title="The return interview", wrong=lambda row: "" if row.returned_at else "They are still missing.",
    )  # fmt: skip


@_GET_POST
def meeting(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The missing strategy meeting."""
    return _form(
        request, public_id, forms.MeetingForm,
        lambda row, form: services.record_meeting(
            episode=row, by=request.user, version=form.sent_version, **form.answers
        ),
        title="Record a missing strategy meeting",
    )  # fmt: skip
