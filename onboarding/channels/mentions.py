"""Channels in running text: which the client wants, which are ruled out, and which are only mentioned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.folding import as_name
from aicmo_site.kernel.text.remembering import remembered
from onboarding.channels.clause_names import IN_CJK, Named, is_only_names, joining, named_alone, names_in
from onboarding.channels.lexicon import (
    WORDS,
    ads_in_papers,
    doubt_in,
    has_words,
    known_ids,
    paid_sister,
)

WANTED, DOUBTED, RULED_OUT, PASSING = "wanted", "doubted", "ruled out", "passing"
_MARKS = "[,;:()!?.、。，،；（）]"
_CLAUSES = re.compile(
    rf"(?<!{_MARKS}){_MARKS}+(?=\s|$|[^\x00-\x7f])|\s[-–—]+\s|\s?\|\s?|\b(?:but|pero|mais|aber|sondern|maar|ma|mas|ale|но)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s(?:and|und|sowie|et|y|e|en|plus|as well as|or|oder|ou|o|of)\s")
_ASKED_FIRST = re.compile(r"[^?.!,;:|]{1,60}(?:\?\s|[:|]\s?\?{1,3}[\s|]{0,3}$)")
_SUM = re.compile(
    r"[£€$]?\s?\d[\d\s.,'’]{0,14}(?:k|[£€$]|euros?|eur|gbp|usd|chf|zł|pln)?(?:\.–)?", re.IGNORECASE
)  # a cell
_REACH = 120  # characters before a name in which its negation may stand
_NEAR = 2  # words that may stand between a negation and the name that it rules out


@dataclass(frozen=True)
class Mention:
    """A channel or group by name, and what the sentence says of it."""

    target: str
    stance: str
    words: str
    is_added: bool = False  # to those that were named before

    @property
    def is_channel(self) -> bool:
        return self.target in known_ids() or self.target.startswith("other:")


@remembered(512)
def mentions(sentence: str, *, wanted: bool = False) -> tuple[Mention, ...]:
    """Every channel that a sentence names. `wanted`: whether mere naming is a wish, as under a label "Channels:"."""
    asked, rest = _asked_first(sentence)
    return (*asked, *(replace(mention, words=sentence) for mention in _told(rest, wanted=wanted)))


def _told(sentence: str, *, wanted: bool) -> list[Mention]:
    clauses = [" ".join(part.split()) for part in _CLAUSES.split(sentence)]
    clauses = [
        part for clause in clauses if as_name(clause) and not _SUM.fullmatch(clause) for part in _by_verdict(clause)
    ]
    if not any(map(names_in, clauses)):
        return []
    wishes = wanted or has_words(sentence, "wishes") or all(is_only_names(clause) for clause in clauses)
    wishes = wishes or any(_is_as_before(clause) for clause in clauses)
    wishes = wishes or _is_list(clauses) or has_words(sentence, "doubt") or _buys_an_ad(sentence)
    stance, places = WANTED if wishes else PASSING, has_words(sentence, "placing")
    doubts, found = False, list[Mention]()
    for before, clause in zip(["", *clauses], clauses, strict=False):
        if has_words(_without_as_before(clause), "passing"):
            stance = PASSING
        elif names_in(clause) and not is_only_names(clause) and wishes:
            stance = WANTED
        elif not names_in(clause) and has_words(clause, "doubt"):
            if alone := named_alone(before):  # "cinema, provided there is money left"
                found.append(Mention(alone, DOUBTED, sentence))
                continue
            doubts = not found or _goes_on(before)  # "…, and, if we can afford it, radio"
            if not doubts and found[-1].stance == WANTED:
                found[-1] = replace(found[-1], stance=DOUBTED)  # "cinema ads (depends on the price)"
            continue
        elif found and is_only_names(before) and _after().fullmatch(clause):
            found[-1] = replace(found[-1], stance=RULED_OUT)  # "la radio, ce n'est plus la peine"
            continue
        elif found and found[-1].stance == PASSING and is_only_names(before) and _is_yes(clause):
            found[-1] = replace(found[-1], stance=WANTED)  # "Instagram: yes"
            continue
        for target, own, is_added in _stances(clause, stance, places=places):
            found.append(Mention(target, DOUBTED if doubts and own == WANTED else own, sentence, is_added))
            stance = WANTED if own == DOUBTED else own
        doubts = doubts and not names_in(clause)
    return found


def _asked_first(sentence: str) -> tuple[list[Mention], str]:
    """What a sentence asks for by name at its beginning ("TikTok? She is not mad about it."), and the rest of it; the
    answer counts, and what is neither a yes nor a no leaves it open."""
    asked = _ASKED_FIRST.match(sentence)
    if asked is None or not is_only_names(asked[0]):
        return [], sentence
    rest = sentence[asked.end() :]
    answer = as_name(rest).partition(" ")[0]
    is_out = answer in WORDS["no_behind"]["words"] or answer in WORDS["negation"]["before"]
    stance = RULED_OUT if is_out else WANTED if answer in WORDS["yes"]["words"] else DOUBTED
    return [Mention(target, stance, sentence) for _, _, target in names_in(asked[0])], rest


def _is_yes(clause: str) -> bool:
    words = as_name(clause).split()
    return len(words) <= _NEAR and words[:1] != ["of"] and words[0] in WORDS["yes"]["words"]


def _goes_on(clause: str) -> bool:
    return as_name(clause).rpartition(" ")[2] in joining()


def _buys_an_ad(sentence: str) -> bool:
    return bool(ads_in_papers().search(as_name(sentence))) and not has_words(sentence, "tells")


def _is_list(clauses: list[str]) -> bool:
    """Whether a sentence names several channels and tells nothing of them: "posters in the shops, the newsletter"."""
    named = {target for clause in clauses for _, _, target in names_in(clause)}
    return len(named) > 1 and not any(has_words(clause, "tells") for clause in clauses)


def _by_verdict(clause: str) -> list[str]:
    """A clause that keeps one channel and drops another, in two: "Instagram stays and the flyers are out"."""
    parts = _JOINT.split(clause)
    told = [part for part in parts if names_in(part) and (_verdicts().search(as_name(part)) or _after().search(part))]
    return parts if len(told) > 1 else [clause]


def _is_as_before(clause: str) -> bool:
    """ "Posters and Facebook as last year", of which nothing is told."""
    return bool(names_in(clause)) and bool(_as_before().search(as_name(clause))) and not has_words(clause, "tells")


def _without_as_before(clause: str) -> str:
    return _as_before().sub(" ", as_name(clause)) if _as_before().search(as_name(clause)) else clause


def _kept(folded: str, start: int, end: int, until: int) -> tuple[bool, bool]:
    """Whether it is said of a name that it stays or comes in, and whether that brings in a new one."""
    before = _kept_before().search(folded[max(start - _REACH, 0) : start])
    behind = _kept_behind().match(folded[end:until])
    words = (before[0] if before else "") + (behind[0] if behind else "")
    return bool(words), bool(words) and bool(_adding().search(words))


def _stances(clause: str, stance: str, *, places: bool) -> Iterator[tuple[str, str, bool]]:
    """(target, stance, whether it is added) for each name of a clause; a negation, or that it is kept, holds for the
    names behind it.

    `places`: whether the sentence tells where something is to stand, and its negation is of that place.
    """
    if not (named := names_in(clause)):
        return
    folded, ruled_out_behind = as_name(clause), bool(_after().search(clause))
    has_none, may_be_out = has_words(clause, "has_none"), not places and not has_words(clause, "passing")
    ads, doubted = _beside_ads(folded, named), _doubted(folded, named)
    adds = False
    for (start, end, target), until in zip(named, [*(one[0] for one in named[1:]), len(folded)], strict=True):
        is_out = ruled_out_behind or (not has_none and _is_negated(folded, start)) or _is_refused(folded, end)
        is_out = is_out and not _carried().match(folded, end)
        is_kept, is_new = _kept(folded, start, end, until)
        if is_out and may_be_out:
            stance, adds = RULED_OUT, False
        elif is_kept and not has_words(clause, "passing"):
            stance, adds = WANTED, is_new
        sister = paid_sister(folded[start:end]) if start in ads else None  # a plain name beside a word for ads
        yield sister or target, DOUBTED if stance == WANTED and start in doubted else stance, adds


def _beside_ads(folded: str, named: Sequence[Named]) -> set[int]:
    """Where the names stand that a word for ads belongs to: "ads on Facebook and Instagram", not "ads in the paper and
    posts on Facebook"."""
    beside, end = set[int](), 0
    for group in _groups(folded, named):
        before = _JOINT.split(folded[end : group[0][0]])[-1]
        end = group[-1][1]
        behind = _JOINT.split(folded[end:])[0]
        if any(
            has_words(words, "paid") for words in (before, *(folded[start:stop] for start, stop, _ in group), behind)
        ):
            beside.update(start for start, _, _ in group)
    return beside


