"""Reading who is signed in: one query brings the person, their employer and how they like to work."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's sign-in; the header needs no second query."""

    def get_user(self, user_id: int) -> User | None:
        user: User | None = (
            User.objects.select_related("agency", "profession", "preference").filter(pk=user_id).first()
        )
        return user if user is not None and self.user_can_authenticate(user) else None
