"""What the notes say about money for this campaign."""

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from aicmo_site.kernel.extract.digits import normal
from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.sums import Money, with_ranges
from aicmo_site.kernel.languages import primary_of
from aicmo_site.kernel.text.whole_words import stands_in
from onboarding.exclusions.banned_names import banned_names
from onboarding.form.answers import Form
from onboarding.language.detection import detect, tag_of
from onboarding.notes.cues import SIGNALS, label_of, patterns, says, speaks_of, topic_of
from onboarding.notes.sentences import sentences
from onboarding.notes.texts import MAX_SENTENCE, text_of
from onboarding.once import once

Said = dict[str, list[Money]]  # sentences of the notes, each with the sums in it that may be the budget
_YEAR = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d.,/-]\d|\d)")
LEAST_PART = 100  # of a sum; what is less counts something else
NEAR = 2  # sentences
LEADING = 2  # words before a sum that begins a sentence
_REACH = 80  # characters in which two small words stand before "last year", or a negation before a sum
_MOST_BESIDE = 1  # words beside "last year" that make no statement of their own: "in the last year, …"


@once
def speech_of(form: Form) -> str:
    """How the client's people speak (BCP 47): by the notes, with the country that the form names, if it speaks so."""
    tag = tag_of(text_of(form.responses.get("language")))
    spoken = detect(form.notes) or tag
    return tag if primary_of(spoken) == primary_of(tag) else spoken


@once
def sums_said(form: Form) -> Said:
    """What the notes say about a sum for this job. Prices, turnover, last year's and rivals' spending are none."""
    found = {}
    for said in budget_sentences(form):
        if says("not_the_budget", said) or _is_not_there(said, form):
            continue
        if sums := distinct([money for clause in own_clauses(said, form) for money in _sums(clause, form)]):
            found[said] = sums
    return _newest(form, found)


def _newest(form: Form, said: Said) -> Said:
    """All that agree; where a sum is corrected, or a later mail gives another one, the sums that were said last."""
    if len(distinct([money for sums in said.values() for money in sums])) < 2:
        return said
    return {text: said[text] for text in form.newest(said)}


def spent_already(form: Form) -> str:
    """The sentence of the notes, near one about the budget, that tells of a sum no longer free; "" where none does."""
    about = {position for position, said in enumerate(form.note_sentences) if speaks_of("budget", said)}
    numbered = enumerate(form.note_sentences)
    near = (said for position, said in numbered if about & set(range(position - NEAR, position + 1)))
    return next((said for said in near if says("spent_already", said) and find_money(said, speech_of(form))), "")


@once
def budget_sentences(form: Form) -> list[str]:
    """The sentences of the notes that speak of money to be spent, whoever's it is, or that repeat the form's sum."""
    answers = {text for turn in form.answered.get("budget", ()) for text in sentences(turn.said)}
    about = [said for said in form.note_sentences if said in answers or _speaks_of_it(said, form)]
    first = min(map(form.age, about), default=None)
    later = {said for said in form.note_sentences if first and form.age(said) > first and _only_gives_a_sum(said, form)}
    kept = later.union(about)
    return [said for said in form.note_sentences if said in kept]


def bare_sums(form: Form) -> Iterator[str]:
    """Sentences that begin with a sum and do not say of what, or name one that somebody must grant yet."""
    for said in form.note_sentences:
        sums = [money for money in find_money(said, speech_of(form)) if money.currency]
        begins = bool(sums) and len(said[: sums[0].start].split()) <= LEADING
        if sums and (begins or says("conditional_sums", said)) and not says("no_budget", said):
            yield said


def _speaks_of_it(said: str, form: Form) -> bool:
    return speaks_of("budget", said) or label_of("budget", said) is not None or _repeats_the_form(said, form)


def _only_gives_a_sum(said: str, form: Form) -> bool:
    """Whether what is said later gives a sum and does not say of what: "make that 12k"."""
    sums = find_money(said, speech_of(form))
    is_sum = any(money.currency or money.times for money in sums)
    is_denied = is_sum and says("negates", said[: sums[0].start]) and not says("corrects", said)
    other = topic_of(said) or any(says(signal, said) for signal in ("no_budget", "occasions", "past"))
    return is_sum and not is_denied and not other


def divided_in(form: Form, budget: Decimal) -> str:
    """The sentence of the notes that divides the budget into two sums or more, "" where none does."""
    for said in form.note_sentences:
        amounts = [money.amount for money in find_money(said, speech_of(form)) if money.amount >= LEAST_PART]
        parts = [amount for amount in amounts if amount != budget]
        if budget in amounts and len(parts) > 1 and sum(parts) == budget:
            return said
    return ""


def _repeats_the_form(said: str, form: Form) -> bool:
    """Whether a sentence names the form's sum beside another one in money: "20 thousand euros, not the 15 thousand"."""
    written = _sums_of_the_form(form)
    sums = find_money(said, speech_of(form)) if len(written) == 1 else []
    repeated = any(money.amount == written[0].amount for money in sums)
    return repeated and any(money.currency for money in sums) and len(distinct(sums)) > 1


@once
def _sums_of_the_form(form: Form) -> list[Money]:
    budget = form.responses.get("budget")
    return find_money(str(budget.get("amount") if isinstance(budget, Mapping) else budget), speech_of(form))


def own_clauses(text: str, form: Form) -> Iterator[str]:
    """The clauses of a text that do not tell of another year or of a rival."""
    carried = False
    for clause in clauses_of(text):
        if is_of_others(clause, form):
            carried = _only_introduces(clause)
        elif carried and not says("now", clause):
            carried = not re.search(r"\d", clause)
        else:
            yield clause


