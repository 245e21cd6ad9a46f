"""The pages of visits."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import Permission as P
from accounts.requests import SignedInRequest
from casework.cases import presenters as case_presenters
from casework.cases import selectors as case_selectors
from casework.cases.views.frame import everybody, form_context, opened
from casework.visits import presenters, selectors, services
from casework.visits.forms import NoAccessForm, VisitForm
from core.govuk.views import form_page
from people.services import open_record

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def visit_record(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One visit, written once, filed in the record of every child it was for."""
    case = opened(request, public_id, "Visit", P.VISIT_WRITE)
    cases = [case, *case_selectors.family_of(case, reader=request.user)]
    return form_page(
        request,
        form_class=VisitForm,
        act=lambda form: services.record_visit(by=request.user, key=form.key, **form.answers),
        done=reverse("case_detail", args=[case.public_id]),
        form_kwargs={"cases": cases, "offers": {"joint_with": everybody(request)}},
        context=form_context(case, "Record a visit", "Save the visit"),
        said="The visit is recorded. The next one is due from the last time the child was seen.",
    )


@require_http_methods(GET_POST)
def visit_no_access(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    case = opened(request, public_id, "Visit", P.VISIT_WRITE)
    return form_page(
        request,
        form_class=NoAccessForm,
        act=lambda form: services.record_no_access(case=case, by=request.user, key=form.key, **form.answers),
        done=reverse("case_detail", args=[case.public_id]),
        context=form_context(
            case,
            "Nobody could be seen",
            "Save",
            lead="This does not count as a visit. After two in a row the manager is told.",
        ),
        said="Recorded. The visit is still due.",
    )


@require_GET
def visit_detail(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A visit as it stands in one child's record."""
    part = selectors.visit_part(public_id, reader=request.user)
    open_record(by=request.user, person=part.case.person, purpose=f"Visit in {part.case.reference}")
    context = {
        "part": part,
        "head": case_presenters.head(part.case.person, reader=request.user),
        "rows": presenters.rows(part),
    }
    return render(request, "casework/visits/visit.html", context)
