"""Tokens over HTTP: each user gets, lists and revokes their own. Only a digest of a token is kept."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from aicmo_site.api.authentication import Password
from aicmo_site.api.endpoints import Endpoint, ListQuery
from aicmo_site.api.fields import StrictSerializer, Whole
from aicmo_site.api.pagination import NewestFirst
from aicmo_site.kernel.errors import NotFound
from aicmo_site.models import Token, stamp_of
from aicmo_site.trail import note


class TokenSerializer(serializers.ModelSerializer):
    key = serializers.CharField(source="token_key", help_text="the token's first characters, by which it is revoked")
    created_at = serializers.DateTimeField(source="created")
    expires_at = serializers.DateTimeField(source="expiry", allow_null=True)

    class Meta:
        model = Token
        fields = ["key", "created_at", "expires_at"]


class NewTokenSerializer(TokenSerializer):
    token = serializers.SerializerMethodField(help_text="the token itself, shown this once")

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "token"]

    def get_token(self, row: Token) -> str:
        return self.context["token"]


class WantedToken(StrictSerializer):
    days = Whole(
        required=False, min_value=1, max_value=settings.AICMO_TOKEN_DAYS, help_text="how long it is good; the longest"
    )


class NewestToken(NewestFirst):
    ordering = ("-created", "pk")


class Tokens(ListModelMixin, Endpoint):
    """The caller's own tokens. A new one is had by name and password (Basic) or session, never by another token."""

    queryset = Token.objects.all()
    serializer_class = TokenSerializer
    pagination_class = NewestToken
    lookup_field = "token_key"
    queries = {"list": ListQuery}
    bodies = {"create": WantedToken}

    def get_authenticators(self) -> list[BaseAuthentication]:
        if self.request and self.request.method == "POST":
            return [Password(), SessionAuthentication()]
        return super().get_authenticators()

    def get_queryset(self) -> "QuerySet[Token]":
        return alive(self.request.user)

    @extend_schema(
        responses={201: NewTokenSerializer},
        examples=[OpenApiExample("a week", {"days": 7}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        days = self.body().get("days", settings.AICMO_TOKEN_DAYS)
        row, token = make_token(request.user, days)
        return Response(NewTokenSerializer(row, context={"token": token}).data, 201)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, token_key: str) -> Response:
        gone, _ = self.get_queryset().filter(token_key=token_key).delete()
        if not gone:
            raise NotFound(what="token", id=token_key)
        note("token_revoked", about=token_key)
        return Response(status=204)

    @extend_schema(responses={204: None}, operation_id="tokens_destroy_all")
    def destroy_all(self, request: Request) -> Response:
        """All of the caller's tokens end, the one that asks too."""
        revoke_all(request.user)
        return Response(status=204)


def alive(user: Any) -> "QuerySet[Token]":
    """A user's tokens, but those had with a former password."""
    return Token.objects.filter(user_id=user.pk, stamp=stamp_of(user))


def make_token(user: Any, days: int) -> tuple[Token, str]:
    """A token for a user, good for so many days, and its text; those of a former password go."""
    Token.objects.filter(user_id=user.pk).exclude(stamp=stamp_of(user)).delete()
    row, text = Token.objects.create(user=user, expiry=timedelta(days=days))
    note("token_made", about=user.get_username(), key=row.token_key, days=days)
    return row, text


def revoke_all(user: Any) -> int:
    """End every token of a user: how many there were."""
    count, _ = Token.objects.filter(user_id=user.pk).delete()
    note("tokens_revoked", about=user.get_username(), tokens=count)
    return count
