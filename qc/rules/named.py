"""Names: the client's own must be spelt as it spells them; of another place or person, somebody must know."""

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.extract.calendar import months, weekdays
from aicmo_site.kernel.languages import SPELT
from aicmo_site.kernel.text.folding import as_read, bare_letters
from aicmo_site.kernel.text.sentences import TAG, blank, without_links, without_quotes
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.client_requirements import names_of
from qc.rules.inflected import is_form_of
from qc.rules.spelling import dictionary

_TOKEN = regex.compile(r"(?<![\p{L}\p{N}])\p{L}{1,2}['’](?=\p{Lu})|[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]{1,30}")
_PARTS = regex.compile(r"\s[-–—|/]\s|[,;:()\[\]|]")
_SHORTEST, _LONGEST_PHRASE = 5, 8  # letters of a name alone; words of a name
_LONG = 8  # letters from which two slips still leave a name what it is
_GENITIVES = ("s", "'s", "’s")
_INFLECTING = ("pl", "cs", "sk", "hr", "sl", "sr", "ru", "uk", "fi", "et", "hu", "lt", "lv", "tr", "la", "el")
_NAME = r"\p{Lu}[\p{Ll}\p{M}]+(?:[’'-]\p{L}+)?"
_FULL_NAME = regex.compile(rf"(?<=[\p{{Ll}},;] )({_NAME}(?: {_NAME}){{1,3}})(?![\p{{L}}])")
_MOST_CAPITALS = 0.5  # of the words of a line: more, and it is a title


def misspelt_names(copy: CopyDTO) -> Iterator[Finding]:
    """The client's name, or a part of a demanded text, one or two letters off."""
    for field, text in prose(copy):
        plain = blank(without_links(text), TAG)
        if found := _nearly_named(copy, plain) or _nearly_named_unspaced(copy, plain):
            said, meant = found
            yield Finding(field, said, f"“{said}” is not how “{meant}” is spelt.")


def _nearly_named(copy: CopyDTO, text: str) -> tuple[str, str] | None:
    """(as written, as the client spells it) of the client's first phrase that stands with one word a little off."""
    tokens = [(match[0], bare_letters(match[0])) for match in _TOKEN.finditer(text)]
    spans = [match.span() for match in _TOKEN.finditer(text)]
    known, gaps = _known(copy.client, names_of(copy)), _gaps(copy.client, names_of(copy))
    found: tuple[int, int, str, str] | None = None  # number of the phrase, place, written, name
    for (size, gap), phrases in gaps.items():
        for at in range(len(tokens) - size + 1):
            written, folded = tokens[at + gap]
            if folded in known or not written[0].isupper():
                continue
            window = tokens[at : at + size]
            rest = (folded[0], *(word for number, (_, word) in enumerate(window) if number != gap))
            for order, name, meant in phrases.get(rest, ()):
                if (found is None or (order, at) < found[:2]) and _is_slip(
                    copy, written, folded, meant, alone=size == 1
                ):
                    found = (order, at, text[spans[at][0] : spans[at + size - 1][1]], name)
    return found and found[2:]


def _nearly_named_unspaced(copy: CopyDTO, text: str) -> tuple[str, str] | None:
    """The same in a script without spaces: one letter of the name is another."""
    for name in dict.fromkeys((*names_of(copy), *copy.client.mandatory)):
        pattern = _one_letter_off(name) if len(name) >= _SHORTEST and _UNSPACED.fullmatch(name) else None
        found = (match[0] for match in pattern.finditer(text)) if pattern else ()
        if said := next((one for one in found if one != name and one not in "\n".join(copy.client.facts)), ""):
            return said, name
    return None


@lru_cache(maxsize=256)
def _one_letter_off(name: str) -> "regex.Pattern[str]":
    parts = (rf"{regex.escape(name[:at])}\p{{L}}{regex.escape(name[at + 1 :])}" for at in range(len(name)))
    return regex.compile("|".join(parts))


_Gaps = dict[tuple[int, int], dict[tuple[str, ...], list[tuple[int, str, str]]]]


@lru_cache(maxsize=64)
def _gaps(client: ClientFactsDTO, names: tuple[str, ...]) -> _Gaps:
    """By length and place of a word: its first letter and the others beside it, to (number of the phrase, it, word).

    So a text is gone through once for each of the few lengths, and not once for each of many phrases.
    """
    found: _Gaps = {}
    for order, (name, words) in enumerate(_phrases(client, names)):
        for gap, word in enumerate(words):
            if len(word) >= _SHORTEST:
                rest = (word[0], *words[:gap], *words[gap + 1 :])
                found.setdefault((len(words), gap), {}).setdefault(rest, []).append((order, name, word))
    return found


