"""Days and sums of the notes by what they are for: a fair is not the launch, a printer's bill not the budget. Days that
the form tells in aims, messages and call to action are read here too."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.partial_dates import FoundDate
from aicmo_site.kernel.extract.sums import Money, with_ranges
from onboarding.budget.answer import period_in
from onboarding.budget.notes import clauses_of, speech_of
from onboarding.contracts import CLIENT, BudgetDTO, DateDTO, MoneyDTO
from onboarding.facts.sources import NOTES
from onboarding.form.answers import Form
from onboarding.lexicon import WORDS
from onboarding.notes.cues import says, topic_of
from onboarding.notes.texts import MAX_SENTENCE

MOST = 24  # of each
# What an aim tells beside itself: by when it is to be reached is nobody's business but the client's.
OF_THE_PUBLIC = ("event", "release", "presale", "not_before", "launch")
_BY = 12  # characters before a day in which a word tells that something is due by it
_CLAUSES = re.compile(r"[,;.]\s")
_CLAUSE_END = re.compile(r"[,;.]\s|\s[-–—]\s|\s(?:and|und|et|y|en|e)\s")


def read_days(
    form: Form, launch_day: str, told: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> tuple[DateDTO, ...]:
    """The days with what each is for; those of the past and those of no plain kind are left out. `told`: by field, what
    was read in answers that are not for days."""
    found: dict[tuple[str, str, str], DateDTO] = {}
    for said in (said for said in form.note_sentences if any(map(str.isdigit, said))):
        for day in _days_in(said, launch_day) if len(found) < MOST and not says("past", said) else ():
            found.setdefault((day.kind, day.day, day.until), day)
    for position, day in enumerate(found.values()):
        form.took(f"dates.{position}", NOTES, day.words)
    for answer, day in _days_of_answers(form, launch_day, told):
        key = (day.kind, day.day, day.until)
        if key not in found and len(found) < MOST:
            form.took(f"dates.{len(found)}", answer)
            found[key] = day
    return tuple(found.values())


def _days_of_answers(form: Form, launch_day: str, told: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, DateDTO]]:
    """The days to come that answers tell, each with the answer; what stands in the notes is read there."""
    answers = {source.field: source.answer for source in form.sources}
    for name, texts in told.items():
        for position, text in enumerate(texts):
            answer = answers.get(f"{name}.{position}", answers.get(name, NOTES))
            if answer in (NOTES, CLIENT) or not any(map(str.isdigit, text)):
                continue
            for day in _days_in(text, launch_day):
                is_past = form.submitted_on is not None and day.day < form.submitted_on.isoformat()
                if not is_past and (name != "objectives" or day.kind in OF_THE_PUBLIC):
                    yield answer, day


def _days_in(said: str, launch_day: str) -> Iterator[DateDTO]:
    """A word in front of a day tells what it is for, else one behind it in its clause."""
    text, last = said[:MAX_SENTENCE], 0
    dated = [(one, ends) for one in find_dates(text) if (ends := _ends(one))]
    for number, (one, (day, until)) in enumerate(dated):
        is_last = number + 1 == len(dated)
        behind = text[one.end :] if is_last else _CLAUSE_END.split(text[one.end : dated[number + 1][0].start])[0]
        kinds = (_kind(of, part) for of in ("dates", "weak") for part in (text[last : one.start], behind))
        kind = next(filter(None, kinds), "")
        if _kind("weak", text[max(last, one.start - _BY) : one.start]) == "deadline" and kind != "not_before":
            kind = "deadline"  # "sell out the show by 3 May"
        if kind == "launch" and names_a_phase(_CLAUSES.split(text[last : one.start])[-1]):
            kind = "phase"  # "the second wave launches on 5 May"
        if day == launch_day and kind in ("", "starts", "release"):
            kind = "launch"
        if kind:
            yield DateDTO(kind, day, until, said)
        last = one.end


def _ends(found: FoundDate) -> tuple[str, str] | None:
    """The first and the last day ("" where it is one), None where they are not plain."""
    days = [day for one in found.dates if (day := one.as_date())]
    if not days or len(days) < len(found.dates) or found.is_choice:
        return None
    return days[0].isoformat(), days[-1].isoformat() if days[-1] > days[0] else ""


def read_sums(form: Form, budget: BudgetDTO | None) -> tuple[MoneyDTO, ...]:
    """The sums with what each is for, and the budget."""
    found: dict[tuple[str, str, str], MoneyDTO] = {}
    for said in form.note_sentences:
        if "budget" in form.decided and topic_of(said) == "budget":
            continue  # what it was before somebody said what it is
        for one in _sums_in(said, form) if len(found) < MOST and not says("past", said) else ():
            if budget is None or one.low != budget.amount:
                found.setdefault((one.kind, str(one.low), one.currency), one)
    for position, one in enumerate(found.values()):
        form.took(f"money.{position}", NOTES, one.words)
    return (*found.values(), *([_of_budget(budget)] if budget else []))


def _of_budget(budget: BudgetDTO) -> MoneyDTO:
    return MoneyDTO(
        "budget", budget.amount, budget.amount, currency=budget.currency, per=budget.period, words=budget.words
    )


def _sums_in(said: str, form: Form) -> Iterator[MoneyDTO]:
    speech = speech_of(form)
    for clause in clauses_of(said[:MAX_SENTENCE]):
        named = [money for money in find_money(clause, speech) if money.currency or money.times]
        yield from (_typed(money, clause, said) for money in with_ranges(named, clause))


def _typed(money: Money, clause: str, said: str) -> MoneyDTO:
    kind, per = _kind("money", clause) or "other", period_in(clause)
    high = money.amount if money.top is None else money.top
    return MoneyDTO(kind, money.amount, high, currency=money.currency, per=per, bound=money.bound, words=said)


def corrected_day(entry: DateDTO, value: str) -> DateDTO | None:
    """The entry with another day, or span of days; None where the value is none."""
    found = find_dates(value[:MAX_SENTENCE])
    ends = _ends(found[0]) if len(found) == 1 else None
    return replace(entry, day=ends[0], until=ends[1]) if ends else None


def corrected_sum(entry: MoneyDTO, value: str) -> MoneyDTO | None:
    """The entry with another sum; None where the value is none."""
    found = find_money(value[:MAX_SENTENCE])
    if len(found) != 1:
        return None
    amount, currency = found[0].amount, found[0].currency or entry.currency
    return replace(entry, low=amount, high=amount, currency=currency, bound=found[0].bound)


def _kind(of: str, text: str) -> str:
    """By the word that stands last; "" where no word tells."""
    told = text.casefold()
    ends = {kind: max((match.end() for match in pattern.finditer(told)), default=0) for kind, pattern in _kinds(of)}
    return max(ends, key=lambda kind: ends[kind]) if any(ends.values()) else ""


def names_a_phase(text: str) -> bool:
    """Whether a text, or a part of one before its day, speaks of one of several phases or waves."""
    return dict(_kinds("dates"))["phase"].search(text.casefold()) is not None


@cache
def _kinds(of: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = json.loads((WORDS / "kinds.json").read_text(encoding="utf-8"))[of]
    return tuple((kind, re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")) for kind, words in data.items())
