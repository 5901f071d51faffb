"""The brief's page: who may look, who may answer, what is told of a bad value, and of a brief that somebody changed."""

import json
import re
from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.html import escape

from aicmo_site.admin import row_url
from onboarding.contracts import CONFIRMED, CORRECTED, PROPOSED, REJECTED
from orchestration.models import Run, Status
from orchestration.services import answer_run, approve_run, brief_of, get_run, submit_run
from orchestration.staff.brief_page import brief_url
from orchestration.staff.brief_words import about_fact
from orchestration.staff.start_run import propose
from orchestration.staff.understood import understood
from orchestration.tests.conftest import everything
from orchestration.tests.staff.pages import plain
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)
MAIL = {
    "client_name": "Harwick Canoe Club",
    "channels": ["newsletter"],
    "budget": "3,000 or so",
    "raw_notes": "Our goal is to win 40 members by June. We need a campaign for people aged 15 to 30.\n"
    "Main message: the first paddle is free.\nBetween us: the chairman is picky.",
}


@pytest.fixture
def resting():
    return run_to_rest(submit_run(intake=MAIL, stops=["brief"], actor="test").pk)


def facts(run, state=PROPOSED):
    return [fact for fact in brief_of(run_id=run.pk).facts if fact.state == state]


def fact(run, field):
    return next(fact for fact in brief_of(run_id=run.pk).facts if fact.field.startswith(field))


def question(run, field):
    return next(one for one in brief_of(run_id=run.pk).open_questions if one.field == field)


def answered(run, **said):
    """A form as a browser sends it: every field of the page, and the hash of the brief that was shown."""
    brief = brief_of(run_id=run.pk)
    fields = {f"value.{item.id}": item.input.value for item in understood(brief)}
    return {"content_sha256": brief.content_sha256, **fields, **said}


def save(client, run, how="save", **said):
    return client.post(brief_url(run), {**answered(run), **said, how: "yes"})


def page_of(client, run):
    return client.get(brief_url(run)).content.decode()


# --- looking


def test_it_shows_questions_facts_and_every_sentence_of_the_notes(boss, resting):
    page = page_of(boss, resting)
    for one in brief_of(run_id=resting.pk).standing_facts:
        assert f'id="{one.id}"' in page
        assert escape(one.words) in page
    notes = page.partition('class="letter"')[2].partition("</aside>")[0]
    assert '<span class="use internal">Between us: the chairman is picky.</span>' in notes
    assert re.findall(r'<span class="use used">Our goal is to win 40 members by June\.<sup><a href="#fact_', notes)
    assert "Changes every share of the plan." in page
    assert 'placeholder="12,000 EUR"' in page
    assert re.search(r'<input type="date" id="value-question_', page)
    assert re.search(r'<input type="number" id="value-question_', page)


def test_what_only_asks_whether_a_proposal_holds_is_not_asked_twice(boss, resting):
    brief = brief_of(run_id=resting.pk)
    shown = understood(brief)
    proposed = {one.field.partition(".")[0] for one in brief.proposed_facts}
    asked = {one.field for one in brief.open_questions if one.kind == "unconfirmed"}
    assert proposed & asked == {"objectives", "target_audience"}
    assert {item.about.name for item in shown.questions}.isdisjoint({"Aim", "Audience"})


@pytest.mark.parametrize("options", [{"stops": ["brief"]}, {"accept_proposals": True}], ids=["proposed", "accepted"])
def test_every_page_counts_the_questions_that_no_fact_stands_for(boss, options):
    run = run_to_rest(submit_run(intake=MAIL, actor="test", **options).pk)
    brief = brief_of(run_id=run.pk)
    count = len(brief.questions_apart)
    assert 0 < count < len(brief.open_questions)
    assert f": {count} questions first" in plain(page_of(boss, run))
    told = plain(boss.get(row_url(Run, run.pk)).content.decode())
    assert f"Open questions of the brief ({count})" in told
    assert f"{count} questions to the client" in told
    rows = boss.get(reverse("admin:onboarding_brief_changelist")).content.decode()
    assert f'<td class="field-questions">{count}</td>' in rows