def _groups(folded: str, named: Sequence[Named]) -> list[list[Named]]:
    """The names of a clause, together where nothing but joining words stands between them."""
    groups = [[*named[:1]]]
    for name in named[1:]:
        if joining() >= {*folded[groups[-1][-1][1] : name[0]].split()}:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _doubted(folded: str, named: Sequence[Named]) -> set[int]:
    """Where the names stand that a clause doubts, or puts under a condition: behind the doubt, else closely before."""
    doubts = [match.start() for match in doubt_in(folded)]
    behind = {start for start, _, _ in named if doubts and start > doubts[0] and _is_lead(folded[: doubts[0]])}
    last = [max((start for start, _, _ in named if start < doubt), default=-1) for doubt in doubts]
    return behind or {start for start in last if start >= 0} or {start for start, _, _ in named if doubts}


def _is_lead(before: str) -> bool:
    return not before.strip() or before.split()[-1] in joining()


def _is_negated(folded: str, start: int) -> bool:
    """Whether a negation stands closely before the name that begins there."""
    return bool(_negated().search(folded[max(start - _REACH, 0) : start]))


def _is_refused(folded: str, end: int) -> bool:
    return bool(_no_behind().fullmatch(folded, end))


@cache
def _no_behind() -> re.Pattern[str]:
    """ "Flyers no please": a bare no, and politeness, are all that stands behind the name."""
    rule = WORDS["no_behind"]
    nos, polite = "|".join(rule["words"]), "|".join(map(as_name, rule["polite"]))
    return re.compile(rf"\s?(?:{nos})(?:\s(?:{polite}))?")


