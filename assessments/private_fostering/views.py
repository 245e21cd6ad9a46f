"""A private arrangement: who cares, visits, judgement, end."""

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
from assessments.private_fostering import clocks, forms, selectors, services
from assessments.private_fostering.models import PrivateFostering
from assessments.single.presenters import back_of, person_line
from assessments.single.presenters.top import Step
from core import clock
from core.errors import WrongState
from core.govuk import words
from core.govuk.forms import StandardForm
from core.govuk.views import form_page
from deadlines import selectors as deadlines
from deadlines.presenters import faces
from people.services import open_record

_GET_POST = require_http_methods(["GET", "POST"])


def _opened(request: SignedInRequest, public_id: UUID, purpose: str) -> PrivateFostering:
    row = selectors.arrangement(public_id, reader=request.user)
    open_record(by=request.user, person=row.person, purpose=f"{purpose} {row.reference}")
    return row


@require_GET
def detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One arrangement with its visits."""
    row = _opened(request, public_id, "Private fostering")
    names = (
        ("Record a visit", "private_fostering_visit"),
        ("Write who cares for the child", "private_fostering_details"),
        ("Judge whether it is suitable", "private_fostering_judge"),
        ("It has ended", "private_fostering_end"),
    )
    may = holds(request.user, Permission.VISIT_WRITE) and row.ended_on is None
    steps = [
        Step(text, reverse(name, args=[row.public_id]), secondary=number > 0)
        for number, (text, name) in enumerate(names if may else ())
    ]
    context = {
        "arrangement": row,
        "person": person_line(row.person),
        "rows": _rows(row),
        "visits": selectors.visits_of(row, reader=request.user),
        "steps": steps,
        "clocks": faces(deadlines.for_subject(row), at=clock.now()),
        "back": back_of(row.person),
    }
    return render(request, "assessments/private_fostering/detail.html", context)


def _rows(row: PrivateFostering) -> list[tuple[str, str]]:
    found = [
        ("Council aware", words.day(row.aware_on)),
        ("Since", words.day(row.began_on)),
        ("Meant until", words.day(row.expected_until)),
        ("Told by", row.told_by),
        ("Carer", ", ".join(word for word in (row.carer, row.carer_relation) if word)),
        ("Why", row.why),
        ("Parents say", row.parents_view),
        ("Parental responsibility", row.responsibility),
    ]
    if row.judged_at:
        found.append(
            ("Suitable", f"{row.get_suitability_display()}, {words.moment(row.judged_at)}, {row.judged_by}")
        )
        found.append(("Because", row.suitability_reason))
    if row.ended_on:
        found.append(("Ended", f"{words.day(row.ended_on)}: {row.end_reason}"))
    return [item for item in found if item[1]]


def _form(
    request: SignedInRequest,
    public_id: UUID,
    form_class: type[StandardForm],
    act: Callable[[PrivateFostering, Any], Any],
    *,
    title: str,
    initial: tuple[str, ...] = (),
) -> HttpResponse:
    row = _opened(request, public_id, title)
    require(request.user, Permission.VISIT_WRITE)
    if row.ended_on is not None:
        raise WrongState("This arrangement has ended.")
    back = clocks.path_of(row)
    return form_page(
        request,
        form_class=form_class,
        act=lambda form: act(row, form),
        done=back,
        version=row.version,
        initial={name: getattr(row, name) for name in initial},
        context={"title": title, "caption": row.person.full_name, "submit": "Save", "cancel": back},
    )


@_GET_POST
def details(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who cares for the child, since when and why."""
    return _form(
        request, public_id, forms.ArrangementForm,
        lambda row, form: services.save_arrangement(
            arrangement=row, by=request.user, version=form.sent_version, **form.answers
        ),
        title="Who cares for the child", initial=tuple(sorted(services.DETAILS)),
    )  # fmt: skip


@_GET_POST
def visit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A visit with its report."""
    return _form(
        request, public_id, forms.VisitForm,
        lambda row, form: services.record_visit(
            arrangement=row, by=request.user, key=form.key,
            **(form.answers | {"seen_alone": bool(form.answers["seen_alone"])}),
        ),
        title="Record a visit",
    )  # fmt: skip


@_GET_POST
def judge(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Is it suitable?"""
    return _form(
        request, public_id, forms.JudgeForm,
        lambda row, form: services.judge(
            arrangement=row, by=request.user, version=form.sent_version, **form.answers
        ),
        title="Is the arrangement suitable?",
    )  # fmt: skip


@_GET_POST
def end(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """It has ended."""
    return _form(
        request, public_id, forms.EndForm,
        lambda row, form: services.end_arrangement(
            arrangement=row, by=request.user, version=form.sent_version, **form.answers
        ),
        title="The arrangement has ended",
    )  # fmt: skip
