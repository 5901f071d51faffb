"""Whether copy keeps what its platforms allow."""

from aicmo_site.kernel.channels import channel_of

NO_LIMIT = float("inf")


def limits_hold(texts):
    for channel, fields in texts.items():
        for name, content in fields:
            field = channel_of(channel).field(name)
            assert field.count(content) <= (field.max or NO_LIMIT), (channel, name, content)
