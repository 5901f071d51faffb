"""Channel names as clients write them, in their languages, become channel IDs or a question."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.text.folding import as_name
from onboarding.channels.lexicon import (
    PAID_SUFFIX,
    WORDS,
    ads_in_papers,
    compound,
    exact,
    find,
    group_channels,
    has_words,
    known_ids,
    longest,
    means_everything,
    named_of_group,
    organic_ids,
    other_id,
    paid_in,
)
from onboarding.channels.lines import MAX_LINE, head_and_names, is_group_with_names, negated, parts_of, without_doubt
from onboarding.channels.marks import without_marks
from onboarding.contracts import OpenQuestionDTO
from onboarding.notes.texts import clipped, enumerated

PEOPLE = "influencers"  # the group of those who are paid to post


@dataclass
class ChannelReading:
    """Channel IDs in the client's order, those excluded, and what must be asked."""

    channels: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    questions: list[OpenQuestionDTO] = field(default_factory=list)
    pointer: str = ""  # the words that send the reader to the notes
    _known: set[str] = field(default_factory=set)

    def add(self, channel_ids: Iterable[str]) -> None:
        for channel_id in channel_ids:
            if channel_id not in self._known:
                self._known.add(channel_id)
                self.channels.append(channel_id)

    def leave_out(self, channel_id: str) -> bool:
        """Whether the channel was among them; now it is not."""
        if channel_id not in self._known:
            return False
        self._known.remove(channel_id)
        self.channels.remove(channel_id)
        return True

    def ask(self, kind: str, words: str, question: str) -> None:
        self.questions.append(OpenQuestionDTO("channels", kind, clipped(words), question))


def read_channels(names: Iterable[str]) -> ChannelReading:
    """All channels of a form. An excluded channel is gone, wherever else it is named."""
    reading = ChannelReading()
    for name in names:
        for listed in enumerated(" ".join(name[:MAX_LINE].split())):
            for part in parts_of(listed):
                _read_one(part, reading)
    _settle_exclusions(reading)
    return reading


def _read_one(name: str, reading: ChannelReading) -> None:
    name, _ = without_marks(name)
    if not as_name(name):
        return
    if has_words(name, "pointer") and (longest(as_name(name)) or "") in known_ids() | {""} and not exact(as_name(name)):
        reading.pointer = name
        return
    bare, doubt = without_doubt(name)
    kept, excluded = negated(bare or name)
    reading.excluded += [channel for text in excluded if (channel := find(text)) in known_ids()]
    if not as_name(kept):
        if not any(find(text) for text in excluded):
            question = f"“{clipped(name)}” rules something out that we do not know as a channel: what is meant?"
            reading.ask("unclear", name, question)
        return
    _read_plain(kept, name, reading)
    if doubt:
        reading.ask("unconfirmed", name, f"“{clipped(name)}” is marked as uncertain: is this channel wanted?")


def _read_plain(plain: str, words: str, reading: ChannelReading) -> None:
    folded = as_name(plain)
    if means_everything(folded):
        _ask_of_everything(words, reading)
        return
    meant = exact(folded)
    if meant is None and _read_paid_and_organic(plain, reading):
        return
    if meant is None and (_read_group_with_names(plain, reading) or _read_people(folded, reading)):
        return
    meant = meant or paid_in(plain) or longest(folded) or compound(folded)
    meant = "print" if meant is None and ads_in_papers().search(folded) else meant
    if meant in known_ids() and has_words(plain, "paid") and meant in organic_ids():
        _ask_about_ad(meant, words, reading)
    if meant is None:
        ask_unknown(plain, reading)
    elif meant in known_ids():
        reading.add([meant])
        if vague := _vague(folded):
            reading.ask("unclear", words, f"“{clipped(words)}” may mean {vague}: which of them is wanted?")
    elif named := [] if exact(folded) else named_of_group(folded, meant):
        reading.add(named)
    else:
        ask_which(meant, words, reading)


def _read_paid_and_organic(plain: str, reading: ChannelReading) -> bool:
    """ "LinkedIn (organic + sponsored)" means both; False where not both kinds are named of one platform."""
    ad, post = paid_in(plain), longest(as_name(plain.partition("(")[0]))
    both = has_words(plain, "organic") and ad is not None and post in organic_ids()
    reading.add([post, ad] if both and post and ad else [])
    return both


def _vague(folded: str) -> str:
    """What a name may mean, where a name that leaves it open is all there is, an article apart."""
    names: dict[str, str] = WORDS["vague"]["names"]
    return names.get(folded) or names.get(folded.partition(" ")[2], "")


def _read_people(folded: str, reading: ChannelReading) -> bool:
    """People who post ("Instagram influencers") post on the platform beside them, whatever they are paid."""
    named = named_of_group(folded, PEOPLE) if longest(folded) == PEOPLE else []
    reading.add(named)
    return bool(named)


def _read_group_with_names(plain: str, reading: ChannelReading) -> bool:
    """A group with names in brackets or behind a colon means those names; False where it is no such thing."""
    if not is_group_with_names(plain):
        return False
    head, names = head_and_names(plain)
    paid = has_words(head, "paid")
    for name in names:
        sister = exact(f"{as_name(name)} {PAID_SUFFIX}") if paid else None
        _read_one(f"{name} {PAID_SUFFIX}" if sister else name, reading)
    return True


def _ask_of_everything(words: str, reading: ChannelReading) -> None:
    """“All” is no list: the notes may have one, and a person asks in any case."""
    reading.pointer = words
    question = f"“{clipped(words)}” names no channel: which ones are wanted, the most important first?"
    reading.ask("unclear", words, question)


def ask_unknown(name: str, reading: ChannelReading) -> None:
    """Keep a channel that the specs do not know, and ask about it."""
    reading.add([other_id(name)])
    reading.ask(
        "unclear", name, f"“{clipped(name)}” is no channel that we know: what is to be made for it, in what form?"
    )


def _ask_about_ad(channel_id: str, words: str, reading: ChannelReading) -> None:
    name = channel_of(channel_id).name
    question = (
        f"“{clipped(words)}” names ads, and for {name} we only write posts: is a post wanted, or an ad of what form?"
    )
    reading.ask("unclear", words, question)


def ask_which(group: str, words: str, reading: ChannelReading) -> None:
    """List what a group's name may mean."""
    names = "; ".join(channel_of(channel_id).name for channel_id in group_channels(group))
    reading.ask("unclear", words, f"“{clipped(words)}” covers several channels ({names}): which of them are wanted?")


def _settle_exclusions(reading: ChannelReading) -> None:
    for channel_id in dict.fromkeys(reading.excluded):
        if reading.leave_out(channel_id):
            name = channel_of(channel_id).name
            reading.ask("contradiction", name, f"{name} is both named and excluded among the channels: is it wanted?")
