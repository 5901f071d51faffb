"""A workflow of three steps whose middle one asks the model three times, for tests of the gateway and for processes.

It makes no row of a station: what is left of it is what the gateway left.
"""

from aicmo_site.kernel.model.asking import Question
from aicmo_site.kernel.model.prompts import Prompt
from orchestration.engine.steps import Done, Refused, Step, Workflow
from orchestration.model_calls import discard_calls_of, keeping_calls, model_for

PROMPT = Prompt("poet", 1, "The first.", "Write one line.", "0" * 64)
SCHEMA = {
    "type": "object",
    "properties": {"line": {"type": "string"}},
    "required": ["line"],
    "additionalProperties": False,
}
SUBJECTS = ("rain", "tea", "trains")


class Work:
    def __init__(self, run):
        self.run = run


def question(subject, **changes):
    return Question(PROMPT, f"On {subject}.", SCHEMA, **{"max_output_tokens": 100, "about": subject, **changes})


def ask(work):
    """A line on each subject; where there is no model, lines of our own."""
    model = model_for(work.run, "write")
    if model is None:
        return ["ours"]
    return [model.ask(question(subject))["line"] for subject in work.run.input.get("subjects", SUBJECTS)]


def write(work, lines):
    return Done({}, metadata={"lines": [*work.run.metadata.get("lines", []), *lines]})


def judge(work, prepared):
    if work.run.input.get("fails_at_the_end"):
        raise Refused("planted")
    return Done({})


def nothing(work):
    return None


def undone(created):
    return None


WORKFLOW = Workflow(
    version=77,
    steps=(
        Step("begin", nothing, lambda work, prepared: Done({}), undone),
        keeping_calls(Step("write", ask, write, undone)),
        Step("judge", nothing, judge, undone),
    ),
    open=Work,
    leftovers=lambda run_id: [],
    clear=discard_calls_of,
)
WORKFLOWS = {77: WORKFLOW}
