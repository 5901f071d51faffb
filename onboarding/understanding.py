"""A form becomes a brief: what it says in our terms, and what it does not say as open questions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from aicmo_site.kernel.model.asking import Model
from onboarding.budget.prices import ask_about_other_prices
from onboarding.budget.read import read_budget
from onboarding.call_to_action import read_call_to_action
from onboarding.channels.of_each import (
    asks_for_label,
    is_label_of_channels,
    read_labels_of_channels,
    read_languages_of_channels,
)
from onboarding.channels.read import read_deliverables
from onboarding.clients.recalled import doubtful, language_or_recalled, or_recalled
from onboarding.competitors import read_competitors
from onboarding.conditions import read_conditions
from onboarding.contracts import (
    CLIENT,
    PROPOSED,
    AnswerDTO,
    ClientDTO,
    FactDTO,
    IntakeFormDTO,
    NormalizedBriefDTO,
    ScopeDTO,
)
from onboarding.exclusions.checklist import only_names_terms
from onboarding.exclusions.conflicts import ask_about_forbidden_wishes
from onboarding.exclusions.read import excluded_terms, read_exclusions, terms_ruled_out
from onboarding.exclusions.visuals import without_visuals
from onboarding.facts.decisions import Decided, with_proposals_accepted
from onboarding.facts.sources import NOTES, facts_of
from onboarding.facts.typed import read_days, read_sums
from onboarding.fields import field_of
from onboarding.form.answers import MAX_LABELLED, Form
from onboarding.goals import ask_what_notes_ask, read_audience, read_objectives
from onboarding.language.read import read_language
from onboarding.notes.cues import says
from onboarding.notes.orders import speaks_to_machines
from onboarding.notes.required_wording import endorsed_in, required_in, told_messages, without_marks, wordings_wanted
from onboarding.notes.texts import clipped, text_of, without_bullet
from onboarding.notes.told_lines import tells_a_line
from onboarding.proof_points import propose_untold, read_proof_points
from onboarding.reader.reading import NOTHING, ReadNotes, read_notes
from onboarding.reader.values import ask_what_was_read_otherwise, budget_told, launch_told
from onboarding.schedule.impossible_days import ask_about_impossible_days
from onboarding.schedule.read import ask_about_silences, day_of, read_launch_date
from onboarding.schedule.timeline import read_timeline
from onboarding.website import read_website

MOST_ON_VOICE = 2  # sentences
MOST_WORDINGS = 200  # lines of the notes that are compared with a list: as many as a list may have
NO_MESSAGES = "What shall the campaign say? Without a key message the copy can only name the client."


def understand(
    intake: IntakeFormDTO,
    *,
    brief_id: str,
    now: datetime,
    answers: Sequence[AnswerDTO] = (),
    accept_proposals: bool = False,
    client: ClientDTO | None = None,
    model: Model | None = None,
) -> NormalizedBriefDTO:
    """The brief of a valid intake, of what people have said to it, and of what is remembered of the client; pure, and
    never an error for what is missing or unreadable. With a `model`, which reads the notes too: ModelError."""
    client = client.for_briefs if client else None
    at_first = _read(intake, brief_id, now, {}, client)
    told = read_notes(at_first.notes, at_first.internal, model) if model else NOTHING
    if model:
        at_first = _read(intake, brief_id, now, {}, client, told)
    brief = at_first
    if answers:
        decided = Decided(at_first, answers)
        read = at_first
        while decided.values:
            read = _read(intake, brief_id, now, decided.values, client, told)
            if not decided.meets(read):
                break
        brief = decided.put_right(read)
    return with_proposals_accepted(brief) if accept_proposals else brief


def _read(
    intake: IntakeFormDTO,
    brief_id: str,
    now: datetime,
    decided: Mapping[str, Any],
    client: ClientDTO | None,
    notes: ReadNotes = NOTHING,
) -> NormalizedBriefDTO:
    submitted_on = intake.submitted_at.date()
    form = Form(intake.responses, submitted_on=submitted_on, decided=decided, client=client, told=notes.told)
    objectives, audience = read_objectives(form.of("objectives")), read_audience(form.of("target_audience"))
    exclusions = read_exclusions(form.of("exclusions"))
    deliverables, weeks = read_deliverables(form.of("channels")), read_timeline(form.of("timeline_weeks"))
    brief: dict[str, Any] = {
        "brief_id": brief_id,
        "client_id": intake.client_id,
        "scope": ScopeDTO(deliverables, exclusions, weeks),
        "objectives": objectives,
        "target_audience": audience,
        "brand_guidelines": _brand_guidelines(form.of("tone")),
        "normalized_at": now,
        "client_name": _read_name(form),
        "industry": form.of("industry").text("industry"),
        "website": or_recalled(form, "website", read_website(form.of("website"))),
        "language": language_or_recalled(form, read_language(form.of("language"))),
        "budget": (budget := read_budget(form.of("budget")) or budget_told(form.of("budget"))),
        "key_messages": _read_key_messages(form.of("key_messages")),
        "proof_points": read_proof_points(form.of("proof_points")),
        "mandatory_inclusions": _read_mandatory(form.of("mandatory_inclusions")),
        "excluded_terms": _read_terms(form.of("exclusions"), exclusions),
        "competitors": read_competitors(form.of("competitors")),
        "call_to_action": read_call_to_action(form.of("call_to_action")),
        "launch_date": (launch := read_launch_date(form.of("launch_date")) or launch_told(form.of("launch_date"))),
        "launch_day": (launch_day := day_of(launch)),
        "notes": form.notes,
        "internal": form.internal,
        "further_answers": _further_answers(form),
        "client": client,
    }
    brief["languages"] = read_languages_of_channels(form, deliverables, brief["language"])
    brief["labels"] = read_labels_of_channels(form, deliverables)
    ask_about_forbidden_wishes(form, brief)
    brief["checklist"] = tuple(text for text in exclusions if not only_names_terms(text, brief["excluded_terms"]))
    ask_about_other_prices(form)
    ask_about_silences(form)
    ask_about_impossible_days(form)
    form.ask_about_other_names()
    ask_what_notes_ask(form)
    brief["proof_points"] = propose_untold(form, brief["proof_points"])
    ask_what_was_read_otherwise(form, budget, launch_day, notes.asked)
    brief["conditions"] = read_conditions(form)
    told = {
        "objectives": objectives,
        "key_messages": brief["key_messages"],
        "call_to_action": [brief["call_to_action"]],
    }
    brief["dates"], brief["money"] = read_days(form, launch_day, told), read_sums(form, budget)
    over = [*map(without_marks, doubtful(form, "mandatory_inclusions"))]
    read = NormalizedBriefDTO(**brief, open_questions=form.questions.all())
    return replace(read, facts=tuple(_in_doubt(fact, over) for fact in facts_of(read, form.sources)))


def _in_doubt(fact: FactDTO, over: Collection[str]) -> FactDTO:
    """What had to appear and is over need not hold any more."""
    is_remembered = fact.source == CLIENT and field_of(fact.field) == "mandatory_inclusions"
    return replace(fact, state=PROPOSED) if is_remembered and fact.value in over else fact


def _read_mandatory(form: Form) -> tuple[str, ...]:
    said = [text for text in form.note_sentences if not asks_for_label(text) and not speaks_to_machines(text)]
    told = required_in(said)
    for words in wordings_wanted(said):
        question = f"The notes want a line to stand everywhere (“{clipped(words, 160)}”): what are its very words?"
        form.questions.ask("mandatory_inclusions", "unclear", words, question)
    required = tuple(map(without_marks, _with_wordings(form, "mandatory_inclusions", told)))
    written = without_visuals(form, required)
    written = {text: place for text, place in written.items() if not is_label_of_channels(text)}
    if (*written,) != required:
        form.renumbered("mandatory_inclusions", list(written.values()))
    return tuple(written)


def _with_wordings(form: Form, name: str, found: Mapping[str, str]) -> tuple[str, ...]:
    """A list's texts, and what only the notes want in print: it counts at once, and a person confirms it."""
    given = form.items(name)
    known = "\n".join(text.casefold() for text in given)
    wordings = islice(found.items(), MOST_WORDINGS)
    added = {words: said for words, said in wordings if words.casefold() not in known}
    taken = list(added)[:MAX_LABELLED]
    for position, words in enumerate(taken, len(given)):
        form.took(f"{name}.{position}", NOTES, added[words])
    if added:
        form.confirm(name, " … ".join(dict.fromkeys(added.values())))
    return (*given, *taken)


