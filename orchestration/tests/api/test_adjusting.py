"""A plan adjusted over HTTP: taken at its stop, for what was seen, and refused with the field that is wrong."""

import pytest

from orchestration.tests.api.calls import RUNS, fields, refused
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)
SHARE = {"about": "share", "channel": "email", "value": "70", "reason": "Their list is good."}


@pytest.fixture
def planned(submit):
    return run_to_rest(submit(stops=["strategy"]).pk)


def test_it_is_adjusted_and_the_strategy_tells_by_whom_and_why(post, boss, planned):
    taken = post(f"{planned.pk}/adjust-plan/", {"adjustments": [SHARE], "comment": "As agreed."})
    assert (taken.status_code, taken.json()["status"]) == (200, "RUNNING")
    assert [one["value"] for one in taken.json()["adjustments"]] == ["70"]
    run_to_rest(planned.pk)
    told = boss.get(f"{RUNS}{planned.pk}/").json()
    assert "adjust_plan" in told["decisions"]
    (strategy,) = told["links"]["strategies"]
    (adjustment,) = boss.get(strategy).json()["adjustments"]
    assert {**SHARE, "by": "ada", "lapsed": ""}.items() <= adjustment.items()
    decided = next(event["data"] for event in told["events"] if event["kind"] == "decided")
    assert decided["former"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "adjustments"),
        ({"adjustments": []}, "adjustments"),
        ({"adjustments": [{**SHARE, "about": "colour"}]}, "adjustments.0.about"),
        ({"adjustments": [{name: SHARE[name] for name in ("about", "channel", "value")}]}, "adjustments.0.reason"),
        ({"adjustments": [{**SHARE, "stage": "noon"}]}, "adjustments.0.stage"),
        ({"adjustments": [{**SHARE, "who": "me"}]}, "adjustments.0.who"),
    ],
)
def test_what_is_no_adjustment_is_400_and_names_its_field(post, planned, body, field):
    answer = post(f"{planned.pk}/adjust-plan/", body)
    assert (answer.status_code, fields(answer)) == (400, [field])


def test_what_this_plan_cannot_be_is_422_and_names_its_field(post, planned):
    body = {"adjustments": [{**SHARE, "value": "170"}, {**SHARE, "channel": "fax"}]}
    answer = post(f"{planned.pk}/adjust-plan/", body)
    refused(answer, 422, "invalid_adjustments")
    assert fields(answer) == ["adjustments.0.value"]
    answer = post(f"{planned.pk}/adjust-plan/", {"adjustments": [{**SHARE, "channel": "fax"}]})
    assert fields(answer) == ["adjustments.0.channel"]


def test_a_run_that_does_not_rest_at_its_plan_is_409_and_a_former_version_412(boss, post, waiting, planned):
    refused(post(f"{waiting.pk}/adjust-plan/", {"adjustments": [SHARE]}), 409, "wrong_state")
    seen = boss.get(f"{RUNS}{planned.pk}/")["ETag"]
    body = {"adjustments": [SHARE]}
    told = {"content_type": "application/json", "headers": {"If-Match": seen}}
    assert boss.post(f"{RUNS}{planned.pk}/adjust-plan/", body, **told).status_code == 200
    again = boss.post(f"{RUNS}{planned.pk}/adjust-plan/", body, **told)
    assert (again.status_code, again.json()["code"]) == (412, "version_changed")
