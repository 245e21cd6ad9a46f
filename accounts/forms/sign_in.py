"""Forms of signing in and of changing the password."""

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from accounts.models import User
from core.govuk.fields import PasswordField, TextField
from core.govuk.forms import StandardForm


class SignInForm(StandardForm):
    """User name and password; allauth checks them."""

    login = TextField(
        label="User name", max_length=60, autocomplete="username", width="20", missing="Enter your user name"
    )
    password = PasswordField(
        label="Password",
        max_length=200,
        autocomplete="current-password",
        width="20",
        missing="Enter your password",
    )


class PasswordForm(StandardForm):
    """A new password, the old one first."""

    old = PasswordField(
        label="Your password now", autocomplete="current-password", width="20", missing="Enter your password"
    )
    new = PasswordField(
        label="New password",
        hint="At least 12 characters. Three words that do not belong together are easy to keep in mind.",
        autocomplete="new-password",
        width="20",
        missing="Enter a new password",
    )

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise ValidationError("That is not your password")
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        password_validation.validate_password(new, self.user)
        return new
