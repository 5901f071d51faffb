"""Whether words stand in a text as a whole: of many, faster than a pattern for each."""


def stands_in(words: str, text: str) -> bool:
    """Whether no letter, digit or underscore joins the words on either side somewhere in the text."""
    at = text.find(words)
    while at >= 0:
        if not (_is_of_a_word(text[at - 1 : at]) or _is_of_a_word(text[at + len(words) : at + len(words) + 1])):
            return True
        at = text.find(words, at + 1)
    return False


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or char == "_"
