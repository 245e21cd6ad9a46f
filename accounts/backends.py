"""Reading who is signed in: one query brings the person, their employer, what they hold and how they like to work."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.access import with_holdings
from accounts.models import User
from core import clock


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's sign-in; the header and the policy need no second query."""

    def get_user(self, user_id: int) -> User | None:
        whole = User.objects.select_related("agency", "profession", "preference")
        user = with_holdings(whole.filter(pk=user_id), on=clock.today()).first()
        return user if user is not None and self.user_can_authenticate(user) else None
