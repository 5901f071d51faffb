"""Notes as the document they are: what stands under a heading, in a row of a table, or below a question.

Markdown's blocks are markdown-it's to find; a heading that is only a line of its own, as in a mail, is found beside.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from onboarding.notes.columns import column_of_channels, column_of_money, is_refusal, is_total, names_a_row
from onboarding.notes.texts import has_bullet, without_bullet

LONGEST_HEADING = 90  # characters
LONGEST_QUESTION = 14  # words
WRAPPED_AT = 50  # characters: a line as long goes on in the next one, where that begins small
LEAST_CAPITALS = 4
_BOLD = re.compile(r"(?:\*\*|__)([^*_\n]{1,90}?)\s?:?\s?(?:\*\*|__)\s?:?")
_BOLD_LEAD = re.compile(r"(?:\*\*|__)([^*_\n]{1,60}?)\s?(?::\s?(?:\*\*|__)|(?:\*\*|__)\s?:)\s{1,9}(\S.*)")
_SUM = re.compile(r"[^\W\d_]{0,3}[£€$]|\d ?(?:[£€$]|[A-Z]{3}|k|fr)", re.IGNORECASE)
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|_{3,}|\*{3,}")
_ASKED = re.compile(
    r"(?:[QFP#]|Question|Frage|Pregunta|Domanda|Pergunta|Vraag|Pytanie|Spørgsmål|Fråga)\s?\d{0,2}\s?[.:)]\s{1,5}",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"(?:[AR]|Answer|Antwort|Réponse|Respuesta|Risposta|Resposta|Antwoord|Odpowiedź|Svar)\s?\d{0,2}\s?[.:)]\s{1,5}",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\(?\d{{1,2}}[.)]\s{{1,5}}|{_ASKED.pattern}", re.IGNORECASE)
_END_OF_MAIL = re.compile(
    r"-{2,}\s?|-{2,}\s?[^-]{3,60}\s?-{2,}|_{5,}|\S.{0,120}\d{4}.{0,160}(?:@|\d:\d\d).{0,80}:|\w{2,12}\s?:\s.{0,120}@.{0,120}"
)


@dataclass
class Section:
    """A heading and what stands below it, line by line; `items` are those lines that a list holds."""

    heading: str
    stands_out: bool  # by more than being alone on its line
    lines: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    in_line: bool = False  # heading and answer share a line
    in_column: bool = False  # of a table in which each row tells of one of them
    is_total: bool = False  # the last row of a table, of which nobody says what it is

    @property
    def texts(self) -> list[str]:
        """The items of a list where there is one, else the lines; one that a mail program broke is whole again."""
        whole: list[str] = []
        for line in self.items or self.lines:
            if whole and len(whole[-1]) >= WRAPPED_AT and whole[-1][-1] not in ".!?:;。" and line[0].islower():
                whole[-1] = f"{whole[-1]} {line}"
            else:
                whole.append(line)
        return whole


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, item of a list, row of a table or rule, and its lines in the notes."""

    kind: str
    lines: tuple[str, ...]
    start: int
    end: int


def sections(notes: str, is_label: Callable[[str], bool]) -> list[Section]:
    """The sections of notes that have any; `is_label` tells of a line alone whether it is the name of an answer."""
    return list(_Outline(is_label).read(_blocks(notes)))


