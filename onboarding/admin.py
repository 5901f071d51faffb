from django.contrib import admin

from aicmo_site.admin import ReadOnlyAdmin, campaign
from aicmo_site.kernel.channels import channel_of
from onboarding.models import Brief, Intake


@admin.display(description="client", ordering="client_id")
def client_of_intake(intake: Intake) -> str:
    return str(intake.responses.get("client_name") or intake.client_id)


@admin.display(description="client", ordering="client_id")
def client_of_brief(brief: Brief) -> str:
    return brief.metadata.get("client_name") or brief.client_id


@admin.display(description="channels")
def channels(brief: Brief) -> str:
    return ", ".join(channel_of(channel).name for channel in brief.deliverables) or "-"


@admin.display(description="open questions")
def questions(brief: Brief) -> int:
    return len(brief.metadata.get("open_questions") or ())


@admin.register(Intake)
class IntakeAdmin(ReadOnlyAdmin):
    list_columns = (client_of_intake, "submitted_at", "brief_id", "workflow_run_id")
    list_filter = ("submitted_at",)
    search_fields = ("=id", "^client_id", "=brief_id", "=workflow_run_id")


@admin.register(Brief)
class BriefAdmin(ReadOnlyAdmin):
    list_columns = (client_of_brief, channels, "timeline_weeks", questions, campaign, "created_at")
    list_filter = ("created_at",)
    search_fields = ("=id", "^client_id", "=workflow_run_id")
