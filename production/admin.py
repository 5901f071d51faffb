from django.contrib import admin

from aicmo_site.admin import Children, ReadOnlyAdmin
from production.models import Bundle, BundleAsset, Draft


class Bundles(Children):
    model = Bundle
    names = ("position", "channel", "bundle_id", "status", "assembled_at")
    show_change_link = True


class Assets(Children):
    model = BundleAsset
    names = ("position", "asset_type", "content", "url", "format", "meta")


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    list_columns = ("draft_id", "client_name", "objective", "status", "strategy_id", "workflow_run_id", "created_at")
    list_filter = ("status", "content_type", "created_at")
    search_fields = ("=draft_id", "=strategy_id", "=workflow_run_id", "client_name")
    inlines = (Bundles,)


@admin.register(Bundle)
class BundleAdmin(ReadOnlyAdmin):
    list_columns = ("bundle_id", "channel", "draft", "status", "workflow_run_id", "assembled_at")
    list_filter = ("channel", "status", "created_at")
    list_select_related = ("draft",)
    search_fields = ("=bundle_id", "=draft__draft_id", "=workflow_run_id")
    inlines = (Assets,)


@admin.register(BundleAsset)
class AssetAdmin(ReadOnlyAdmin):
    list_columns = ("asset_id", "bundle", "position", "asset_type", "content")
    list_filter = ("asset_type", "format")
    list_select_related = ("bundle",)
    search_fields = ("=asset_id", "=bundle__bundle_id", "content")
