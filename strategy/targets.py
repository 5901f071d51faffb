"""The numbers that an objective itself sets as targets; years, dates, prices, ages, ranges and places are none."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from strategy.days import Moment, moments_in, years_in
from strategy.rulebook import folded, occurs, rules

NUMBER = re.compile(
    r"(?P<money>[€$£¥₹]\s?)?(?<![A-Za-zÀ-ɏ0-9_.,/-])"
    r"(?P<number>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?P<glued>[^\W\d_]+)?(?P<rest>\s?[%€$£¥₹])?"
)
BORDER = "\u0000"  # stands where a date or a span of time stood
BREAK = re.compile(r"[,;:!?()\n–—、。،؛«»“”„\"]|\.(?=\s|$)")
CLAUSE = re.compile(rf"{BREAK.pattern}|{BORDER}")
MOST_UNIT_WORDS = 4
MOST_NAME_WORDS = 8
SHORT_WORD = 4
MOST_NUMBERS = 24  # a sentence with more is a table
MOST_DIGITS = 15
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


@dataclass(frozen=True)
class Found:
    """A number in its sentence: the words before it (qualifiers aside) and after it, up to the next border."""

    value: Decimal
    sign: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    raw: str
    tail: str


def targets_in(objective: str, today: date) -> tuple[Target, ...]:
    """Every target of the sentence, in its order; `today` turns its deadline into days."""
    text = plain(objective[:LONGEST_OBJECTIVE])
    moments = [*moments_in(text), *(year for year in years_in(text) if _is_year(text, year))]
    days, late = _deadline(text, moments, today)
    for moment in moments:
        text = text[: moment.start] + BORDER * (moment.end - moment.start) + text[moment.end :]
    read = _Reader(text).targets()
    return tuple(replace(target, days=days, late=late) for target in read)


def plain(text: str) -> str:
    """Digits and signs of any script as ASCII ones."""
    digits = (str(value) if (value := unicodedata.decimal(char, None)) is not None else char for char in text)
    return "".join(digits).translate({ord("٪"): "%", ord("％"): "%", ord("٫"): ".", ord("٬"): ",", ord("，"): ","})


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _key(word: str) -> str:
    return folded(word).replace("’", "'").strip("'’.")


def _in(word: str, book: str) -> bool:
    return _key(word) in rules("numbers")[book]


def _stem(text: str, book: str) -> bool:
    """Whether a word of the text begins with a stem of the book; in other scripts, whether the stem occurs."""
    line = folded(text)
    return any(occurs(stem, line) for stem in rules("numbers")[book])


def _is_year(text: str, year: Moment) -> bool:
    before, after = _words(CLAUSE.split(text[: year.start])[-1]), _words(CLAUSE.split(text[year.end :])[0])
    if text[year.start - 1 : year.start] in tuple("€$£¥₹"):
        return False
    if len(before) > 1 and re.fullmatch(r"(?:19|20)\d\d", before[-2]):  # between 2026 and 2028
        return True
    led = _words(text[year.start : year.end])[:-1]
    if led or (before and _in(before[-1], "years_before")):
        return not after or _in(after[0], "stop") or not (led and _in(led[-1], "by")) or _stem(after[0], "aims")
    return not after or _in(after[0], "stop") or text[year.end : year.end + 1] in tuple("-–/")


def _deadline(text: str, moments: list[Moment], today: date) -> tuple[int | None, bool]:
    """Days until the sentence's own deadline, and whether it lies before today."""
    for moment in moments:
        words, after = text[moment.start : moment.end], text[moment.end : moment.end + 2]
        if moment.days and (_in(words.split()[0], "lead") or re.search("以内|間", words + after)):
            return moment.days, False
        if moment.day and (any(_in(word, "deadline_before") for word in words.split()) or after == "まで"):
            days = (moment.day - today).days
            return (days, False) if days > 0 else (None, True)
    return None, False


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, text: str):
        self.text = text
        self.rising, self.falling = _stem(text, "more"), _stem(text, "less")
        self.offers, self.money_sought = _stem(text, "offers"), _stem(text, "money_sought")
        self.cost_sought = _stem(text, "cost_sought")
        self.found = [found for found in self._numbers() if found]

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

    def _numbers(self) -> list[Found | None]:
        matches = list(NUMBER.finditer(self.text))[:MOST_NUMBERS]
        ends = [match.end() for match in matches]
        starts = [match.start() for match in matches]
        return [
            self._found(match, ends[index - 1] if index else 0, (*starts, len(self.text))[index + 1])
            for index, match in enumerate(matches)
        ]

    def _found(self, match: re.Match[str], begin: int, end: int) -> Found | None:
        book = rules("numbers")
        glued, tail = match["glued"] or "", self.text[match.end() : end]
        if not match["glued"] and match["rest"]:
            tail = match["rest"] + tail
        value, sign = _value(match["number"]), (match["money"] or "").strip()
        first = next(iter(_words(tail)), "")
        word = glued or first
        if factor := book["multipliers"].get(_key(word)) or book["multipliers"].get(word[:1] if glued else ""):
            if glued:
                glued = "" if _key(glued) in book["multipliers"] else glued[1:]
                tail = (match["rest"] or "") + self.text[match.end() : end]
            else:
                tail = tail.lstrip()[len(first) :]
        if value is None or (glued and not self._counts(glued)) or re.match(r"-[^\W\d_]", tail):
            return None
        tail = f"{glued}{tail}" if glued else tail
        sign, tail = _sign(sign, tail)
        before = _words(BREAK.split(self.text[begin : match.start()])[-1].replace(BORDER, ""))
        while before and _in(before[-1], "qualifiers") and not self._leads(before):
            before = before[:-1]
        after = _words(CLAUSE.split(tail)[0])
        return Found(_whole(value * (factor or 1)), sign, before, after, self.text[begin : match.start()], tail)

    def _leads(self, before: tuple[str, ...]) -> bool:
        """Whether the last word says "to" or "by", though it could be a qualifier: "al 20 %" against "al menos 20"."""
        return _in(before[-1], "to") and not (len(before) > 1 and _in(before[-2], "to"))

    def _counts(self, glued: str) -> bool:
        book = rules("numbers")
        return glued[0] in book["counters"] or glued[0] in book["money"] or _key(glued) in book["money"]

    def _is_start(self, index: int) -> bool:
        """The first number of "from 400 to 600", of "13-18", or one half of any other range."""
        found, last = self.found[index], self.found[-1] is self.found[index]
        return not last and bool(_joint(found.tail))

    def _is_now(self, found: Found) -> bool:
        before = [word for word in found.before[-3:] if _in(word, "now")]
        after = [word for word in found.after[:4] if _in(word, "now")]
        return bool(before or after or re.search(r"(現在|现在)\D{0,3}$", found.raw))

    def _target(self, index: int, found: Found) -> Target | None:
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

    def _from_to(self, start: Found, found: Found) -> Target | None:
        """A range is no target; a start and an end are, where something is to change from one to the other."""
        last = start.before[-1] if start.before else ""
        if last and _in(last, "by") and not _in(last, "from"):  # by so much to so much: the end is the target
            name = self._named(start.before, found.after)
            unit = found.sign or self._unit(found) or name
            return Target(found.value, unit, name or unit) if unit else None
        led = bool(last) and _in(last, "from")
        changes = self.rising or self.falling or found.sign == "%" or _joint(start.tail) in ("auf", "naar")
        if not led or not changes:
            return None
        unit = found.sign or self._unit(found) or self._unit(start)
        name = self._named(start.before[:-1], found.after)
        if not found.sign and not self._unit(found):
            unit = unit or name
        if not unit:
            return None
        return Target(found.value, unit, name or ("" if found.sign else unit), baseline=start.value)

    def _percent(self, found: Found) -> Target | None:
        last = _key(found.before[-1]) if found.before else ""
        book = rules("numbers")
        name, change = self._named(found.before, found.after), ""
        comparing = bool(found.after) and _key(found.after[0]) in ("more", "mehr", "mas", "de", "less", "weniger")
        more_after = comparing and _key(found.after[0]) != "de"
        if (self.rising or self.falling) and last not in book["to"]:
            change = "less" if self.falling and not self.rising else "more"
        elif more_after:
            change = "less" if _key(found.after[0]) in ("less", "weniger") else "more"
        return Target(found.value, "%", name, change) if found.value > 0 else None

    def _money(self, found: Found) -> Target | None:
        before = _key(found.before[-1]) if found.before else ""
        after = _key(found.after[0]) if found.after else ""
        book = rules("numbers")
        if self.cost_sought:
            return Target(found.value, found.sign)
        if after in book["price_after"]:
            return None
        if (self.rising or self.falling) and (before in book["to"] or before in book["by"]):
            change = ("less" if self.falling and not self.rising else "more") if before not in book["to"] else ""
            return Target(found.value, found.sign, self._named(found.before, ()), change)
        if not self.money_sought:
            return None
        if before in book["price_before"] and before not in book["to"]:
            return None
        return Target(found.value, found.sign)

    def _count(self, found: Found) -> Target | None:
        last = found.before[-1] if found.before else ""
        relation = bool(last) and (_in(last, "by") or _in(last, "to")) and (self.rising or self.falling)
        unit = self._unit(found)
        if not unit and relation:
            unit = self._named(found.before, ())
        elif last and _in(last, "not_before") and not relation:
            return None
        if not unit or found.value <= 0:
            return None
        change = ("less" if self.falling and not self.rising else "more") if relation and _in(last, "by") else ""
        if _in(unit.split()[0], "generic_nouns"):  # says nothing of what for: the sentence does
            return Target(found.value, unit.split()[0], "", change)
        return Target(found.value, unit, unit, change)

    def _unit(self, found: Found) -> str:
        words: list[str] = []
        if found.after and found.after[0][0] in rules("numbers")["counters"]:
            return found.after[0][0]
        for word in found.after:
            if not words and _in(word, "linking"):
                continue
            if _in(word, "stop") or len(words) == MOST_UNIT_WORDS or not word[0].isalpha():
                break
            words.append(word)
        while words and len(words[-1]) <= 2 and words[-1].islower():  # an article or "de" left hanging
            words.pop()
        return " ".join(words)

    def _named(self, before: tuple[str, ...], after: tuple[str, ...]) -> str:
        """What is counted: the words before the number, else those after it; "" where neither stands alone."""
        words = list(before)
        while words and (_in(words[-1], "by") or _in(words[-1], "to") or _in(words[-1], "from")):
            words.pop()
        words = _without_verb(words)
        if not words and after and not _in(after[0], "by") and not _in(after[0], "from") and _key(after[0]) != "of":
            for word in _without_verb([word for word in after if _key(word) not in ("more", "mehr", "mas", "less")]):
                if _in(word, "stop"):
                    break
                words.append(word)
        return _without_particle(" ".join(words)) if len(words) <= MOST_NAME_WORDS else ""


