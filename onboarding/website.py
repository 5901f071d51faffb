"""The website that the campaign leads to."""

import re

from onboarding.form import Form
from onboarding.texts import clipped

NO_WEBSITE = "Which website is the campaign to lead to? None was given."
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24}(?::\d{1,5})?(?:/[^\s<>\"“”„«»()\[\]]{0,2000})?",
    re.IGNORECASE,
)


def read_website(form: Form) -> str:
    """An address, "" where there is none: what is no address is asked about and is no fact."""
    website = form.text("website")
    if not website:
        form.ask_missing("website", NO_WEBSITE)
        return ""
    words = website.split()
    address = next((word.strip(".,;") for word in words[:50] if _ADDRESS.fullmatch(word.strip(".,;()"))), "").strip(
        "()"
    )
    if not address:
        question = f"“{clipped(website, 120)}” is no address: which website is the campaign to lead to?"
        form.questions.ask("website", "unclear", website, question)
        form.dropped("website")
    elif len(words) > 1:
        question = f"Of “{clipped(website, 160)}” we take {address} as the website: is that right?"
        form.questions.ask("website", "unconfirmed", website, question)
    return address
