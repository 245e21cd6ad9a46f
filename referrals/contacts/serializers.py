"""What an agency's system sends of a concern, and what it may read of it."""

from typing import Any, ClassVar

from rest_framework import serializers

from referrals.contacts.enums import Concern
from referrals.contacts.models import Contact, ContactPerson

LONGEST_TEXT = 20_000
MOST_PEOPLE = 30
_PEOPLE = (
    "role", "relation_to_first", "in_household", "forename", "surname", "aliases", "preferred_name", "born_on",
    "expected_on", "age_words", "sex", "first_language", "interpreter_needed", "communication", "nhs_number", "upn",
    "address_lines", "postcode", "address_kind", "address_is_confidential", "phone", "safe_to_call", "safe_to_text",
    "safe_to_leave_message", "school", "gp", "is_pregnant", "has_children", "is_alleged_source",
    "works_with_vulnerable", "works_where",
)  # fmt: skip
_CONCERN = (
    "kind", "what", "where_now", "danger_now", "danger_detail", "with_whom", "tonight", "how_known", "when_and_where",
    "injuries", "child_words", "past_harm", "agencies_involved", "staff_risks", "consent_asked", "consent_given",
    "consent_not_sought", "family_knows", "police_grade", "referrer_name", "referrer_role", "referrer_phone",
    "referrer_email", "referrer_email_is_safe", "postcode",
)  # fmt: skip


class Strict(serializers.ModelSerializer):  # type: ignore[type-arg]
    """Says of a field that it does not know that it does not know it, and bounds every text."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = {
                (str(name)[:60] or '""'): ["There is no such field."]
                for name in data
                if name not in self.fields
            }
            if unknown:
                raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        kind, options = super().build_standard_field(field_name, model_field)
        if issubclass(kind, serializers.CharField) and "max_length" not in options:
            options["max_length"] = LONGEST_TEXT
        return kind, options


class PersonSerializer(Strict):
    """Somebody named in a concern, as the sender knows them."""

    class Meta:
        model = ContactPerson
        fields = _PEOPLE


class ConcernSerializer(Strict):
    """A concern: who, where now, what; who tells and how to reach them are the agency's own unless given."""

    people: ClassVar[Any] = PersonSerializer(many=True, allow_empty=False, max_length=MOST_PEOPLE)  # type: ignore[call-arg]
    concerns: ClassVar[Any] = serializers.ListField(
        child=serializers.ChoiceField(Concern.choices), required=False, max_length=len(Concern.values)
    )

    class Meta:
        model = Contact
        fields = (*_CONCERN, "people", "concerns")
        extra_kwargs: ClassVar[dict[str, Any]] = {
            "what": {"required": True},
            "where_now": {"required": True, "allow_blank": False},
        }


class LoggedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """A concern that was received, and where it stands as far as its sender may know (safety g)."""

    id = serializers.UUIDField(source="public_id")
    reference = serializers.CharField()
    received_at = serializers.DateTimeField()
    state = serializers.CharField(help_text="Received, Read or Decided")
    detail = serializers.CharField(help_text="What was let out, in words", allow_blank=True)
