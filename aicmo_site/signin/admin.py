"""Accounts, tokens and the trail in the admin. No page and no address holds a token's digest."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from aicmo_site.admin import Bounded, ReadOnlyAdmin
from aicmo_site.models import Token, Trail
from aicmo_site.signin.tokens import revoke_all
from aicmo_site.trail import note

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(Bounded, UserAdmin):
    actions = ["revoke_tokens"]

    @admin.action(description="Revoke all tokens of the selected users", permissions=["revoke"])
    def revoke_tokens(self, request: HttpRequest, users: "QuerySet[User]") -> None:
        count = sum(revoke_all(user) for user in users)
        self.message_user(request, f"{count} token{'s were' if count != 1 else ' was'} revoked.")

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("aicmo_site.delete_token")


@admin.register(Token)
class TokenAdmin(ReadOnlyAdmin):
    list_columns = page = ("token_key", "user", "created", "expiry")
    list_select_related = ("user",)
    search_fields = ("token_key", "user__username")
    ordering = ("-created",)
    actions: Any = []
    when_empty = "Programs get tokens over HTTP or by `manage.py token`, and there are none yet."

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def delete_model(self, request: HttpRequest, obj: Token) -> None:
        super().delete_model(request, obj)
        note("token_revoked", about=obj.token_key, of=obj.user.get_username())

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Token]") -> None:
        for token in queryset.select_related("user"):
            self.delete_model(request, token)


@admin.register(Trail)
class TrailAdmin(ReadOnlyAdmin):
    list_columns = ("at", "kind", "actor", "about", "address", "data")
    list_filter = ("kind",)
    search_fields = ("actor", "about", "address")
    ordering = ("-at", "-pk")
