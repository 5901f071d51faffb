"""Addresses: whether they are whole, where they can be clicked, and what they tell the statistics."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import regex

from aicmo_site.kernel.text.sentences import without_phrases
from qc.contracts import CRITICAL, MAJOR, CopyDTO
from qc.engine.patterns import any_of
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.contacts import unknown_address, unknown_handle, unknown_mail
from qc.rules.leftovers import EXEMPT

# Where the platform shows the address as plain text, by field ("" for all of them).
_PLAIN_TEXT = {
    "instagram_post": ("caption",),
    "tiktok_video": ("caption",),
    "tiktok_photo": ("title", "description"),
    "youtube_video": ("title",),
    "pinterest_pin": ("title", "description"),
    "email": ("subject", "preheader"),
}
_URL = regex.compile(r"(?i)(?:https?://|www\.)[^\s<>\"“”«»]+")
_BARE = regex.compile(
    r"(?i)(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,4}(?:com|org|net|example|io|app|shop|store|info|biz|eu|uk|de|fr|es|it|pt|nl|pl|be|ch|at|us|ca|ie|jp|se|dk|no|fi|br|mx|ar|cz|test)(?![\p{L}\p{N}@-])(?:/[^\s<>\"“”«»]*)?"
)
# What only a slip makes of an address, whatever its language.
_MALFORMED = tuple(
    regex.compile(pattern)
    for pattern in (
        r"(?i)(?<![\p{L}\p{N}])h{2,4}t{1,4}ps?:[^\s<>\"]*",
        r"(?i)(?<![\p{L}\p{N}])(?:htt?ps?|htpp?s?|hhttps?|htttps?|httpss|ht+ps?|hrrps?|hxxps?|ttps?|ttp|http?s)(?<!https)(?<!http)(?<!\Whttp):/{0,3}[\p{L}\p{N}][^\s<>\"]*",
        r"(?i)(?<![\p{L}\p{N}])https?(?:/{1,3}|;/{0,2}|:(?!/)|:/(?!/)|:///+|\.//?|//:|:\\\\)[\p{L}\p{N}][^\s<>\"]*",
        r"(?i)(?<![\p{L}\p{N}])https?://https?[^\s<>\"]*",
        r"(?i)(?<![\p{L}\p{N}])https?:(?://)?(?=\s|$|[.,;)])",
        r"(?i)(?<![\p{L}\p{N}])https?:// +[\p{L}\p{N}-]{1,63}\.[^\s<>\"]*",
        r"(?i)(?<![\p{L}\p{N}.])(?:www[,;:_-]|ww\.|wwww+\.|www\.\.|www\.(?=\s|$))[^\s<>\"]*",
        r"(?i)(?<![\p{L}\p{N}])https?://[\p{L}\p{N}.-]{1,250},(?:com|org|net|example|de|fr|es|it|uk|nl|pt)(?![\p{L}])[^\s<>\"]*",
    )
)
_HOST = regex.compile(r"(?i)^https?://([^/?#\s:@]*)(:\d+)?")
_LABEL = regex.compile(r"[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?")
_TOP = regex.compile(r"\p{L}[\p{L}\p{N}-]{1,62}")
_CLOSING = ".,;:!?)]}'\"”’»…*"
_ELSEWHERE = regex.compile(r"(?i)\{\{(?=[^{}]*?(?:url|link))[^{}]*+\}\}|\p{L}@\p{L}|\+?\p{N}[\p{N} ()/.-]{6,18}\p{N}")
_MOST_EDITS = 2
_LONGEST_HOST = 253  # of any name in the DNS


def broken(copy: CopyDTO) -> Iterator[Finding]:
    """An address that leads nowhere or that the client never gave, or words that point to one which is not there."""
    found = False
    for field, text in _texts(copy):
        if evidence := _malformed(text) or _bad_host(text, copy):
            found = True
            yield Finding(field, evidence, severity=CRITICAL)
        elif evidence := _unknown(EXEMPT.sub(" ", text), copy):
            found = True
            yield Finding(field, evidence, f"The client gave no “{evidence}”.", MAJOR)
    if not found:
        yield from _pointing_nowhere(copy)


def _unknown(text: str, copy: CopyDTO) -> str:
    return unknown_address(text, copy) or unknown_handle(text, copy) or unknown_mail(text, copy)


def _malformed(text: str) -> str:
    return next((match[0].rstrip(_CLOSING) for pattern in _MALFORMED if (match := pattern.search(text))), "")


def _bad_host(text: str, copy: CopyDTO) -> str:
    """The first address without a proper host, or with one that misspells the client's own."""
    own = _host(copy.client.website)
    for url in _urls(text):
        host = _host(url)
        if not _is_host(host) or ".." in url.split("?")[0] or (own and _nearly(host, own)):
            return url
    return ""


