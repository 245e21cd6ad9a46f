"""Monthly reports: what there is, how far one in the making is, its figures."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds, holds_any, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core import clock
from core.errors import NotPermitted
from core.govuk.views import form_page
from governance.reports import papers, presenters, selectors, services
from governance.reports.forms import MonthForm
from governance.reports.permissions import suppressed

READERS = (Permission.REPORT_READ, Permission.AGGREGATE_READ)


class ChooseMonthForm(MonthForm):
    """The month form with the months on offer today."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["month"].offer(presenters.months(clock.today()))  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def governance(request: SignedInRequest) -> HttpResponse:
    """Oversight: reports, early warning, the access log, each by right."""
    user = request.user
    if not holds_any(user, (*READERS, Permission.ACCESS_LOG_READ)):
        raise NotPermitted("Your role does not read reports.")
    if request.method == "POST":
        # Before the form is judged: a role that may not ask is told so, whatever it typed.
        require(user, Permission.REPORT_READ)
    context = {
        "reports": presenters.links(selectors.reports(user)[:24]),
        "reads_reports": holds_any(user, READERS),
        "may_ask": holds(user, Permission.REPORT_READ),
        "reads_log": holds(user, Permission.ACCESS_LOG_READ),
        "restricts": holds(user, Permission.RESTRICTION_GRANT),
        "sees_caseload": holds_any(user, (Permission.CASELOAD_READ, Permission.AGGREGATE_READ)),
        "counts_measures": holds(user, Permission.CASELOAD_READ),
        "reads_measures": holds_any(user, (*READERS, Permission.CASELOAD_READ)),
        "title": "Governance",
        "submit": "Make the report",
    }
    return form_page(
        request,
        form_class=ChooseMonthForm,
        act=lambda form: services.request_report(
            by=user, month=date.fromisoformat(form.answers["month"]), key=form.key
        ),
        done=lambda public_id: reverse("monthly_report", args=[public_id]),
        template="governance/reports/governance.html",
        context=context,
    )


@require_GET
def monthly_report(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The figures of a month, or how far the counting is; one may leave and come back."""
    row = selectors.report(public_id, reader=request.user)
    found = list(selectors.figures(row, reader=request.user))
    context = {
        "report": row,
        "paper": papers.compose(row, found, hide_few=suppressed(request.user)),
        "print": selectors.printed(row, reader=request.user),
        "here": reverse("monthly_report", args=[row.public_id]),
    }
    polling = request.headers.get("HX-Request") and row.made_at is None
    return render(
        request, "governance/reports/progress.html" if polling else "governance/reports/report.html", context
    )


@require_GET
def monthly_report_print(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The report on paper, in the copy that this reader may have."""
    row = selectors.paper(public_id, reader=request.user)
    response = HttpResponse(bytes(row.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="report-{row.public_id.hex[:8]}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
