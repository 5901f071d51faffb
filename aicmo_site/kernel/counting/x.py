"""The weighted length of a post on X, as its library twitter-text reckons it."""

import re
import unicodedata
from functools import cache, lru_cache

LINK = 23  # what a link weighs, whatever its length

# Addresses are looked for word by word, as none goes over a space. What the parser does costs the square of the
# dots and of the letters of a word: longer ones are looked at in parts, which no real address is. What stands before an
# address decides where it begins, so that the space before a word belongs to it.
_WORD = re.compile(r"\s?\S{1,500}|\s")
_HEAVY = re.compile(r"[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")  # those that count as two
_DOT = re.compile(r"\.(?=[^\W_])")
_JOINED = re.compile("[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e007f]")  # emojis of several
_PRESENTED = (  # emojis by themselves that keep their weight before a variation selector; others gain by it
    "⌚⌛◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽❗⬛⬜⭐⭕🀄🈚🈯"
)
_MOST_DOTS = 50


def weight(text: str) -> int:
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    words = (word for word in _WORD.findall(plain) if _DOT.search(word)) if _DOT.search(plain) else ()
    return _bare(plain) + sum(LINK - _bare(link) for word in words for link in links(word))


def _bare(text: str) -> int:
    """The weight of a text in which no address stands; an emoji weighs two, of however many characters it is."""
    whole = len(text) + len(_HEAVY.findall(text))
    return whole - _spared(text) if _JOINED.search(text) else whole


def _spared(text: str) -> int:
    """How much less the emojis weigh than the characters that they are made of."""
    (longest, known), at, spared = _emojis(), 0, 0
    while at < len(text):
        tried = (text[at : at + size] for size in range(longest, 1, -1))
        found = next((each for each in tried if each in known), "")
        spared += len(found) + len(_HEAVY.findall(found)) - 2 if found else 0
        at += len(found) or 1
    return spared


@cache
def _emojis() -> tuple[int, frozenset[str]]:
    """(most characters, emojis of several characters) that X's library knows."""
    from twitter_text.regexp.emoji import emoji_list  # slow to import

    written = ((each.status, "".join(chr(int(code, 16)) for code in each.codepoint.split())) for each in emoji_list)
    known = {text for status, text in written if status == "fully-qualified" or text.endswith("\u20e3")}
    known |= {f"{char}\ufe0f" for char in _PRESENTED}
    return max(map(len, known)), frozenset(known)


@lru_cache(maxsize=4_096)
def links(word: str) -> tuple[str, ...]:
    """The addresses in a word that X makes links of, whether they have a protocol or none."""
    from twitter_text.extract_urls import extract_urls  # slow to import

    return () if word.count(".") > _MOST_DOTS else tuple(extract_urls(word))