def clauses_of(text: str) -> list[str]:
    return [clause for clause in _clause().split(text) if clause and clause.strip()]


def is_of_others(clause: str, form: Form) -> bool:
    """Whether a clause speaks of another time, or of somebody else in front of a sum."""
    years = [int(year) for year in _YEAR.findall(clause)]
    if _says_past(clause) or (years and max(years) < _this_year(form)):
        return True
    sums = find_money(clause, speech_of(form))
    before = normal(clause)[: sums[-1].start] if sums else clause
    folded = before.casefold()
    return says("rivals", before) or any(stands_in(name, folded) for name in _others(form))


@once
def _others(form: Form) -> set[str]:
    """Names that are not the client's: its competitors, and whom its exclusions ban by name."""
    banned = (name for said in form.restrictions("exclusions") for name in banned_names(said[:MAX_SENTENCE]))
    return {name.casefold() for name in (*form.restrictions("competitors"), *banned) if len(name) > 2}


def _says_past(clause: str) -> bool:
    """Whether a clause tells of the past; "as last year" does not."""
    alike = SIGNALS["as_before"]["words"]
    found = (match for pattern in patterns("past") for match in pattern.finditer(clause))
    before = (clause[max(match.start() - _REACH, 0) : match.start()] for match in found)
    return any(not set(words.casefold().split()[-2:]) & set(alike) for words in before)


@once
def _this_year(form: Form) -> int:
    """The last year that the form names, at most the year in which it was filled in."""
    texts = (str(form.responses.get("launch_date") or ""), str(form.responses.get("budget") or ""), form.notes)
    named = [int(year) for text in texts for year in _YEAR.findall(text)]
    submitted = form.submitted_on.year if form.submitted_on else 0
    return min(max(named, default=0), submitted)


def _only_introduces(clause: str) -> bool:
    """Whether nothing but "last year" stands there: what follows is told of it."""
    rest = clause
    for pattern in (*patterns("past"), *patterns("rivals")):
        rest = pattern.sub(" ", rest)
    return len(rest.split()) <= _MOST_BESIDE


@cache
def _clause() -> re.Pattern[str]:
    turns = "|".join([*SIGNALS["now"]["patterns"], *SIGNALS["instead"]["patterns"]])
    return re.compile(
        r"[,;](?=\s)|\s[-–—]\s(?=[^\W\d_])|[()（）、，。|]|\b(?:but|pero|mais|aber|sondern|maar|ma|mas|ale)\b"
        rf"|(?<!\w)(?=(?:{turns})(?!\w))",
        re.IGNORECASE,
    )


def _is_not_there(said: str, form: Form) -> bool:
    """Whether the one sum of a sentence is paid from elsewhere, or comes only if something else happens."""
    is_not = says("other_pots", said) or says("conditional_sums", said)
    return is_not and (len(find_money(said, speech_of(form))) == 1 or len(clauses_of(said)) == 1)


def _sums(clause: str, form: Form) -> list[Money]:
    if any(says(signal, clause) for signal in ("no_budget", "other_pots", "conditional_sums")):
        return []
    text = normal(clause)
    said = (
        money
        for money in find_money(clause, speech_of(form))
        if not _refused().search(text[max(money.start - _REACH, 0) : money.start])
    )
    kept = [money for money in said if not (money.start and text[money.start - 1] in "/.-" and not money.currency)]
    large = [
        money
        for money in kept
        if money.currencies or money.times or (money.amount >= 1000 and not 1900 <= money.amount <= 2100)
    ]
    return large[-1:] if says("moved_sums", clause) else with_ranges(large, clause)


@cache
def _refused() -> re.Pattern[str]:
    """A negation directly before a sum: "7,500, not 750,000", or what takes it back: "forget the 9,000"."""
    words = "|".join([*SIGNALS["negates"]["bare"], *SIGNALS["forgets"]["patterns"]])
    return re.compile(
        rf"(?<!\w)(?:{words})\s{{1,3}}(?:{'|'.join(SIGNALS['negates']['articles'])})?$",
        re.IGNORECASE,
    )


def distinct(found: list[Money]) -> list[Money]:
    """Each sum once, however often it is quoted and with whatever sign; of a range and a sum within it, the range."""
    kept: list[Money] = []
    ranges: dict[str, list[Money]] = {}  # by currency, "" where it is open: of one currency, no two touch
    for money in sorted(found, key=lambda money: money.top is None):
        code = _sure_currency(money)
        alike = (ranges[other] for other in ranges if not code or other in ("", code))
        if not any(_touches(money, some) for some in alike):
            kept.append(money)
            insort(ranges.setdefault(code, []), money, key=_low)
    return kept


def _touches(money: Money, ranges: list[Money]) -> bool:
    """Whether one of several ranges in order, of which no two touch, touches the sum."""
    behind = bisect_right(ranges, _high(money), key=_low)
    return behind > 0 and _high(ranges[behind - 1]) >= money.amount


def agree(one: Money, two: Money) -> bool:
    """Whether two sums can be the same: one inside the other's range, and no currency against another."""
    currencies = {_sure_currency(one), _sure_currency(two)} - {""}
    return one.amount <= _high(two) and two.amount <= _high(one) and len(currencies) < 2


def _sure_currency(money: Money) -> str:
    return money.currency if money.sure else ""


def _low(money: Money) -> Decimal:
    return money.amount


def _high(money: Money) -> Decimal:
    return money.top or money.amount
