"""How a country spells what a language's frames say."""

from dataclasses import replace

from production.offline.frames import Frames

WITHOUT_ESZETT = ("de-ch", "de-li")


def spelled(frames: Frames, tag: str) -> Frames:
    """The frames as the region of a tag writes them: Switzerland and Liechtenstein have ss in place of ß."""
    if not tag.lower().replace("_", "-").startswith(WITHOUT_ESZETT):
        return frames
    written = {
        slot: {
            group: tuple(replace(frame, text=frame.text.replace("ß", "ss")) for frame in kept)
            for group, kept in groups.items()
        }
        for slot, groups in frames.language.frames.items()
    }
    return replace(frames, language=replace(frames.language, frames=written))
