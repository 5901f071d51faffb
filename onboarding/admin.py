from django.contrib import admin

from aicmo_site.admin import ReadOnlyAdmin
from onboarding.models import Brief, Intake


@admin.register(Intake)
class IntakeAdmin(ReadOnlyAdmin):
    list_columns = ("id", "client_id", "submitted_at", "brief_id", "workflow_run_id")
    list_filter = ("submitted_at",)
    search_fields = ("=id", "^client_id", "=brief_id", "=workflow_run_id")


@admin.register(Brief)
class BriefAdmin(ReadOnlyAdmin):
    list_columns = (
        "id",
        "client",
        "deliverables_in_brief",
        "timeline_weeks",
        "questions",
        "workflow_run_id",
        "created_at",
    )
    list_filter = ("created_at",)
    search_fields = ("=id", "^client_id", "=workflow_run_id")

    @admin.display(ordering="client_id")
    def client(self, brief: Brief) -> str:
        return brief.metadata.get("client_name") or brief.client_id

    @admin.display(description="deliverables")
    def deliverables_in_brief(self, brief: Brief) -> str:
        return ", ".join(brief.deliverables)

    @admin.display(description="open questions")
    def questions(self, brief: Brief) -> int:
        return len(brief.metadata.get("open_questions") or ())
