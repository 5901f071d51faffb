"""Whether a text has a word in this form or one like it."""

import re

_STEM = 4  # letters that two forms of a word share at least
_ENDING = 2  # letters in which they may differ


class Words:
    """The words of a text, kept so that each question about them costs the same however many there are."""

    def __init__(self, text: str) -> None:
        words = set(re.findall(r"\w+", text.casefold()))
        self._singular = {word.removesuffix("s") for word in words}
        self._heads = {word[:-_ENDING] for word in words}
        self._stems = {word[: len(word) - cut] for word in words for cut in range(_ENDING + 1)}

    def have(self, word: str) -> bool:
        """Whether one of them is the word but for a plural, or but for an ending of two letters at most."""
        if word.removesuffix("s") in self._singular:
            return True
        longer = any(len(head) >= _STEM and head in self._heads for head in (word, word[:-1]))
        stem = word[:-_ENDING]
        return longer or (len(stem) >= _STEM and stem in self._stems)
