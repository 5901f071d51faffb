"""Words and clauses of an objective: what they are by the lists in numbers.json, and what they name."""

import re

from aicmo_site.kernel.extract.durations import unit_named
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from strategy.rules.rulebook import from_rules, rules

BORDER = "\u0000"  # stands where a date or a span of time stood
BREAK = re.compile(r"[,;:!?()\n–—、。،؛«»“”„\"]|\.(?=\s|$)")
CLAUSE = re.compile(rf"{BREAK.pattern}|{BORDER}")
MOST_UNIT_WORDS = 4
MOST_NAME_WORDS = 8
SHORT_WORD = 4


def words_of(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def key(word: str) -> str:
    return unaccented(word).replace("’", "'").strip("'’.")


def named_in(word: str, book: str) -> bool:
    return key(word) in _members(book)


def has_stem(text: str, book: str) -> bool:
    """Whether a word of the text begins with a stem of the book; in other scripts, whether the stem occurs."""
    return _stems(book).occur(unaccented(text))


@from_rules
def _stems(book: str) -> Stems:
    return Stems(rules("numbers")[book])


@from_rules
def _members(book: str) -> frozenset[str]:
    return frozenset(rules("numbers")[book])


def noun_of(after: tuple[str, ...]) -> str:
    """The noun that is counted, from the words after its number."""
    words: list[str] = []
    if after and after[0][0] in rules("numbers")["counters"]:
        return after[0][0]
    for index, word in enumerate(after):
        if not words and named_in(word, "linking"):
            continue
        stops = named_in(word, "stop") and not _joins_forms(words, after[index + 1 :])
        if stops or len(words) == MOST_UNIT_WORDS or not word[0].isalpha():
            break
        words.append(word)
    while words and len(words[-1]) <= 2 and words[-1].islower():  # an article or "de" left hanging
        words.pop()
    return " ".join(words)


def rate_of(noun: str, after: tuple[str, ...]) -> str:
    """What stands behind the noun and says how often it is counted: "al mes", "pro Woche"; else ""."""
    behind = after[len(noun.split()) :][:2]
    is_rate = len(behind) > 1 and named_in(behind[0], "rates") and bool(unit_named(behind[1].strip("'’.")))
    return " ".join(behind) if is_rate else ""


def _joins_forms(words: list[str], after: tuple[str, ...]) -> bool:
    """Whether this word stands between two forms of one noun: "Patientinnen und Patienten"."""
    one, two = (key(words[-1]), key(after[0])) if words and after else ("", "")
    return len(two) > SHORT_WORD and one[: len(two) - 2] == two[:-2]


def name_of(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """What is counted: the words before the number, else those after it; "" where neither stands alone."""
    words = list(before)
    while words and (named_in(words[-1], "by") or named_in(words[-1], "to") or named_in(words[-1], "from")):
        words.pop()
    words = _without_verb(words)
    if (
        not words
        and after
        and not named_in(after[0], "by")
        and not named_in(after[0], "from")
        and key(after[0]) != "of"
    ):
        for word in _without_verb([word for word in after if key(word) not in ("more", "mehr", "mas", "less")]):
            if named_in(word, "stop"):
                break
            words.append(word)
    return _without_particle(" ".join(words)) if len(words) <= MOST_NAME_WORDS else ""


def _without_verb(words: list[str]) -> list[str]:
    """Without the verb of wanting, its pronoun and the article that lead to the noun."""
    while words and key(words[0]) not in rules("numbers")["keep_as_name"] and _is_lead(words[0]):
        words = words[1:]
    return words


def _without_particle(name: str) -> str:
    return name[:-1] if name[-1:] in rules("numbers")["particles"] else name


def _is_lead(word: str) -> bool:
    """Whether a word leads to the noun: a whole short word, or a verb by its stem."""
    found = key(word)
    return found in _members("aims") or found.startswith(_verbs()) or found in _members("short_verbs")


@from_rules
def _verbs() -> tuple[str, ...]:
    book = rules("numbers")
    stems = (*book["aims"], *book["more"], *book["less"])
    return tuple(stem for stem in stems if len(stem) > SHORT_WORD or not stem.isascii())
