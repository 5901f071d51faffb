"""The numbers that an objective itself sets as targets; years, dates, prices, ages, ranges and places are none."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from aicmo_site.kernel.extract.digits import normal
from strategy.objectives.figures import CHANGES_TO, Figure, figures_in, joint, sums_in
from strategy.objectives.moments import Moment, masked, moments_in, years_in
from strategy.objectives.phrases import CLAUSE, has_stem, key, name_of, named_in, noun_of, rate_of, words_of
from strategy.objectives.stated_deadline import deadline_in, words_of_time
from strategy.rules.rulebook import rules

LONGEST_OBJECTIVE = 2_000  # beyond it a text is a document, not a goal


@dataclass(frozen=True)
class Target:
    """unit: "%", a currency or the client's noun. change: more or less for a relative target, else "".
    name: what is counted, "" where the sentence itself says it best. days: the sentence's own deadline."""

    value: Decimal
    unit: str
    name: str = ""
    change: str = ""
    baseline: Decimal | None = None
    days: int | None = None
    late: bool = False  # the deadline it names lies before the brief
    until: str = ""  # the words of a deadline from which no day can be reckoned


def targets_in(objective: str, today: date, tag: str = "") -> tuple[Target, ...]:
    """Every target of the sentence, in its order; `today` turns its deadline into days, `tag` (BCP 47) tells whose "$"
    it is."""
    text = normal(objective[:LONGEST_OBJECTIVE])
    sums = sums_in(text)
    years = (year for year in years_in(text) if not any(one.start < year.end <= one.end for one in sums))
    moments = [*moments_in(text), *(year for year in years if _is_year(text, year))]
    days, late, quoted = deadline_in(text, moments, today)
    until = "" if days or late else quoted or words_of_time(text)
    read = _Reader(masked(text, moments), tag).targets()
    return tuple(replace(target, days=days, late=late, until=until) for target in read)