def _read_name(form: Form) -> str:
    form.took("client_name", "client_name")
    return text_of(form.responses.get("client_name"))


def _read_terms(form: Form, exclusions: tuple[str, ...]) -> tuple[str, ...]:
    terms, answer = excluded_terms(exclusions), "exclusions" if form.entries("exclusions") else NOTES
    read_in = {source.field: source.answer for source in form.sources}
    recalled = {said for at, said in enumerate(exclusions) if read_in.get(f"scope.exclusions.{at}") == CLIENT}
    for position, said in enumerate(terms.values()):
        form.took(f"excluded_terms.{position}", CLIENT if said in recalled else answer, said)
    return (*terms, *_terms_of_notes(form, terms))


def _terms_of_notes(form: Form, known: Collection[str]) -> tuple[str, ...]:
    """Terms that only the notes ban: they bind at once, and a person confirms them."""
    told = terms_ruled_out((*form.note_sentences, *form.remarks))
    found = {term: said for term, said in told.items() if term not in known}
    for position, (term, said) in enumerate(found.items(), len(known)):
        form.took(f"excluded_terms.{position}", NOTES, said)
        question = f"Only the notes rule out “{clipped(term, 60)}” (“{clipped(said, 160)}”): can it be confirmed?"
        form.questions.ask("exclusions", "unconfirmed", said, question)
    return tuple(found)