def test_a_preview_asks_for_nothing_that_it_took_as_right():
    proposal = propose(client=None, intake=MAIL, actor="test", accept_proposals=True)
    asked = {about for about, *_ in proposal["questions"]}
    assert (proposal["accepted"] > 0, "budget" in asked) == (True, True)
    assert asked.isdisjoint({"objectives", "target audience"})


def test_before_there_is_a_brief_and_after_it_went_there_is_no_page(boss, submit, failed):
    for run in (submit(), failed):
        answer = boss.get(brief_url(run))
        assert (answer.status_code, answer.url) == (302, row_url(Run, run.pk))


def test_what_a_client_writes_is_text(boss):
    hostile = "<script>alert(1)</script>"
    intake = {**MAIL, "exclusions": [hostile], "raw_notes": f"{MAIL['raw_notes']} {hostile}"}
    run = run_to_rest(submit_run(intake=intake, stops=["brief"], actor="test").pk)
    page = page_of(boss, run)
    assert hostile not in page
    assert escape(hostile) in page


# --- rights


@pytest.mark.parametrize(
    ("role", "saves", "goes_on"), [("viewer", 0, 0), ("editor", 1, 0), ("approver", 1, 1), ("admin", 1, 1)]
)
def test_who_looks_who_answers_and_who_lets_it_go_on(enter, resting, role, saves, goes_on):
    client, before = enter(role), get_run(run_id=resting.pk)
    page = page_of(client, resting)
    assert ('name="save"' in page, 'name="go_on"' in page) == (bool(saves), bool(goes_on))
    assert ("takes the role of an editor" in page) == (not saves)
    aim = fact(resting, "objectives")
    assert save(client, resting, "go_on", **{f"decision.{aim.id}": "accept"}).status_code == (302 if goes_on else 403)
    if not goes_on:
        assert get_run(run_id=resting.pk).epoch == before.epoch
        assert save(client, resting, **{f"decision.{aim.id}": "accept"}).status_code == (302 if saves else 403)


def test_nobody_without_a_role_sees_a_brief(client, django_user_model, resting):
    client.force_login(django_user_model.objects.create_user("eve", is_staff=True))
    assert client.get(brief_url(resting)).status_code == 403


# --- answering


def test_answers_are_read_into_the_brief_which_rests_again(boss, resting):
    aim, audience = fact(resting, "objectives"), fact(resting, "target_audience")
    said = {
        f"decision.{aim.id}": "correct",
        f"value.{aim.id}": "Win 60 members by July",
        f"decision.{audience.id}": "reject",
        f"value.{question(resting, 'launch_date').id}": "2027-05-14",
    }
    answer = save(boss, resting, **said)
    assert (answer.status_code, answer.url) == (302, brief_url(resting))
    assert 'data-moves="yes"' in page_of(boss, resting)
    run = run_to_rest(resting.pk)
    brief = brief_of(run_id=run.pk)
    assert (run.status, run.awaiting) == (Status.AWAITING_APPROVAL, "brief")
    assert (brief.objectives, brief.target_audience, brief.launch_day) == (
        ("Win 60 members by July",),
        "",
        "2027-05-14",
    )
    assert [fact.state for fact in brief.facts if fact.id == aim.id] == [CORRECTED]
    page = page_of(boss, run)
    assert "corrected by ada" in plain(page)
    assert "14 May 2027" in page
    assert f'name="value.{audience.id}"' not in page  # rejected: in sight, and no more to be answered
    assert "rejected by ada" in plain(page)


def test_going_on_accepts_what_is_left_and_brings_the_run_to_its_end(boss, resting):
    assert save(boss, resting, "go_on").status_code == 302
    run = run_to_rest(resting.pk)
    assert run.status == Status.COMPLETED
    assert facts(run) == []
    page = page_of(boss, run)
    assert "The run has ended" in page
    assert 'name="save"' not in page


def test_all_that_is_left_is_accepted_without_a_script_and_what_was_said_stays(boss, resting):
    first, *others = facts(resting)
    save(boss, resting, "accept_left", **{f"decision.{first.id}": "reject"})
    run = run_to_rest(resting.pk)
    states = {fact.id: fact.state for fact in brief_of(run_id=run.pk).facts}
    assert states[first.id] == REJECTED
    assert [states[one.id] for one in others] == [CONFIRMED] * len(others)
    assert (run.status, run.awaiting) == (Status.AWAITING_APPROVAL, "brief")


