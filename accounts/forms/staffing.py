"""Forms of the directory and of the system administrator."""

from collections.abc import Iterable
from typing import Any

from accounts.enums import MembershipKind, OnCallDuty, ProtectionSeat
from accounts.forms.own import colleague_choices
from accounts.models import Agency, ProfessionalGroup, Team, User
from accounts.roles import ROLES
from core.govuk.fields import (
    ConfirmField,
    DateField,
    MomentField,
    RadiosField,
    SelectField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm
from core.govuk.listing import FilterForm


class DirectoryFilter(FilterForm):
    """Find a colleague by name, post, team or employer."""

    q = TextField(label="Name or post", max_length=80, width="20")
    team = SelectField(label="Team", empty="Any team")
    agency = SelectField(label="Employer", empty="Any employer")

    def __init__(self, *args: Any, teams: Iterable[Team], agencies: Iterable[Agency], **more: Any) -> None:
        self._teams = [(str(team.public_id), team.name) for team in teams]
        self._agencies = [(str(agency.public_id), agency.name) for agency in agencies]
        super().__init__(*args, **more)

    def full_clean(self) -> None:
        self.fields["team"].offer(self._teams)  # type: ignore[attr-defined]
        self.fields["agency"].offer(self._agencies)  # type: ignore[attr-defined]
        super().full_clean()


class StaffForm(StandardForm):
    """A new member of staff, with the three lines that everyone has."""

    sections = (
        Section("Who", "display_name", "username", "agency", "profession", "post", "registration_number"),
        Section("How to reach them", "phone", "email", "email_is_safe"),
        Section("Lines", "line_manager", "professional_supervisor", "safeguarding_lead"),
        Section("Decisions", "post_delegated", "is_newly_qualified"),
    )

    display_name = TextField(label="Full name", max_length=120, width="20")
    username = TextField(
        label="User name",
        hint="What they sign in with: small letters, figures, dots",
        max_length=60,
        width="20",
    )
    agency = SelectField(label="Employer")
    profession = SelectField(label="Professional group")
    post = TextField(label="Post", max_length=120, required=False)
    registration_number = TextField(label="Registration number", max_length=40, width="10", required=False)
    phone = TextField(label="Telephone", input_type="tel", max_length=40, width="20", required=False)
    email = TextField(label="E-mail address", input_type="email", max_length=254, required=False)
    email_is_safe = ConfirmField(
        label="The address is read by this person alone",
        hint="Only then are they told by e-mail that a notice waits for them",
        required=False,
    )
    line_manager = SelectField(label="Line manager", required=False)
    professional_supervisor = SelectField(label="Professional supervisor", required=False)
    safeguarding_lead = SelectField(label="Safeguarding lead", required=False)
    post_delegated = YesNoField(
        label="Has the council delegated its statutory decisions to this post?",
        hint="Children Act 2004 section 18. Say no unless the scheme of delegation names the post.",
    )
    is_newly_qualified = YesNoField(label="Newly qualified, in the first year of practice?")

    def __init__(
        self,
        *args: Any,
        agencies: Iterable[Agency],
        professions: Iterable[ProfessionalGroup],
        colleagues: Iterable[User],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self._agencies = {str(agency.public_id): agency for agency in agencies}
        self._professions = {row.code: row for row in professions}
        self._colleagues = {str(user.public_id): user for user in colleagues}
        offer(self, "agency", [(key, row.name) for key, row in self._agencies.items()])
        offer(self, "profession", [(key, row.name) for key, row in self._professions.items()])
        for line in ("line_manager", "professional_supervisor", "safeguarding_lead"):
            offer(self, line, colleague_choices(self._colleagues.values()))

    def clean_agency(self) -> Agency | None:
        return self._agencies.get(self.cleaned_data["agency"])

    def clean_profession(self) -> ProfessionalGroup | None:
        return self._professions.get(self.cleaned_data["profession"])

    def clean_line_manager(self) -> User | None:
        return self._colleagues.get(self.cleaned_data["line_manager"])

    def clean_professional_supervisor(self) -> User | None:
        return self._colleagues.get(self.cleaned_data["professional_supervisor"])

    def clean_safeguarding_lead(self) -> User | None:
        return self._colleagues.get(self.cleaned_data["safeguarding_lead"])


def offer(form: StandardForm, name: str, choices: list[tuple[str, str]]) -> None:
    form.fields[name].offer(choices)  # type: ignore[attr-defined]


class LinesForm(StandardForm):
    """The three named lines."""

    line_manager = SelectField(label="Line manager", required=False)
    professional_supervisor = SelectField(label="Professional supervisor", required=False)
    safeguarding_lead = SelectField(label="Safeguarding lead", required=False)

    def __init__(self, *args: Any, colleagues: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self._colleagues = {str(user.public_id): user for user in colleagues}
        for line in ("line_manager", "professional_supervisor", "safeguarding_lead"):
            offer(self, line, colleague_choices(self._colleagues.values()))

    def people(self) -> dict[str, User | None]:
        return {name: self._colleagues.get(value) for name, value in self.answers.items()}


class RoleForm(StandardForm):
    """A role from a day, in an agency or one of its teams."""

    role = RadiosField(label="Which role?", choices=[])
    agency = SelectField(label="In which agency?")
    team = SelectField(label="In which team?", empty="No team", required=False)
    is_safeguarding_lead = YesNoField(
        label="Safeguarding lead of that agency?", hint="They open what their agency is involved in"
    )
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", hint="Leave empty if it is not known", required=False)
    reason = TextField(label="Why?", max_length=200)

    def __init__(self, *args: Any, agencies: Iterable[Agency], teams: Iterable[Team], **more: Any) -> None:
        from core.govuk.choices import Choice

        super().__init__(*args, **more)
        self._agencies = {str(row.public_id): row for row in agencies}
        self._teams = {str(row.public_id): row for row in teams}
        self.fields["role"].offer(  # type: ignore[attr-defined]
            Choice(role.key, role.title, hint=role.description)
            for role in ROLES.values()
            if role.key != "SYSTEM"
        )
        offer(self, "agency", [(key, row.name) for key, row in self._agencies.items()])
        offer(self, "team", [(key, row.name) for key, row in self._teams.items()])

    def clean_agency(self) -> Agency | None:
        return self._agencies.get(self.cleaned_data["agency"])

    def clean_team(self) -> Team | None:
        return self._teams.get(self.cleaned_data["team"])


class MembershipForm(StandardForm):
    """Into a team, keeping the employer."""

    team = SelectField(label="Which team?")
    kind = RadiosField(label="How do they belong to it?", choices=MembershipKind.choices)
    represents = TextField(
        label="Whom do they represent?",
        shown_if=("kind", MembershipKind.REPRESENTATIVE.value),
        max_length=120,
    )
    percent = WholeNumberField(label="Share of full time", suffix="%", min_value=1, max_value=100)
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", required=False)

    def __init__(self, *args: Any, teams: Iterable[Team], **more: Any) -> None:
        super().__init__(*args, **more)
        self._teams = {str(row.public_id): row for row in teams}
        offer(self, "team", [(key, row.name) for key, row in self._teams.items()])

    def clean_team(self) -> Team | None:
        return self._teams.get(self.cleaned_data["team"])


class EndForm(StandardForm):
    """The last day of something, and why."""

    ends_on = DateField(label="Last day")
    reason = TextField(label="Why?", max_length=200)


class LeaverForm(StandardForm):
    """A leaver's last day."""

    left_on = DateField(label="Last day at work", past=True)


class OnCallForm(StandardForm):
    """Who answers for a duty between two moments."""

    duty = RadiosField(label="Which duty?", choices=OnCallDuty.choices)
    user = SelectField(label="Who?")
    starts_at = MomentField(label="From")
    ends_at = MomentField(label="Until")
    position = WholeNumberField(label="Rung how early?", hint="1 is rung first", min_value=1, max_value=9)

    def __init__(self, *args: Any, colleagues: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self._colleagues = {str(user.public_id): user for user in colleagues}
        offer(self, "user", colleague_choices(self._colleagues.values()))

    def clean_user(self) -> User | None:
        return self._colleagues.get(self.cleaned_data["user"])

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = answers.get("starts_at"), answers.get("ends_at")
        if first and last and last <= first:
            self.add_error("ends_at", "This must be after the beginning")
        return answers


class ProtectionMemberForm(StandardForm):
    """Who sits in the multi-agency child protection team."""

    user = SelectField(label="Who?")
    seat = RadiosField(label="For whom?", choices=ProtectionSeat)
    starts_on = DateField(label="From")

    def __init__(self, *args: Any, colleagues: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self._colleagues = {str(user.public_id): user for user in colleagues}
        offer(self, "user", colleague_choices(self._colleagues.values()))

    def clean_user(self) -> User | None:
        return self._colleagues.get(self.cleaned_data["user"])


class ProtectionEndForm(StandardForm):
    ends_on = DateField(label="Last day in the team")
