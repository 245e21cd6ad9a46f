"""Pages of early help."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from accounts.selectors import draft
from accounts.services import bin_draft
from assessments.early_help import presenters, selectors, services
from assessments.early_help.enums import Side
from assessments.early_help.forms import (
    CompleteForm,
    ConclusionsForm,
    HealthForm,
    MemberForm,
    ReasonForm,
    ReviewForm,
    SideForm,
    StartForm,
    VoicesForm,
)
from assessments.early_help.models import EarlyHelpAssessment
from assessments.early_help.services import Member
from assessments.single.presenters import back_of, person_line
from core import clock
from core.errors import NotFound, WrongState
from core.govuk.views import Fresh, form_page
from deadlines import selectors as deadlines
from deadlines.presenters import faces
from people.selectors import get_person
from people.services import open_record

SECTIONS: dict[str, tuple[str, Any, tuple[str, ...]]] = {
    "voices": ("In their words", VoicesForm, ("present", "child_voice", "parent_voice", "better")),
    "health": (
        "Feelings, growth, health, school",
        HealthForm,
        (
            "sdq_total", "height_cm", "weight_kg", "bmi_centile", "immunisations", "dental",
            "attendance_percent",
        ),
    ),
    "conclusions": ("Conclusions", ConclusionsForm, ("conclusions", "step_up_trigger")),
}  # fmt: skip
WHEN_NOT = (
    "Do not ask the family, and ring the front door first, where you think of forced marriage, "
    "honour-based abuse, female genital mutilation, fabricated illness, domestic or sexual abuse at home."
)


def _opened(request: SignedInRequest, public_id: UUID, purpose: str) -> EarlyHelpAssessment:
    row = selectors.early_help(public_id, reader=request.user)
    open_record(by=request.user, person=row.person, purpose=f"{purpose} {row.reference}")
    return row


def _detail(row: EarlyHelpAssessment) -> str:
    return reverse("early_help_detail", args=[row.public_id])


def _writing(request: SignedInRequest, row: EarlyHelpAssessment, *statuses: str) -> None:
    require(request.user, Permission.EARLY_HELP_WRITE)
    if row.status not in (statuses or ("STARTED",)):
        raise WrongState(f"This assessment is {row.get_status_display().lower()}.")


def _frame(row: EarlyHelpAssessment, title: str, submit: str = "Save") -> dict[str, object]:
    return {"title": title, "caption": row.person.full_name, "submit": submit, "cancel": _detail(row)}


@require_http_methods(["GET", "POST"])
def early_help_start(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Begin early help with the family's consent."""
    person = get_person(public_id, reader=request.user)
    open_record(by=request.user, person=person, purpose="Starts early help")
    require(request.user, Permission.EARLY_HELP_WRITE)
    return form_page(
        request,
        form_class=StartForm,
        act=lambda form: services.start_early_help(
            person=person, by=request.user, key=form.key, **form.answers
        ),
        done=_detail,
        context={
            "title": "Start an early help assessment",
            "caption": person.full_name,
            "submit": "Start",
            "cancel": reverse("person_detail", args=[person.public_id]),
            "warning": WHEN_NOT,
        },
        said="Early help has begun.",
    )