def _without_verb(words: list[str]) -> list[str]:
    """Without the verb of wanting, its pronoun and the article that lead to the noun."""
    while words and _key(words[0]) not in rules("numbers")["keep_as_name"] and _is_lead(words[0]):
        words = words[1:]
    return words


def _without_particle(name: str) -> str:
    return name[:-1] if name[-1:] in rules("numbers")["particles"] else name


def _is_lead(word: str) -> bool:
    """Whether a word leads to the noun: a whole short word, or a verb by its stem."""
    key, book = _key(word), rules("numbers")
    stems = (
        stem for stem in (*book["aims"], *book["more"], *book["less"]) if len(stem) > SHORT_WORD or not stem.isascii()
    )
    return key in book["aims"] or any(key.startswith(stem) for stem in stems) or key in book["short_verbs"]


def _sign(sign: str, tail: str) -> tuple[str, str]:
    """The unit "%" or the currency of a number, and what follows it."""
    money = rules("numbers")["money"]
    first = next(iter(_words(CLAUSE.split(tail.lstrip())[0])), "")
    if sign:
        return money[sign], tail
    for mark in ("%", *(mark for mark in money if not mark.isalpha() or not mark.isascii())):
        if tail.lstrip().startswith(mark):
            return "%" if mark == "%" else money[mark], tail.lstrip()[len(mark) :]
    if _key(first) in money:
        return money[_key(first)], tail.lstrip()[len(first) :]
    if _key(first) in rules("numbers")["percent_words"]:
        return "%", tail.lstrip()[len(first) :]
    per_cent = re.match(r"\s*(?:per cent|por ciento|pour cent|per cento|por cento|في المئة)\b", tail)
    return ("%", tail[per_cent.end() :]) if per_cent else ("", tail)


def _joint(tail: str) -> str:
    """The word or dash that makes a range of this number and the next: at most four words lie between."""
    match = re.fullmatch(
        r"\s*(?:[^\W\d_][\w'’-]*\s+){0,4}?(-|–|—|/|to|auf|a|al|à|hasta|bis|zu|naar|ate)\s*(?:el\s|un\s)?[€$£¥₹]?\s?",
        tail,
    )
    ratio = re.fullmatch(r"\s(in|of|out of|von|de|de cada|sur|su)\s", tail)  # 3 out of 4
    found = match or ratio
    return found[1] if found else ""


def _whole(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _value(number: str) -> Decimal | None:
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,'’\u00a0\u202f ]\d{3})+", number):
        number = re.sub(r"\D", "", number)
    if len(number) > MOST_DIGITS:
        return None
    try:
        return Decimal(number.replace(",", "."))
    except InvalidOperation:
        return None
