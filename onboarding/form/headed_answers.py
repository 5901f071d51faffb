"""What the notes answer under headings, in tables and below questions: as good as an answer of the form."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from aicmo_site.kernel.extract.durations import durations_in_weeks
from aicmo_site.kernel.extract.money import find_money
from onboarding.channels.mentions import WANTED, mentions
from onboarding.fields import FIELDS, ITEMS, LISTS
from onboarding.form.field_aliases import field_called, field_wanted
from onboarding.form.markup import plain
from onboarding.lexicon import WORDS
from onboarding.notes.cues import first_of, is_wholly, says
from onboarding.notes.dialogue import field_asked
from onboarding.notes.document import bare, sections
from onboarding.notes.sentences import sentences
from onboarding.notes.texts import PART_OF_IT, clipped, text_of
from onboarding.schedule.stance import read_dates

LONGEST_LABEL = 90  # characters
LONGEST_FIGURE = 300  # characters; what is longer tells a story
SHORT = 4  # words
NO_BUDGET = ("no_budget", "not_the_budget", "past")  # what a sum may be instead
OF_FIGURES = ("budget", "launch_date", "timeline_weeks")
OF_PEOPLE = ("target_audience", "competitors", "client_name")
NO_TEXTS_OF_PEOPLE = ("client_id", "id", "source", "attachments", "raw_notes")


@dataclass
class HeadedAnswer:
    """The texts under the headings of one field; `others`: those under a second one, of a field that holds one text."""

    name: str
    texts: list[str]
    others: list[str] = field(default_factory=list)
    is_cut: bool = False  # there are more than a list may have
    is_total: bool = False  # of a table; whether it is the budget, nobody says

    @property
    def value(self) -> list[str] | str:
        return self.texts if self.name in LISTS else " ".join(self.texts)

    def words(self, answer: str) -> str:
        """The words of the notes that an item, or the whole of an answer, was read in."""
        _, _, position = answer.partition(".")
        return self.texts[int(position)] if position.isdigit() else clipped(" ".join(self.texts))


@dataclass
class Headed:
    """The answers that notes give as a document, by field, and its headings, which are no sentences."""

    answers: dict[str, HeadedAnswer]
    headings: frozenset[str]

    def values(self) -> dict[str, Any]:
        """As the form would hold them; of two sums or days under two headings none is chosen."""
        chosen = (answer for answer in self.answers.values() if not (answer.others and answer.name in OF_FIGURES))
        return {answer.name: answer.value for answer in chosen}

    def without_headings(self, notes: str) -> str:
        """The lines from which sentences are cut."""
        return "\n".join(line for line in notes.splitlines() if bare(line) not in self.headings)


def headed_answers(markdown: str) -> Headed:
    """The answers of notes in which the marks of Markdown still stand."""
    found = [
        (section, "channels" if section.in_column else field_headed(section.heading))
        for section in sections(markdown, lambda line: bool(field_headed(line)))
    ]
    answers: dict[str, HeadedAnswer] = {}
    for section, name in found:
        texts: Sequence[str] = [text_of(plain(text)) for text in section.texts]
        texts = texts if section.in_column else _answering(name, texts, in_line=section.in_line)
        if name and any(texts):
            _add(answers, name, list(filter(None, texts)), is_total=section.is_total)
    headings = {
        section.heading
        for section, name in found
        if (name in answers and not section.in_column)
        or (section.stands_out and not name and _only_names(section.heading))
    }
    return Headed(answers, frozenset(map(plain, headings)))


def _only_names(heading: str) -> bool:
    """Whether a line that stands out says nothing itself: "NO PRICES!" is an order."""
    orders = any(says(signal, heading) for signal in ("forbids", "negates", "binds", "aims"))
    orders = orders or is_wholly("open_heading", heading)
    return not orders and heading[-1:] not in ".!"


def field_headed(heading: str) -> str:
    """The field whose answer stands under a heading or a question, "" for none."""
    if not heading or len(heading) > LONGEST_LABEL:
        return ""
    question = heading.rstrip(" ?？")
    name = field_called(question) or _field_of_document(question)
    if question != heading and not name:
        name = field_asked(question) or field_wanted(question)
    if question != heading and name not in OF_PEOPLE and first_of("asks_who", question, at_start=True):
        return ""  # "Who writes the website?" asks for no website
    return "" if name in NO_TEXTS_OF_PEOPLE or name not in FIELDS else name


def _add(answers: dict[str, HeadedAnswer], name: str, texts: list[str], *, is_total: bool) -> None:
    known = answers.setdefault(name, HeadedAnswer(name, [], is_total=is_total))
    if is_total != known.is_total:  # what is called the budget is it, whatever a table adds up to
        if not is_total:
            answers[name] = HeadedAnswer(name, texts)
        return
    if name in LISTS or not known.texts:
        told = list(dict.fromkeys([*known.texts, *texts]))
        known.texts, known.is_cut = told[:ITEMS], known.is_cut or len(told) > ITEMS
    elif texts != known.texts:
        known.others += texts


def _answering(name: str, texts: Sequence[str], *, in_line: bool) -> Sequence[str]:
    """Of what stands under a heading, that which can be its answer: "Where" leads to a hall as well as to channels, and
    what tells a sum or a day goes on to other things."""
    if in_line and name == "website":  # it may be that of who wrote the mail: read_website looks at whose it is
        return []
    if in_line and texts and texts[-1].rstrip(' )"”»').endswith(("?", "？", "؟")):  # it asks back: no answer yet
        return []
    if in_line and name == "call_to_action":
        return [said for text in texts for said in sentences(text)][:1]
    if name == "channels":
        return [said for text in texts for said in sentences(text) if _names_wanted_channels(said)]
    if name not in OF_FIGURES:
        return texts
    said = [sentence for text in texts for sentence in sentences(text)]
    if sum(map(len, said)) > LONGEST_FIGURE or (in_line and len(said) > 1):
        return []
    if len(texts) > 1:
        own = [sentence for sentence in said if _is_figure(name, sentence)] if name == "budget" else []
        return [sentence for sentence in said if sentence in own or not find_money(sentence)] if own else said
    told = [sentence for sentence in said if _is_figure(name, sentence)]
    return told[:1] or [sentence for sentence in said if len(said) == 1 and _is_short(sentence)]


def _names_wanted_channels(said: str) -> bool:
    return any(mention.stance == WANTED for mention in mentions(said, wanted=True)) and not says("negates", said)


def _is_figure(name: str, said: str) -> bool:
    """Whether a sentence among others gives the sum, the day or the length of time by itself."""
    if name == "budget":
        whole = PART_OF_IT.split(said)[0]
        return bool(find_money(whole)) and not any(says(signal, whole) for signal in NO_BUDGET)
    if name == "launch_date":
        return [date.is_whole for date in read_dates(said).meant] == [True]
    return bool(durations_in_weeks(said))


def _is_short(said: str) -> bool:
    """Such as "TBC", or "early 2027": no answer yet, but the client's."""
    return len(said.split()) <= SHORT or bool(re.search(r"\d", said) and not says("no_budget", said))


def _field_of_document(heading: str) -> str:
    return next((name for name, pattern in _headings() if pattern.fullmatch(heading)), "")


@cache
def _headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = json.loads((WORDS / "headings.json").read_text(encoding="utf-8"))
    return tuple((name, re.compile("|".join(said), re.IGNORECASE)) for name, said in data.items() if name != "about")
