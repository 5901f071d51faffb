"""The names of channels and groups, in many languages and scripts, and what each stands for."""

import json
import re
from collections.abc import Container, Iterable
from functools import cache
from itertools import accumulate

from aicmo_site.kernel.channels import specs
from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.folding import as_name
from onboarding.channels.name_folding import JAPANESE, spellings, whole_word, with_latin_apart
from onboarding.lexicon import LEXICON
from onboarding.lexicon import WORDS as FOLDER_OF_WORDS

WORDS = json.loads((FOLDER_OF_WORDS / "channel_words.json").read_text(encoding="utf-8"))
ALIASES = json.loads((FOLDER_OF_WORDS / "channel_aliases.json").read_text(encoding="utf-8"))
LEXICON.extend(WORDS, "channel_words", "words")
LEXICON.extend(ALIASES["channels"], "channels")
LEXICON.extend(ALIASES["groups"], "groups")
LEXICON.extend(ALIASES, "channels_without_specs", "names")
PAID_SUFFIX = "ads"  # "<name> ads" is how the specs spell the paid sister of a platform
MAX_SLUG = 60
LEAST_PART = 5  # letters of a name that is known as the last part of a longer word
_JAPANESE = re.compile(f"[{JAPANESE}]")


def find(text: str) -> str | None:
    """The ID of the channel or the name of the group that a text means; None where it means neither."""
    folded = as_name(text)
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
    named = [(at, _channel_names()[name]) for name, at in _standing_in(padded[1:-1], _channel_names()).items()]
    named += [(0, target) for target, words in hints.items() if any(f" {as_name(word)} " in padded for word in words)]
    in_order = dict.fromkeys(target for _, target in sorted(named))
    return [target for target in in_order if target in group_channels(group)]


def named_by_hint(folded: str, group: str) -> str:
    """The one channel of a group that words beside it tell: "a mailing to our members by email"; "" for none."""
    hints = ALIASES["own_groups"].get(group, {}).get("hints", {})
    told = {target for target, words in hints.items() if any(f" {as_name(word)} " in f" {folded} " for word in words)}
    return told.pop() if len(told) == 1 else ""


def means_everything(folded: str) -> bool:
    """Whether a text says no more than "all of them" or "you decide"."""
    return not _everything(with_fillers=True).sub("", folded).strip() and bool(
        _everything(with_fillers=False).search(folded)
    )


@cache
def _everything(*, with_fillers: bool) -> re.Pattern[str]:
    rule = WORDS["everything"]
    words = sorted([*rule["words"], *(rule["fillers"] if with_fillers else ())], key=len, reverse=True)
    return re.compile("|".join(whole_word(as_name(word)) for word in words))


def paid_in(plain: str) -> str | None:
    """The ad of a platform whose plain name and a word for ads both stand in the text."""
    if not has_words(plain, "paid"):
        return None
    bare = f" {with_latin_apart(as_name(plain))} "
    named = [name for name in _default_names() if f" {name} " in bare]
    return next((ad for name in named if (ad := paid_sister(name))), None)


def paid_sister(name: str) -> str | None:
    """The ad of a platform, by the platform's folded name; None where the specs have none."""
    return exact(f"{name} {PAID_SUFFIX}")


def other_id(name: str) -> str:
    """The ID of a channel that the specs do not know."""
    return f"other:{as_name(name).replace(' ', '-')[:MAX_SLUG].strip('-')}"


def doubt_in(folded: str) -> list[re.Match[str]]:
    """Where a folded text doubts something or puts it under a condition."""
    return list(_folded_doubts().finditer(folded))


@cache
def _folded_doubts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either({as_name(word) for word in WORDS['doubt']['words']})})(?!\w)")


@cache
def ads_in_papers() -> re.Pattern[str]:
    """ "Two ads in the parish magazine"."""
    ads, papers = ("|".join(WORDS["ads_in_papers"][name]) for name in ("ads", "papers"))
    return re.compile(rf"(?<!\w)(?:{ads})(?:\s\w{{1,20}}){{0,3}}\s(?:{papers})(?!\w)")