def test_nothing_said_is_nothing_saved(boss, resting):
    answer = save(boss, resting)
    assert told(answer) == ["Nothing was answered, so there was nothing to save."]
    assert get_run(run_id=resting.pk).epoch == resting.epoch


def test_a_bad_value_comes_back_beside_its_field_and_the_others_stay_as_typed(boss, resting):
    budget, launch = question(resting, "budget"), question(resting, "launch_date")
    said = {f"value.{budget.id}": "a lot", f"value.{launch.id}": "2027-05-14"}
    page = save(boss, resting, **said).content.decode()
    beside = page.partition(f'id="problem-{budget.id}">')[2].partition("</p>")[0]
    assert beside == "cannot be read as one sum: write an amount and its currency, such as 12,000 EUR"
    assert re.search(rf'name="value.{budget.id}" value="a lot"[^>]*aria-invalid="true"', page)
    assert f'name="value.{launch.id}" value="2027-05-14"' in page
    assert get_run(run_id=resting.pk).epoch == resting.epoch


def test_at_the_copy_answers_send_the_run_back_to_its_brief(boss, waiting):
    page = page_of(boss, waiting)
    assert 'name="save"' in page
    assert 'name="go_on"' not in page
    aim = fact(waiting, "objectives")
    save(boss, waiting, **{f"decision.{aim.id}": "correct", f"value.{aim.id}": "Win 70 volunteers"})
    run = run_to_rest(waiting.pk)
    assert (run.awaiting, brief_of(run_id=run.pk).objectives) == ("copy", ("Win 70 volunteers",))


def test_days_and_sums_of_the_notes_say_what_they_are_for_and_are_put_right(boss):
    notes = f"The fair is 14 to 16 March 2027. 900 EUR is for the printer. {MAIL['raw_notes']}"
    run = run_to_rest(submit_run(intake={**MAIL, "raw_notes": notes}, stops=["brief"], actor="test").pk)
    fair, bill = fact(run, "dates."), fact(run, "money.")
    shown = {
        item.id: (item.about.name, item.value, item.input.value) for item in understood(brief_of(run_id=run.pk)).facts
    }
    assert shown[fair.id] == ("Day: event", "14 March 2027 to 16 March 2027", "2027-03-14 to 2027-03-16")
    assert about_fact(replace(bill, value={**bill.value, "kind": "other"})).name == "Sum: its purpose is not said"
    assert shown[bill.id] == ("Sum: cost", "€900", "900 EUR")
    said = {f"decision.{one.id}": "correct" for one in (fair, bill)}
    save(boss, run, **said, **{f"value.{fair.id}": "2027-03-20", f"value.{bill.id}": "950 EUR"})
    run_to_rest(run.pk)
    values = {item.about.name: item.value for item in understood(brief_of(run_id=run.pk)).facts}
    assert (values["Day: event"], values["Sum: cost"]) == ("20 March 2027", "€950")


# --- beside others


def test_a_stale_tab_is_told_so_and_keeps_what_was_typed(boss, resting):
    aim, launch = fact(resting, "objectives"), question(resting, "launch_date")
    mine = answered(resting, **{f"decision.{aim.id}": "correct", f"value.{aim.id}": "Win 50 members"})
    mine[f"value.{launch.id}"] = "2027-06-01"
    answer_run(
        run_id=resting.pk,
        actor="eve",
        answers=[{"question": launch.id, "decision": "correct", "value": "2027-05-14"}],
    )
    working = boss.post(brief_url(resting), {**mine, "save": "yes"})
    assert "The run is at work, so nothing was saved." in told(working)[0]
    assert "Win 50 members" in working.content.decode()
    run = run_to_rest(resting.pk)
    stale = boss.post(brief_url(resting), {**mine, "save": "yes"})
    page = stale.content.decode()
    assert "Somebody else was here first" in told(stale)[-1]
    assert ">Win 50 members</textarea>" in page
    lost = plain(page.partition('id="lost"')[2].partition("</section>")[0])
    assert "You wrote: 2027-06-01 ; eve said: 2027-05-14" in lost
    assert get_run(run_id=run.pk).epoch == run.epoch
    sha = re.search(r'name="content_sha256" value="(\w+)"', page)[1]
    assert boss.post(brief_url(run), {**mine, "content_sha256": sha, "save": "yes"}).status_code == 302
    assert brief_of(run_id=run_to_rest(run.pk).pk).objectives == ("Win 50 members",)


