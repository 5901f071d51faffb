"""What the platform takes: lengths in its own unit, counts, hashtags, characters."""

from collections.abc import Iterator

import regex

from aicmo_site.kernel.channels import Field, channel_of, specs
from aicmo_site.kernel.counting.text_messages import text_message
from aicmo_site.kernel.counting.units import count
from qc.contracts import CRITICAL, MAJOR, CopyDTO
from qc.engine.registry import Finding, is_address, is_alt, prose

_SEVERITY = {"reject": CRITICAL, "truncate": MAJOR}
_HASHTAG = regex.compile(r"(?<![\p{L}\p{N}\p{M}&/#_])[#＃][\p{L}\p{N}\p{M}_]*\p{L}")
# No platform counts this many characters (a link included) as few: beyond it the exact number tells nobody anything,
# and some counters need minutes for it.
_PAST_COUNTING = 10
_LONGEST_LINK = 4096
_X_ADDRESS = 23


def empty(copy: CopyDTO) -> Iterator[Finding]:
    for field in channel_of(copy.channel).fields:
        many = copy.fields.get(field.name, ())
        if field.name in copy.waits_for:
            continue
        if is_address(field.name) and not copy.must_name_client and not many:
            continue  # copy from elsewhere may come without what is set where the ad is booked
        if field.required and not field.min_count and not is_alt(field.name) and not any(map(str.strip, many)):
            yield Finding(field.name, "", f"The field {field.name} is required and has no text.")


def too_few_or_many(copy: CopyDTO) -> Iterator[Finding]:
    for field in channel_of(copy.channel).fields:
        number = sum(bool(text.strip()) for text in copy.fields.get(field.name, ()))
        if field.min_count and number < field.min_count and field.name not in copy.waits_for:
            yield Finding(field.name, f"({number})", f"{number} of {field.name}: {field.min_count} or more are needed.")
        if field.max_count and number > field.max_count:
            yield Finding(field.name, f"({number})", f"{number} of {field.name}: at most {field.max_count} are taken.")


def too_long(copy: CopyDTO) -> Iterator[Finding]:
    for field in channel_of(copy.channel).fields:
        severity = _SEVERITY.get(field.enforcement, "")
        for text in copy.fields.get(field.name, ()) if severity else ():
            for limit, unit in _limits(copy.channel, field):
                if said := _over(text, limit, unit):
                    yield Finding(field.name, text, f"{said} {unit}: the limit is {limit}.", severity)


def too_many_segments(copy: CopyDTO) -> Iterator[Finding]:
    for name, most in _segment_limits(copy.channel):
        for text in copy.fields.get(name, ()):
            if said := _over(text, most, "sms_segments", per_unit=160):
                told = f"{said} segments in {text_message(text).encoding}: the message should have at most {most}."
                yield Finding(name, f"({said} segments)", told)


def too_many_hashtags(copy: CopyDTO) -> Iterator[Finding]:
    most = channel_of(copy.channel).hashtags_over
    if most is None:
        return
    found = [(field, tag) for field, text in prose(copy) for tag in _HASHTAG.findall(text)]
    if len(found) > most:
        yield Finding(found[-1][0], f"({len(found)} hashtags)", f"{len(found)} hashtags: the platform takes {most}.")


def forbidden_characters(copy: CopyDTO) -> Iterator[Finding]:
    for spec in _spec_fields(copy.channel):
        forbidden = set(spec.get("forbidden_characters", ""))
        for text in copy.fields.get(spec["field"], ()):
            if found := sorted(forbidden & set(text)):
                shown = " ".join(map(repr, found))
                yield Finding(spec["field"], "".join(found), f"The platform refuses {shown} here.")


def _limits(channel: str, field: Field) -> Iterator[tuple[int, str]]:
    """(limit, unit) of a field; a text message has none but the second one, for long ones go out in segments."""
    if field.max is not None and field.unit != "sms_units":
        yield field.max, field.unit
    for spec in _spec_fields(channel):
        if spec["field"] == field.name and "also" in spec:
            yield spec["also"]["max"], spec["also"]["unit"]


def _segment_limits(channel: str) -> list[tuple[str, int]]:
    fields = _spec_fields(channel)
    return [(spec["field"], spec["max_segments_default"]) for spec in fields if "max_segments_default" in spec]


def _spec_fields(channel: str) -> list[dict]:
    return next((spec["fields"] for spec in specs()["channels"] if spec["id"] == channel), [])


def _over(text: str, limit: int, unit: str, per_unit: int = 1) -> str:
    """How many `unit` the text has, in words, if more than the limit; "" if not."""
    if unit == "x_weighted" and _surely_fits(text, limit):
        return ""
    if len(text) > _LONGEST_LINK + _PAST_COUNTING * limit * per_unit:
        return f"far more than {limit}"
    number = count(unit, text)
    return str(number) if number > limit else ""


def _surely_fits(text: str, limit: int) -> bool:
    """Whether even the most that X may count fits: two for each character beyond Latin, an address for each dot. Saves
    most posts the counter, which takes half a second to import."""
    return len(text) + sum(char > "\u10ff" for char in text) + _X_ADDRESS * text.count(".") <= limit
