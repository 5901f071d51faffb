"""A form becomes a brief: what it says in our terms, and what it does not say as open questions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onboarding.budget import read_budget
from onboarding.contracts import IntakeFormDTO, NormalizedBriefDTO, ScopeDTO
from onboarding.deliverables import read_deliverables
from onboarding.exclusions import excluded_terms
from onboarding.form import Form
from onboarding.intake import KNOWN
from onboarding.language import detect, differs, tag_of
from onboarding.notes import ask_what_notes_ask, read_audience, read_objectives
from onboarding.schedule import read_launch_date, read_timeline
from onboarding.texts import clipped, items_of, text_of

NO_MESSAGES = "What shall the campaign say? Without a key message the copy can only name the client."
NO_WEBSITE = "Which website is the campaign to lead to? None was given."


def understand(intake: IntakeFormDTO, *, brief_id: str, now: datetime) -> NormalizedBriefDTO:
    """The brief of a valid intake; pure, and never an error for what is missing or unreadable."""
    form = Form(intake.responses, submitted_on=intake.submitted_at.date())
    objectives, audience = read_objectives(form), read_audience(form)
    exclusions = form.items("exclusions")
    brief: dict[str, Any] = {
        "brief_id": brief_id,
        "client_id": intake.client_id,
        "scope": ScopeDTO(read_deliverables(form), exclusions, read_timeline(form)),
        "objectives": objectives,
        "target_audience": audience,
        "brand_guidelines": _brand_guidelines(form),
        "normalized_at": now,
        "client_name": _read_name(form),
        "industry": form.text("industry"),
        "website": _read_website(form),
        "language": _read_language(form),
        "budget": read_budget(form),
        "key_messages": _read_key_messages(form),
        "mandatory_inclusions": form.items("mandatory_inclusions"),
        "excluded_terms": excluded_terms(exclusions),
        "competitors": form.items("competitors"),
        "call_to_action": form.text("call_to_action"),
        "launch_date": read_launch_date(form),
        "notes": form.notes,
        "further_answers": _further_answers(intake.responses),
    }
    ask_what_notes_ask(form)
    return NormalizedBriefDTO(**brief, open_questions=form.questions.all(), provenance=tuple(form.sources))


def _read_name(form: Form) -> str:
    form.took("client_name", "client_name")
    return text_of(form.responses.get("client_name"))


def _brand_guidelines(form: Form) -> dict[str, Any]:
    guidelines = form.responses.get("brand_guidelines")
    kept = dict(guidelines) if isinstance(guidelines, Mapping) else {"guidelines": guidelines} if guidelines else {}
    return {**kept, "tone": form.text("tone")}


def _read_key_messages(form: Form) -> tuple[str, ...]:
    messages = form.items("key_messages")
    if not messages:
        form.ask_missing("key_messages", NO_MESSAGES)
    return messages


def _read_website(form: Form) -> str:
    website = form.text("website")
    if not website:
        form.ask_missing("website", NO_WEBSITE)
    return website


def _read_language(form: Form) -> str:
    """The form's language, unless the client's own words are clearly in another one."""
    written = form.text("language")
    tag = tag_of(written) if written else ""
    copy = " \n".join(text for name in ("objectives", "key_messages") for text in items_of(form.responses.get(name)))
    detected = detect(copy) or detect(form.notes if not copy else "")
    if tag and differs(tag, detected):
        question = f"The form says {tag}, but its texts are in {detected}: in which language is the copy to be?"
        form.questions.ask("language", "contradiction", written, question)
        return detected
    if written and not tag:
        question = f"The language is given as “{clipped(written, 80)}”: in which language is the copy to be?"
        form.questions.ask("language", "unclear", written, question)
    elif not tag:
        kind = "unconfirmed" if detected else "missing"
        form.questions.ask("language", kind, detected, "In which language is the copy to be?")
    return tag or detected


def _further_answers(responses: Mapping[str, Any]) -> dict[str, Any]:
    """Fields that we do not know, the client's own ID, and where the form comes from."""
    answers = {name: value for name, value in responses.items() if name not in KNOWN and name != "brand_guidelines"}
    if responses.get("id") is not None:
        answers["external_id"] = responses["id"]
    if responses.get("source"):
        answers["source"] = responses["source"]
    return answers