def _is_year(text: str, year: Moment) -> bool:
    before, after = words_of(CLAUSE.split(text[: year.start])[-1]), words_of(CLAUSE.split(text[year.end :])[0])
    if len(before) > 1 and re.fullmatch(r"(?:19|20)\d\d", before[-2]):  # between 2026 and 2028
        return True
    led = words_of(text[year.start : year.end])[:-1]
    if led or (before and named_in(before[-1], "years_before")):
        return (
            not after
            or named_in(after[0], "stop")
            or not (led and named_in(led[-1], "by"))
            or has_stem(after[0], "aims")
        )
    return not after or named_in(after[0], "stop") or text[year.end : year.end + 1] in tuple("-–/")


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, text: str, tag: str):
        self.text = text
        self.rising, self.falling = has_stem(text, "more"), has_stem(text, "less")
        self.offers, self.money_sought = has_stem(text, "offers"), has_stem(text, "money_sought")
        self.cost_sought = has_stem(text, "cost_sought")
        self.found = figures_in(text, tag)

    def targets(self) -> list[Target]:
        kept: list[Target] = []
        pending: Decimal | None = None
        for index, found in enumerate(self.found):
            if self._is_start(index):
                continue
            if self._is_now(found):
                if kept and kept[-1].baseline is None:
                    kept[-1] = replace(kept[-1], baseline=found.value)
                else:
                    pending = found.value
            elif target := self._target(index, found):
                kept.append(target if target.baseline is not None else replace(target, baseline=pending))
                pending = None
        return kept

    def _is_start(self, index: int) -> bool:
        """The first number of "from 400 to 600", of "13-18", or one half of any other range."""
        found, last = self.found[index], self.found[-1] is self.found[index]
        return not last and bool(joint(found.tail))

    def _is_now(self, found: Figure) -> bool:
        before = [word for word in found.before[-3:] if named_in(word, "now")]
        after = [word for word in found.after[:4] if named_in(word, "now")]
        return bool(before or after or re.search(r"(現在|现在)\D{0,3}$", found.raw))

    def _target(self, index: int, found: Figure) -> Target | None:
        start = self.found[index - 1] if index and self._is_start(index - 1) else None
        if start is not None:
            return self._from_to(start, found)
        if found.sign and self.offers:
            return None
        if found.sign == "%":
            return self._percent(found)
        if found.sign:
            return self._money(found)
        return self._count(found)

    def _from_to(self, start: Figure, found: Figure) -> Target | None:
        """A range is no target; a start and an end are, where something is to change from one to the other."""
        last = start.before[-1] if start.before else ""
        if last and named_in(last, "by") and not named_in(last, "from"):  # by so much to so much: the end is the target
            name = name_of(start.before, found.after)
            unit = found.sign or noun_of(found.after) or name
            return Target(found.value, unit, name or unit) if unit else None
        led = bool(last) and named_in(last, "from")
        changes = self.rising or self.falling or found.sign == "%" or joint(start.tail) in CHANGES_TO
        if not led or not changes:
            return None
        unit = found.sign or noun_of(found.after) or noun_of(start.after)
        name = name_of(start.before[:-1], found.after)
        if not found.sign and not noun_of(found.after):
            unit = unit or name
        if not unit:
            return None
        return Target(found.value, unit, name or ("" if found.sign else unit), baseline=start.value)

    def _percent(self, found: Figure) -> Target | None:
        last = key(found.before[-1]) if found.before else ""
        book = rules("numbers")
        if below := self._below(found):
            return Target(found.value, "%", name_of(found.before[:below], ())) if found.value > 0 else None
        name, change = self._name_of_share(found), ""
        comparing = bool(found.after) and key(found.after[0]) in ("more", "mehr", "mas", "de", "less", "weniger")
        more_after = comparing and key(found.after[0]) != "de"
        if (self.rising or self.falling) and last not in book["to"]:
            change = "less" if self.falling and not self.rising else "more"
        elif more_after:
            change = "less" if key(found.after[0]) in ("less", "weniger") else "more"
        return Target(found.value, "%", name, change) if found.value > 0 else None

    def _below(self, found: Figure) -> int:
        """Where "under" stands before a number that is the mark to stay under, 0 where it is none."""
        near = range(max(len(found.before) - 2, 0), len(found.before))
        return next((index for index in near if named_in(found.before[index], "below")), 0)

    def _name_of_share(self, found: Figure) -> str:
        """A single word that begins the sentence, with more behind the number, is its verb: "Shift 8% of …"."""
        is_verb = len(found.before) == 1 and len(found.after) > 1 and found is self.found[0]
        verb_alone = is_verb and not (self.rising or self.falling)
        return "" if verb_alone and name_of(found.before, ()) else name_of(found.before, found.after)

    def _money(self, found: Figure) -> Target | None:
        before = key(found.before[-1]) if found.before else ""
        after = key(found.after[0]) if found.after else ""
        book = rules("numbers")
        if self.cost_sought:
            return Target(found.value, found.sign)
        if after in book["price_after"]:
            return None
        if (self.rising or self.falling) and (before in book["to"] or before in book["by"]):
            change = ("less" if self.falling and not self.rising else "more") if before not in book["to"] else ""
            return Target(found.value, found.sign, name_of(found.before, ()), change)
        if not self.money_sought:
            return None
        if before in book["price_before"] and before not in book["to"]:
            return None
        return Target(found.value, found.sign)

    def _is_of_a_kind(self, last: str, unit: str) -> bool:
        """Whether the number says what a thing is like: "garrafas de 5 litros"."""
        kind = bool(last) and key(last) in ("de", "of", "d'", "à", "a") and named_in(unit.split()[0], "measures")
        return kind and not (self.rising or self.falling)

    def _count(self, found: Figure) -> Target | None:
        last = found.before[-1] if found.before else ""
        relation = bool(last) and (named_in(last, "by") or named_in(last, "to")) and (self.rising or self.falling)
        unit = noun_of(found.after)
        if not unit and relation:
            unit = name_of(found.before, ())
        elif last and named_in(last, "not_before") and not relation:
            return None
        if not unit or found.value <= 0 or self._is_of_a_kind(last, unit):
            return None
        change = ("less" if self.falling and not self.rising else "more") if relation and named_in(last, "by") else ""
        unit = " ".join(filter(None, (unit, rate_of(unit, found.after))))
        in_clause = bool(found.before) and named_in(found.before[0], "clause")
        if in_clause or named_in(unit.split()[0], "generic_nouns"):  # says nothing of what for: the sentence does
            return Target(found.value, unit.split()[0], "", change)
        return Target(found.value, unit, unit, change)
