"""Questions that were put to the client before: somebody reports one with its answer, or the mail below asks it."""

import re
from collections.abc import Callable, Sequence

from onboarding.notes.cues import says, topic_of
from onboarding.notes.texts import MAX_SENTENCE, alike

LEAST_WORD = 4  # letters of a word that tells what a question is about
_MARK = re.compile(r"[?？؟][\"'”’»)\s]{0,4}")
_WORD = re.compile(rf"[^\W\d_]{{{LEAST_WORD},40}}")


def answered_before(sentences: Sequence[str], mail_of: Callable[[str], int]) -> frozenset[int]:
    """Where the questions stand that have their answer. `mail_of`: of a sentence how new its mail is, the newest being
    the highest."""
    mails = [mail_of(said) for said in sentences]
    replies = [
        (mail, topic_of(said), _words(said))
        for said, mail in zip(sentences, mails, strict=True)
        if mail > min(mails) and _tells(said)
    ]
    return frozenset(
        position
        for position, said in enumerate(sentences)
        if _MARK.search(said[:MAX_SENTENCE])
        and (_is_reported(sentences, position, mails) or _is_replied_to(said, mails[position], replies))
    )


def _is_reported(sentences: Sequence[str], position: int, mails: Sequence[int]) -> bool:
    """ "We asked: which budget? They have 12,000 pounds." """
    said = sentences[position][:MAX_SENTENCE]
    mark = list(_MARK.finditer(said))[-1]
    if not says("reports_question", said[: mark.start()]):
        return False
    if behind := said[mark.end() :].strip(" .-–—"):
        return _tells(behind)
    is_last = position + 1 == len(sentences) or mails[position + 1] != mails[position]
    return not is_last and _tells(sentences[position + 1]) and not says("reports_question", sentences[position + 1])


def _is_replied_to(said: str, mail: int, replies: Sequence[tuple[int, str, frozenset[str]]]) -> bool:
    """Whether a newer mail speaks of what a quoted one asks."""
    topic, words = topic_of(said), _words(said)
    return any(
        newer > mail and ((topic and topic == of) or (words and 2 * len(words & told) >= len(words)))
        for newer, of, told in replies
    )


def _tells(said: str) -> bool:
    return not (_MARK.search(said) or says("unanswered", said) or says("asks", said))


def _words(said: str) -> frozenset[str]:
    return frozenset(map(alike, _WORD.findall(said[:MAX_SENTENCE])))
