"""Names that a sentence bans: "do not mention our old name (X)", "nicht den alten Namen X nennen", "never name X"."""

import re
from collections.abc import Iterator

from onboarding.notes.cues import patterns, says

_CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ][\w’'&.-]*|\d\w*)"
_JOINED = r"(?:\s(?:&|and|und|et|y|e|i|en|of|de|du|des|del|di|von|van|the)(?=\s[^\W\d_a-zà-öø-ÿ]))?"
_NAME = rf"{_CAPITAL}(?:{_JOINED}\s{_CAPITAL}){{0,4}}"
_OR = r"(?:,\s|,?\s(?:or|nor|ou|o|u|ni|of|oder|noch)\s)(?:(?:the|les?|la|el|los|las|il|die|den|das|der|dem)\s)?"
_AT_ONCE = re.compile(
    rf"^(?:['’]s)?[\s:：,–-]{{0,4}}(?:[(（\[]\s?(?P<inside>[^()（）\[\]]{{1,60}}?)\s?[)）\]]"
    rf"|(?:(?:was|ist|war|était|era|is|olan)\s)?[„“«‚‘'「『]?(?P<plain>{_NAME}))"
)
_CJK_NAME = re.compile(r"^[（(「『]?\s?([\w・ー]{2,30}?)\s?(?:[）)」』]|は|を|の|、|。|$)")
_BEHIND_VERB = re.compile(
    rf"^\s(?:(?:of|to|von|a|à|de|di|o|the|les?|la|el|los|las|il|die|den|das|der|dem|our|us)\s){{0,2}}(?P<names>{_NAME}(?:{_OR}{_NAME}){{0,9}})"
)
_NEITHER = re.compile(rf"(?<!\w)(?:ni|weder|neither|né)\s({_NAME}),?\s(?:ni|noch|nor|né)\s({_NAME})")
_ENDED = " .,;:!?"
_SHORTEST = 3  # letters of a name without a mark of its own


def banned_names(sentence: str) -> tuple[str, ...]:
    """The names that a sentence rules out by name; () where it bans none, or bans only in some case."""
    if not says("negates", sentence) or says("conditions", sentence):
        return ()
    return tuple(dict.fromkeys(filter(None, (*_former(sentence), *_behind_a_verb(sentence), *_neither(sentence)))))


def _former(sentence: str) -> Iterator[str]:
    """The name that stands behind "our old name"."""
    if not says("mentions", sentence):
        return
    for pattern in patterns("former_names"):
        for match in pattern.finditer(sentence):
            rest = sentence[match.end() :]
            if found := _AT_ONCE.match(rest):
                yield (found["inside"] or found["plain"]).strip(_ENDED + "„“”\"«»‚‘’'")
            elif not match[0].isascii() and (found := _CJK_NAME.match(rest)) and re.match(r"[\u3040-\u9fff]", match[0]):
                yield found[1]


def _neither(sentence: str) -> Iterator[str]:
    """Both names of "ni Metro ni IGA", where the sentence speaks of naming."""
    for match in _NEITHER.finditer(sentence) if says("mentions", sentence) else ():
        yield from (name.strip(_ENDED) for name in match.groups() if len(name) >= _SHORTEST)


def _behind_a_verb(sentence: str) -> Iterator[str]:
    """The capitalised name behind a negated "mention", where a language does not write all its nouns so."""
    for pattern in patterns("names_behind"):
        for match in pattern.finditer(sentence):
            if found := _BEHIND_VERB.match(sentence[match.end() :]):
                names = (name.strip(_ENDED) for name in re.split(_OR, found["names"]))
                yield from (name for name in names if len(name) >= _SHORTEST)
