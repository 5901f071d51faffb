"""Channel names as clients write them, in their languages, become channel IDs or a question."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from aicmo_site.kernel.channels import channel_of, specs
from onboarding.contracts import OpenQuestionDTO
from onboarding.texts import clipped

WORDS = json.loads(Path(__file__).with_name("channel_words.json").read_text(encoding="utf-8"))
PAID_SUFFIX = "ads"  # "<name> ads" is how the specs spell the paid sister of a platform
ALIASES = json.loads(Path(__file__).with_name("channel_aliases.json").read_text(encoding="utf-8"))
MAX_SLUG = 60
MAX_LINE = 1000  # no line that names channels is longer
_JAPANESE = "\u3040-\u30ff\u3400-\u9fff"
_STRONG = re.compile(r"[,;\n|•、・،；]|(?<=\s)/(?=\s)")
_OUTSIDE = re.compile(r"[,;|](?![^()\[\]]{0,200}[)\]])")
_BRACKETS = re.compile(r"[(\[（［]([^()\[\]（）［］]{0,500})[)\]）］]")


@dataclass
class ChannelReading:
    """Channel IDs in the client's order, those excluded, and what must be asked."""

    channels: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    questions: list[OpenQuestionDTO] = field(default_factory=list)
    pointer: str = ""  # the words that send the reader to the notes

    def add(self, channel_ids: Iterable[str]) -> None:
        self.channels += [channel_id for channel_id in channel_ids if channel_id not in self.channels]

    def ask(self, kind: str, words: str, question: str) -> None:
        self.questions.append(OpenQuestionDTO("channels", kind, clipped(words), question))


def read_channels(names: Iterable[str]) -> ChannelReading:
    """All channels of a form. An excluded channel is gone, wherever else it is named."""
    reading = ChannelReading()
    for name in names:
        for part in _parts(" ".join(name[:MAX_LINE].split())):
            _read_one(part, reading)
    _settle_exclusions(reading)
    return reading


def find(text: str) -> str | None:
    """The ID of the channel or the name of the group that a text means; None where it means neither."""
    folded = fold(text)
    return exact(folded) or _longest(folded)


def exact(folded: str) -> str | None:
    """What a whole folded name stands for: a channel ID, a group's name, or nothing."""
    return _channel_names().get(folded) or _group_names().get(folded)


@cache
def fold(text: str) -> str:
    """NFKC, without case, punctuation as spaces."""
    normal = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    spaced = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in normal)
    return " ".join(spaced.split())


def _parts(name: str) -> Iterator[str]:
    """One line may hold several channels; it is divided where every part is known, and left whole otherwise."""
    if exact(fold(name)) or _is_group_with_names(name):
        yield name
        return
    if _BRACKETS.search(name):
        outside = [part.strip() for part in _OUTSIDE.split(name) if part.strip()]
        for part in outside if len(outside) > 1 else []:
            yield from _parts(part)
        yield from [name] if len(outside) < 2 else []
        return
    strong = [part.strip() for part in _STRONG.split(name) if part.strip()]
    named = all(_without_doubt(part)[0] for part in strong) and any(exact(fold(part)) for part in strong)
    known = named or all(_means_something(part) for part in strong)
    if len(strong) > 1 and known:
        for part in strong:
            yield from _parts(part)
        return
    weak = [part.strip() for part in re.split(_joiner(), name) if part.strip()]
    yield from weak if len(weak) > 1 and all(_stands_alone(part, name) for part in weak) else [name]


def _stands_alone(part: str, name: str) -> bool:
    """Whether a part is a name of its own; beside a word for ads, only where it is nothing else."""
    return bool(exact(fold(part))) or (bool(find(part)) and not has_words(name, "paid"))


def _means_something(part: str) -> bool:
    return bool(find(part)) or bool(_negated(part)[1])


@cache
def _joiner() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in WORDS["joined"]["words"])
    return re.compile(rf"\s+(?:{words})\s+|\s?/\s?|と|\s(?=[+&])|\s+و(?=[\u0600-\u06ff]{{3}})", re.IGNORECASE)


def _read_one(name: str, reading: ChannelReading) -> None:
    if not fold(name):
        return
    if has_words(name, "pointer") and not exact(fold(name)):
        reading.pointer = name
        return
    kept, excluded = _negated(name)
    reading.excluded += [channel for text in excluded if (channel := find(text)) in known_ids()]
    if not fold(kept):
        if not any(find(text) for text in excluded):
            question = f"“{clipped(name)}” rules something out that we do not know as a channel: what is meant?"
            reading.ask("unclear", name, question)
        return
    plain, doubt = _without_doubt(kept)
    _read_plain(plain or kept, name, reading)
    if doubt:
        reading.ask("unconfirmed", name, f"“{clipped(name)}” is marked as uncertain: is this channel wanted?")


def _read_plain(plain: str, words: str, reading: ChannelReading) -> None:
    meant = exact(fold(plain))
    if meant is None and _read_group_with_names(plain, reading):
        return
    meant = meant or _paid(plain) or _longest(fold(plain))
    if meant in known_ids() and has_words(plain, "paid") and meant in _organic_ids():
        _ask_about_ad(meant, words, reading)
    if meant is None:
        ask_unknown(plain, reading)
    elif meant in known_ids():
        reading.add([meant])
        if vague := WORDS["vague"]["names"].get(fold(plain)):
            reading.ask("unclear", words, f"“{clipped(words)}” may mean {vague}: which of them is wanted?")
    else:
        ask_which(meant, words, reading)


