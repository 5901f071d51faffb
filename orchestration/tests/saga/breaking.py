"""Steps that fail: each verb of the workflow, broken before its work or after it."""

from unittest.mock import patch

STEPS = ["normalize_brief", "generate_strategy", "generate_draft", "qc_evaluate", "create_package"]
VERBS = {  # the verb whose failure fails the step, and whether it is called outside the transaction or inside
    "normalize_brief": ["onboarding.services.understand_intake", "onboarding.services.normalize_brief"],
    "generate_strategy": ["strategy.services.plan_strategy", "strategy.services.generate_strategy"],
    "generate_draft": ["production.services.compose_draft", "production.services.assemble_bundle"],
    "qc_evaluate": ["qc.services.judge", "qc.services.evaluate"],
    "create_package": ["delivery.services.write_package", "delivery.services.create_package"],
}
EVERY_VERB = [(step, verb) for step, verbs in VERBS.items() for verb in verbs]


class Boom(Exception):
    """A bug."""


def broken(verb, error=Boom, *, after=False):
    """The verb fails; with `after`, once it has done its work."""
    module, name = verb.rsplit(".", 1)
    real = getattr(__import__(module, fromlist=[name]), name)

    def fail(**arguments):
        if after:
            real(**arguments)
        raise error("planted")

    return patch(verb, fail)
