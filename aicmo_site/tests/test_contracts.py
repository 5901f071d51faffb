"""What the stations promise one another changes only on purpose: under a new CONTRACT_VERSION, and pinned again."""

import inspect
from dataclasses import FrozenInstanceError, make_dataclass
from importlib import import_module

import pytest
from django.conf import settings

from aicmo_site.kernel.errors import AicmoError
from aicmo_site.tests import contract_pin
from aicmo_site.tests.contract_pin import REWRITE, VersionSpent, fingerprint, own, pin_of, pinned, promises, version

VERBS = {
    "onboarding": ["capture_intake", "normalize_brief", "get_brief", "discard_brief"],
    "strategy": ["generate_strategy", "approve_strategy", "get_strategy", "list_versions", "discard_strategy"],
    "production": ["generate_draft", "assemble_bundle", "get_draft", "discard_draft"],
    "qc": ["evaluate", "get_result", "discard_result"],
    "delivery": ["create_package", "get_package", "discard_package"],
}
VALUES = {
    "onboarding": {
        "IntakeFormDTO": "responses submitted_at",
        "ScopeDTO": "deliverables exclusions timeline_weeks",
        "NormalizedBriefDTO": ("brief_id client_id scope objectives target_audience brand_guidelines normalized_at"),
    },
    "strategy": {
        "KpiDTO": "name target_value unit timeframe_days",
        "ChannelPlanDTO": "channel budget_allocation_pct tactics",
        "TimelineDTO": "milestones duration_weeks",
        "StrategyDocDTO": (
            "strategy_id brief_id version kpis channels timeline executive_summary is_approved created_at approved_at"
        ),
    },
    "production": {
        "ContentDraftDTO": "draft_id strategy_id content_type body metadata created_at",
        "AssetDTO": "asset_id asset_type url metadata",
        "DraftBundleDTO": "bundle_id draft_id assets assembled_at",
    },
    "qc": {
        "QcIssueDTO": "severity section reason",
        "QcResultDTO": "result_id draft_id passed score issues evaluated_at",
    },
    "delivery": {
        "DeliveryArtifactDTO": "name url format",
        "DeliveryPackageDTO": "package_id draft_id artifacts created_at",
    },
}
STATIONS = settings.STATIONS


@pytest.mark.parametrize("station", STATIONS)
def test_a_station_keeps_its_promises_until_it_says_otherwise(station):
    pin = pinned().get(station, {})
    now = {"version": version(station), **promises(station)}
    same_version = pin.get("version") == version(station)
    advice = "raise CONTRACT_VERSION in its contracts.py, then" if same_version else "its version is new:"
    assert {name: pin.get(name) for name in now} == now, f"{station} changed its contract; {advice} run: {REWRITE}"


@pytest.mark.parametrize("station", STATIONS)
def test_a_version_keeps_its_meaning(station):
    pin = pinned().get(station, {})
    assert pin.get("versions", {}).get(version(station)) == fingerprint(promises(station)), f"run: {REWRITE}"


@pytest.mark.parametrize("station", STATIONS)
def test_a_changed_contract_cannot_be_pinned_under_the_same_version(station, monkeypatch):
    before = pinned()[station]
    contracts = import_module(f"{station}.contracts")
    value = make_dataclass("NewDTO", ["surprise"], frozen=True)
    value.__module__ = contracts.__name__
    monkeypatch.setattr(contracts, "NewDTO", value, raising=False)
    with pytest.raises(VersionSpent):
        pin_of(station, before)
    monkeypatch.setattr(contracts, "CONTRACT_VERSION", "next")
    after = pin_of(station, before)
    assert after["versions"] == {**before["versions"], "next": fingerprint(promises(station))}
    assert after["values"] == {**before["values"], "NewDTO": ["surprise"]}


def test_the_pin_notices_a_parameter_a_field_and_a_code(monkeypatch):
    import qc.contracts
    import qc.services

    def get_result(*, draft_id, eager=False): ...

    get_result.__module__ = "qc.services"
    before = promises("qc")
    monkeypatch.setattr(qc.services, "get_result", get_result)
    monkeypatch.setattr(qc.contracts.ResultNotFound, "code", "gone")
    after = promises("qc")
    assert after["verbs"]["get_result"] == ["draft_id", "eager="] != before["verbs"]["get_result"]
    assert after["errors"]["ResultNotFound"] == "gone" != before["errors"]["ResultNotFound"]


@pytest.mark.parametrize("station", STATIONS)
def test_the_verbs_that_others_rely_on_are_there(station):
    assert set(VERBS[station]) <= set(promises(station)["verbs"])


@pytest.mark.parametrize(("station", "value"), [(station, value) for station in VALUES for value in VALUES[station]])
def test_a_value_begins_with_the_fields_that_others_rely_on_in_their_order(station, value):
    agreed = VALUES[station][value].split()
    assert promises(station)["values"][value][: len(agreed)] == agreed


@pytest.mark.parametrize("station", STATIONS)
def test_verbs_take_keywords_only(station):
    for verb in contract_pin.verbs(import_module(f"{station}.services")):
        kinds = {parameter.kind for parameter in inspect.signature(verb).parameters.values()}
        assert kinds <= {inspect.Parameter.KEYWORD_ONLY}, verb.__name__


@pytest.mark.parametrize("station", STATIONS)
def test_values_are_frozen(station):
    values = [
        item for item in own(import_module(f"{station}.contracts"), inspect.isclass) if contract_pin.is_value(item)
    ]
    assert values
    for value in values:
        empty = object.__new__(value)
        with pytest.raises(FrozenInstanceError):
            setattr(empty, contract_pin.field_names(value)[0], None)


def test_every_error_has_a_code_of_its_own_and_a_message():
    import orchestration.errors  # noqa: F401

    errors = [
        error for error in descendants(AicmoError) if error.__module__.partition(".")[0] in (*STATIONS, "orchestration")
    ]
    errors = [error for error in errors if ".tests" not in error.__module__]
    codes = [error.code for error in errors]
    assert len(codes) == len(set(codes)), sorted(codes)
    assert all(error.__doc__ for error in errors)


def descendants(kind):
    return [found for child in kind.__subclasses__() for found in (child, *descendants(child))]