def _host(url: str) -> str:
    match = _HOST.match(url if "://" in url else f"https://{url}")
    return match[1].casefold().removeprefix("www.") if match else ""


def _is_host(name: str) -> bool:
    *labels, top = name.split(".") if len(name) <= _LONGEST_HOST else [""]
    return bool(labels) and bool(_TOP.fullmatch(top)) and all(map(_LABEL.fullmatch, labels))


def _nearly(host: str, own: str) -> bool:
    """One or two letters off: too near to be another site."""
    if host == own or host.endswith("." + own) or min(len(host), len(own)) < 10:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(host, own, score_cutoff=_MOST_EDITS) <= _MOST_EDITS


def _urls(text: str) -> list[str]:
    return [match[0].rstrip(_CLOSING) for match in _URL.finditer(text)]


def _texts(copy: CopyDTO) -> list[tuple[str, str]]:
    """The texts and all addresses that go out with them."""
    addresses = [(field, text) for field, many in copy.fields.items() if field.endswith("url") for text in many]
    return [*prose(copy), *addresses, *(("links", link) for link in copy.links)]


def _pointing_nowhere(copy: CopyDTO) -> Iterator[Finding]:
    """“Book here” in a text without any address; a button or a link that the channel carries is one."""
    if (
        copy.links
        or any(text for field, text in _texts(copy) if field.endswith("url"))
        or copy.fields.get("call_to_action")
    ):
        return
    pointers = _pointers(language_of(copy))
    if not pointers or copy.channel not in data("pointers")["_channels"]:
        return
    for field, text in prose(copy):
        match = pointers.search(text)
        if match and not _has_target(text, match.start()):
            yield Finding(field, match[0], "The reader is sent to an address that is not there.", MAJOR)
            return


@cache
def _pointers(language: str) -> "regex.Pattern[str] | None":
    lines = data("pointers").get(language)
    return any_of(lines, {}) if lines else None


def _has_target(text: str, start: int) -> bool:
    """Whether an address stands in the words that follow, before a paragraph ends (a footer's link is no target)."""
    block = text[start:].split("\n\n")[0]
    before = text[:start].rpartition("\n\n")[2]
    return any(
        _URL.search(part) or _BARE.search(part) or _ELSEWHERE.search(EXEMPT.sub(" ", part)) for part in (block, before)
    )


def not_clickable(copy: CopyDTO) -> Iterator[Finding]:
    for field in _PLAIN_TEXT.get(copy.channel, ()):
        for text in copy.fields.get(field, ()):
            chosen = without_phrases(text, copy.client.mandatory)  # what the client demands stands as it is
            if match := _URL.search(chosen) or _BARE.search(chosen):
                yield Finding(field, match[0].rstrip(_CLOSING))


def bad_parameters(copy: CopyDTO) -> Iterator[Finding]:
    """Campaign parameters that are empty, stand twice, are misspelt, or differ between the links of one piece."""
    seen: dict[str, set[str]] = defaultdict(set)
    for field, text in _texts(copy):
        for url in _urls(text):
            if evidence := _bad_query(url, seen):
                yield Finding(field, evidence)
                return
    for name in ("utm_source", "utm_medium", "utm_campaign"):
        if len(seen[name]) > 1:
            values = " … ".join(f"{name}={value}" for value in sorted(seen[name]))
            yield Finding(main_link_field(copy, name), values, f"Links of one piece name different values of {name}.")
            return


def main_link_field(copy: CopyDTO, name: str) -> str:
    return next((field for field, text in _texts(copy) if name in text.casefold()), "")


def _bad_query(url: str, seen: dict[str, set[str]]) -> str:
    from urllib.parse import parse_qsl

    query = url.partition("#")[0].partition("?")[2]
    if "utm" not in url.casefold():
        return ""
    if "?" in query or "?" not in url or "utm_" in url.partition("#")[2].casefold():
        return url
    pairs = parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True, max_num_fields=200)
    mine = [(name, value) for name, value in pairs if name.casefold().startswith("utm")]
    names = [name.casefold() for name, _ in mine]
    for name, value in mine:
        if not value.strip() or names.count(name.casefold()) > 1 or name not in _PARAMETERS:
            return f"{name}={value}"
        seen[name].add(value)
    return "" if "utm_source" in names else url


_PARAMETERS = frozenset(
    ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id", "utm_source_platform",
     "utm_creative_format", "utm_marketing_tactic")
)  # fmt: skip
