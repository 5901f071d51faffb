"""A row in every table of ours, made by the verbs where there are verbs."""

from delivery.services import create_package
from delivery.tests.factories import PackageFactory
from onboarding.services import capture_intake, normalize_brief, write_client
from onboarding.tests.factories import BriefFactory, ClientFactory, IntakeFactory
from orchestration.tests.factories import (
    KeptTextFactory,
    ModelCallFactory,
    ReviewLinkFactory,
    RunCommentFactory,
    RunEditFactory,
    RunEventFactory,
    RunFactory,
    RunStepFactory,
)
from production.services import assemble_bundle, generate_draft, record_versions
from production.tests.factories import BundleFactory, DraftFactory
from qc.services import allow_word, evaluate, waive_issue
from qc.tests.factories import IssueFactory, ResultFactory
from strategy.services import generate_strategy
from strategy.tests.factories import StrategyFactory


def fill_every_table():
    run = RunFactory()
    RunStepFactory(run=run)
    RunEventFactory(run=run)
    ModelCallFactory(run=run)
    RunCommentFactory(run=run)
    RunEditFactory(run=run)
    KeptTextFactory()
    ReviewLinkFactory(run=run)
    capture_intake(intake=IntakeFactory())
    normalize_brief(brief=BriefFactory())
    write_client(client=ClientFactory(), content_sha256="")
    generate_strategy(strategy=StrategyFactory())
    draft = generate_draft(draft=DraftFactory())
    bundles = assemble_bundle(bundles=[BundleFactory(draft_id=draft.draft_id)])
    record_versions(draft_id=draft.draft_id, bundles=bundles, round=1)
    evaluate(result=ResultFactory(draft_id=draft.draft_id))
    waive_issue(client_id="client", issue=IssueFactory(), reason="It is a poem.", actor="ada")
    allow_word(client_id="client", word="kwik", reason="A product.", actor="ada")
    create_package(package=PackageFactory(draft_id=draft.draft_id))
