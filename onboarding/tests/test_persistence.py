from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError

from aicmo_site.tests.persistence_suite import PersistenceSuite
from onboarding import services
from onboarding.contracts import BriefNotFound, ScopeDTO
from onboarding.models import Brief, Intake
from onboarding.tests.factories import BriefFactory, IntakeFactory


class TestBriefs(PersistenceSuite):
    """A brief's children are the sentences in its lists."""

    app, parent, absent = "onboarding", "Brief", BriefNotFound

    def value(self, key, names):
        return BriefFactory(brief_id=key, scope=ScopeDTO(names, names, 12), objectives=names, key_messages=names)

    def changed(self, value, names):
        later = value.normalized_at + timedelta(days=1)
        scope = ScopeDTO(names, names, None)
        changes = {"objectives": names, "key_messages": names, "budget": None, "open_questions": ()}
        return replace(value, client_id="client_other", scope=scope, normalized_at=later, notes="", **changes)

    def names_of(self, value):
        assert value.scope.deliverables == value.scope.exclusions == value.objectives == value.key_messages
        return value.objectives

    def save(self, value):
        return services.normalize_brief(brief=value)

    def read(self, key):
        return services.get_brief(brief_id=key)

    def discard(self, key):
        services.discard_brief(brief_ids=[key])

    def test_a_brief_knows_the_run_that_made_it(self):
        services.normalize_brief(brief=self.value("a", ()), workflow_run_id="run_1")
        services.normalize_brief(brief=self.value("b", ()))
        assert services.brief_made_by(brief_id="a") == "run_1"
        assert services.brief_made_by(brief_id="b") is None
        with pytest.raises(BriefNotFound):
            services.brief_made_by(brief_id="c")

    def test_a_run_makes_one_brief(self):
        services.normalize_brief(brief=self.value("a", ()), workflow_run_id="run_1")
        with pytest.raises(IntegrityError):
            services.normalize_brief(brief=self.value("b", ()), workflow_run_id="run_1")
        assert list(Brief.objects.values_list("pk", flat=True)) == ["a"]


class IntakeMissing(BriefNotFound):
    """There is no intake {intake_id}."""


class TestIntakes(PersistenceSuite):
    """No verb reads one intake back: the row does. An intake's children are its attachments."""

    app, parent, absent = "onboarding", "Intake", IntakeMissing

    def value(self, key, names):
        return IntakeFactory(intake_id=key, attachments=names)

    def changed(self, value, names):
        later = value.submitted_at + timedelta(days=1)
        return replace(value, attachments=names, client_id="client_other", responses={"x": None}, submitted_at=later)

    def names_of(self, value):
        return value.attachments

    def save(self, value):
        return services.capture_intake(intake=value)

    def read(self, key):
        row = Intake.objects.filter(pk=key).first()
        if row is None:
            raise IntakeMissing(intake_id=key)
        return row.to_value()

    def discard(self, key):
        services.discard_brief(intake_ids=[key])
