"""A language model as second reader: it sees the facts and the copy, and nothing of what the writer says of either.

What it finds are findings like any other, under codes of their own: CONTRADICTED, UNPROVEN and EXCLUDED_THEME.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from aicmo_site.kernel.contact_data import MAIL, NUMBER
from aicmo_site.kernel.model.asking import Model, Question, fenced
from aicmo_site.kernel.model.hiding import Hidden
from aicmo_site.kernel.model.prompts import Prompt, load_prompt
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.registry import Finding, Rule, rule, texts

CODES = {"contradicts": "CONTRADICTED", "unproven": "UNPROVEN", "excluded": "EXCLUDED_THEME"}
MOST_TOGETHER = 8  # pieces in one call
MOST_TOKENS = 4_000  # of one answer

Found = Mapping[str, Any]  # {piece, field, words, verdict, fact, why}


def reader_rules(batch: Sequence[CopyDTO] = (), model: Model | None = None) -> tuple[Rule, ...]:
    """The second reader's rules, which know what it found in this batch; nothing without a model. Raises ModelError."""
    found = tuple(_read(batch, model)) if model else ()
    return tuple(rule(code, partial(_findings, verdict, found)) for verdict, code in CODES.items())


def _findings(verdict: str, found: Sequence[Found], copy: CopyDTO) -> Iterator[Finding]:
    """Those in this piece whose words stand there: what a reader quotes wrongly, nobody could put right."""
    for each in found:
        stands = each["words"] and any(each["words"] in text for text in copy.fields.get(each["field"], ()))
        if stands and (each["verdict"], each["piece"]) == (verdict, copy.copy_id):
            said = f" ({each['fact']})" if each["fact"] else ""
            yield Finding(each["field"], each["words"], f"{each['why']}{said}")


def _read(batch: Sequence[CopyDTO], model: Model) -> Iterator[Found]:
    rest = iter(batch)
    while group := tuple(islice(rest, MOST_TOGETHER)):
        shown = [text for copy in group for _, text in texts(copy)]
        hidden = Hidden(shown, kinds=(MAIL, NUMBER))  # of where something takes place copy may tell a part
        yield from hidden.restored(model.ask(_question(group, hidden)))["findings"]


def _question(group: Sequence[CopyDTO], hidden: Hidden) -> Question:
    """Of contact data that stand in facts, only those leave the house that the copy prints anyway."""
    clients = dict.fromkeys(copy.client for copy in group)  # of one run, but for the days and labels of single pieces
    told = dict.fromkeys(fact for client in clients for fact in _facts(client))
    excluded = dict.fromkeys(text for client in clients for text in client.exclusions)
    pieces = [{"piece": copy.copy_id, "language": copy.language, "texts": texts(copy)} for copy in group]
    parts = (
        fenced("\n".join(_json(hidden.of(fact)) for fact in told), "facts"),
        fenced("\n".join(_json(hidden.of(text)) for text in excluded), "exclusions"),
        fenced("\n".join(map(_json, pieces)), "copy"),
    )
    return Question(
        prompt=prompt(),
        material="\n\n".join(parts),
        schema=_schema([copy.copy_id for copy in group]),
        max_output_tokens=MOST_TOKENS,
        about=", ".join(copy.copy_id for copy in group),
    )


def _facts(client: ClientFactsDTO) -> Iterator[str]:
    yield from filter(None, (client.name, client.website, client.call_to_action, *client.mandatory, *client.facts))


def _schema(ids: Sequence[str]) -> dict[str, Any]:
    text = {"type": "string"}
    properties = {
        "piece": {"type": "string", "enum": [*ids]},
        "field": text,
        "words": text,
        "verdict": {"type": "string", "enum": [*CODES]},
        "fact": text,
        "why": text,
    }
    finding = {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"findings": {"type": "array", "items": finding}},
        "required": ["findings"],
        "additionalProperties": False,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def prompt() -> Prompt:
    return load_prompt(Path(__file__).with_name("prompts") / "second_reader.md")
