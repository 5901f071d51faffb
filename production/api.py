"""Drafts and bundles over HTTP."""

from rest_framework import serializers

from aicmo_site.api.endpoints import Rows, exactly
from production.models import Bundle, BundleAsset, Draft


class DraftSerializer(serializers.ModelSerializer):
    class Meta:
        model = Draft
        fields = ["draft_id", "strategy_id", "client_name", "channel", "objective", "content_type", "body", "meta"]
        fields += ["status", "workflow_run_id", "created_at", "updated_at"]


class AssetSerializer(serializers.ModelSerializer):
    class Meta:
        model = BundleAsset
        fields = ["asset_id", "position", "asset_type", "content", "url", "format", "meta"]


class BundleSerializer(serializers.ModelSerializer):
    assets = AssetSerializer(many=True)
    draft_id = serializers.CharField()

    class Meta:
        model = Bundle
        fields = ["bundle_id", "draft_id", "channel", "position", "status", "meta", "assembled_at", "assets"]
        fields += ["workflow_run_id", "created_at", "updated_at"]


class Drafts(Rows):
    """Master texts."""

    queryset = Draft.objects.all()
    serializer_class = DraftSerializer
    lookup_field = "draft_id"
    queries = {"list": exactly("strategy_id", "workflow_run_id")}


class Bundles(Rows):
    """All texts for one channel."""

    queryset = Bundle.objects.prefetch_related("assets")
    serializer_class = BundleSerializer
    lookup_field = "bundle_id"
    queries = {"list": exactly("draft_id", "channel", "workflow_run_id")}
