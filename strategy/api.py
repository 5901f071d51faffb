"""Strategies over HTTP."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from aicmo_site.api.endpoints import Rows, exactly
from aicmo_site.api.fields import Nothing
from strategy.models import StrategyDocument, TacticAssignment
from strategy.services import approve_strategy


class TacticSerializer(serializers.ModelSerializer):
    class Meta:
        model = TacticAssignment
        fields = ["position", "channel", "tactic", "week", "rule", "reason"]


class StrategySerializer(serializers.ModelSerializer):
    tactics = TacticSerializer(many=True)

    class Meta:
        model = StrategyDocument
        fields = ["id", "brief_id", "version", "kpis", "channels", "tactics", "timeline", "budget", "objectives"]
        fields += ["advice", "adjustments", "executive_summary", "is_approved", "approved_at", "approved_by"]
        fields += ["workflow_run_id", "created_at", "updated_at"]


class Strategies(Rows):
    """The plans, every version of every brief."""

    queryset = StrategyDocument.objects.prefetch_related("tactics")
    serializer_class = StrategySerializer
    queries = {"list": exactly("brief_id", "workflow_run_id")}
    bodies = {"approve": Nothing}

    @extend_schema(responses={200: StrategySerializer})
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Approve a plan, once."""
        self.body()
        approve_strategy(strategy_id=pk, approved_by=self.actor)
        return Response(self.get_serializer(self.get_object()).data)
