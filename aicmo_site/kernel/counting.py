"""How long a text is, as each platform counts. The units are told in channel_specs.json."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENSION = frozenset("\f^{}\\[~]|€")  # two septets each
LINK = 23  # what X and Mastodon count for a link, whatever its length
_LONGEST_LINK = 4096
_LONGEST_DOMAIN = 253


def count(unit: str, text: str) -> int:
    """How long `text` is in `unit` (see `units` in channel_specs.json). Raises KeyError for an unknown unit."""
    return _COUNTERS[unit](text)


@dataclass(frozen=True)
class TextMessage:
    """How an SMS is sent: its `units` are septets in GSM-7, else UTF-16 code units; `single` of them go into one
    segment by itself, `joined` into each of several."""

    encoding: str
    units: int
    segments: int
    single: int
    joined: int


def text_message(text: str) -> TextMessage:
    """One character outside GSM 03.38 makes the whole text UCS-2; no character is split between two segments."""
    letters = set(text)
    if letters <= GSM | GSM_EXTENSION:
        sizes, encoding, single, joined = [1 + (char in GSM_EXTENSION) for char in text], "GSM-7", 160, 153
    else:
        sizes, encoding, single, joined = [1 + (char > "\uffff") for char in text], "UCS-2", 70, 67
    segments, room = 1, single if sum(sizes) <= single else joined
    for size in sizes:
        if size > room:
            segments, room = segments + 1, joined
        room -= size
    return TextMessage(encoding, sum(sizes), segments, single, joined)


# --- X. Addresses are looked for word by word, as none goes over a space. What the parser does costs the square of the
# dots and of the letters of a word: longer ones are looked at in parts, which no real address is. What stands before an
# address decides where it begins, so that the space before a word belongs to it.
_X_WORD = re.compile(r"\s?\S{1,500}|\s")
_X_HEAVY = re.compile(r"[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")  # those that count as two
_X_DOT = re.compile(r"\.(?=[^\W_])")
_X_JOINED = re.compile("[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e007f]")  # emojis of several
_X_PRESENTED = (  # emojis by themselves that keep their weight before a variation selector; others gain by it
    "⌚⌛◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽❗⬛⬜⭐⭕🀄🈚🈯"
)
_MOST_DOTS = 50


def _x_weighted(text: str) -> int:
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    words = (word for word in _X_WORD.findall(plain) if _X_DOT.search(word)) if _X_DOT.search(plain) else ()
    return _x_bare(plain) + sum(LINK - _x_bare(link) for word in words for link in _x_links(word))


def _x_bare(text: str) -> int:
    """The weight of a text in which no address stands; an emoji weighs two, of however many characters it is."""
    weight = len(text) + len(_X_HEAVY.findall(text))
    return weight - _x_spared(text) if _X_JOINED.search(text) else weight


def _x_spared(text: str) -> int:
    """How much less the emojis weigh than the characters that they are made of."""
    (longest, known), at, spared = _x_emojis(), 0, 0
    while at < len(text):
        tried = (text[at : at + size] for size in range(longest, 1, -1))
        found = next((each for each in tried if each in known), "")
        spared += len(found) + len(_X_HEAVY.findall(found)) - 2 if found else 0
        at += len(found) or 1
    return spared


@cache
def _x_emojis() -> tuple[int, frozenset[str]]:
    """(most characters, emojis of several characters) that X's library knows."""
    from twitter_text.regexp.emoji import emoji_list  # slow to import

    written = ((each.status, "".join(chr(int(code, 16)) for code in each.codepoint.split())) for each in emoji_list)
    known = {text for status, text in written if status == "fully-qualified" or text.endswith("\u20e3")}
    known |= {f"{char}\ufe0f" for char in _X_PRESENTED}
    return max(map(len, known)), frozenset(known)


@lru_cache(maxsize=4_096)
def _x_links(word: str) -> tuple[str, ...]:
    from twitter_text.extract_urls import extract_urls  # slow to import

    return () if word.count(".") > _MOST_DOTS else tuple(extract_urls(word))


