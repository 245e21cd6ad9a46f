"""The front door's question to an agency and its answer, as an agency's system reads and sends them."""

from typing import Any

from rest_framework import serializers

from referrals.information.enums import Marking, ReplyKind

LONGEST_TEXT = 5000


class QuestionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """All that the agency learns: the question, about whom, on what basis, by when."""

    id = serializers.UUIDField(source="public_id")
    check_kind = serializers.CharField(source="get_check_kind_display")
    about = serializers.CharField()
    question = serializers.CharField()
    basis = serializers.CharField(source="get_basis_display")
    asked_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    answered = serializers.SerializerMethodField()

    def get_answered(self, row: Any) -> bool:
        return row.replied_at is not None


class ParagraphSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """One paragraph under its own marking; professionals only unless its author says otherwise."""

    text = serializers.CharField(max_length=LONGEST_TEXT)
    marking = serializers.ChoiceField(Marking.choices, default=Marking.PROFESSIONALS)
    may_tell_family = serializers.BooleanField(default=False)


class AnswerSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """Nothing known with what was searched, known in paragraphs, or a number to call."""

    kind = serializers.ChoiceField(ReplyKind.choices)
    searched = serializers.CharField(max_length=LONGEST_TEXT, required=False, default="", allow_blank=True)
    call_on = serializers.CharField(max_length=120, required=False, default="", allow_blank=True)
    paragraphs = ParagraphSerializer(many=True, required=False, max_length=30)  # type: ignore[call-arg]