def test_a_run_that_was_approved_meanwhile_takes_no_answers(boss, resting):
    mine = answered(resting, **{f"decision.{fact(resting, 'objectives').id}": "reject"})
    approve_run(run_id=resting.pk, actor="eve", content_sha256=resting.content_sha256)
    run = run_to_rest(resting.pk)
    answer = boss.post(brief_url(resting), {**mine, "save": "yes"})
    assert "it cannot take answers" in told(answer)[0]
    assert get_run(run_id=run.pk).epoch == run.epoch


def test_another_runs_rows_are_untouched(boss, resting):
    other = run_to_rest(submit_run(intake=MAIL, stops=["brief"], actor="test").pk)

    def of_the_other():
        rows = {name: [row for row in found if other.pk in str(row)] for name, found in everything().items()}
        return rows, Run.objects.filter(pk=other.pk).values().get()

    before = of_the_other()
    save(boss, resting, "go_on", **{f"decision.{fact(resting, 'objectives').id}": "reject"})
    run_to_rest(resting.pk)
    assert of_the_other() == before


# --- the pages around it


def test_run_and_front_page_say_that_answers_are_waited_for_and_lead_there(boss, resting):
    page = boss.get(row_url(Run, resting.pk)).content.decode()
    assert "waits for answers to its brief" in plain(page)
    assert re.findall(rf'<a class="action first" href="{brief_url(resting)}">([^<]+)</a>', page) == [
        "Answer its questions"
    ]
    assert "asked for answers to the brief" in plain(page)
    front = boss.get(reverse("admin:index")).content.decode()
    assert f'<a href="{brief_url(resting)}">Harwick Canoe Club</a>' in front
    assert "waits for answers to its brief" in front
    asked = boss.get(reverse("admin:orchestration_run_decide", args=[resting.pk.replace("_", "_5F"), "approve"]))
    assert asked.url == brief_url(resting)
    save(boss, resting, "go_on")
    assert "ada approved the brief" in plain(boss.get(row_url(Run, resting.pk)).content.decode())


def test_the_form_rests_at_the_brief_or_accepts_and_the_preview_says_what_it_took(boss):
    answers = {"client_name": MAIL["client_name"], "raw_notes": MAIL["raw_notes"]}
    shown = boss.post(reverse("admin:start"), {**answers, "rest_at_brief": "on", "preview": "yes"})
    assert "For the preview 2 facts read from prose were taken as right. The run itself only proposes them" in plain(
        shown.content.decode()
    )
    sent = dict(re.findall(r'<input type="hidden" name="(key|previewed)" value="([^"]*)">', shown.content.decode()))
    boss.post(reverse("admin:start"), {**answers, "rest_at_brief": "on", **sent, "start": "yes"})
    run = Run.objects.get()
    assert run.input["stops"] == ["brief"]
    assert run_to_rest(run.pk).awaiting == "brief"


def test_a_preview_never_rests(intake):
    assert propose(client=None, intake={**intake, **MAIL}, accept_proposals=True, actor="test")["completes"]


def test_starting_again_fills_the_form_with_what_stands(boss, resting):
    aim = fact(resting, "objectives")
    said = {f"decision.{aim.id}": "correct", f"value.{aim.id}": "Win 60 members by July"}
    said[f"value.{question(resting, 'budget').id}"] = "4,500 GBP"
    save(boss, resting, "go_on", **said)
    run = run_to_rest(resting.pk)
    again = f"{reverse('admin:start')}?from={run.pk}"
    assert again in boss.get(row_url(Run, run.pk)).content.decode()
    form = boss.get(again).context["form"]
    assert form["client_name"].value() == "Harwick Canoe Club"
    assert form["objectives"].value() == "Win 60 members by July"
    assert form["target_audience"].value() == "We need a campaign for people aged 15 to 30."
    assert (form["budget_amount"].value(), form["budget_currency"].value()) == ("4500", "GBP")
    assert form["raw_notes"].value() == MAIL["raw_notes"]
    assert form["rest_at_brief"].value() is True


