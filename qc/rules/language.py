"""Whether a text is in the language that was ordered."""

from collections.abc import Iterator

import regex

from aicmo_site.kernel.languages import SPELT
from aicmo_site.kernel.text.identification import TOLD_APART, ranked
from aicmo_site.kernel.text.sentences import TAG, blank, sentences, without_links, without_phrases, without_quotes
from qc.contracts import CopyDTO
from qc.engine.registry import Finding, Unread, data, language_of, prose
from qc.rules.client_requirements import names_of
from qc.rules.leftovers import EXEMPT
from qc.rules.spelling import dictionary

_LETTERS = regex.compile(r"\p{L}")
_WORDS = regex.compile(r"[\p{L}\p{M}'’-]{2,}")
_NAMES = regex.compile(r"(?<=[\p{L}\p{N},;] )\p{Lu}[\p{L}\p{M}'’.-]+(?: \p{Lu}[\p{L}\p{M}'’.-]+)*")
_WELL_KNOWN, _HALF_KNOWN = 0.78, 0.5
_LONGEST_READ = 4000  # characters; a language does not change its mind after so many
# What a text must have before it is judged, and by how much the other language must be the likelier one: (words,
# letters, distance of the logarithms for each letter). Short texts are judged only where there is hardly a doubt.
_TEXT, _SENTENCE = (5, 24, 0.40), (8, 40, 0.55)


def other_language(copy: CopyDTO) -> Iterator[Finding | Unread]:
    wanted = data("languages")["same"].get(language_of(copy), language_of(copy))
    if wanted not in TOLD_APART:
        yield Unread(f"The language “{copy.language}” cannot be told from others yet.")
        return
    for field, text in prose(copy):
        clean = _own_words(copy, text[:_LONGEST_READ])
        if _is_other(clean, wanted, *_TEXT):
            yield Finding(field, text, f"This is not in the ordered language ({copy.language}).")
            continue
        parts = [part for part in sentences(clean) if _is_other(part, wanted, *_SENTENCE)]
        if parts:
            yield Finding(
                field, " ".join(parts[0].split()), f"A sentence is not in the ordered language ({copy.language})."
            )


def _own_words(copy: CopyDTO, text: str) -> str:
    """The text without what may stand in any language: addresses, tags, quotations, names, demanded texts."""
    client = copy.client
    given = (*client.mandatory, *client.competitors, *client.facts, *client.allowed_words, client.call_to_action)
    site = client.website.partition("://")[2] or client.website
    site = site.rstrip("/")
    phrases = (*names_of(copy), *given, client.website, site, site.removeprefix("www."))
    ends = (phrase.rstrip(" .") for phrase in phrases)  # a line may drop the last stop of "e.V."
    return without_phrases(blank(without_quotes(without_links(text)), EXEMPT, TAG), [*phrases, *ends])


def _is_other(text: str, wanted: str, fewest_words: int, fewest_letters: int, distance: float) -> bool:
    letters = "".join(_LETTERS.findall(text))
    if _other_script(letters, wanted):
        return True
    bare = " ".join(text.split())
    many = _WORDS.findall(bare.lower())
    known = _known_share(many, wanted)
    if len(many) < fewest_words or len(letters) < fewest_letters or known >= _WELL_KNOWN:
        return False
    distance *= 2 if known >= _HALF_KNOWN else 1
    return _further(bare.lower(), wanted) > distance and _further(_NAMES.sub(" ", bare), wanted) > distance


def _known_share(many: list[str], wanted: str) -> float:
    """How many of the words are in the word list of the language; where most are, the identifier, slow to load, is not
    asked, and where half are, it must be surer."""
    if wanted not in SPELT or not many:
        return 0.0
    listed = dictionary(wanted)
    return sum(word.strip("'’-") in listed for word in many) / len(many)


def _further(text: str, wanted: str) -> float:
    """By how much, for each letter, another language is likelier than the one wanted and its near relations."""
    scores = dict(ranked(text))
    kin = {wanted, *data("languages")["kin"].get(wanted, ())}
    best = max(scores, key=lambda name: scores[name])
    return 0.0 if best in kin else (scores[best] - scores[wanted]) / max(1, len(_LETTERS.findall(text)))


def _other_script(letters: str, wanted: str) -> bool:
    """Most letters are of a script in which the wanted language is not written."""
    allowed = data("languages")["scripts"].get(wanted, "Latin")
    classes = "".join("\\p{" + name + "}" for name in allowed.split())
    foreign = len(regex.sub(f"[{classes}]", "", letters))
    return len(letters) >= 8 and foreign / len(letters) > 0.6
