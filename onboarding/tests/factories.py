"""Values of onboarding for tests."""

from datetime import UTC, datetime
from decimal import Decimal

import factory

from onboarding.contracts import BudgetDTO, ClientDTO, IntakeFormDTO, NormalizedBriefDTO, OpenQuestionDTO, ScopeDTO

NOW = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)


class IntakeFactory(factory.Factory):
    class Meta:
        model = IntakeFormDTO

    intake_id = factory.Sequence("intake_{}".format)
    client_id = "client_acme"
    responses = factory.LazyFunction(lambda: {"client_name": "Ácme", "objectives": ["Reach"], "nested": {"a": [1, {}]}})
    submitted_at = NOW
    attachments = ()


class ClientFactory(factory.Factory):
    """A client of whom everything is remembered that can be."""

    class Meta:
        model = ClientDTO

    client_id = factory.Sequence("client_{}".format)
    name = "Ácme"
    aliases = ("Acme Tools",)
    website = "https://acme.example"
    language = "en-GB"
    tone = "plain"
    mandatory_inclusions = ("Made in Leeds",)
    exclusions = ("No prices",)
    competitors = ("Roadrunner & Co",)
    merge_tags = ("{{first_name}}",)
    model_allowed = True
    internal_notes = "Ring after ten."


class BriefFactory(factory.Factory):
    """A brief with every field filled."""

    class Meta:
        model = NormalizedBriefDTO

    brief_id = factory.Sequence("brief_{}".format)
    client_id = "client_acme"
    scope = ScopeDTO(("linkedin", "email"), ("No prices", "Never say cheap"), 12)
    objectives = ("More trials", "A name people know")
    target_audience = "People who run a small workshop"
    brand_guidelines = factory.LazyFunction(lambda: {"tone": "plain", "colours": ["red", {"hex": "#f00"}]})
    normalized_at = NOW
    client_name = "Ácme"
    industry = "tools"
    website = "https://acme.example"
    language = "en-GB"
    budget = BudgetDTO(Decimal("12000.50"), "GBP", "per month", "£12k and a bit")
    key_messages = ("It lasts",)
    mandatory_inclusions = ("Made in Leeds",)
    excluded_terms = ("cheap",)
    competitors = ("Roadrunner & Co",)
    call_to_action = "Book a visit"
    launch_date = "1 May"
    notes = "Ring after ten."
    open_questions = (OpenQuestionDTO("timeline_weeks", "unconfirmed", "about 12", "Is it twelve weeks?"),)
    further_answers = factory.LazyFunction(lambda: {"Fax": None, "More": {"deep": ["x"]}})
    client = ClientDTO("client_acme", exclusions=("Never say cheap",), by_hand={"exclusions": ("Never say cheap",)})