@lru_cache(maxsize=64)
def _phrases(client: ClientFactsDTO, names: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    parts = (part.strip() for name in (*names, *client.mandatory) for part in _PARTS.split(name))
    split = ((part, tuple(map(bare_letters, _TOKEN.findall(part)))) for part in dict.fromkeys(parts))
    return tuple((part, words) for part, words in split if 0 < len(words) <= _LONGEST_PHRASE and part[:1].isupper())


def _is_slip(copy: CopyDTO, written: str, folded: str, meant: str, *, alone: bool) -> bool:
    """Whether a word that is in capitals as the name is, begins with its letter, and is none the client uses, is it."""
    if len(folded) < _SHORTEST:
        return False
    if folded.startswith(meant) and (
        folded[len(meant) :] in _GENITIVES[alone is False and language_of(copy) == "es" :]
    ):
        return not alone and folded[len(meant) :] == "s" and language_of(copy) in ("en", "es", "fr", "it", "pt")
    if language_of(copy) in _INFLECTING and is_form_of(folded, meant, language_of(copy)):
        return False
    if alone and (folded.startswith(meant) or _is_word(written, language_of(copy))):
        return False
    return _distance(folded, meant) <= (2 if len(meant) >= _LONG or not alone else 1)


def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import DamerauLevenshtein

    return int(DamerauLevenshtein.distance(one, other, score_cutoff=2))


def _is_word(written: str, language: str) -> bool:
    return language in SPELT and written.casefold() in dictionary(language)


def unknown_names(copy: CopyDTO) -> Iterator[Finding]:
    """Places and people that no fact names: a person settles each once, by allowing it."""
    known = _known(copy.client, names_of(copy))
    yield from _unknown_stops(copy)
    for field, text in prose(copy):
        lines = blank(without_quotes(without_links(text)), TAG).splitlines()
        for line in lines if language_of(copy) in data("names")["places"] else ():
            names = () if _is_title(line, language_of(copy)) else _names_in(line, language_of(copy))
            if found := next((name for name in names if not _is_known(name, known)), ""):
                yield Finding(field, found, f"No fact names “{found}”: is it right?")
                break


def _unknown_stops(copy: CopyDTO) -> Iterator[Finding]:
    """Stations and the like that no fact names, in a script without spaces."""
    given = "\n".join((*names_of(copy), *copy.client.facts, *copy.client.mandatory, copy.client.call_to_action))
    for field, text in prose(copy):
        found = (match[0] for match in _STOP.finditer(without_quotes(without_links(text))))
        if name := next((name for name in found if name not in given and name not in data("names")["common"]), ""):
            yield Finding(field, name, f"No fact names “{name}”: is it right?")


_STOP = regex.compile(r"[\p{Han}\p{Katakana}ー]{2,8}(?:駅|空港|神社)(?![\p{Han}])")


def _names_in(line: str, language: str) -> Iterator[str]:
    for match in _places(language).finditer(line):
        for name in regex.findall(rf"{_NAME}(?:[ -]{_NAME}){{0,2}}", match["names"]):
            if not _is_common(name, language):
                yield name
    if language != "de":
        yield from (match[1] for match in _FULL_NAME.finditer(line) if not _is_common(match[1], language))


@cache
def _places(language: str) -> "regex.Pattern[str]":
    table = data("names")
    joints = "|".join(regex.escape(joint) if joint == "," else rf" {joint}" for joint in table["joints"])
    one = rf"{_NAME}(?:[ -]{_NAME}){{0,2}}"
    names = rf"(?:\p{{Lu}}{{2,4}}(?:,|(?= )))?\s?{one}(?:,?(?:{joints}) {one}){{0,5}}"
    return regex.compile(rf"(?<!\p{{L}})(?i:{'|'.join(table['places'][language])}) (?P<names>{names})(?![\p{{L}}])")


def _is_common(name: str, language: str) -> bool:
    first = name.split()[0]
    if name in data("names")["common"] or first in data("names")["common"]:
        return True
    calendar = (*months(language), *weekdays(language))
    if name.casefold() in calendar or name.casefold() in _peoples(language):
        return True
    if language == "de" and not _GERMAN_PLACE.search(name):
        return _is_word(name, "de") or name.endswith(_NOUN_ENDINGS)
    return False


_GERMAN_PLACE = regex.compile(r"(?<=\p{L}{3})(?:berg|burg|dorf|hausen|furt|ingen|kirchen|brücken|haven|stadt)$")
_NOUN_ENDINGS = ("ung", "heit", "keit", "schaft", "tion", "ität", "nis", "tum", "er", "en", "zeit", "e")


@cache
def _peoples(language: str) -> frozenset[str]:
    """Names of languages, which are those of peoples: Spanish, Deutsch."""
    from babel import Locale

    return frozenset(name.casefold() for name in Locale.parse(language).languages.values())


@lru_cache(maxsize=64)
def _known(client: ClientFactsDTO, names: tuple[str, ...]) -> frozenset[str]:
    given = (*names, *client.facts, *client.mandatory, *client.competitors, *client.banned_terms, client.website)
    lines = (*given, client.call_to_action, *map(as_read, given))  # Saint-Loup, and its words apart
    return frozenset(bare_letters(word) for line in lines for word in _TOKEN.findall(line))


def _is_known(name: str, known: frozenset[str]) -> bool:
    """Whether each of its words, or its beginning, is one that the client uses: Washington of Washingtonians."""
    return all(
        any(word == one or (len(word) >= _SHORTEST and one[:_SHORTEST] == word[:_SHORTEST]) for one in known)
        for word in map(bare_letters, _TOKEN.findall(as_read(name)))
    )


def _is_title(line: str, language: str) -> bool:
    """Whether most words begin in capitals, as no sentence does; in German all nouns do."""
    words = _TOKEN.findall(line) if language != "de" else ()
    return bool(words) and sum(word[0].isupper() for word in words) > max(_FEWEST_CAPITALS, _MOST_CAPITALS * len(words))


_FEWEST_CAPITALS = 3
