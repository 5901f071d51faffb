from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from aicmo_site.admin import Children, ReadOnlyAdmin, campaign, link
from aicmo_site.kernel.channels import channel_of
from production.models import Bundle, BundleAsset, Draft, Version


@admin.display(description="channel", ordering="channel")
def channel(bundle: Bundle) -> str:
    return channel_of(bundle.channel).name


@admin.display(description="bundle", ordering="bundle_id")
def bundle_link(bundle: Bundle) -> SafeString | str:
    return link(Bundle, bundle.bundle_id)


@admin.display(description="texts")
def text_count(bundle: Bundle) -> int:
    return len(bundle.assets.all())


@admin.display(description="channels")
def channels(draft: Draft) -> str:
    return ", ".join(channel_of(bundle.channel).name for bundle in draft.bundles.all()) or "-"


@admin.display(description="text", ordering="content")
def text(asset: BundleAsset) -> SafeString:
    return format_html('<span class="said" dir="auto">{}</span>', asset.content)


@admin.display(description="text", ordering="content")
def short_text(asset: BundleAsset) -> str:
    return Truncator(asset.content).chars(140) or "-"


@admin.display(description="for", ordering="asset_type")
def field(asset: BundleAsset) -> str:
    return f"{channel_of(asset.bundle.channel).name}: {asset.asset_type.replace('_', ' ')}"


class Bundles(Children):
    model = Bundle
    names = (channel, bundle_link, "status", "assembled_at")


class Assets(Children):
    model = BundleAsset
    names = ("asset_type", text, "url", "format", "meta")


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    list_columns = ("client_name", channels, "status", campaign, "created_at")
    list_filter = ("status", "content_type", "created_at")
    list_prefetch = ("bundles",)
    search_fields = ("=draft_id", "=strategy_id", "=workflow_run_id", "client_name")
    page = (
        *("draft_id", "client_name", campaign, "objective", "status", "body"),
        *("strategy_id", "workflow_run_id", "content_type", "meta", "created_at", "updated_at"),
    )
    inlines = (Bundles,)


@admin.register(Bundle)
class BundleAdmin(ReadOnlyAdmin):
    list_columns = (channel, "bundle_id", "draft", text_count, "status", "assembled_at")
    list_filter = ("channel", "status", "created_at")
    list_select_related = ("draft",)
    list_prefetch = ("assets",)
    search_fields = ("=bundle_id", "=draft__draft_id", "=workflow_run_id")
    inlines = (Assets,)


@admin.register(BundleAsset)
class AssetAdmin(ReadOnlyAdmin):
    list_columns = (field, short_text, "bundle")
    list_filter = ("asset_type", "format")
    list_select_related = ("bundle",)
    search_fields = ("=asset_id", "=bundle__bundle_id", "content")


@admin.display(description="place", ordering="channel")
def place(version: Version) -> str:
    name = f"{channel_of(version.channel).name} {version.piece}".strip()
    return f"{name}: {version.field.replace('_', ' ')}" + (f", {version.line + 1}" if version.line else "")


@admin.display(description="text", ordering="text")
def former_text(version: Version) -> str:
    return Truncator(version.text).chars(140) or "-"


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_columns = (place, former_text, "round", "author", "reason", "created_at")
    list_filter = ("author", "channel", "created_at")
    search_fields = ("=id", "=draft__draft_id", "=workflow_run_id", "text")
