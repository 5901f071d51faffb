"""What the notes say about money for this campaign."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from onboarding.banned_names import banned_names
from onboarding.form import Form
from onboarding.money import Money, find_money, normal, with_ranges, without_shares
from onboarding.signals import SIGNALS, label_of, patterns, says, speaks_of
from onboarding.texts import MAX_SENTENCE

Said = dict[str, list[Money]]  # sentences of the notes, each with the sums in it that may be the budget
_YEAR = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d.,/-]\d|\d)")
NEAR = 2  # sentences
_MOST_BESIDE = 1  # words beside "last year" that make no statement of their own: "in the last year, …"


def sums_said(form: Form) -> Said:
    """What the notes say about a sum for this job. Prices, turnover, last year's and rivals' spending are none."""
    found = {}
    for said in budget_sentences(form):
        if sums := distinct([money for clause in own_clauses(said, form) for money in _sums(clause)]):
            found[said] = sums
    return found


def spent_already(form: Form) -> str:
    """The sentence of the notes, near one about the budget, that tells of a sum no longer free; "" where none does."""
    about = {position for position, said in enumerate(form.note_sentences) if speaks_of("budget", said)}
    numbered = enumerate(form.note_sentences)
    near = (said for position, said in numbered if about & set(range(position - NEAR, position + 1)))
    return next((said for said in near if says("spent_already", said) and find_money(said)), "")


def budget_sentences(form: Form) -> list[str]:
    """The sentences of the notes that speak of money to be spent, whoever's it is, or that repeat the form's sum."""
    return [
        said
        for said in form.note_sentences
        if speaks_of("budget", said) or label_of("budget", said) is not None or _repeats_the_form(said, form)
    ]


def _repeats_the_form(said: str, form: Form) -> bool:
    """Whether a sentence names the form's sum beside another one in money: "20 thousand euros, not the 15 thousand"."""
    budget = form.responses.get("budget")
    written = find_money(str(budget.get("amount") if isinstance(budget, Mapping) else budget))
    sums = find_money(said)
    repeated = len(written) == 1 and any(money.amount == written[0].amount for money in sums)
    return repeated and any(money.currency for money in sums) and len(distinct(sums)) > 1


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
    sums = find_money(clause)
    before = normal(clause)[: sums[-1].start] if sums else clause
    named = (re.search(rf"(?<!\w){re.escape(name)}(?!\w)", before.casefold()) for name in _others(form))
    return says("rivals", before) or any(named)


def _others(form: Form) -> set[str]:
    """Names that are not the client's: its competitors, and whom its exclusions ban by name."""
    banned = (name for said in form.entries("exclusions") for name in banned_names(said[:MAX_SENTENCE]))
    return {name.casefold() for name in (*form.entries("competitors"), *banned) if len(name) > 2}


def _says_past(clause: str) -> bool:
    """Whether a clause tells of the past; "as last year" does not."""
    alike = SIGNALS["as_before"]["words"]
    found = (match for pattern in patterns("past") for match in pattern.finditer(clause))
    return any(not set(clause[: match.start()].casefold().split()[-2:]) & set(alike) for match in found)


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


def _sums(clause: str) -> list[Money]:
    if says("no_budget", clause):
        return []
    text = normal(clause)
    said = (money for money in without_shares(find_money(clause), clause) if not _refused().search(text[: money.start]))
    kept = [money for money in said if not (money.start and text[money.start - 1] in "/.-" and not money.currency)]
    large = [
        money
        for money in kept
        if money.currency or money.times or (money.amount >= 1000 and not 1900 <= money.amount <= 2100)
    ]
    return with_ranges(large, clause)


@cache
def _refused() -> re.Pattern[str]:
    """A negation directly before a sum: "7,500, not 750,000"."""
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(SIGNALS['negates']['bare'])})\s{{1,3}}(?:{'|'.join(SIGNALS['negates']['articles'])})?$",
        re.IGNORECASE,
    )


def distinct(found: list[Money]) -> list[Money]:
    """Each sum once, however often it is quoted and with whatever sign."""
    kept: list[Money] = []
    for money in found:
        if not any(agree(money, other) for other in kept):
            kept.append(money)
    return kept


def agree(one: Money, two: Money) -> bool:
    """Whether two sums can be the same: one inside the other's range, and no currency against another."""
    currencies = {money.currency for money in (one, two) if money.currency and money.sure}
    return one.amount <= (two.top or two.amount) and two.amount <= (one.top or one.amount) and len(currencies) < 2