@require_GET
def early_help_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Early help at a glance."""
    row = _opened(request, public_id, "Early help")
    reader = request.user
    context = {
        "early_help": row,
        "person": person_line(row.person),
        "colour": presenters.COLOURS[row.status],  # type: ignore[index]
        "may_write": presenters.may_write(row, reader=reader),
        "steps": presenters.steps(row, reader=reader),
        "consent": presenters.consent_rows(row),
        "voices": presenters.voice_rows(row),
        "health": presenters.health_rows(row),
        "conclusions": presenters.conclusion_rows(row),
        "sides": presenters.side_lines(row, selectors.sides_of(row, reader=reader)),
        "members": presenters.member_lines(selectors.members_of(row, reader=reader)),
        "reviews": selectors.reviews_of(row, reader=reader),
        "clocks": faces(deadlines.for_subject(row), at=clock.now()),
        "back": back_of(row.person),
    }
    return render(request, "assessments/early_help/detail.html", context)


@require_http_methods(["GET", "POST"])
def early_help_section(request: SignedInRequest, public_id: UUID, section: str) -> HttpResponse:
    """Words, wellbeing or conclusions, kept as you type."""
    row = _opened(request, public_id, "Writes in early help")
    if section not in SECTIONS:
        raise NotFound("There is no such section.")
    _writing(request, row)
    title, form_class, names = SECTIONS[section]
    form_name, subject = f"early-help-{section}", str(row.public_id)
    kept = draft(request.user, form=form_name, subject=subject)

    def act(form: Any) -> None:
        services.save_early_help(early_help=row, by=request.user, version=form.sent_version, **form.answers)
        if kept is not None:
            bin_draft(draft=kept, by=request.user)

    def fresh() -> Fresh:
        now = selectors.early_help(public_id, reader=request.user)
        return Fresh(now.version, {name: getattr(now, name) for name in names})

    return form_page(
        request,
        form_class=form_class,
        act=act,
        done=_detail(row),
        context=_frame(row, title) | {"autosave": reverse("draft_about", args=[form_name, subject])},
        initial={name: getattr(row, name) for name in names},
        version=row.version,
        fresh=fresh,
        draft=kept.content if kept else None,
    )


@require_http_methods(["GET", "POST"])
def early_help_side(request: SignedInRequest, public_id: UUID, side: str) -> HttpResponse:
    """Strengths and needs of one side of the triangle."""
    row = _opened(request, public_id, "Writes in early help")
    if side not in Side.values:
        raise NotFound("There is no such section.")
    _writing(request, row)
    found = selectors.sides_of(row, reader=request.user).get(side)

    def fresh() -> Fresh:
        now = selectors.sides_of(row, reader=request.user).get(side)
        return Fresh(
            now.version if now else 0, {"strengths": now.strengths, "needs": now.needs} if now else {}
        )

    return form_page(
        request,
        form_class=SideForm,
        act=lambda form: services.save_side(
            early_help=row, side=side, by=request.user, version=form.sent_version, **form.answers
        ),
        done=_detail(row),
        context=_frame(row, str(Side(side).label)),
        initial={"strengths": found.strengths, "needs": found.needs} if found else None,
        version=found.version if found else 0,
        fresh=fresh,
    )


@require_http_methods(["GET", "POST"])
def early_help_member(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Somebody joins the team around the family."""
    row = _opened(request, public_id, "Adds to the team around the family of")
    _writing(request, row, "STARTED", "COMPLETED")
    return form_page(
        request,
        form_class=MemberForm,
        form_kwargs={"colleagues": selectors.colleagues_to_join(row, reader=request.user)},
        act=lambda form: services.add_member(early_help=row, by=request.user, member=Member(**form.answers)),
        done=_detail(row),
        context=_frame(row, "Add to the team around the family", "Add")
        | {"lead": "A colleague with an account may open this record from now on, and is told."},
        said="Added.",
    )


@require_http_methods(["GET", "POST"])
def early_help_complete(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The picture is agreed, and somebody leads."""
    row = _opened(request, public_id, "Completes early help")
    _writing(request, row)
    return form_page(
        request,
        form_class=CompleteForm,
        form_kwargs={"colleagues": selectors.colleagues_to_lead(row, reader=request.user)},
        act=lambda form: services.complete_early_help(
            early_help=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        done=_detail(row),
        context=_frame(row, "Complete the assessment", "Complete"),
        version=row.version,
        said="Complete. The first review is due within six weeks.",
    )


@require_http_methods(["GET", "POST"])
def early_help_review(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The team around the family met."""
    row = _opened(request, public_id, "Reviews early help")
    _writing(request, row, "COMPLETED")
    return form_page(
        request,
        form_class=ReviewForm,
        act=lambda form: services.review_early_help(early_help=row, by=request.user, **form.answers),
        done=_detail(row),
        context=_frame(row, "Record a review", "Record"),
        said="Recorded.",
    )


@require_http_methods(["GET", "POST"])
def early_help_withdraw(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The family no longer agrees."""
    row = _opened(request, public_id, "Ends early help")
    _writing(request, row, "STARTED", "COMPLETED")
    return form_page(
        request,
        form_class=ReasonForm,
        act=lambda form: services.withdraw_consent(early_help=row, by=request.user, **form.answers),
        done=_detail(row),
        context=_frame(row, "Consent is withdrawn", "Record")
        | {"lead": "Early help ends now, and the front door looks again.", "danger": True},
        said="Recorded. The front door is told.",
    )


@require_http_methods(["GET", "POST"])
def early_help_close(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Early help has done its work."""
    row = _opened(request, public_id, "Closes early help")
    _writing(request, row, "COMPLETED")
    return form_page(
        request,
        form_class=ReasonForm,
        act=lambda form: services.close_early_help(early_help=row, by=request.user, **form.answers),
        done=_detail(row),
        context=_frame(row, "Close early help", "Close"),
        said="Closed.",
    )
