"""Onboarding over HTTP."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from aicmo_site.endpoints import Rows, exactly
from onboarding.models import Brief, Intake
from onboarding.services import capture_intake, check_intake


class IntakeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Intake
        fields = ["id", "brief_id", "client_id", "responses", "attachments", "submitted_at", "workflow_run_id"]
        fields += ["created_at", "updated_at"]


class BriefSerializer(serializers.ModelSerializer):
    class Meta:
        model = Brief
        fields = ["id", "client_id", "deliverables", "exclusions", "objectives", "timeline_weeks", "target_audience"]
        fields += ["brand_guidelines", "metadata", "normalized_at", "workflow_run_id", "created_at", "updated_at"]


class Intakes(Rows):
    """Forms as submitted. Posting one keeps it and starts nothing; the body is the form itself."""

    queryset = Intake.objects.all()
    serializer_class = IntakeSerializer
    queries = {"list": exactly("client_id", "brief_id", "workflow_run_id")}

    def create(self, request: Request) -> Response:
        intake = capture_intake(intake=check_intake(responses=request.data))
        url = reverse("intake-detail", [intake.intake_id], request=request)
        row = Intake.objects.get(pk=intake.intake_id)
        return Response(self.get_serializer(row).data, 201, headers={"Location": url})


class Briefs(Rows):
    """What clients want, in our terms."""

    queryset = Brief.objects.all()
    serializer_class = BriefSerializer
    queries = {"list": exactly("client_id", "workflow_run_id")}