@cache
def _carried() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{either({as_name(word) for word in WORDS['carried']['words']})})(?!\w)")


@cache
def _negated() -> re.Pattern[str]:
    """A negation, and at most a few words between it and what stands behind."""
    negations = either({as_name(word) for word in WORDS["negation"]["before"]})
    return re.compile(rf"(?<!\w)(?:{negations})(?:\s\S{{1,30}}){{0,{_NEAR}}}\s?$")


@cache
def _kept_before() -> re.Pattern[str]:
    """A word for keeping or adding, and at most a few words between it and what stands behind."""
    words = either({as_name(word) for word in WORDS["kept"]["before"]})
    return re.compile(rf"(?<!\w)(?:{words})(?:\s\S{{1,30}}){{0,{_NEAR}}}\s?$")


@cache
def _kept_behind() -> re.Pattern[str]:
    """Behind the name, where nothing goes on from it: "radio stays", not "radio stays popular"."""
    words = either({as_name(word) for word in WORDS["kept"]["after"]})
    joints = either({as_name(word) for word in (*WORDS["joined"]["words"], *WORDS["kept"]["goes_on"])} - {""})
    return re.compile(rf"\s(?:{words})(?=$|\s(?:{joints})(?!\w))")


@cache
def _adding() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either({as_name(word) for word in WORDS['kept']['adds']})})")


@cache
def _verdicts() -> re.Pattern[str]:
    """Words that keep a channel or rule it out, wherever they stand beside its name."""
    rules = (*WORDS["kept"]["before"], *WORDS["kept"]["after"], *WORDS["negation"]["before"])
    return re.compile(rf"(?<!\w)(?:{either({as_name(word) for word in rules})})(?!\w)")


@cache
def _as_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(WORDS['as_before']['patterns'])})(?!\w)")


@cache
def _after() -> re.Pattern[str]:
    words = WORDS["negation"]["after"]
    spaced = either(word for word in words if not IN_CJK.search(word) and word not in ("no", "NG"))
    cjk = either(filter(IN_CJK.search, words)) + "|(?-i:(?<![A-Za-z])NG(?![A-Za-z]))"
    return re.compile(rf"(?<!\w)(?:{spaced})[\s!.]{{0,5}}$|(?:は|も|を)?(?:{cjk})", re.IGNORECASE)