# --- Mastodon
_LINKED = regex.compile(
    r"(?<![A-Za-z0-9@＠$#＃])(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://(?P<domain>[^\s/?#:()<>]{3,253}+)(?::\d++)?"
    r"(?P<path>/(?:[^\s<>()?]|\([^\s<>()?]*+\))*+)?(?P<query>\?[^\s\"<>\\^`{}]*+)?",
    regex.IGNORECASE,
)
_NO_END_OF_PATH = "!*\"'「」;:=,.$%[]~&|@"
_NO_END_OF_QUERY = "!?*'();:+$%[].,~|@^"
_MENTION = regex.compile(
    r"(?<![=/\w])(?P<name>@[a-z0-9_]++(?:[.-]++[a-z0-9_]++)*+)@(?P<server>\w++(?:[.-]++\w++)*+)", regex.IGNORECASE
)


def _mastodon(text: str) -> int:
    """Characters as people see them; a link with its protocol counts 23, a mention without its server."""
    return _graphemes(_MENTION.sub(_named, _LINKED.sub(_linked, text)))


def _linked(link: "regex.Match[str]") -> str:
    """Placeholder letters for what Mastodon takes for the link, and what stands behind it as it is."""
    path, query = link["path"] or "", link["query"] or ""
    kept = path[:1] + path[1:].rstrip(_NO_END_OF_PATH)
    kept += query.rstrip(_NO_END_OF_QUERY) if kept == path else ""
    whole = link[0][: len(link[0]) - len(path) - len(query)] + kept
    if len(whole) > _LONGEST_LINK or not _is_domain(link["domain"]):
        return link[0]
    return "x" * LINK + link[0][len(whole) :]


def _named(mention: "regex.Match[str]") -> str:
    return mention["name"] if len(mention["server"]) <= _LONGEST_DOMAIN else mention[0]


@lru_cache(maxsize=4_096)
def _is_domain(written: str) -> bool:
    return _x_links(f"https://{written}") == (f"https://{written}",)


# --- search ads: what the platform puts in place of a function in braces is what counts
_INSERTED = regex.compile(
    r"\{=?(?:keyword|param[1-3]|location\([^(){}]{1,40}\)|(?:customizer|(?<==)\w{1,60})\.[^(){}:]{1,80})(?::(?P<default>[^{}]*+))?\}"
    r"|\{=IF\((?:device=\w{1,20}|audience\s?IN\([^(){}]*+\)),(?P<then>[^{}()]*+)\)(?::(?P<otherwise>[^{}]*+))?\}"
    r"|\{=?(?:GLOBAL_)?COUNTDOWN\((?P<until>[^(){}]*+)\)\}",
    regex.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?<![a-z])[a-z]{2}(?=[-_\"'”, ]|$)", re.IGNORECASE)


def _ad_width(text: str) -> int:
    return _display_width(_INSERTED.sub(_inserted, text) if "{" in text else text)


def _inserted(function: "regex.Match[str]") -> str:
    """The longest text that may stand there: the default, as nothing longer is put in that does not fit."""
    if function["until"] is not None:
        language = _LANGUAGE.search(function["until"])
        return _countdown(language[0].lower() if language else "en")
    return max((function[name] or "" for name in ("default", "then", "otherwise")), key=_display_width)


@cache
def _countdown(language: str) -> str:
    """The longest that a countdown of days, then hours, then minutes becomes."""
    from babel import Locale, UnknownLocaleError  # slow to import
    from babel.units import format_unit

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    times = ((59, "minute"), (23, "hour"), (99, "day"))
    return max((format_unit(most, f"duration-{unit}", locale=locale) for most, unit in times), key=_display_width)


# --- units that need no platform
def _graphemes(text: str) -> int:
    return len(regex.findall(r"\X", text))


def _display_width(text: str) -> int:
    widths = (
        2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text if not unicodedata.combining(char)
    )
    return sum(widths)


def _words(text: str) -> int:
    return len(regex.findall(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*", text))


_COUNTERS: dict[str, Callable[[str], int]] = {
    "x_weighted": _x_weighted,
    "mastodon": _mastodon,
    "grapheme": _graphemes,
    "codepoint": lambda text: len(unicodedata.normalize("NFC", text)),
    "utf16": lambda text: len(text.encode("utf-16-le")) // 2,
    "utf8_bytes": lambda text: len(text.encode()),
    "display_width": _ad_width,
    "sms_units": lambda text: text_message(text).units,
    "sms_segments": lambda text: text_message(text).segments,
    "words": _words,
}