def test_starting_again_has_what_was_said_of_single_channels_in_their_items(boss):
    form = {
        **MAIL,
        "channels": ["Instagram (EN + ES)", "newsletter"],
        "raw_notes": f"All Instagram posts must carry #ad. {MAIL['raw_notes']}",
    }
    run = run_to_rest(submit_run(intake=form, stops=["brief"], actor="test").pk)
    spanish = next(one for one in facts(run, "stated") if one.field == "languages.instagram_post.1")
    save(boss, run, "go_on", **{f"decision.{spanish.id}": "correct", f"value.{spanish.id}": "French"})
    run = run_to_rest(run.pk)
    assert run.status == Status.COMPLETED
    form = boss.get(f"{reverse('admin:start')}?from={run.pk}").context["form"]
    assert form["channels"].value().startswith("instagram_post (en, fr), #ad\n")


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_starting_again_says_which_answers_no_field_of_the_form_holds(boss):
    fair = "The fair is 14 to 16 March 2027."
    intake = {**MAIL, "raw_notes": f"{fair} {MAIL['raw_notes']}\nOur club line: may it be sung?"}
    run = run_to_rest(submit_run(intake=intake, stops=["brief"], actor="test").pk)
    day, audience, open_point = fact(run, "dates"), fact(run, "target_audience"), question(run, "other")
    said = {f"decision.{day.id}": "correct", f"value.{day.id}": "2027-03-20", f"decision.{audience.id}": "reject"}
    save(boss, run, "go_on", **said, **{f"value.{open_point.id}": "Yes, it may."})
    run = run_to_rest(run.pk)
    [message] = [one for one in told(boss.get(f"{reverse('admin:start')}?from={run.pk}")) if "No field" in one]
    assert f"Day (“{fair}”): 2027-03-20" in message
    assert f"Audience (“{audience.words}”): not so" in message
    assert "Yes, it may." in message
    assert "Aim" not in message


def test_starting_again_reads_a_brief_that_went_with_its_run_by_a_child_with_a_deadline(boss, settings):
    run = run_to_rest(submit_run(intake=MAIL, stops=["brief"], force_qc_fail=True, actor="test").pk)
    aim = fact(run, "objectives")
    save(boss, run, "go_on", **{f"decision.{aim.id}": "correct", f"value.{aim.id}": "Win 60 members by July"})
    run = run_to_rest(run.pk)
    assert run.status == Status.COMPENSATED
    again = f"{reverse('admin:start')}?from={run.pk}"
    assert boss.get(again).context["form"]["objectives"].value() == "Win 60 members by July"
    settings.AICMO_PREVIEW_SECONDS = 0.001
    late = boss.get(again)
    form = late.context["form"]  # as it was sent, and not empty
    assert (form["client_name"].value(), form["raw_notes"].value()) == (MAIL["client_name"], MAIL["raw_notes"])
    assert form["objectives"].value() is None
    why, left = told(late)
    assert "would take more than 0.001 seconds" in why
    assert "Win 60 members by July" in left


def test_starting_again_in_vain_from_another_houses_form_keeps_all_of_it(boss, settings):
    theirs = {
        "Client": "Canoe Club",
        "client_name": "Canoe Club",
        "Project goals": ["Win 40 members"],
        "Who?": "Adults",
    }
    run = run_to_rest(submit_run(intake={**theirs, "raw_notes": "Soon."}, force_qc_fail=True, actor="test").pk)
    assert run.status == Status.COMPENSATED
    settings.AICMO_PREVIEW_SECONDS = 0.001
    form = boss.get(f"{reverse('admin:start')}?from={run.pk}").context["form"]
    assert json.loads(form["further"].value()) == {**theirs, "raw_notes": "Soon."}


def test_starting_again_from_another_houses_form_tells_it_in_our_fields(boss):
    theirs = {"Client": "Canoe Club", "Project goals": "Win 40 members", "Who is it for?": "Adults", "Shoe size": "44"}
    run = run_to_rest(submit_run(intake={**theirs, "client_name": "Canoe Club"}, actor="test").pk)
    form = boss.get(f"{reverse('admin:start')}?from={run.pk}").context["form"]
    assert form["client_name"].value() == "Canoe Club"
    assert form["objectives"].value() == "Win 40 members"


def test_nobody_starts_again_from_what_is_not_there(boss):
    assert boss.get(f"{reverse('admin:start')}?from=run_none").status_code == 404
