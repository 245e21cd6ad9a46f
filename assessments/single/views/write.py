"""Writing an assessment: one small form a section, kept as you type, never locked."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from assessments.single import presenters, selectors, services
from assessments.single.enums import BY_CODE
from assessments.single.forms import AnalysisForm, DimensionForm, OverviewForm, SeenForm, VoiceForm
from assessments.single.models import AssessmentPart, ChildDimension, FamilyDimension
from assessments.single.permissions import require_editable
from assessments.single.views.frame import frame, opened, opened_part, sent_from_here, typed_here
from core.errors import NotFound
from core.govuk.views import Fresh, form_page

FIELDS = ("strengths", "needs", "evidence", "impact", "score")


def _editing(user: User, assessment: Any) -> None:
    require(user, Permission.ASSESSMENT_WRITE)
    require_editable(assessment)


@require_http_methods(["GET", "POST"])
def assessment_overview(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Why, from what, and what the parents say."""
    row, parts = opened(request, public_id, purpose="Writes in assessment")
    _editing(request.user, row)
    names = ("purpose", "purpose_note", "sources", "parents_view", "parents_view_missing")
    subject = str(row.public_id)
    typed, autosave = typed_here(request.user, "assessment", subject)

    def act(form: OverviewForm) -> None:
        services.save_overview(assessment=row, by=request.user, version=form.sent_version, **form.answers)
        sent_from_here(request.user, "assessment", subject)

    def fresh() -> Fresh:
        now = selectors.assessment(public_id, reader=request.user)
        return Fresh(
            now.version,
            {name: getattr(now, name) for name in names[1:]} | {"purpose": now.get_purpose_display()},
        )

    back = reverse("assessment_detail", args=[row.public_id])
    return form_page(
        request,
        form_class=OverviewForm,
        act=act,
        done=back,
        template="assessments/single/write.html",
        context=frame(request, row, parts)
        | {"title": "Purpose, sources and the parents' view", "cancel": back, "autosave": autosave},
        initial={name: getattr(row, name) for name in names},
        version=row.version,
        fresh=fresh,
        draft=typed,
    )


@require_http_methods(["GET", "POST"])
def assessment_family_section(request: SignedInRequest, public_id: UUID, dimension: str) -> HttpResponse:
    """Parenting or environment, once for the family."""
    row, parts = opened(request, public_id, purpose="Writes in assessment")
    if dimension not in BY_CODE or BY_CODE[dimension].each_child:
        raise NotFound("There is no such section.")
    found = selectors.family_dimensions(row, reader=request.user).get(dimension)
    earlier = None
    if not presenters.is_written(found):
        earlier = selectors.earlier_family_text(row, dimension, reader=request.user)
    return _section(
        request,
        context=frame(request, row, parts),
        dimension=dimension,
        found=found,
        earlier=earlier,
        assessment=row,
        subject=f"{row.public_id}-{dimension.lower()}",
        back=reverse("assessment_detail", args=[row.public_id]),
        accept=reverse("assessment_family_earlier", args=[row.public_id, dimension]),
        save=lambda **more: services.save_family_dimension(assessment=row, **more),
        again=lambda: selectors.family_dimensions(row, reader=request.user).get(dimension),
    )


@require_http_methods(["GET", "POST"])
def assessment_child_section(request: SignedInRequest, public_id: UUID, dimension: str) -> HttpResponse:
    """A developmental need of one child."""
    part = opened_part(request, public_id, purpose="Writes in assessment")
    if dimension not in BY_CODE or not BY_CODE[dimension].each_child:
        raise NotFound("There is no such section.")

    def again() -> ChildDimension | None:
        return selectors.child_dimensions([part], reader=request.user).get(part.pk, {}).get(dimension)

    found = again()
    earlier = None
    if not presenters.is_written(found):
        earlier = selectors.earlier_child_text(part, dimension, reader=request.user)
    return _section(
        request,
        context=frame(request, part.assessment, [part]) | {"caption": part.person.full_name},
        dimension=dimension,
        found=found,
        earlier=earlier,
        assessment=part.assessment,
        subject=f"{part.public_id}-{dimension.lower()}",
        back=reverse("assessment_part", args=[part.public_id]),
        accept=reverse("assessment_child_earlier", args=[part.public_id, dimension]),
        save=lambda **more: services.save_child_dimension(part=part, **more),
        again=again,
    )


