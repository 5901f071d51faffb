"""Which language the copy is to be in."""

import json
import re
from collections import Counter
from functools import cache

from aicmo_site.kernel.languages import language_of_code, primary_of
from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.identification import likeliest
from onboarding.lexicon import WORDS

DATA = json.loads((WORDS / "languages.json").read_text(encoding="utf-8"))
CLEARLY = 4  # small words that a language needs, and
LETTERS = 2  # that only one language of a family has
SHORT_CLAUSE = 5  # words
LEAST_LETTERS, LONGEST_JUDGED = 60, 2_000  # of a text whose language is told by its letters, and
CLEARLY_LIKELIER = 0.4  # by how much, for each letter, it must be the likelier one
TIMES = 2  # how many times as many as any other
_CLAUSES = re.compile(r"[,;.!?]\s+|\s[-–—]\s|\b(?:but|aber|sondern|pero|mais|ma|maar|mas)\s", re.IGNORECASE)
_CODE = r"(?-i:[A-Z]{2}(?:[-_][A-Z]{2})?|[a-z]{2}[-_][A-Z]{2})"
_SMALL_CODE = r"[a-z]{2}(?:[-_][a-z]{2})?"
_TAG = re.compile(r"([a-z]{2,3})(?:[-_](\w{2,8}))*", re.IGNORECASE)


def tag_of(written: str) -> str:
    """The BCP 47 tag of a language as written in a form; "" for `mixed` and for what is no language."""
    if name := DATA["names"].get(written.casefold()):
        return name
    if not _TAG.fullmatch(written):
        named = {DATA["names"][match[0].casefold()] for match in _name().finditer(written)}
        return named.pop() if len(named) == 1 else ""
    code, *others = re.split("[-_]", written)
    if not (first := language_of_code(code)):
        return ""
    return "-".join([first, *(part.upper() if len(part) == 2 else part.title() for part in others)])


def languages_asked_for(text: str) -> list[str]:
    """The languages in which a text wants the copy ("copy in French please"); [] where it voices no such wish.

    Where one clause says it all, another one of the same sentence, about the form or about us, says nothing.
    """
    clauses = [clause for clause in _CLAUSES.split(text) if clause and not _own_form().search(clause)]
    by_clause: list[str] = []
    for clause in clauses:
        by_clause += _asked_in(clause, goes_on=bool(by_clause) and len(clause.split()) <= SHORT_CLAUSE)
    return list(dict.fromkeys(by_clause or (_asked_in(" ".join(clauses)) if len(clauses) > 1 else [])))


def languages_named(text: str) -> list[str]:
    """The languages of which a text speaks as such, in whatever connection: "one flyer in French", "Spanish is a must";
    no "French tourists"."""
    text = ", ".join(clause for clause in _CLAUSES.split(text) if not _own_form().search(clause))
    if _refused().search(text):
        return []
    found = [DATA["names"][match["noun"].casefold()] for match in _noun().finditer(text)]
    return list(dict.fromkeys(found))


@cache
def _noun() -> re.Pattern[str]:
    """The name of a language that no noun follows, but for such as "version"."""
    return re.compile(
        rf"(?<!\w)(?P<noun>{_names()})(?=\W*$|[^\w\s]|\s+(?:{'|'.join(DATA['behind_nouns'])})(?!\w))", re.IGNORECASE
    )


def _asked_in(text: str, *, goes_on: bool = False) -> list[str]:
    """`goes_on`: it is a short clause behind one about the copy ("…, and in Spanish please")."""
    if not (goes_on or _speaks_of_copy().search(text)) or _refused().search(text):
        return []
    tags: dict[str, None] = {}
    for match in _in_language().finditer(text):
        if match["unspaced"]:
            tags[next(tag for pattern, tag in DATA["unspaced"].items() if re.fullmatch(pattern, match[0]))] = None
        tags |= {DATA["names"][match[group].casefold()]: None for group in ("name", "also") if match[group]}
    return list(tags)


def _names() -> str:
    return either(DATA["names"])


@cache
def _in_language() -> re.Pattern[str]:
    names = _names()
    before, joined = "|".join(DATA["in"]), "|".join(DATA["joined"])
    return re.compile(
        rf"(?<!\w)(?:{before})\s{{0,2}}(?P<name>{names})(?!\w)(?:\s?(?:{joined})\s{{0,2}}(?:(?:{before})\s)?(?P<also>{names})(?!\w))?"
        rf"|(?P<unspaced>{'|'.join(DATA['unspaced'])})",
        re.IGNORECASE,
    )


@cache
def _speaks_of_copy() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(DATA['copy'])})(?!\w)|(?:{'|'.join(DATA['copy_unspaced'])})", re.IGNORECASE
    )


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_names()})(?!\w)", re.IGNORECASE)


