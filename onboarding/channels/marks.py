"""What an item of the channels says beside the channel: its languages, its legal label ("Instagram (DE + FR), #ad")."""

import re
from dataclasses import dataclass
from functools import cache

from aicmo_site.kernel.paid_endorsement import labels_in
from aicmo_site.kernel.text.folding import as_name
from onboarding.channels.lexicon import exact, find, is_without_specs
from onboarding.language.detection import DATA, language_list, languages_listed, says_also

MAX_ITEM = 300  # characters; a longer text is no item of a list
_DANGLING = re.compile(r"(?:\s|[,;:+&/–—-]|(?<!\w)(?:with|mit|avec|con|com|met|incl|inkl|plus|and|und|et|y|e)\.?)+$")
_EMPTY = re.compile(r"[(\[]\W{0,10}[)\]]")
_OPEN = re.compile(r"(?<=[(\[])[\s,;+/&]{1,10}")


@dataclass(frozen=True)
class Marks:
    """`also`: in these languages beside the campaign's own."""

    languages: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    also: bool = False

    def __bool__(self) -> bool:
        return bool(self.languages or self.labels)


NO_MARKS = Marks()


def without_marks(item: str) -> tuple[str, Marks]:
    """An item without them, and what they are."""
    if len(item) > MAX_ITEM or exact(as_name(item)):
        return item, NO_MARKS
    labels = labels_in(item)
    bare = _tidy(_cut(item, [(label.start, label.end) for label in labels])) if labels else item
    bare, languages, also = _without_languages(bare)
    marks = Marks(tuple(languages), tuple(dict.fromkeys(label.words for label in labels)), also)
    return (bare, marks) if marks and as_name(bare) else (item, NO_MARKS)


def is_mark(text: str) -> bool:
    """Whether a text is nothing but languages, or a label."""
    if len(text) > MAX_ITEM:
        return False
    labels = [(label.start, label.end) for label in labels_in(text)]
    return not as_name(_cut(text, labels)) or (bool(_listed().fullmatch(text)) and bool(languages_listed(text)))


def _without_languages(item: str) -> tuple[str, list[str], bool]:
    for pattern in _places():
        match = pattern.search(item)
        if match is None:
            continue
        languages, rest = languages_listed(match["list"]), _tidy(_cut(item, [match.span()]))
        is_channel = bool(find(rest)) or is_without_specs(as_name(rest))
        if languages and (exact(as_name(rest)) if pattern is _places()[-1] else is_channel):
            return rest, languages, says_also(match[0])
    return item, [], False


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text


def _tidy(text: str) -> str:
    return _DANGLING.sub("", _EMPTY.sub(" ", _OPEN.sub("", " ".join(text.split())))).strip()


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(language_list(small=False), re.IGNORECASE)


@cache
def _places() -> tuple[re.Pattern[str], ...]:
    """In brackets, at the end, and in front of the name of a channel."""
    listed, small = (f"(?P<list>{language_list(small=small)})" for small in (False, True))
    around = rf"(?:(?:{'|'.join((*DATA['around'], *DATA['also'], *DATA['in']))})(?!\w)[\s:-]{{0,3}}){{0,3}}"
    behind = rf"(?:[\s-]{{0,2}}(?:{'|'.join((*DATA['around'], *DATA['also']))})(?!\w)){{0,3}}"
    into = rf"\s(?:{'|'.join(DATA['in'])})\s|\s?[:,;–—-]\s|\s"
    kind_of = r"(?:e[rsnm]?)?(?:[\s-]?(?:language|speaking|sprachig\w{0,2}|talig\w?))?"
    return (
        re.compile(rf"(?<=\s)[(\[]\s?{around}{small}{behind}\s?[)\]]", re.IGNORECASE),
        re.compile(rf"(?:{into}){around}{listed}{behind}\s?$", re.IGNORECASE),
        re.compile(rf"^{listed}{kind_of}\s", re.IGNORECASE),
    )
