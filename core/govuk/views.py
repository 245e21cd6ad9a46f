"""The one pattern of a page with a form: GET shows it; POST checks, makes one service call, redirects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from core.errors import DomainError, NotFound, NotPermitted, StaleVersion
from core.govuk.forms import StandardForm

F = TypeVar("F", bound=StandardForm)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A record as it stands now: its version, and by question what it says, in words."""

    version: int | None
    says: Mapping[str, object] = field(default_factory=dict)


def form_page(
    request: HttpRequest,
    *,
    form_class: type[F],
    act: Callable[[F], Any],
    done: str | Callable[[Any], str | HttpResponse],
    template: str = "components/form_page.html",
    context: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    version: int | None = None,
    fresh: Callable[[], Fresh] | None = None,
    draft: Mapping[str, Any] | None = None,
    form_kwargs: Mapping[str, Any] | None = None,
    said: str = "",
) -> HttpResponse:
    """Show the form, or act on it.

    `act(form)` is one service call with `form.answers`, `form.sent_version`, `form.key`. A `DomainError`
    stands beside its field; `StaleVersion` answers 409 with both texts (`fresh()`: what the record holds);
    `done` is an address, or a function from the result to one or a response; `said` stands on the next page.
    """
    kwargs = dict(form_kwargs or {})
    if request.method != "POST":
        form = form_class(initial=dict(initial or {}), record_version=version, draft=draft, **kwargs)
        return shown(request, template, form, context)
    form = form_class(request.POST, request.FILES, record_version=version, **kwargs)
    if not form.is_valid():
        return shown(request, template, form, context)
    try:
        result = act(form)
    except StaleVersion as error:
        return conflict(request, form, error, fresh=fresh() if fresh else None, context=context)
    except (NotPermitted, NotFound):
        raise
    except DomainError as error:
        form.add_domain_error(error)
        return shown(request, template, form, context)
    if said:
        messages.success(request, said)
    target = done(result) if callable(done) else done
    return target if isinstance(target, HttpResponse) else HttpResponseRedirect(target)


def shown(
    request: HttpRequest, template: str, form: StandardForm, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    return render(request, template, {**(context or {}), "form": form})


def act_page(
    request: HttpRequest,
    *,
    act: Callable[[StandardForm], Any],
    done: str | Callable[[Any], str | HttpResponse],
    title: str,
    submit: str,
    lead: str = "",
    cancel: str = "",
    danger: bool = False,
    version: int | None = None,
    said: str = "",
) -> HttpResponse:
    """Confirm one act that cannot be undone: a question and a button, no answers."""
    context = {"title": title, "submit": submit, "lead": lead, "cancel": cancel, "danger": danger}
    return form_page(
        request, form_class=StandardForm, act=act, done=done, context=context, version=version, said=said
    )


def conflict(
    request: HttpRequest,
    form: StandardForm,
    error: StaleVersion,
    *,
    fresh: Fresh | None = None,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Somebody else was quicker: both texts side by side, what was typed still in the form."""
    typed = form.typed()
    says = {name: str(value or "") for name, value in fresh.says.items()} if fresh else {}
    rows = [
        {"label": form.fields[name].label, "now": says.get(name), "mine": mine}
        for name, mine in typed.items()
        if (name in says and mine != says[name]) or (not says and mine)
    ]
    latest = fresh.version if fresh and fresh.version is not None else form.record_version
    again: Any = form.data.copy()  # type: ignore[attr-defined]
    again[form.add_prefix("version")] = "" if latest is None else str(latest)
    form.data = again
    extra = {"form": form, "rows": rows, "message": error.message, "known": bool(says)}
    return render(request, "409.html", {**(context or {}), **extra}, status=409)
