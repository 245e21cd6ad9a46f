"""Tags of the forms kit and the layout."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.authority import Authority, authority
from core.govuk import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def render_form(context: Context, form: Any) -> str:
    """All questions of a form with its hidden version and key; the page prints the error summary itself."""
    hidden = format_html_join(
        "", "{}", ((bound.as_hidden() if not bound.is_hidden else bound,) for bound in form.hidden_fields())
    )
    inner = Context({"form_show_errors": True, "form_show_labels": True})
    return SafeString(hidden + form.helper.render_layout(form, inner))


@register.simple_tag(takes_context=True)
def render_field(context: Context, form: BaseForm, name: str) -> str:
    """One question by itself, where a page lays its form out by hand."""
    template_ = context.template.engine.get_template("components/field.html")  # type: ignore[union-attr]
    return template_.render(Context({"field": form[name]}))


@register.simple_tag
def hidden_fields(form: BaseForm) -> str:
    """The version and the key alone, for a page that lays its form out by hand."""
    return format_html_join("", "{}", ((bound,) for bound in form.hidden_fields()))


@register.simple_tag(takes_context=True)
def places(context: Context) -> list[navigation.Place]:
    """The primary navigation of whoever is signed in."""
    request = context.get("request")
    return navigation.places(request, getattr(request, "may", frozenset()))


@register.simple_tag
def bell() -> dict[str, str]:
    """Addresses of the notices and of their number, if some app keeps notices."""
    return navigation.bell()


@register.simple_tag
def authority_names() -> Authority:
    """What the authority is called, where a page is printed without a request."""
    return authority()
