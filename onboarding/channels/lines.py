"""One line of a form may name several channels, rule some out, or doubt them: it is taken apart here."""

import re
from collections.abc import Iterator
from functools import cache

from aicmo_site.kernel.channels import specs
from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.folding import as_name
from onboarding.channels.lexicon import ALIASES, WORDS, exact, find, has_words, is_without_specs, means_everything
from onboarding.channels.marks import is_mark, without_marks
from onboarding.channels.name_folding import JAPANESE, whole_word

MAX_LINE = 1000  # no line that names channels is longer
_STRONG = re.compile(r",(?!\d{3})|[;\n|•、・،；]|(?<=\s)/(?=\s)")
_OUTSIDE = re.compile(r"(?:,(?!\d{3})|[;|])(?![^()\[\]]{0,200}[)\]])")
_QUESTION_MARKS = re.compile(r"[(\[（]\s{0,3}[?？]{1,9}\s{0,3}[)\]）]|[?？]+")
_EMPTY_BRACKETS = re.compile(r"[(\[（][^\w()\[\]（）]{0,20}[)\]）]")
_BRACKETS = re.compile(r"[(\[（［]([^()\[\]（）［］]{0,500})[)\]）］]")


def parts_of(name: str) -> Iterator[str]:
    """One line may hold several channels; it is divided where every part is known, and left whole otherwise."""
    if exact(as_name(without_marks(name)[0])) or is_group_with_names(name):
        yield name
        return
    if _BRACKETS.search(name):
        outside = _with_marks([part.strip() for part in _OUTSIDE.split(name) if part.strip()])
        for part in outside if len(outside) > 1 else []:
            yield from parts_of(part)
        yield from [name] if len(outside) < 2 else []
        return
    divided = _with_marks([part.strip() for part in _STRONG.split(name) if part.strip()])
    strong = _with_remarks(divided)
    if len(strong) == 1 < len(divided):
        yield name
        return
    named = all(without_doubt(part)[0] for part in strong) and any(exact(as_name(part)) for part in strong)
    known = named or all(_means_something(part) for part in strong)
    if len(strong) > 1 and known:
        for part in strong:
            yield from parts_of(part)
        return
    weak = [part.strip() for part in _joiner().split(name) if part.strip()]
    yield from weak if len(weak) > 1 and all(_stands_alone(part, name) for part in weak) else [name]


def _with_marks(parts: list[str]) -> list[str]:
    """A part that only gives languages or a label goes with the one before it: "Instagram DE, FR, #ad"."""
    whole: list[str] = []
    for part in parts:
        if whole and is_mark(part):
            whole[-1] = f"{whole[-1]}, {part}"
        else:
            whole.append(part)
    return whole


def _with_remarks(parts: list[str]) -> list[str]:
    """A part that only doubts, or says whom to ask, goes with the one before it: "TV, not sure, ask Deb"."""
    whole: list[str] = []
    for part in parts:
        if whole and (_remark().match(as_name(part)) or not without_doubt(part)[0]):
            whole[-1] = f"{whole[-1]}, {part}"
        else:
            whole.append(part)
    return whole


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(rf"(?:{either({as_name(word) for word in WORDS['remarks']['words']})})\s")


def _stands_alone(part: str, name: str) -> bool:
    """Whether a part is a name of its own; beside a word for ads, only where it is nothing else."""
    known = bool(find(part)) or is_without_specs(as_name(part))
    return bool(exact(as_name(part))) or (known and not has_words(name, "paid"))


def _means_something(part: str) -> bool:
    return bool(find(part)) or bool(negated(part)[1]) or means_everything(as_name(part))


@cache
def _joiner() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in WORDS["joined"]["words"])
    starts = r"(?<!\s)\s++"
    return re.compile(rf"{starts}(?:{words})\s+|\s?/\s?|と|\s(?=[+&])|{starts}و(?=[\u0600-\u06ff]{{3}})", re.IGNORECASE)


def head_and_names(plain: str) -> tuple[str, list[str]]:
    if match := _BRACKETS.search(plain):
        head, inside = plain[: match.start()], match[1]
    else:
        head, _, inside = plain.partition(":")
    names = [part for strong in _STRONG.split(inside) for part in _joiner().split(strong)]
    return head, [name.strip() for name in names if as_name(name)]


def is_group_with_names(plain: str) -> bool:
    head, names = head_and_names(plain)
    return bool(names) and find(head) in (*specs()["groups"], *ALIASES["own_groups"])


def asked_for(name: str) -> list[str]:
    """The words of a line that ask for channels: "Instagram (no influencers)" asks for Instagram."""
    kept = [negated(part) for part in parts_of(" ".join(name[:MAX_LINE].split()))]
    return [text for text, _ in kept if text] if any(out for _, out in kept) else [name]


def negated(name: str) -> tuple[str, list[str]]:
    """What stands before a negation (kept) and the names that it excludes."""
    if exact(as_name(name)):
        return name, []
    before, after = _negations()
    if match := after.search(name):
        return "", [name[: match.start()]]
    pieces = before.split(name)
    kept = pieces[0].strip(" ,;:-–—(")
    if len(pieces) > 1 and as_name(kept) in WORDS["negation"]["fillers"]:
        kept = ""
    return kept, [piece.strip(" ,;:-–—)") for piece in pieces[1:] if piece.strip(" ,;:-–—)")]


@cache
def _negations() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = "|".join(re.escape(word) for word in sorted(WORDS["negation"]["before"], key=len, reverse=True))
    latin = "|".join(re.escape(word) for word in WORDS["negation"]["after"] if not re.search(f"[{JAPANESE}]", word))
    japanese = "|".join(word for word in WORDS["negation"]["after"] if re.match(f"[{JAPANESE}]", word))
    japanese += "|(?<![A-Za-z])NG"  # in Latin letters, and joined to the name by a particle or by nothing
    return (
        re.compile(rf"(?<!\w)(?:{before})(?:\s+|['’])", re.IGNORECASE),
        re.compile(
            rf"(?<!\s)\s*+(?:(?:[:(–-]\s*|(?<=\s))(?:{latin})\s*+\)?|(?:は|も)?(?:{japanese}))\s*+[!.]*$",
            re.IGNORECASE,
        ),
    )


def without_doubt(name: str) -> tuple[str, bool]:
    bare = _QUESTION_MARKS.sub(" ", name)
    folded = bare
    for word in _doubts() if has_words(bare, "doubt") else ():
        folded = word.sub(" ", folded)
    changed = folded != name
    tidy = _EMPTY_BRACKETS.sub(" ", folded).strip(" ,;:-–")
    return (tidy if as_name(tidy) else ""), changed


@cache
def _doubts() -> tuple[re.Pattern[str], ...]:
    words = sorted(WORDS["doubt"]["words"], key=len, reverse=True)
    return tuple(re.compile(whole_word(word), re.IGNORECASE) for word in words)
