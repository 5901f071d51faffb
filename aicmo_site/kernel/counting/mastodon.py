"""The length of a post on Mastodon, as its StatusLengthValidator reckons it."""

from functools import lru_cache

import regex

from aicmo_site.kernel.counting.plain import graphemes
from aicmo_site.kernel.counting.x import LINK, links

_LONGEST_LINK = 4096
_LONGEST_DOMAIN = 253
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


def length(text: str) -> int:
    """Characters as people see them; a link with its protocol counts 23, a mention without its server."""
    return graphemes(_MENTION.sub(_named, _LINKED.sub(_linked, text)))


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
    return links(f"https://{written}") == (f"https://{written}",)
