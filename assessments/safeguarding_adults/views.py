"""An adult safeguarding enquiry: the test, the adult's voice, the plan, the findings, the end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from assessments.safeguarding_adults import clocks, forms, presenters, selectors, services
from assessments.safeguarding_adults.enums import EnquiryStatus
from assessments.safeguarding_adults.models import AdultEnquiry
from assessments.safeguarding_adults.services.plan import HEARD
from assessments.single.presenters import back_of, person_line
from core import clock
from core.errors import WrongState
from core.govuk.forms import StandardForm
from core.govuk.views import Fresh, form_page
from deadlines import selectors as deadlines
from deadlines.presenters import faces
from people.selectors import get_person
from people.services import open_record

_GET_POST = require_http_methods(["GET", "POST"])
_RUNNING = (EnquiryStatus.SCREENING, EnquiryStatus.ENQUIRY)
PLANNED = (
    "planned_at", "risk_before", "plan", "enquirer", "enquirer_name", "enquiry_question", "enquiry_due_on",
    "police_told", "regulator_told", "without_advocate_because",
)  # fmt: skip


def _opened(request: SignedInRequest, public_id: UUID, purpose: str) -> AdultEnquiry:
    row = selectors.adult_enquiry(public_id, reader=request.user)
    open_record(by=request.user, person=row.person, purpose=f"{purpose} {row.reference}")
    return row


def _form(
    request: SignedInRequest,
    public_id: UUID,
    form_class: type[StandardForm],
    act: Callable[[AdultEnquiry, Any], Any],
    *,
    title: str,
    submit: str,
    needs: Permission,
    states: tuple[str, ...],
    initial: tuple[str, ...] = (),
    kwargs: Callable[[AdultEnquiry], dict[str, Any]] = lambda row: {},
    **context: Any,
) -> HttpResponse:
    """One form of an enquiry: read through the policy, permission before the form is judged, then one service call."""
    row = _opened(request, public_id, title)
    require(request.user, needs)
    if row.status not in states:
        raise WrongState(f"This enquiry is {row.get_status_display().lower()}.")

    def fresh() -> Fresh:
        now = selectors.adult_enquiry(public_id, reader=request.user)
        return Fresh(now.version, {name: getattr(now, name) for name in initial})

    back = clocks.path_of(row)
    return form_page(
        request,
        form_class=form_class,
        act=lambda form: act(row, form),
        done=back,
        context={"title": title, "caption": row.person.full_name, "submit": submit, "cancel": back} | context,
        initial={name: getattr(row, name) for name in initial},
        version=row.version,
        fresh=fresh,
        form_kwargs=kwargs(row),
    )


@_GET_POST
def raise_concern(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A worker learns of abuse or neglect of an adult they know."""
    person = get_person(public_id, reader=request.user)
    open_record(by=request.user, person=person, purpose="Raises an adult safeguarding concern")
    require(request.user, Permission.SECTION_42_WRITE)
    back = reverse("person_detail", args=[person.public_id])
    return form_page(
        request,
        form_class=forms.RaiseForm,
        act=lambda form: services.raise_concern(person=person, by=request.user, key=form.key, **form.answers),
        done=clocks.path_of,
        context={
            "title": "Raise a safeguarding concern about this adult",
            "caption": person.full_name,
            "submit": "Raise it",
            "cancel": back,
            "warning": "In danger now: ring 999 first.",
        },
    )


@require_GET
def detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """An enquiry at a glance."""
    row = _opened(request, public_id, "Adult safeguarding")
    context = {
        "enquiry": row,
        "colour": presenters.COLOURS[EnquiryStatus(row.status)],
        "person": person_line(row.person),
        "steps": presenters.steps(row, reader=request.user),
        "parts": (
            ("The concern", presenters.concern_rows(row)),
            ("The adult's own voice", presenters.adult_rows(row)),
            (
                "The enquiry",
                presenters.enquiry_rows(row, selectors.findings_of(row, reader=request.user)),
            ),
        ),
        "repeats": selectors.within_a_year(row, reader=request.user),
        "concerns": selectors.concerns_of(row, reader=request.user),
        "clocks": faces(deadlines.for_subject(row), at=clock.now()),
        "back": back_of(row.person),
    }
    return render(request, "assessments/safeguarding_adults/detail.html", context)


@_GET_POST
def test(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The three-part test."""
    return _form(
        request, public_id, forms.ApplyTestForm,
        lambda row, form: services.apply_test(
            enquiry=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        title="The three-part test", submit="Decide", needs=Permission.SECTION_42_DECIDE,
        states=(EnquiryStatus.SCREENING,), initial=("kinds",),
    )  # fmt: skip


@_GET_POST
def hear(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What the adult wants; who speaks for them."""
    return _form(
        request, public_id, forms.HearForm,
        lambda row, form: services.hear_adult(
            enquiry=row, by=request.user, version=form.sent_version, **form.answers
        ),
        title="What the adult wants", submit="Save", needs=Permission.SECTION_42_WRITE, states=_RUNNING,
        initial=tuple(sorted(HEARD)),
    )  # fmt: skip


@_GET_POST
def plan(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who enquires into what by when."""
    return _form(
        request, public_id, forms.PlanForm,
        lambda row, form: services.plan_enquiry(
            enquiry=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        title="Plan the enquiry", submit="Save", needs=Permission.SECTION_42_WRITE,
        states=(EnquiryStatus.ENQUIRY,), initial=PLANNED,
    )  # fmt: skip


@_GET_POST
def found(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What was found, for each kind of abuse."""
    return _form(
        request, public_id, forms.FindingsForm,
        lambda row, form: services.record_findings(
            enquiry=row, by=request.user, findings=form.findings(), found=form.answers["found"],
            version=form.sent_version, key=form.key,
        ),
        title="What was found", submit="Save", needs=Permission.SECTION_42_WRITE,
        states=(EnquiryStatus.ENQUIRY,), kwargs=lambda row: {"kinds": row.kinds}, initial=("found",),
    )  # fmt: skip


@_GET_POST
def conclude(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The outcome meeting."""
    return _form(
        request, public_id, forms.ConcludeForm,
        lambda row, form: services.conclude(
            enquiry=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        title="Conclude the enquiry", submit="Conclude", needs=Permission.SECTION_42_DECIDE,
        states=(EnquiryStatus.ENQUIRY,),
    )  # fmt: skip


@_GET_POST
def cease(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The adult asks to end it."""
    return _form(
        request, public_id, forms.CeaseForm,
        lambda row, form: services.cease(
            enquiry=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        title="End it at the adult's wish", submit="End it", needs=Permission.SECTION_42_DECIDE,
        states=(EnquiryStatus.ENQUIRY,), danger=True,
    )  # fmt: skip
