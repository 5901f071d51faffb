"""The page's own words, in the language of the client where we have them, else in English."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from django.utils.translation.trans_real import parse_accept_lang_header

from aicmo_site.kernel.languages import primary_of

FALLBACK = "en"


def known(language: str) -> str:
    """The one of ours in which we speak to somebody of this language."""
    return primary_of(language) if primary_of(language) in _table() else FALLBACK


def words_in(language: str) -> Mapping[str, str]:
    return _table()[known(language)]


def language_asked_for(accept_language: str) -> str:
    """Of ours the one that a browser likes best: where no campaign tells the language."""
    liked = (primary_of(tag) for tag, _ in parse_accept_lang_header(accept_language.lower()))
    return next((tag for tag in liked if tag in _table()), FALLBACK)


@cache
def _table() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    return cast(dict[str, dict[str, str]], json.loads(text))
