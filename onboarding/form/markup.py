"""Text that was pasted with its formatting, HTML or Markdown, as the plain text that it shows."""

import html
import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from typing import Any

from aicmo_site.kernel.marks import with_few_marks

MAX_TAG = 300  # characters; what is longer is no tag that a person pasted
_BLOCK = (
    "address article blockquote div dd dl dt footer h1 h2 h3 h4 h5 h6 header hr ol p section table tbody thead tr ul"
)
_INLINE = "abbr b big center code em font i mark s small span strike strong sub sup u"
_UNSEEN = re.compile(rf"<(?:!--|(?P<name>script|style)\b[^<>]{{0,{MAX_TAG}}}>)", re.IGNORECASE)
_UNSEEN_END = re.compile(r"-->|</(?P<name>script|style)\s?>", re.IGNORECASE)
_LONGEST_UNSEEN = {"!--": 2_000, "script": 20_000, "style": 20_000}  # characters
_LINK = re.compile(
    rf"<a\b[^<>]{{0,{MAX_TAG}}}?\bhref\s?=\s?[\"'](?P<to>[^\"'<>]{{1,500}})[\"'][^<>]{{0,{MAX_TAG}}}>"
    r"(?P<shown>[^<>]{0,500})</a\s?>",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(r"\[(?P<shown>[^\[\]\n]{1,200})\]\((?P<to>https?://[^()\s]{1,300})\)")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*\*(?![\w*])|(?<!\w)__(?=\S)([^_\n]{1,300}?)(?<=\S)__(?!\w)"
    r"|(?<![\w~])~~(?=\S)([^~\n]{1,300}?)(?<=\S)~~(?!\w)|`([^`\n]{1,200})`"
)
_HEADING = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]{1,4}(?=\S)")
_NO_CHARACTER = re.compile(r"&#(?:\d{8,}+|x[\da-f]{7,}+);?", re.IGNORECASE)  # beyond all of Unicode
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d?|#\d{2,6}|#x[\da-f]{2,5});", re.IGNORECASE)


def plain_answers(responses: Mapping[str, Any]) -> dict[str, Any]:
    """A form's answers without formatting."""
    return {name: _plain_value(value) for name, value in responses.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return plain_answers(value)
    return [_plain_value(item) for item in value] if isinstance(value, list | tuple) else value


def plain(text: str) -> str:
    """What a reader sees of a text with tags, entities, or Markdown's marks; other text as it is."""
    shown = as_markdown(text)
    if shown != text and _has_tags(text):
        shown = "\n".join(line for line in shown.replace("\t", " ").splitlines() if line)
    shown = _MARKDOWN_LINK.sub(_shown, _HEADING.sub("", shown))
    return _EMPHASIS.sub(lambda found: next(part for part in found.groups() if part is not None), shown)


def as_markdown(text: str) -> str:
    """A text with its tags written as Markdown: headings, lists, paragraphs; a tab between the cells of a table."""
    text = with_few_marks(text)
    if _has_tags(text):
        text = _without_tags(text)
    if _ENTITY.search(text):
        text = html.unescape(_NO_CHARACTER.sub("\ufffd", text)).replace("\u00a0", " ")
    return text


def _has_tags(text: str) -> bool:
    return bool(_tag(f"{_BLOCK} {_INLINE} a br li td th img").search(text))


def _without_tags(text: str) -> str:
    """Blocks stand on lines of their own and items of a list behind a dash; an address is kept behind its link."""
    text = _LINK.sub(_shown, _without_unseen(text))
    text = _tag("h1 h2 h3 h4 h5 h6").sub(lambda tag: "\n\n" if tag[0].startswith("</") else "\n\n## ", text)
    text = _tag("li").sub(lambda tag: "" if tag[0].startswith("</") else "\n- ", text)
    text = _tag("td th").sub("\t", _tag("p ul ol table").sub("\n\n", text))
    text = _tag(f"{_INLINE} a img").sub("", _tag(f"{_BLOCK} br").sub("\n", text))
    lines = (re.sub(r"\t+", "\t", line.strip()) for line in text.splitlines())
    return "\n".join(line for line in lines if line not in ("-", "##"))


def _without_unseen(text: str) -> str:
    """A space in the place of every comment, script and style sheet that has an end."""
    ends: dict[str, list[re.Match[str]]] = {name: [] for name in _LONGEST_UNSEEN}
    for end in _UNSEEN_END.finditer(text):
        ends[(end["name"] or "!--").lower()].append(end)
    kept, at = [], 0
    for opening in _UNSEEN.finditer(text):
        name = (opening["name"] or "!--").lower()
        behind = bisect_left(ends[name], opening.end(), key=lambda end: end.start())
        for end in ends[name][behind : behind + 1] if opening.start() >= at else ():
            if end.start() - opening.end() <= _LONGEST_UNSEEN[name]:
                kept.append(text[at : opening.start()])
                at = end.end()
    return " ".join([*kept, text[at:]])


def _shown(link: re.Match[str]) -> str:
    shown, to = link["shown"].strip(), link["to"].strip()
    known = not to.casefold().startswith("http") or to.rstrip("/").endswith(shown.rstrip("/"))
    return shown if known and shown else f"{shown} ({to})".strip()


@cache
def _tag(names: str) -> re.Pattern[str]:
    """A tag of these names, opening or closing."""
    return re.compile(rf"</?(?:{'|'.join(names.split())})(?:\s[^<>]{{0,{MAX_TAG}}})?/?>", re.IGNORECASE)