def _section(
    request: SignedInRequest,
    *,
    context: dict[str, Any],
    dimension: str,
    found: FamilyDimension | ChildDimension | None,
    earlier: FamilyDimension | ChildDimension | None,
    assessment: Any,
    subject: str,
    back: str,
    accept: str,
    save: Any,
    again: Any,
) -> HttpResponse:
    _editing(request.user, assessment)
    title, hint = presenters.section_title(dimension)
    # The field that keeps the draft's subject is short: the record's id and the section.
    subject = subject[-60:]
    typed, autosave = typed_here(request.user, "section", subject)

    def act(form: DimensionForm) -> None:
        save(dimension=dimension, by=request.user, version=form.sent_version, **form.answers)
        sent_from_here(request.user, "section", subject)

    def fresh() -> Fresh:
        now = again()
        return Fresh(now.version if now else 0, {name: getattr(now, name, "") for name in FIELDS})

    return form_page(
        request,
        form_class=DimensionForm,
        act=act,
        done=back,
        template="assessments/single/write.html",
        context=context
        | {
            "title": title,
            "lead": hint,
            "cancel": back,
            "autosave": autosave,
            "earlier": earlier,
            "earlier_text": presenters.texts([BY_CODE[dimension]], {dimension: earlier}) if earlier else [],
            "accept": accept,
        },
        initial={name: getattr(found, name) for name in FIELDS} if found else None,
        version=found.version if found else 0,
        fresh=fresh,
        draft=typed,
    )


@require_POST
def assessment_family_earlier(request: SignedInRequest, public_id: UUID, dimension: str) -> HttpResponse:
    """Take over the earlier text: shown first, accepted section by section, never silently."""
    row, _ = opened(request, public_id, purpose="Writes in assessment")
    earlier = selectors.earlier_family_text(row, dimension, reader=request.user)
    if earlier is None:
        raise NotFound("There is no such section.")
    services.accept_earlier_text(earlier=earlier, into=row, by=request.user)
    return redirect("assessment_family_section", row.public_id, dimension)


@require_POST
def assessment_child_earlier(request: SignedInRequest, public_id: UUID, dimension: str) -> HttpResponse:
    part = opened_part(request, public_id, purpose="Writes in assessment")
    earlier = selectors.earlier_child_text(part, dimension, reader=request.user)
    if earlier is None:
        raise NotFound("There is no such section.")
    services.accept_earlier_text(earlier=earlier, into=part, by=request.user)
    return redirect("assessment_child_section", part.public_id, dimension)


@require_http_methods(["GET", "POST"])
def assessment_voice(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The child's own words."""
    return _part_page(
        request,
        public_id,
        VoiceForm,
        "The child's words",
        ("voice", "voice_how", "daily_life", "voice_missing"),
    )


@require_http_methods(["GET", "POST"])
def assessment_analysis(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What it means for this child, and what is proposed."""
    names = (
        "harm", "likelihood", "capacity_to_change", "tier", "proposed_outcome", "primary_need",
        "proposed_factors",
    )  # fmt: skip
    return _part_page(request, public_id, AnalysisForm, "Analysis and proposal", names)


def _part_page(
    request: SignedInRequest, public_id: UUID, form_class: Any, title: str, names: tuple[str, ...]
) -> HttpResponse:
    part = opened_part(request, public_id, purpose="Writes in assessment")
    _editing(request.user, part.assessment)
    form_name = form_class.__name__.lower()
    subject = str(part.public_id)
    typed, autosave = typed_here(request.user, form_name, subject)

    def act(form: Any) -> None:
        services.save_part(part=part, by=request.user, version=form.sent_version, **form.answers)
        sent_from_here(request.user, form_name, subject)

    def fresh() -> Fresh:
        now = selectors.part(public_id, reader=request.user)
        return Fresh(now.version, _says(now, names))

    back = reverse("assessment_part", args=[part.public_id])
    return form_page(
        request,
        form_class=form_class,
        act=act,
        done=back,
        template="assessments/single/write.html",
        context=frame(request, part.assessment, [part])
        | {"title": title, "caption": part.person.full_name, "cancel": back, "autosave": autosave},
        initial={name: getattr(part, name) for name in names},
        version=part.version,
        fresh=fresh,
        draft=typed,
    )


def _says(part: AssessmentPart, names: tuple[str, ...]) -> dict[str, object]:
    """What the record holds, in the words of the form."""
    said = dict(presenters.analysis_rows(part))
    worded = {
        "tier": said["Tier"],
        "proposed_outcome": said["Proposed outcome"],
        "primary_need": said["Primary need"],
        "proposed_factors": presenters.factor_words(part.proposed_factors).replace("; ", ", "),
    }
    return {name: worded.get(name, getattr(part, name)) for name in names}


@require_http_methods(["GET", "POST"])
def assessment_seen(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The child was seen, or why not."""
    part = opened_part(request, public_id, purpose="Records seeing the child in assessment")
    _editing(request.user, part.assessment)

    def act(form: SeenForm) -> None:
        said = form.answers
        if said["seen"] == "YES":
            services.record_seen(
                part=part,
                by=request.user,
                seen_at=said["seen_at"],
                alone=said["alone"],
                where=said["where"],
                key=form.key,
            )
        else:
            services.save_part(
                part=part,
                by=request.user,
                version=form.sent_version,
                not_seen_reason=said["not_seen_reason"],
            )

    back = reverse("assessment_part", args=[part.public_id])
    return form_page(
        request,
        form_class=SeenForm,
        act=act,
        done=back,
        context=frame(request, part.assessment, [part])
        | {"title": "Seeing the child", "caption": part.person.full_name, "cancel": back},
        version=part.version,
        said="Recorded.",
    )
