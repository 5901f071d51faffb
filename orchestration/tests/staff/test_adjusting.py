"""Staff adjust the plan in a form, and see what it changed before they approve."""

import re
from html import unescape

import pytest

from aicmo_site.admin import row_url
from aicmo_site.kernel.channels import channel_of
from orchestration.models import Run
from orchestration.services import get_run
from orchestration.tests.staff.pages import html, plain, url
from orchestration.worker import run_to_rest

MAIL = channel_of("email").name
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planned(submit):
    return run_to_rest(submit(stops=["strategy"]).pk)


def form_of(page):
    """What a browser would send of the form as it stands, by name."""
    form = page.partition('<form method="post" class="decide">')[2].partition("</form>")[0]
    inputs = re.findall(r"<input [^>]*>", form)
    read = [{name: unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', one)} for one in inputs]
    return {
        one["name"]: one.get("value", "")
        for one, tag in zip(read, inputs, strict=True)
        if "name" in one and (one["type"] != "checkbox" or " checked" in tag)
    }


def cell(page, title, label):
    """The name of a field by the legend of its row and its label."""
    row = next(part for part in page.split("<fieldset")[1:] if f"<legend>{title}</legend>" in part)
    return re.search(rf'<label for="([^"]+)">{re.escape(label)}</label>', row)[1]


def send(boss, run, page, **changes):
    return boss.post(url("decide", run, "adjust_plan"), {**form_of(page), **changes}, follow=True)


def test_the_form_is_the_plan_as_it_stands_and_nothing_is_no_change(boss, planned):
    assert url("decide", planned, "adjust_plan") in html(boss, url("decide", planned, "approve"))
    page = html(boss, url("decide", planned, "adjust_plan"))
    assert form_of(page)[cell(page, "The campaign", "Weeks")]
    assert "Change something first." in plain(send(boss, planned, page).content.decode())
    assert get_run(run_id=planned.pk).adjustments == []


def test_what_is_changed_is_taken_with_its_reason_and_its_difference_is_shown(boss, planned):
    page = html(boss, url("decide", planned, "adjust_plan"))
    share, out = cell(page, MAIL, "Share in percent"), cell(page, "X post", "Leave it out")
    why, other = cell(page, MAIL, "Why it is changed"), cell(page, "The campaign", "Why it is changed")
    weeks = cell(page, "The campaign", "Weeks")
    assert out not in form_of(page)
    changes = {share: "70.0", why: "Their list <is> good.", weeks: "20", other: "More time."}
    assert "Adjusted; the plan is being made again." in plain(send(boss, planned, page, **changes).content.decode())
    said = [(each["about"], each["value"], each["reason"]) for each in get_run(run_id=planned.pk).adjustments]
    assert said == [("weeks", "20", "More time."), ("share", "70.0", "Their list <is> good.")]
    run_to_rest(planned.pk)
    for address in (row_url(Run, planned.pk), url("decide", planned, "approve"), url("decide", planned, "adjust_plan")):
        told = html(boss, address).partition('id="adjusted"')[2].partition("</section>")[0]
        assert f"{MAIL}: 70.0 percent" in plain(told)
        assert "Their list &lt;is&gt; good." in told
        gone, _, new = told.partition("New in it")
        assert "<ins>Duration: 20 weeks</ins>" in new
        assert f"{MAIL}: 70%" in new
        assert f"<del>{MAIL}: " in gone
    assert "adjusted the plan" in plain(html(boss, row_url(Run, planned.pk)))


def test_what_is_wrong_is_told_by_its_names_and_what_was_typed_stays(boss, planned):
    page = html(boss, url("decide", planned, "adjust_plan"))
    share, why = cell(page, MAIL, "Share in percent"), cell(page, MAIL, "Why it is changed")
    answer = send(boss, planned, page, **{share: "170", why: "Their list is good."}).content.decode()
    assert f"{MAIL}, Share in percent: must be percent from 0 to 100" in plain(answer)
    assert form_of(answer)[share] == "170"
    assert form_of(answer)[why] == "Their list is good."
    answer = send(boss, planned, page, **{share: "61.5"}).content.decode()
    assert f"Nothing was changed. {MAIL}: say why." in plain(answer)
    assert get_run(run_id=planned.pk).adjustments == []


def test_a_channel_is_left_out_and_taken_in_again(boss, planned):
    page = html(boss, url("decide", planned, "adjust_plan"))
    names = (cell(page, "X post", "Leave it out"), cell(page, "X post", "Why it is changed"))
    send(boss, planned, page, **dict(zip(names, ("out", "No."), strict=True)))
    run_to_rest(planned.pk)
    page = html(boss, url("decide", planned, "adjust_plan"))
    out = cell(page, "X post", "Leave it out")
    sent = {name: value for name, value in form_of(page).items() if name != out}
    boss.post(url("decide", planned, "adjust_plan"), {**sent, cell(page, "X post", "Why it is changed"): "Yes."})
    assert run_to_rest(planned.pk).content_sha256 == planned.content_sha256


def test_what_was_seen_is_what_is_adjusted(boss, planned):
    page = html(boss, url("decide", planned, "adjust_plan"))
    weeks, why = cell(page, "The campaign", "Weeks"), cell(page, "The campaign", "Why it is changed")
    send(boss, planned, page, **{weeks: "20", why: "More time."})
    run_to_rest(planned.pk)
    answer = send(boss, planned, page, **{weeks: "9", why: "Less."}).content.decode()
    assert "no longer as you saw it" in plain(answer)
    assert len(get_run(run_id=planned.pk).adjustments) == 1


def test_without_the_right_there_is_no_form(client, django_user_model, planned):
    client.force_login(django_user_model.objects.create_user("eve", is_staff=True))
    assert client.get(url("decide", planned, "adjust_plan")).status_code == 403
