"""The daily list of odd readings, and the family's print of who looked."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.govuk.listing import page_of
from core.govuk.views import form_page
from desk.views.person import frame, record
from governance.access_audit import presenters, selectors, services
from governance.access_audit.forms import AskPrintForm, FindingForm, ReleaseForm

GET_POST = require_http_methods(["GET", "POST"])


@require_GET
def odd_access(request: SignedInRequest) -> HttpResponse:
    """What nobody has looked at, oldest first; what has been, beneath."""
    require(request.user, Permission.ACCESS_LOG_READ)
    page = page_of(request, selectors.odd_readings(reader=request.user, waiting=True))
    done = selectors.odd_readings(reader=request.user, waiting=False)[:30]
    context = {"page": page, "rows": presenters.odd_lines(page.rows), "done": presenters.odd_lines(done)}
    return render(request, "governance/access_audit/odd.html", context)


@GET_POST
def odd_access_review(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One odd reading with its lines of the log; what was behind it is written down."""
    row = selectors.odd_reading(public_id, reader=request.user)
    context: dict[str, Any] = {
        "title": "An odd reading",
        "rows": presenters.odd_rows(row),
        "is_done": row.reviewed_at is not None,
        "cells": presenters.reading_cells(selectors.readings_of(row)),
        "submit": "Save what I found",
        "cancel": reverse("odd_access"),
    }
    return form_page(
        request,
        form_class=FindingForm,
        act=lambda form: services.review(row=row, by=request.user, **form.answers),
        done=reverse("odd_access"),
        template="governance/access_audit/review.html",
        context=context,
        said="What you found is written down.",
    )


@require_GET
def family_prints(request: SignedInRequest) -> HttpResponse:
    """Prints that families asked for: the officer's to release, or one's own."""
    page = page_of(request, selectors.prints(reader=request.user))
    context = {"page": page, "rows": presenters.print_lines(page.rows)}
    return render(request, "governance/access_audit/prints.html", context)


@GET_POST
def family_print(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The officer sees what would be printed and releases it; whoever asked then prints it."""
    row = selectors.family_print(public_id, reader=request.user)
    context: dict[str, Any] = {"print": row, "title": "Who has looked at the record"}
    if row.released_at is not None:
        context["cells"] = presenters.released_cells(row)
        return render(request, "governance/access_audit/print.html", context)
    if not holds(request.user, Permission.ACCESS_LOG_READ):
        return render(request, "governance/access_audit/print.html", context | {"waits": True})
    return form_page(
        request,
        form_class=ReleaseForm,
        act=lambda form: services.release(row=row, by=request.user, **form.answers),
        done=reverse("family_print", args=[row.public_id]),
        template="governance/access_audit/release.html",
        context=context
        | {
            "title": "Release who has looked",
            "cells": presenters.preview_cells(selectors.lines_for_family(row.person)),
            "submit": "Release to whoever asked",
            "cancel": reverse("family_prints"),
        },
        said="Released.",
    )


@GET_POST
def family_print_ask(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The family asks who has looked: the officer decides what may be told."""
    facts = record(request, public_id, purpose="Asks for the family's print")
    require(request.user, Permission.PERSON_WRITE, Permission.NOTE_WRITE)
    return form_page(
        request,
        form_class=AskPrintForm,
        act=lambda form: services.ask_for_print(
            by=request.user, person=facts.person, key=form.key, **form.answers
        ),
        done=lambda print_id: reverse("family_print", args=[print_id]),
        template="desk/person/form.html",
        context=frame(request, facts, "person_access")
        | {
            "title": "The family asks who has looked",
            "lead": "They are told profession and agency by day, nothing else. The data-protection officer "
            "releases it; it comes back to you.",
            "submit": "Ask for the print",
            "cancel": reverse("person_access", args=[public_id]),
        },
    )
