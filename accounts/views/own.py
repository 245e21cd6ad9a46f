"""My account: my lines, my roles in plain English, my leave and cover, my keyboard, my password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import selectors, services
from accounts.forms.own import AbsenceForm
from accounts.forms.sign_in import PasswordForm
from accounts.presenters import role_cards
from accounts.requests import SignedInRequest
from core.govuk.views import act_page, form_page


@require_GET
def my_account(request: SignedInRequest) -> HttpResponse:
    user = request.user
    context = {
        "me": selectors.colleague(reader=user, public_id=user.public_id),
        "cards": role_cards(selectors.assignments_of(user)),
        "memberships": selectors.memberships_of(user),
        "absences": selectors.absences_of(user),
        "shortcuts_on": selectors.shortcuts_on(user),
    }
    return render(request, "accounts/my_account.html", context)


@require_POST
def shortcuts(request: SignedInRequest) -> HttpResponse:
    services.set_shortcuts(user=request.user, on=request.POST.get("shortcuts") == "on")
    messages.success(request, "Your choice about keyboard shortcuts is kept.")
    return HttpResponseRedirect(f"{reverse('my_account')}#shortcuts")


@require_http_methods(["GET", "POST"])
def absence(request: SignedInRequest) -> HttpResponse:
    """Leave or sickness: cover is named by the person who is away."""
    user = request.user
    back = reverse("my_account")
    return form_page(
        request,
        form_class=AbsenceForm,
        form_kwargs={"colleagues": selectors.possible_cover(user)},
        act=lambda form: services.record_absence(user=user, by=user, **form.answers),
        done=back,
        context={"title": "Record leave or sickness", "submit": "Record", "cancel": back},
        said="Your absence is recorded.",
    )


@require_http_methods(["GET", "POST"])
def end_absence(request: SignedInRequest, public_id: str) -> HttpResponse:
    user = request.user
    back = reverse("my_account")
    away = selectors.own_absence(user, public_id)
    return act_page(
        request,
        act=lambda form: services.end_absence(absence=away, by=user),
        done=back,
        title="You are back?",
        lead="Notices and clocks come to you again from today.",
        submit="I am back",
        cancel=back,
        said="Welcome back. Notices come to you again.",
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: SignedInRequest) -> HttpResponse:
    """A new password; other browsers of this person are signed out, this one stays."""
    back = reverse("my_account")

    def act(form: PasswordForm) -> None:
        services.change_password(user=request.user, new=form.cleaned_data["new"])
        update_session_auth_hash(request, request.user)

    return form_page(
        request,
        form_class=PasswordForm,
        form_kwargs={"user": request.user},
        act=act,
        done=back,
        context={"title": "Change your password", "submit": "Change password", "cancel": back},
        said="Your password is changed.",
    )
