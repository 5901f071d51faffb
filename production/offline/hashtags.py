"""Hashtags made of the brief's own names: the client's, and what the client requires in all copy."""

import re

import regex

from production.offline.clauses import BEFORE_MARK
from production.offline.links import ADDRESS

MOST_WORDS, LONGEST = 4, 30
WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")  # with the vowel signs of Thai or Hindi
REGISTERED = re.compile(r"\d{5,}")  # a number of a register, and no name


def hashtags(names: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most so many tags, in order: each a short name, none twice; no address, no sentence."""
    tags = [tag for name in names if (tag := tag_of(name))]
    return tuple({tag.casefold(): tag for tag in reversed(tags)}.values())[::-1][:most]


def tag_of(name: str) -> str:
    """#SwapUp of "Swap Up", with _ between words of scripts without capitals.

    "" where the name is too long for a tag, is an address or a number, or has a mark that ends a part.
    """
    bare = re.sub(rf"{BEFORE_MARK}\([^()]*+\)", "", name)
    words = WORD.findall(bare.replace("'", " ").replace("’", " "))
    if not 0 < len(words) <= MOST_WORDS or ADDRESS.search(bare) or re.search(r"[.,;:!?/]|\s[-–—]\s", bare):
        return ""
    joint = "" if all(word[0].isdigit() or word.upper() != word.lower() for word in words) else "_"
    tag = "#" + joint.join(word[0].upper() + word[1:] for word in words)
    if REGISTERED.search(tag):
        return ""
    return tag if len(tag) <= LONGEST and not words[0][0].isdigit() and any(map(str.isalpha, tag)) else ""
