"""Copy for tests: short to write, and clean but for what the test is about."""

from qc.contracts import ClientFactsDTO, CopyDTO
from qc.rules import check_batch


def piece(text="Come and taste the rye.", *, channel="facebook_post", language="en", fields=None, images=(), **options):
    """One piece of copy; what is not of CopyDTO goes to the client."""
    mine = {name: options.pop(name) for name in ("must_name_client", "paid_endorsement") if name in options}
    return CopyDTO(
        copy_id="c1",
        channel=channel,
        language=language,
        client=ClientFactsDTO(**{"name": "Harbour Lane Bakery"} | options),
        fields=fields or {"text": (text,)},
        images=images,
        **mine,
    )


def found(*args, **options):
    """(code, severity, field) of all issues."""
    (checked,) = check_batch([piece(*args, **options)])
    return [(issue.code, issue.severity, issue.section.removeprefix("c1/")) for issue in checked.issues]


def codes(*args, **options):
    return [code for code, _, _ in found(*args, **options)]
