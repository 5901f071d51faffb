from dataclasses import replace
from datetime import timedelta

import pytest

from aicmo_site.kernel.meter import metered
from aicmo_site.tests.at_once import at_once
from aicmo_site.tests.persistence_suite import PersistenceSuite
from strategy import services
from strategy.contracts import BudgetPlanDTO, StrategyAlreadyApproved, StrategyNotFound, TacticDTO
from strategy.tests.factories import NOW, ChannelPlanFactory, StrategyFactory


def tactics_of(names):
    return tuple(TacticDTO(name, week, f"rule {week}") for week, name in enumerate(names, start=1))


class TestStrategies(PersistenceSuite):
    """A strategy's children are the tactics of its channels."""

    app, parent, child, absent = "strategy", "StrategyDocument", "TacticAssignment", StrategyNotFound

    def value(self, key, names):
        empty = ChannelPlanFactory(channel="email", tactics=())
        return StrategyFactory(strategy_id=key, channels=(empty, ChannelPlanFactory(tactics=tactics_of(names))))

    def changed(self, value, names):
        channels = (ChannelPlanFactory(channel="sms", tactics=tactics_of(names), amount=None),)
        approval = {"is_approved": True, "approved_at": NOW + timedelta(days=2), "approved_by": "Ada"}
        later = value.created_at + timedelta(days=1)
        return replace(value, channels=channels, kpis=(), budget=BudgetPlanDTO(), created_at=later, **approval)

    def names_of(self, value):
        return tuple(tactic.tactic for plan in value.channels for tactic in plan.tactics)

    def save(self, value):
        return services.generate_strategy(strategy=value)

    def read(self, key):
        return services.get_strategy(strategy_id=key)

    def discard(self, key):
        services.discard_strategy(strategy_ids=[key])

    def test_the_versions_of_a_brief_count_up_and_are_listed_in_order(self):
        saved = [self.save(StrategyFactory(strategy_id=key, brief_id="brief", version=0)) for key in ("z", "a", "m")]
        self.save(StrategyFactory(strategy_id="other", version=0))
        again = self.save(replace(saved[0], executive_summary="Better.", version=0))
        assert [(strategy.strategy_id, strategy.version) for strategy in saved] == [("z", 1), ("a", 2), ("m", 3)]
        assert services.list_versions(brief_id="brief") == (again, *saved[1:])
        assert again.version == 1

    def test_listing_many_versions_takes_no_more_statements_than_listing_one(self):
        counted = []
        for number in range(3):
            self.save(StrategyFactory(strategy_id=f"s{number}", brief_id="brief", version=0))
            with metered() as meter:
                services.list_versions(brief_id="brief")
            counted.append(meter.statements)
        assert len(set(counted)) == 1

    def test_a_brief_without_strategies_has_no_versions(self):
        assert services.list_versions(brief_id="nobody") == ()

    def test_a_strategy_is_approved_once_and_the_second_person_hears_who_was_first(self):
        saved = self.save(self.value("a", ("x",)))
        approved = services.approve_strategy(strategy_id="a", approved_by="Ada")
        assert approved == replace(saved, is_approved=True, approved_by="Ada", approved_at=approved.approved_at)
        with pytest.raises(StrategyAlreadyApproved, match="Ada"):
            services.approve_strategy(strategy_id="a", approved_by="Bob")
        with pytest.raises(StrategyNotFound):
            services.approve_strategy(strategy_id="b", approved_by="Bob")
        assert self.read("a") == approved

    def test_two_strategies_of_one_brief_saved_at_once_get_two_versions(self):
        one, other = (StrategyFactory(strategy_id=key, brief_id="brief", version=0) for key in ("a", "b"))
        at_once(lambda: self.save(one), lambda: self.save(other))
        assert [strategy.version for strategy in services.list_versions(brief_id="brief")] == [1, 2]
