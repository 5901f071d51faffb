"""Rows of orchestration for tests that need no pipeline."""

from datetime import UTC, datetime
from hashlib import sha256

import factory

from aicmo_site.kernel.ids import new_id
from orchestration.models import (
    KeptText,
    ModelCall,
    ReviewLink,
    Run,
    RunComment,
    RunEdit,
    RunEvent,
    RunStep,
    Status,
    StepState,
)

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


class RunFactory(factory.django.DjangoModelFactory):
    """A run that is over, so that any number of them may share a brief."""

    class Meta:
        model = Run

    id = factory.Sequence("run_{}".format)
    brief_id = "brief_1"
    client_id = "client_acme"
    status = Status.COMPLETED
    input = factory.LazyFunction(lambda: {"intake": {"client_name": "Ácme"}})
    workflow_version = 1


class RunStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RunStep

    run = factory.SubFactory(RunFactory)
    step_name = "normalize_brief"
    revision = 0
    state = StepState.DONE
    started_at = ended_at = NOW


class RunEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RunEvent

    run = factory.SubFactory(RunFactory)
    kind = "submitted"
    actor = "test"
    at = NOW


class ModelCallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ModelCall

    id = factory.LazyFunction(lambda: new_id("call"))
    key = factory.Sequence("{:064d}".format)
    run = factory.SubFactory(RunFactory)
    step_name = "generate_draft"
    revision = 0
    about = "X post 1"
    prompt_name, prompt_version, prompt_sha256 = "writer", 3, "5" * 64
    model = "test-model"
    messages = factory.LazyFunction(lambda: [{"role": "system", "content": "Write."}])
    schema = factory.LazyFunction(lambda: {"type": "object"})
    answer = '{"text": "Bring it broken."}'
    tokens_in, tokens_out, seconds = 120, 30, 1.5
    at = NOW


class RunCommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RunComment

    id = factory.Sequence("comment_{}".format)
    run = factory.SubFactory(RunFactory)
    position = factory.Sequence(int)
    text = "no hashtags"
    author = "ana"
    at = NOW


class RunEditFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RunEdit

    id = factory.Sequence("edit_{}".format)
    run = factory.SubFactory(RunFactory)
    position = factory.Sequence(int)
    channel, piece, field, line = "x_post", "1", "text", 0
    text = "Bring it broken."
    author = "ana"
    at = NOW
    round = 1


class ReviewLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReviewLink

    id = factory.LazyFunction(lambda: new_id("link"))
    run = factory.SubFactory(RunFactory)
    token_hash = factory.Sequence(lambda number: sha256(f"link {number}".encode()).hexdigest())
    label, may = "Camille Roux", "decide"
    content_sha256 = "a" * 64
    expires_at = NOW
    created_by = "ada"


class KeptTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = KeptText

    id = factory.Sequence("kept_{}".format)
    run = factory.SubFactory(RunFactory, status=Status.COMPENSATED)
    position = factory.Sequence(int)
    channel, piece, field, line = "x_post", "1", "text", 0
    text = "Bring it broken."
    author = "generator"
    round = 1
    at = NOW
