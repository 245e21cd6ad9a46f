"""An agency's system reads the front door's questions to the agency and answers them."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api import TokenRequest, TokenView, idempotency
from accounts.enums import TokenScope
from referrals.contacts.api import KEY
from referrals.information import selectors, services
from referrals.information.serializers import AnswerSerializer, QuestionSerializer

MOST = 200


class Questions(TokenView):
    scope = TokenScope.ANSWER

    @extend_schema(operation_id="list_questions", responses=QuestionSerializer(many=True))
    def get(self, request: TokenRequest) -> Response:
        """Questions that wait for the agency's answer, nearest due first."""
        rows = selectors.put_to_me(request.user).filter(replied_at__isnull=True)[:MOST]
        return Response(QuestionSerializer(rows, many=True).data)


class Question(TokenView):
    scope = TokenScope.ANSWER

    @extend_schema(operation_id="read_question", responses=QuestionSerializer)
    def get(self, request: TokenRequest, public_id: UUID) -> Response:
        """One question."""
        return Response(QuestionSerializer(selectors.request_put_to_me(public_id, reader=request.user)).data)


class Answer(TokenView):
    scope = TokenScope.ANSWER

    @extend_schema(
        operation_id="answer_question",
        parameters=[KEY],
        request=AnswerSerializer,
        responses={201: QuestionSerializer},
    )
    def post(self, request: TokenRequest, public_id: UUID) -> Response:
        """Answer: nothing known and what was searched, what is known, or whom to call."""
        found = selectors.request_put_to_me(public_id, reader=request.user)
        key, fingerprint = idempotency(request)
        serializer = AnswerSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data
        paragraphs = [
            (row["text"], row["marking"], row["may_tell_family"]) for row in given.get("paragraphs", [])
        ]
        services.reply(
            request=found, by=request.user, kind=given["kind"], searched=given["searched"], call_on=given["call_on"],
            paragraphs=paragraphs, key=key, fingerprint=fingerprint,
        )  # fmt: skip
        answered = selectors.request_put_to_me(public_id, reader=request.user)
        return Response(QuestionSerializer(answered).data, status=201)
