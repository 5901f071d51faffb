from django.contrib import admin

from aicmo_site.admin import Children, ReadOnlyAdmin
from strategy.models import StrategyDocument, TacticAssignment


class Tactics(Children):
    model = TacticAssignment
    names = ("position", "channel", "tactic", "week", "rule")


@admin.register(StrategyDocument)
class StrategyAdmin(ReadOnlyAdmin):
    list_columns = ("id", "brief_id", "version", "is_approved", "approved_by", "workflow_run_id", "created_at")
    list_filter = ("is_approved", "created_at")
    search_fields = ("=id", "=brief_id", "=workflow_run_id")
    inlines = (Tactics,)


@admin.register(TacticAssignment)
class TacticAdmin(ReadOnlyAdmin):
    list_columns = ("__str__", "strategy", "position", "channel", "tactic")
    list_filter = ("channel",)
    list_select_related = ("strategy",)
    search_fields = ("=strategy__id", "^channel")
