from django.contrib import admin

from aicmo_site.admin import Children, ReadOnlyAdmin, campaign
from aicmo_site.kernel.channels import channel_of
from strategy.models import StrategyDocument, TacticAssignment


@admin.display(description="channel", ordering="channel")
def channel(tactic: TacticAssignment) -> str:
    return channel_of(tactic.channel).name


@admin.display(description="channels and shares")
def shares(strategy: StrategyDocument) -> str:
    plans = ((channel_of(plan["channel"]).name, plan["budget_allocation_pct"]) for plan in strategy.channels)
    return ", ".join(f"{name} {share} %" for name, share in plans) or "-"


class Tactics(Children):
    model = TacticAssignment
    names = (channel, "tactic", "week", "reason", "rule")


@admin.register(StrategyDocument)
class StrategyAdmin(ReadOnlyAdmin):
    list_columns = ("id", shares, "version", "is_approved", campaign, "created_at")
    list_filter = ("is_approved", "created_at")
    search_fields = ("=id", "=brief_id", "=workflow_run_id")
    page = (
        *("id", campaign, "brief_id", "workflow_run_id", "version", "is_approved", "approved_at", "approved_by"),
        *("executive_summary", "objectives", "kpis", "channels", "timeline", "budget"),
        *("adjustments", "created_at", "updated_at"),
    )
    inlines = (Tactics,)


@admin.register(TacticAssignment)
class TacticAdmin(ReadOnlyAdmin):
    list_columns = ("tactic", channel, "week", "strategy")
    list_filter = ("channel",)
    list_select_related = ("strategy",)
    search_fields = ("=strategy__id", "^channel")