def _read_group_with_names(plain: str, reading: ChannelReading) -> bool:
    """A group with names in brackets or behind a colon means those names; False where it is no such thing."""
    if not _is_group_with_names(plain):
        return False
    head, names = _head_and_names(plain)
    paid = has_words(head, "paid")
    for name in names:
        sister = exact(f"{fold(name)} {PAID_SUFFIX}") if paid else None
        _read_one(f"{name} {PAID_SUFFIX}" if sister else name, reading)
    return True


def _is_group_with_names(plain: str) -> bool:
    head, names = _head_and_names(plain)
    return bool(names) and find(head) in specs()["groups"]


def _head_and_names(plain: str) -> tuple[str, list[str]]:
    if match := _BRACKETS.search(plain):
        head, inside = plain[: match.start()], match[1]
    else:
        head, _, inside = plain.partition(":")
    names = [part for strong in _STRONG.split(inside) for part in re.split(_joiner(), strong)]
    return head, [name.strip() for name in names if fold(name)]


def _paid(plain: str) -> str | None:
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


def ask_unknown(name: str, reading: ChannelReading) -> None:
    """Keep a channel that the specs do not know, and ask about it."""
    reading.add([other_id(name)])
    reading.ask(
        "unclear", name, f"“{clipped(name)}” is no channel that we know: what is to be made for it, in what form?"
    )


def _ask_about_ad(channel_id: str, words: str, reading: ChannelReading) -> None:
    name = channel_of(channel_id).name
    question = (
        f"“{clipped(words)}” names ads, and for {name} we only write posts: is a post wanted, or an ad of what form?"
    )
    reading.ask("unclear", words, question)


def ask_which(group: str, words: str, reading: ChannelReading) -> None:
    """List what a group's name may mean."""
    names = "; ".join(channel_of(channel_id).name for channel_id in specs()["groups"][group]["channels"])
    reading.ask("unclear", words, f"“{clipped(words)}” covers several channels ({names}): which of them are wanted?")


def _settle_exclusions(reading: ChannelReading) -> None:
    for channel_id in dict.fromkeys(reading.excluded):
        if channel_id in reading.channels:
            reading.channels.remove(channel_id)
            name = channel_of(channel_id).name
            reading.ask("contradiction", name, f"{name} is both named and excluded among the channels: is it wanted?")


def _negated(name: str) -> tuple[str, list[str]]:
    """What stands before a negation (kept) and the names that it excludes."""
    if exact(fold(name)):
        return name, []
    before, after = _negations()
    if match := after.search(name):
        return "", [name[: match.start()]]
    pieces = before.split(name)
    kept = pieces[0].strip(" ,;:-–(")
    if len(pieces) > 1 and fold(kept) in WORDS["negation"]["leads_in"]:
        kept = ""
    return kept, [piece.strip(" ,;:-–)") for piece in pieces[1:] if piece.strip(" ,;:-–)")]


@cache
def _negations() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = "|".join(re.escape(word) for word in sorted(WORDS["negation"]["before"], key=len, reverse=True))
    latin = "|".join(re.escape(word) for word in WORDS["negation"]["after"] if word.isascii() or "ã" in word)
    japanese = "|".join(word for word in WORDS["negation"]["after"] if re.match(f"[{_JAPANESE}]", word))
    japanese += "|(?<![A-Za-z])NG"  # in Latin letters, and joined to the name by a particle or by nothing
    return (
        re.compile(rf"(?<!\w)(?:{before})(?:\s+|['’])", re.IGNORECASE),
        re.compile(rf"\s*(?:[:(–-]\s*(?:{latin})\s*\)?|(?:は|も)?(?:{japanese}))\s*[!.]*$", re.IGNORECASE),
    )


def _without_doubt(name: str) -> tuple[str, bool]:
    bare = re.sub(r"[(\[（]\s{0,3}[?？]{1,9}\s{0,3}[)\]）]|[?？]+", " ", name)
    folded = bare
    for word in sorted(WORDS["doubt"]["words"], key=len, reverse=True):
        folded = re.sub(_whole(word), " ", folded, flags=re.IGNORECASE)
    changed = folded != name
    tidy = re.sub(r"[(\[（][^\w()\[\]（）]{0,20}[)\]）]", " ", folded).strip(" ,;:-–")
    return (tidy if fold(tidy) else ""), changed


def has_words(text: str, kind: str) -> bool:
    """Whether a text has one of the words of a kind in channel_words.json."""
    return any(re.search(_whole(word), text, re.IGNORECASE) for word in WORDS[kind]["words"])


@cache
def _whole(word: str) -> str:
    if re.search(f"[{_JAPANESE}]", word):
        return re.escape(word)
    return rf"(?<!\w){re.escape(word)}(?!\w)".replace("'", "['’]")


def _longest(folded: str) -> str | None:
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
    return re.sub(f"(?<=[{_JAPANESE}])(?=[a-z])|(?<=[a-z])(?=[{_JAPANESE}])", " ", folded)


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
    return tuple((name, target, bool(re.search(f"[{_JAPANESE}]", name))) for name, target in names.items())


@cache
def _organic_ids() -> frozenset[str]:
    """Channels of posts and videos on platforms that sell ads too."""
    return frozenset(spec["id"] for spec in specs()["channels"] if spec["kind"] == "social")


@cache
def known_ids() -> frozenset[str]:
    """The IDs of the channel specs."""
    return frozenset(spec["id"] for spec in specs()["channels"])