def has_words(text: str, kind: str) -> bool:
    """Whether a text has one of the words of a kind in channel_words.json."""
    return bool(_words(kind).search(text))


@cache
def _words(kind: str) -> re.Pattern[str]:
    japanese = [word for word in WORDS[kind]["words"] if _JAPANESE.search(word)]
    spaced = either({*WORDS[kind]["words"]} - {*japanese}).replace("'", "['’]")
    return re.compile("|".join([rf"(?<!\w)(?:{spaced})(?!\w)", *map(re.escape, japanese)]), re.IGNORECASE)


def longest(folded: str) -> str | None:
    """The longest name standing in the text as whole words (in Japanese, anywhere); of equals, the first in it."""
    names = all_names()
    found = {**_standing_in(with_latin_apart(folded), names), **_standing_in(folded, names)}
    if _JAPANESE.search(folded):
        found = {name: at for name, at in found.items() if name not in _japanese_names()}
        found |= {name: at for name in _japanese_names() if (at := folded.find(name)) >= 0}
    return names[min(found, key=lambda name: (-len(name), found[name]))] if found else None


def compound(folded: str) -> str | None:
    """What the last part of a word stands for, the longest first: "Dorfplakate" are "Plakate"."""
    names, order = all_names(), _order_of_names()
    ends = {word[at:] for word in folded.split() for at in range(max(len(word) - _longest_name(), 0), len(word))}
    known = [end for end in ends if len(end) >= LEAST_PART and end in names]
    return names[min(known, key=lambda name: (-len(name), order[name]))] if known else None


def _standing_in(text: str, names: Container[str]) -> dict[str, int]:
    """Those of the names that stand in a folded text as whole words, each with where it stands first."""
    words = text.split(" ")
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    found: dict[str, int] = {}
    for first, start in enumerate(starts[:-1]):
        for end in starts[first + 1 : first + 1 + _most_words()]:
            if (name := text[start : end - 1]) in names:
                found.setdefault(name, start)
    return found


@cache
def _most_words() -> int:
    return max(name.count(" ") for name in all_names()) + 1


@cache
def _longest_name() -> int:
    return max(map(len, all_names()))


@cache
def _order_of_names() -> dict[str, int]:
    return {name: position for position, name in enumerate(all_names())}


@cache
def _channel_names() -> dict[str, str]:
    doubtful = {as_name(alias) for group in ALIASES["own_groups"].values() for alias in group["aliases"]}
    written: list[tuple[str, str]] = []
    for key in ("id", "default_for", "aliases"):  # a platform's plain name must not be shadowed by an alias elsewhere
        for spec in specs()["channels"]:
            names = [spec["id"]] if key == "id" else spec.get(key) or []
            written += [(name, spec["id"]) for name in names]
    written += [(name, channel_id) for channel_id, names in ALIASES["channels"].items() for name in names]
    return _by_spelling((name, channel_id) for name, channel_id in written if as_name(name) not in doubtful)


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
    names = {as_name(name) for spec in specs()["channels"] for name in spec.get("default_for") or []}
    return tuple(sorted(names, key=len, reverse=True))


@cache
def all_names() -> dict[str, str]:
    """Every folded name of a channel or group, with the ID or group that it stands for."""
    return {**_group_names(), **_channel_names()}


@cache
def _japanese_names() -> frozenset[str]:
    return frozenset(name for name in all_names() if _JAPANESE.search(name))


def is_without_specs(folded: str) -> bool:
    """Whether a text begins with a place for which no specification is kept, such as Telegram."""
    return any(f"{folded} ".startswith(f"{name} ") for name in _places())


@cache
def _places() -> frozenset[str]:
    return frozenset(as_name(name) for name in ALIASES["unspecified"]["names"])


@cache
def organic_ids() -> frozenset[str]:
    """Channels of posts and videos on platforms that sell ads too."""
    return frozenset(spec["id"] for spec in specs()["channels"] if spec["kind"] == "social")


@cache
def known_ids() -> frozenset[str]:
    """The IDs of the channel specs."""
    return frozenset(spec["id"] for spec in specs()["channels"])
