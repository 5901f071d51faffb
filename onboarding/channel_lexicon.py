"""The names of channels and groups, in many languages and scripts, and what each stands for."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from aicmo_site.kernel.channels import specs
from onboarding import lexicon
from onboarding.channel_spelling import JAPANESE, fold, spellings, whole_word, with_latin_apart

WORDS = json.loads(Path(__file__).with_name("channel_words.json").read_text(encoding="utf-8"))
ALIASES = json.loads(Path(__file__).with_name("channel_aliases.json").read_text(encoding="utf-8"))
lexicon.extend(WORDS, "channel_words", "words")
lexicon.extend(ALIASES["channels"], "channels")
lexicon.extend(ALIASES["groups"], "groups")
lexicon.extend(ALIASES, "channels_without_specs", "names")
PAID_SUFFIX = "ads"  # "<name> ads" is how the specs spell the paid sister of a platform
MAX_SLUG = 60
LEAST_PART = 5  # letters of a name that is known as the last part of a longer word


def find(text: str) -> str | None:
    """The ID of the channel or the name of the group that a text means; None where it means neither."""
    folded = fold(text)
    return exact(folded) or longest(folded) or compound(folded)


def exact(folded: str) -> str | None:
    """What a whole folded name stands for: a channel ID, a group's name, or nothing."""
    return _channel_names().get(folded) or _group_names().get(folded)


def group_channels(group: str) -> list[str]:
    """The IDs that a group's name may stand for."""
    return list((specs()["groups"].get(group) or ALIASES["own_groups"][group])["channels"])


def named_of_group(folded: str, group: str) -> list[str]:
    """The channels of a group that a text names beside it: "Instagram influencers", "mailing by post"."""
    hints = ALIASES["own_groups"].get(group, {}).get("hints", {})
    padded = f" {with_latin_apart(folded)} "
    named = [(at, target) for name, target in _channel_names().items() if (at := padded.find(f" {name} ")) >= 0]
    named += [(0, target) for target, words in hints.items() if any(f" {fold(word)} " in padded for word in words)]
    in_order = dict.fromkeys(target for _, target in sorted(named))
    return [target for target in in_order if target in group_channels(group)]


def means_everything(folded: str) -> bool:
    """Whether a text says no more than "all of them" or "you decide"."""
    return not _everything(with_fillers=True).sub("", folded).strip() and bool(
        _everything(with_fillers=False).search(folded)
    )


@cache
def _everything(*, with_fillers: bool) -> re.Pattern[str]:
    rule = WORDS["everything"]
    words = sorted([*rule["words"], *(rule["fillers"] if with_fillers else ())], key=len, reverse=True)
    return re.compile("|".join(whole_word(fold(word)) for word in words))


def paid_in(plain: str) -> str | None:
    """The ad of a platform whose plain name and a word for ads both stand in the text."""
    if not has_words(plain, "paid"):
        return None
    bare = f" {with_latin_apart(fold(plain))} "
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


def longest(folded: str) -> str | None:
    """The longest name standing in the text as whole words (in Japanese, anywhere); of equals, the first in it."""
    padded, spaced = f" {folded} ", f" {with_latin_apart(folded)} "
    best: tuple[int, int] | None = None
    meant = None
    for name, target, japanese in _names_to_find():
        at = folded.find(name) if japanese else padded.find(f" {name} ")
        if at < 0 and not japanese:
            at = spaced.find(f" {name} ")
        if at >= 0 and (best is None or (-len(name), at) < best):
            best, meant = (-len(name), at), target
    return meant


def compound(folded: str) -> str | None:
    """What the last part of a word stands for, the longest first: "Dorfplakate" are "Plakate"."""
    words, names = folded.split(), all_names()
    ends = [name for name in names if len(name) >= LEAST_PART and any(word.endswith(name) for word in words)]
    return names[max(ends, key=len)] if ends else None


@cache
def _channel_names() -> dict[str, str]:
    doubtful = {fold(alias) for group in ALIASES["own_groups"].values() for alias in group["aliases"]}
    written: list[tuple[str, str]] = []
    for key in ("id", "default_for", "aliases"):  # a platform's plain name must not be shadowed by an alias elsewhere
        for spec in specs()["channels"]:
            names = [spec["id"]] if key == "id" else spec.get(key) or []
            written += [(name, spec["id"]) for name in names]
    written += [(name, channel_id) for channel_id, names in ALIASES["channels"].items() for name in names]
    return _by_spelling((name, channel_id) for name, channel_id in written if fold(name) not in doubtful)


@cache
def _group_names() -> dict[str, str]:
    groups = {name: group["aliases"] for name, group in specs()["groups"].items() if name != "note"}
    own = {name: group["aliases"] for name, group in ALIASES["own_groups"].items()}
    sources = (groups, ALIASES["groups"], own)
    return _by_spelling((alias, name) for source in sources for name, aliases in source.items() for alias in aliases)


def _by_spelling(written: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each spelling stands for: as it is written first, without its accents only where that is still free."""
    pairs, names = list(written), dict[str, str]()
    for right in (0, 1):
        for name, target in pairs:
            names.setdefault(spellings(name)[right], target)
    return names


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


def is_without_specs(folded: str) -> bool:
    """Whether a text begins with a place for which no specification is kept, such as Telegram."""
    return any(f"{folded} ".startswith(f"{name} ") for name in _places())


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(name) for name in ALIASES["unspecified"]["names"])


@cache
def organic_ids() -> frozenset[str]:
    """Channels of posts and videos on platforms that sell ads too."""
    return frozenset(spec["id"] for spec in specs()["channels"] if spec["kind"] == "social")


@cache
def known_ids() -> frozenset[str]:
    """The IDs of the channel specs."""
    return frozenset(spec["id"] for spec in specs()["channels"])
