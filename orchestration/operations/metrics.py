"""Figures for a monitoring system, in Prometheus' text format. All from the database: every process says the same."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Avg, BigIntegerField, Count, DurationField, ExpressionWrapper, F, Min, Q, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0
from prometheus_client.registry import Collector
from rest_framework.request import Request
from rest_framework.views import APIView

from aicmo_site.api.endpoints import Whatever
from aicmo_site.kernel.model.errors import ModelError
from orchestration.engine.leases import due
from orchestration.models import Run, RunEvent, RunStep, Status
from orchestration.workflow import WORKFLOW

RECENT = timedelta(hours=1)


class Runs(Collector):
    """What the tables of orchestration say now."""

    def collect(self) -> Iterator[Metric]:
        yield from _states()
        yield from _queue()
        yield from _steps()
        yield from _model()


def _states() -> Iterator[Metric]:
    counted = dict(Run.objects.values_list("status").annotate(Count("pk")).order_by())
    runs = GaugeMetricFamily("aicmo_runs", "Runs in each state.", labels=["status"])
    for status in Status:
        runs.add_metric([status], counted.get(status, 0))
    yield runs


def _queue() -> Iterator[Metric]:
    queue = Run.objects.filter(due()).aggregate(number=Count("pk"), since=Min("updated_at"))
    waiting = Run.objects.filter(status=Status.AWAITING_APPROVAL).aggregate(since=Min("updated_at"))
    yield GaugeMetricFamily("aicmo_queue_runs", "Runs that a worker could take now.", queue["number"])
    for name, since, words in (
        ("aicmo_queue_age_seconds", queue["since"], "How long the oldest of them has been waiting."),
        ("aicmo_approval_age_seconds", waiting["since"], "How long the oldest run has been waiting for a person."),
    ):
        age = (timezone.now() - since).total_seconds() if since else 0.0
        yield GaugeMetricFamily(name, words, max(age, 0.0))


def _steps() -> Iterator[Metric]:
    took = ExpressionWrapper(F("ended_at") - F("started_at"), DurationField())
    recent = RunStep.objects.filter(run__created_at__gte=timezone.now() - RECENT)
    rows = recent.values("step_name").annotate(number=Count("pk"), mean=Avg(took)).order_by()
    found = {row["step_name"]: row for row in rows}
    number = GaugeMetricFamily("aicmo_steps", "Steps taken by runs of the last hour.", labels=["step"])
    mean = GaugeMetricFamily("aicmo_step_seconds", "How long they took on average.", labels=["step"])
    for step in WORKFLOW.steps:
        row = found.get(step.name)
        number.add_metric([step.name], row["number"] if row else 0)
        mean.add_metric([step.name], row["mean"].total_seconds() if row else 0.0)
    yield number
    yield mean


def _model() -> Iterator[Metric]:
    """From the stories of runs, which keep what was spent when the answers go with an undoing."""
    told = RunEvent.objects.filter(run__created_at__gte=timezone.now() - RECENT)
    spent = Sum(Cast(KT("data__tokens"), BigIntegerField()))
    asked = told.filter(kind="model_asked").values(prompt=KT("data__prompt"))
    calls = GaugeMetricFamily("aicmo_model_calls", "Answers of the model to runs of the last hour.", labels=["prompt"])
    tokens = GaugeMetricFamily("aicmo_model_tokens", "What they took, in and out.", labels=["prompt"])
    for row in asked.annotate(number=Count("pk"), tokens=spent).order_by():
        calls.add_metric([row["prompt"]], row["number"])
        tokens.add_metric([row["prompt"]], row["tokens"])
    yield calls
    yield tokens
    failures = GaugeMetricFamily("aicmo_model_failures", "Calls of theirs without an answer.", labels=["code"])
    kinds = {kind.code: Q(data__error__startswith=f"{kind.__name__}: ") for kind in ModelError.__subclasses__()}
    failed = told.filter(kind__in=("retried", "step_failed"))
    for code, number in failed.aggregate(**{code: Count("pk", filter=kind) for code, kind in kinds.items()}).items():
        failures.add_metric([code], number)
    yield failures


class Metrics(APIView):
    """`/metrics`, for whoever has a role: give the monitoring system a token."""

    right = "metrics"
    http_method_names = ["get", "head"]
    content_negotiation_class = Whatever

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        registry = CollectorRegistry()
        registry.register(Runs())
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_1_0_0)
