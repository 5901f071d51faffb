"""The front page: how the runs stand, what waits for a person, what failed lately. Every figure leads to its rows."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Max, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from aicmo_site.admin import list_url, row_url
from aicmo_site.readable import span
from aicmo_site.references import stations_tables
from aicmo_site.roles import may
from orchestration.models import STANDING, Run, RunStep, Status
from orchestration.staff.brief_page import brief_url
from orchestration.staff.charts import Column, bars, columns
from orchestration.staff.labels import STATES, rests_at_brief, situation, state_of, step_name
from orchestration.staff.run_page import client_name
from orchestration.workflow import WORKFLOW

DAYS = 14  # in the chart of days
WINDOW = timedelta(days=30)  # that step times and scores look back
LATEST = 5
BINS = 10


def dashboard(user: Any) -> dict[str, Any]:
    if not may(user, "run-list"):
        return {"may_see": False}
    now = timezone.now()
    by_state = dict(Run.objects.values_list("status").annotate(Count("pk")).order_by())
    return {
        "may_see": True,
        "may_start": may(user, "run-create"),
        "total": sum(by_state.values()),
        "states": _states(by_state),
        "days": _days(now),
        "steps": _steps(now),
        "scores": _scores(now),
        "waiting": _waiting(now),
        "waiting_count": by_state.get(Status.AWAITING_APPROVAL, 0) + by_state.get(Status.FAILED, 0),
        "waiting_url": list_url(Run, status__in=f"{Status.AWAITING_APPROVAL},{Status.FAILED}"),
        "failures": _failures(),
        "failures_url": list_url(Run, outcome__exact="failed"),
        "runs_url": list_url(Run),
        "window_days": WINDOW.days,
    }


def _states(by_state: dict[str, int]) -> list[Any]:
    rows = [
        (f"{state.mark} {state.name}", by_state[status], str(by_state[status]), list_url(Run, status__exact=status))
        for status, state in STATES.items()
        if by_state.get(status)
    ]
    return bars(rows)


def _days(now: datetime) -> Any:
    first = (now - timedelta(days=DAYS - 1)).date()
    since = datetime.combine(first, time(), UTC)
    found = (
        Run.objects.filter(created_at__gte=since)
        .values(day=TruncDate("created_at", tzinfo=UTC))
        .annotate(
            completed=Count("pk", filter=Q(status=Status.COMPLETED)),
            undone=Count("pk", filter=Q(status__in=[Status.COMPENSATED, Status.FAILED, Status.COMPENSATING])),
            open=Count("pk", filter=Q(status__in=[Status.PENDING, Status.RUNNING, Status.AWAITING_APPROVAL])),
        )
        .order_by()
    )
    by_day: dict[date, Any] = {row["day"]: row for row in found}
    days = [first + timedelta(days=number) for number in range(DAYS)]
    return columns(
        [
            Column(
                label=f"{day:%-d %b}",
                counts=tuple(by_day.get(day, {}).get(name, 0) for name in ("completed", "undone", "open")),
                url=list_url(Run, created_at__gte=_midnight(day), created_at__lt=_midnight(day + timedelta(days=1))),
            )
            for day in days
        ]
    )


def _midnight(day: date) -> str:
    return f"{day} 00:00:00+00:00"


def _steps(now: datetime) -> list[Any]:
    took = ExpressionWrapper(F("ended_at") - F("started_at"), output_field=DurationField())
    finished = RunStep.objects.filter(started_at__gte=now - WINDOW, state__in=STANDING).order_by()
    times = {row["step_name"]: row for row in finished.values("step_name").annotate(mean=Avg(took), worst=Max(took))}
    rows = [
        (
            step_name(step.name),
            times[step.name]["mean"].total_seconds(),
            f"{span(times[step.name]['mean'])} (longest {span(times[step.name]['worst'])})",
            list_url(RunStep, step_name__exact=step.name),
        )
        for step in WORKFLOW.steps
        if step.name in times
    ]
    return bars(rows)


def _scores(now: datetime) -> list[Any]:
    """How many verdicts fall into each tenth; the last one holds the full marks too."""
    results = stations_tables()["qc_results"]
    edges = [(number / BINS, (number + 1) / BINS) for number in range(BINS)]
    lookups = [{"score__gte": low, **({"score__lt": high} if high < 1 else {"score__lte": 1})} for low, high in edges]
    recent = results._default_manager.filter(evaluated_at__gte=now - WINDOW)
    counted = recent.aggregate(**{f"bin_{n}": Count("pk", filter=Q(**lookup)) for n, lookup in enumerate(lookups)})
    rows = [
        (f"{low:.1f} to {high:.1f}", counted[f"bin_{n}"], str(counted[f"bin_{n}"]), list_url(results, **lookups[n]))
        for n, (low, high) in reversed(list(enumerate(edges)))
        if counted[f"bin_{n}"]
    ]
    return bars(rows)


def _waiting(now: datetime) -> list[dict[str, Any]]:
    """What rests until a person acts, the longest wait first; a resting run is not written to."""
    runs = Run.objects.filter(status__in=[Status.AWAITING_APPROVAL, Status.FAILED]).order_by("updated_at")[:LATEST]
    return [{**_waiting_line(run), "since": span(now - run.updated_at), "what": situation(run)} for run in runs]


def _waiting_line(run: Run) -> dict[str, Any]:
    """Leads to where something can be done about it."""
    return _line(run) | ({"url": brief_url(run)} if rests_at_brief(run) else {})


def _failures() -> list[dict[str, Any]]:
    runs = Run.objects.filter(outcome="failed").order_by("-updated_at")[:LATEST]
    return [{**_line(run), "at": run.updated_at, "step": step_name(run.evidence.get("step", ""))} for run in runs]


def _line(run: Run) -> dict[str, Any]:
    return {"run": run, "client": client_name(run), "url": row_url(Run, run.pk), "state": state_of(run)}