class _Outline:
    """Sections in the making, from block to block."""

    def __init__(self, is_label: Callable[[str], bool]) -> None:
        self._is_label = is_label
        self._open: Section | None = None
        self._found: list[Section] = []
        self._end = 0  # the line behind the last block of the open section
        self._column: tuple[int, Section] | None = None  # of the table that is being read, the cells that name channels
        self._sums: int | None = None  # of that table, the column of sums

    def read(self, blocks: Iterator[Block]) -> list[Section]:
        for block in blocks:
            self._close_before(block)
            if block.kind != "row":
                self._column = self._sums = None
            getattr(self, f"_read_{block.kind}")(block)
            self._end = block.end
        return [section for section in self._found if section.lines]

    def _close_before(self, block: Block) -> None:
        """Under a line that is only a label stands one paragraph or list, and no more."""
        told = self._open
        if (
            told
            and not told.stands_out
            and told.lines
            and block.start > self._end
            and not (told.items and block.kind == "item")
        ):
            self._open = None

    def _begin(self, heading: str, *, stands_out: bool) -> None:
        self._open = Section(bare(heading), stands_out)
        self._found.append(self._open)

    def _read_heading(self, block: Block) -> None:
        self._begin(block.lines[0], stands_out=True)

    def _read_rule(self, block: Block) -> None:
        self._open = None

    def _read_row(self, block: Block) -> None:
        cells = [cell for cell in block.lines if cell]
        if (total := self._total(block.lines, cells)) is not None:
            self._found.append(Section("Budget", True, [total], is_total=True))
        if self._sums is None:
            self._sums = column_of_money(block.lines)
        if self._column:
            at, section = self._column
            beside = (cell for place, cell in enumerate(block.lines) if place != at)
            named = [cell for cell in block.lines[at : at + 1] if names_a_row(cell)]
            section.lines += named if not any(map(is_refusal, beside)) else []
        elif (column := column_of_channels(block.lines)) is not None:
            self._column = column, Section(bare(block.lines[column]), True, in_column=True)
            self._found.append(self._column[1])
        elif len(cells) > 1 and self._is_label(bare(cells[0])):
            self._found.append(Section(bare(cells[0]), True, cells[1:2]))

    def _total(self, row: Sequence[str], cells: Sequence[str]) -> str | None:
        """The sum of a table's last row."""
        if not (cells and is_total(cells[0])):
            return None
        under = row[self._sums] if self._sums is not None and self._sums < len(row) else ""
        if any(map(str.isdigit, under)):
            return under
        sums = [cell for cell in cells[1:] if _SUM.search(cell)] if self._column or self._sums is not None else []
        return sums[-1] if sums else None

    def _read_item(self, block: Block) -> None:
        first, rest = block.lines[0], block.lines[1:]
        if self._is_question(first) or (rest and self._is_label(bare(first))):
            self._begin(first, stands_out=False)
            for line in rest:
                self._add(line)
        elif answer := self._answer_in_line(" ".join(block.lines)):
            self._found.append(answer)
        elif self._open:
            text = " ".join(block.lines)
            self._open.lines.append(text)
            self._open.items.append(text)

    def _read_paragraph(self, block: Block) -> None:
        for line in block.lines:
            if _END_OF_MAIL.fullmatch(line):
                self._open = None
            elif _UNDERLINE.fullmatch(line):
                continue
            elif bold := _BOLD.fullmatch(line):
                self._begin(bold[1], stands_out=True)
            elif cells := self._row(line):
                self._read_row(Block("row", cells, block.start, block.end))
            elif _is_in_capitals(line) or (_ASKED.match(line) and line.endswith(("?", "？"))):
                self._begin(line, stands_out=True)
            elif self._is_question(line) or self._is_label(bare(line)):
                self._begin(line, stands_out=False)
            elif answer := self._answer_in_line(line):
                self._found.append(answer)
                self._open = None
            else:
                self._add(line)

    def _row(self, line: str) -> tuple[str, ...]:
        """The cells of a line that was copied from a table, or drawn as the row of a plan by channels."""
        piped = _piped(line)
        return piped if piped and (self._column or column_of_channels(piped) is not None) else _cells(line)

    def _answer_in_line(self, line: str) -> Section | None:
        """ "Audience: commuters", the label in bold or not: one answer and no more."""
        if bold := _BOLD_LEAD.fullmatch(line):
            return Section(bare(bold[1]), True, [bold[2]])
        label, _, told = line.partition(":")
        told = told.strip(" .;\u3002")
        return Section(bare(label), True, [told], in_line=True) if told and self._is_label(bare(label)) else None

    def _is_question(self, line: str) -> bool:
        """A numbered question of a form, about something that we ask too."""
        asks = line.endswith(("?", "？")) and len(line.split()) <= LONGEST_QUESTION
        return asks and self._is_label(bare(line))

    def _add(self, line: str) -> None:
        line = _ANSWERED.sub("", line, count=1) if _ANSWERED.match(line) else line
        if self._open:
            self._open.lines.append(without_bullet(line))
            if has_bullet(line):
                self._open.items.append(without_bullet(line))


def _is_in_capitals(line: str) -> bool:
    """Whether a line is set as a heading: in capitals, without a figure, and not as a sentence."""
    letters = sum(map(str.isalpha, line))
    capitals = letters >= LEAST_CAPITALS and line == line.upper() != line.lower()
    return capitals and len(line) <= LONGEST_HEADING and line[-1] not in ".!,;" and not any(map(str.isdigit, line))


def bare(line: str) -> str:
    """A heading without its marks and number."""
    text = line.strip().lstrip("#>|").strip()
    text = _NUMBER.sub("", text, count=1)
    return without_bullet(text).strip("*_ :：|").strip()


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line that was copied from a table."""
    cells = tuple(cell.strip() for cell in line.split("\t"))
    return cells if len(cells) > 1 and cells[0] else ()


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser.disable(["code", "fence", "html_block", "reference"])


def _piped(line: str) -> tuple[str, ...]:
    """The cells of a line of a table that was drawn with bars, though not as Markdown has it."""
    return tuple(cell.strip() for cell in line.strip("|").split("|")) if "|" in line else ()


def _blocks(notes: str) -> Iterator[Block]:
    around: list[str] = []  # the tags that a token stands in
    cells: list[str] = []
    is_first = False  # of an item
    for token in _markdown().parse(notes):
        if token.nesting:
            is_first = token.nesting > 0 and (token.tag == "li" or (is_first and token.tag == "p"))
            _step(around, token)
            if token.type == "tr_close":
                yield Block("row", tuple(cells), 0, 0)
                cells.clear()
        elif token.type == "hr" or "blockquote" in around:  # of a mail: who asks and who answers is for dialogue.py
            yield _block("rule", token)
        elif "tr" in around:
            cells.append(token.content.strip())
        elif token.content.strip():
            yield _block(_kind(around[-1], token, is_first=is_first), token)


def _kind(tag: str, token: Token, *, is_first: bool) -> str:
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading" if "\n" not in token.content.strip() else "paragraph"  # a line below a mail underlines nothing
    return "item" if is_first else "paragraph"


def _step(around: list[str], token: Token) -> None:
    if token.nesting > 0:
        around.append(token.tag)
    else:
        around.pop()


def _block(kind: str, token: Token) -> Block:
    start, end = token.map or (0, 0)
    lines = (line.strip() for line in token.content.splitlines())
    return Block(kind, tuple(line for line in lines if line), start, end)