@cache
def _own_form() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(DATA['own_form'])})(?!\w)", re.IGNORECASE)


@cache
def _refused() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(DATA['refused'])})(?!\w)", re.IGNORECASE)


def language_list(*, small: bool) -> str:
    """A pattern for one or more languages in a row, by name or code ("DE + FR", "Spanish and English"). `small`: codes
    may be written so."""
    one = f"(?:{_names()}|{_SMALL_CODE if small else _CODE})"
    joints = rf"\s?(?:[,/&+|]|(?<=\s)(?:{'|'.join(map(re.escape, filter(str.isalpha, DATA['joined'])))})(?=\s))\s?"
    small_words = rf"(?:(?:{'|'.join((*DATA['also'], *DATA['in']))})\s){{0,2}}"
    return rf"{one}(?:{joints}{small_words}{one}){{0,7}}"


def languages_listed(text: str) -> list[str]:
    """The languages of such a list; none where all that stands there may as well be countries."""
    found = re.compile(rf"(?<!\w)(?:{_names()}|{_SMALL_CODE})(?!\w)", re.IGNORECASE).findall(text)
    # "en" is a joint beside names and capitals, and a code beside others that are written small
    is_joint = any(word.isupper() or word.casefold() in DATA["names"] for word in found)
    found = [word for word in found if not (is_joint and word in (*DATA["joined"], *DATA["in"]))]
    codes = [word.upper() for word in found if word.casefold() not in DATA["names"]]
    tags = [code for code in codes if re.search("[-_]", code)]
    plain = [code for code in codes if code not in tags]
    certain = len(plain) < len(found) or any(code in DATA["codes"] for code in plain)
    if not certain or not all(code in (*DATA["codes"], *DATA["codes_beside"]) for code in plain):
        return []
    named = (tag_of(word) for word in found)
    return list(dict.fromkeys(filter(None, named)))


def says_also(text: str) -> bool:
    """Whether a language is to be written beside another one."""
    return bool(_also().search(text))


@cache
def _also() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(DATA['also'])})(?!\w)", re.IGNORECASE)


def bans_eszett(text: str) -> bool:
    return bool(_swiss("swiss_bans").search(text))


def spells_as_swiss(text: str) -> bool:
    """Whether German words that have ß elsewhere stand here without it, and none with it."""
    text = re.sub(r"\b[A-ZÄÖÜ]{2,}\b", " ", text)  # capitals have no ß anywhere
    return "ß" not in text and bool(_swiss("swiss_words").search(text))


@cache
def _swiss(name: str) -> re.Pattern[str]:
    whole = r"(?<!\w)(?:{})(?!\w)" if name == "swiss_words" else "{}"
    return re.compile(whole.format("|".join(DATA[name])), re.IGNORECASE)


def detect(text: str) -> str:
    """The language that a text is clearly in; "" where it is not clear."""
    return script_of(text) or _by_small_words(text) or _by_letters_in_row(text)


def _by_letters_in_row(text: str) -> str:
    """For a text without many small words: a mail of a few sentences is enough."""
    text = text[:LONGEST_JUDGED]
    return likeliest(text, margin=CLEARLY_LIKELIER) if sum(map(str.isalpha, text)) >= LEAST_LETTERS else ""


def differs(tag: str, detected: str) -> bool:
    """Whether a detected language contradicts a tag; a script shared by several languages does not."""
    base = primary_of(tag)
    return bool(detected) and base != detected and base not in DATA["shared_scripts"].get(detected, ())


def script_of(text: str) -> str:
    """The language whose script most letters of a text are in; "" for Latin ones."""
    letters = sum(char.isalpha() for char in text)
    for language, ranges in DATA["scripts"].items():
        share = 0.1 if language == "ja" else 0.5  # kana stand between Chinese characters
        if letters and _count(ranges, text) > letters * share:
            return _by_letters(text, language)
    return ""


def _by_letters(text: str, language: str) -> str:
    """The language of a script's family whose very own letters stand in the text: і and ї are not Russian."""
    own = DATA["letters"].get(language, {})
    folded = text.casefold()
    counts = Counter({tag: _count(letters, folded) for tag, letters in own.items()})
    best, count = counts.most_common(1)[0] if counts else (language, 0)
    return best if count >= LETTERS else language


def _count(letters: str, text: str) -> int:
    return len(_other_than(letters).sub("", text))


@cache
def _other_than(letters: str) -> re.Pattern[str]:
    return re.compile(f"[^{letters}]+")


def _by_small_words(text: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    scores = Counter({language: sum(words[word] for word in small) for language, small in _small_words().items()})
    (best, score), (_, next_score) = scores.most_common(2)
    return best if score >= CLEARLY and score >= TIMES * next_score else ""


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in DATA["small_words"].items()}
