"""A section 47 enquiry: seen, found, decided."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from assessments.single.presenters import back_of, person_line, sighting_lines
from assessments.single.views.frame import sent_from_here, typed_here
from assessments.strategy import presenters, selectors, services
from assessments.strategy.forms import ConcludeForm, FindingsForm, SeenForm
from assessments.strategy.models import Section47
from core import clock
from core.errors import WrongState
from core.govuk.views import Fresh, form_page
from deadlines import selectors as deadlines
from deadlines.presenters import faces
from people.services import open_record

NAMES = (
    "categories", "grounds", "medical_held_on", "medical_findings", "interviews", "criminal_outcome",
    "not_seen_reason",
)  # fmt: skip


def _opened(request: SignedInRequest, public_id: UUID, purpose: str) -> Section47:
    row = selectors.section_47(public_id, reader=request.user)
    open_record(by=request.user, person=row.person, purpose=f"{purpose} {row.reference}")
    return row


def _writing(request: SignedInRequest, row: Section47, permission: Permission) -> None:
    require(request.user, permission)
    if row.status != "STARTED":
        raise WrongState("This enquiry is concluded.")


def _frame(row: Section47, title: str, submit: str) -> dict[str, object]:
    return {"title": title, "caption": row.person.full_name, "submit": submit, "cancel": _detail(row)}


def _detail(row: Section47) -> str:
    return reverse("section_47_detail", args=[row.public_id])


@require_GET
def section_47_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """An enquiry at a glance."""
    row = _opened(request, public_id, "Section 47 enquiry")
    behind = selectors.discussion_behind(row, reader=request.user)
    context = {
        "enquiry": row,
        "decided": presenters.decided_rows(behind) if behind else [],
        "children": presenters.child_lines(
            [
                item
                for item in selectors.children_of(behind, reader=request.user)
                if item.person_id != row.person_id
            ],
            selectors.enquiries_of(behind, reader=request.user),
        )
        if behind
        else [],
        "person": person_line(row.person),
        "steps": presenters.enquiry_steps(row, reader=request.user),
        "rows": presenters.enquiry_rows(row),
        "sightings": sighting_lines(selectors.sightings_in(row, reader=request.user)),
        "clocks": faces(deadlines.for_subject(row), at=clock.now()),
        "back": back_of(row.person),
    }
    return render(request, "assessments/strategy/section_47.html", context)


@require_http_methods(["GET", "POST"])
def section_47_write(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What the enquiry finds."""
    row = _opened(request, public_id, "Writes in section 47 enquiry")
    _writing(request, row, Permission.SECTION_47_WRITE)

    def fresh() -> Fresh:
        now = selectors.section_47(public_id, reader=request.user)
        return Fresh(now.version, {name: getattr(now, name) for name in NAMES if name != "categories"})

    typed, autosave = typed_here(request.user, "section-47", str(row.public_id))

    def act(form: FindingsForm) -> None:
        services.save_section_47(section_47=row, by=request.user, version=form.sent_version, **form.answers)
        sent_from_here(request.user, "section-47", str(row.public_id))

    return form_page(
        request,
        form_class=FindingsForm,
        act=act,
        draft=typed,
        done=_detail(row),
        context=_frame(row, "What the enquiry found", "Save") | {"autosave": autosave},
        initial={name: getattr(row, name) for name in NAMES},
        version=row.version,
        fresh=fresh,
    )


@require_http_methods(["GET", "POST"])
def section_47_seen(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The child was seen."""
    row = _opened(request, public_id, "Records seeing the child in section 47 enquiry")
    _writing(request, row, Permission.SECTION_47_WRITE)
    return form_page(
        request,
        form_class=SeenForm,
        act=lambda form: services.record_section_47_seen(
            section_47=row, by=request.user, key=form.key, **form.answers
        ),
        done=_detail(row),
        context=_frame(row, "Seeing the child", "Record"),
        said="Recorded; an assessment that runs beside the enquiry counts it too.",
    )


@require_http_methods(["GET", "POST"])
def section_47_conclude(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The outcome, by a post the council has delegated it to."""
    row = _opened(request, public_id, "Decides section 47 enquiry")
    _writing(request, row, Permission.SECTION_47_DECIDE)
    return form_page(
        request,
        form_class=ConcludeForm,
        act=lambda form: services.conclude_section_47(
            section_47=row, by=request.user, version=form.sent_version, key=form.key, **form.answers
        ),
        done=_detail(row),
        context=_frame(row, "Outcome of the enquiry", "Decide"),
        version=row.version,
        said="Decided.",
    )