def _brand_guidelines(form: Form) -> dict[str, Any]:
    guidelines = form.responses.get("brand_guidelines")
    kept = dict(guidelines) if isinstance(guidelines, Mapping) else {"guidelines": guidelines} if guidelines else {}
    return {**kept, "tone": or_recalled(form, "tone", form.text("tone") or _tone_of_notes(form))}


def _tone_of_notes(form: Form) -> str:
    """What the notes say of the voice, to be confirmed: a wrong form of address cannot be taken back."""
    voices = (text for text in form.note_sentences if says("voices", text) and not tells_a_line(text))
    said = [text for text in voices if not text.rstrip().endswith("?")]
    words = " ".join(map(without_bullet, said[:MOST_ON_VOICE]))
    if words:
        form.confirm("tone", words)
        form.took("tone", NOTES, words)
    return words


def _read_key_messages(form: Form) -> tuple[str, ...]:
    said = [text for text in form.note_sentences if not speaks_to_machines(text)]
    messages = _with_wordings(form, "key_messages", endorsed_in(said))
    for told in told_messages(said):
        if not told.stands_alone:  # "… ist, dass …": its words are no sentence of their own
            asks = "in which words is it to stand?"
            question = f"The notes tell a message in passing (“{clipped(told.words, 160)}”): {asks}"
            form.questions.ask("key_messages", "unclear", told.words, question)
    if not messages and not form.questions.has("key_messages"):
        form.ask_missing("key_messages", NO_MESSAGES)
    return messages


def _further_answers(form: Form) -> dict[str, Any]:
    """Fields that we neither know nor could read, what came with the form, its ID, and where it comes from."""
    given = form.given.answers
    answers = {name: value for name, value in form.given.further.items() if name != "brand_guidelines"}
    if given.get("attachments"):
        answers["attachments"] = given["attachments"]
    if given.get("id") is not None:
        answers["external_id"] = given["id"]
    if given.get("source"):
        answers["source"] = given["source"]
    return answers
