"""HTML of documents and mails as text that keeps what it is: headings, lists and emphasis as Markdown has them."""

import re
from html.parser import HTMLParser

BLOCKS = ("p", "div", "section", "article", "blockquote", "table", "ul", "ol", "dl", "dt", "dd", "pre", "address", "hr")
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
BOLD = ("strong", "b")
UNSEEN = ("script", "style", "head", "title", "template")
DEEPEST = 8  # lists within lists
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,5000}>)")  # what begins like one, and would be looked for to the end
_DECLARATION = re.compile(r"<[!?][^<>]{0,300}>?")
_BOLD = re.compile(r"\*\*([ \t]{0,9})([^*\n]{0,300}?)([ \t]{0,9})\*\*")


def markdown_of(html: str) -> str:
    """Pure and linear; what is no HTML comes out as it is, a tab between the cells of a table."""
    reader = _Reader()
    reader.feed(_NO_TAG.sub("&lt;", _without_comments(html)))
    reader.close()
    text = _BOLD.sub(_emphasised, "".join(reader.parts))
    text = "\n".join(map(_without_space, text.splitlines()))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _without_comments(html: str) -> str:
    """Without comments, declarations and what Word writes between brackets."""
    kept, at = [], 0
    while (begins := html.find("<!--", at)) >= 0:
        kept.append(html[at:begins])
        ends = html.find("-->", begins)
        at = ends + len("-->") if ends >= 0 else len(html)
    return _DECLARATION.sub(" ", "".join([*kept, html[at:]]))


def _without_space(line: str) -> str:
    """A line without what HTML does not show; an item of an inner list stays behind its indent."""
    line = re.sub(r" ?\t ?", "\t", line.rstrip())
    return line if line.startswith("  ") else line.lstrip(" ")


def _emphasised(found: re.Match[str]) -> str:
    """Marks stand at the words that they emphasise, not at the spaces around."""
    before, words, behind = found.groups()
    return f"{before}**{words}**{behind}" if words else before + behind


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lists: list[int] = []  # of each open list the number of its last item, -1 where it has bullets
        self.unseen = 0
        self.cells = 0  # of the row so far
        self.in_cell = False  # where no line begins

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif tag in BOLD:
            self.parts.append("**")
        elif tag in ("td", "th"):
            self.parts.append("\t" if self.cells else "")
            self.cells, self.in_cell = self.cells + 1, True
        elif tag == "tr":
            self.cells, self.in_cell = 0, False
            self._begin("")
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else -1)
            if len(self.lists) == 1:
                self._begin("\n")
        elif tag == "li":
            self._begin(self._bullet())
        elif tag in HEADINGS:
            self._begin(f"\n{HEADINGS[tag]} ")
        elif tag == "br" or tag in BLOCKS:
            self._begin("" if tag == "br" or self.lists else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in BOLD:
            self.parts.append("**")
        elif tag in ("td", "th"):
            self.in_cell = False
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            if not self.lists:
                self._begin("\n")
        elif tag in HEADINGS or (tag in BLOCKS and not self.lists):
            self._begin("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _begin(self, mark: str) -> None:
        """A new line, but for what stands at the beginning of an item, and in a cell."""
        if self.in_cell:
            self.parts.append(" ")
        elif mark or not self._is_at_bullet():
            self.parts.append(f"\n{mark}")

    def _is_at_bullet(self) -> bool:
        return bool(self.lists and self.parts and re.fullmatch(r"\n\s*(?:-|\d+\.) ", self.parts[-1]))

    def _bullet(self) -> str:
        if not self.lists:
            return "- "
        indent = "  " * min(len(self.lists) - 1, DEEPEST)
        if self.lists[-1] < 0:
            return f"{indent}- "
        self.lists[-1] += 1
        return f"{indent}{self.lists[-1]}. "
