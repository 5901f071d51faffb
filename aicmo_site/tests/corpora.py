"""The corpora beside the readers: texts of one language a line, with what is to be read in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from aicmo_site.kernel import extract

FOLDER = Path(extract.__file__).parent / "corpus"


def lines_of(name: str) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def cases_of(name: str) -> list[Any]:
    return [
        pytest.param(line["text"], line["language"], line["readings"], id=line["text"][:60]) for line in lines_of(name)
    ]
