"""The names of channels and groups, in many languages and scripts, and what each stands for."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

from aicmo_site.kernel.channels import specs

WORDS = json.loads(Path(__file__).with_name("channel_words.json").read_text(encoding="utf-8"))
ALIASES = json.loads(Path(__file__).with_name("channel_aliases.json").read_text(encoding="utf-8"))
PAID_SUFFIX = "ads"  # "<name> ads" is how the specs spell the paid sister of a platform
MAX_SLUG = 60
JAPANESE = "\u3040-\u30ff\u3400-\u9fff"


def find(text: str) -> str | None:
    """The ID of the channel or the name of the group that a text means; None where it means neither."""
    folded = fold(text)
    return exact(folded) or longest(folded)


def exact(folded: str) -> str | None:
    """What a whole folded name stands for: a channel ID, a group's name, or nothing."""
    return _channel_names().get(folded) or _group_names().get(folded)


@cache
def fold(text: str) -> str:
    """NFKC, without case, punctuation as spaces."""
    normal = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    spaced = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in normal)
    return " ".join(spaced.split())


def paid_in(plain: str) -> str | None:
    """The ad of a platform whose plain name and a word for ads both stand in the text."""
    if not has_words(plain, "paid"):
        return None
    bare = f" {_spaced(fold(plain))} "
    named = [name for name in _default_names() if f" {name} " in bare]
    return next((ad for name in named if (ad := paid_sister(name))), None)


def paid_sister(name: str) -> str | None:
    """The ad of a platform, by the platform's folded name; None where the specs have none."""
    return exact(f"{name} {PAID_SUFFIX}")


def other_id(name: str) -> str:
    """The ID of a channel that the specs do not know."""
    return f"other:{fold(name).replace(' ', '-')[:MAX_SLUG].strip('-')}"


def has_words(text: str, kind: str) -> bool:
    """Whether a text has one of the words of a kind in channel_words.json."""
    return any(re.search(whole_word(word), text, re.IGNORECASE) for word in WORDS[kind]["words"])


@cache
def whole_word(word: str) -> str:
    if re.search(f"[{JAPANESE}]", word):
        return re.escape(word)
    return rf"(?<!\w){re.escape(word)}(?!\w)".replace("'", "['’]")


def longest(folded: str) -> str | None:
    """The longest name standing in the text as whole words (in Japanese, anywhere); of equals, the first in it."""
    padded, spaced = f" {folded} ", f" {_spaced(folded)} "
    best: tuple[int, int] | None = None
    meant = None
    for name, target, japanese in _names_to_find():
        at = folded.find(name) if japanese else padded.find(f" {name} ")
        if at < 0 and not japanese:
            at = spaced.find(f" {name} ")
        if at >= 0 and (best is None or (-len(name), at) < best):
            best, meant = (-len(name), at), target
    return meant


def _spaced(folded: str) -> str:
    """Latin words that stand inside Japanese text, as words of their own."""
    return re.sub(f"(?<=[{JAPANESE}])(?=[a-z])|(?<=[a-z])(?=[{JAPANESE}])", " ", folded)


@cache
def _channel_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for key in ("id", "default_for", "aliases"):  # a platform's plain name must not be shadowed by an alias elsewhere
        for spec in specs()["channels"]:
            written = [spec["id"]] if key == "id" else spec.get(key) or []
            for name in written:
                names.setdefault(fold(name), spec["id"])
    for channel_id, aliases in ALIASES["channels"].items():
        for name in aliases:
            names.setdefault(fold(name), channel_id)
    return names


@cache
def _group_names() -> dict[str, str]:
    groups = {name: group["aliases"] for name, group in specs()["groups"].items() if name != "note"}
    names = {fold(alias): name for name, aliases in groups.items() for alias in aliases}
    return {fold(alias): name for name, aliases in ALIASES["groups"].items() for alias in aliases} | names


@cache
def _default_names() -> tuple[str, ...]:
    names = {fold(name) for spec in specs()["channels"] for name in spec.get("default_for") or []}
    return tuple(sorted(names, key=len, reverse=True))


@cache
def all_names() -> dict[str, str]:
    """Every folded name of a channel or group, with the ID or group that it stands for."""
    return {**_group_names(), **_channel_names()}


@cache
def _names_to_find() -> tuple[tuple[str, str, bool], ...]:
    names = all_names()
    return tuple((name, target, bool(re.search(f"[{JAPANESE}]", name))) for name, target in names.items())


@cache
def organic_ids() -> frozenset[str]:
    """Channels of posts and videos on platforms that sell ads too."""
    return frozenset(spec["id"] for spec in specs()["channels"] if spec["kind"] == "social")


@cache
def known_ids() -> frozenset[str]:
    """The IDs of the channel specs."""
    return frozenset(spec["id"] for spec in specs()["channels"])
