"""When what happens: milestones and pieces around a launch, near and far, fixed and open."""

from datetime import date, timedelta

import pytest

from onboarding.contracts import DateDTO, FactDTO
from strategy.planning import plan
from strategy.tests.briefs import NOW, brief

TODAY = NOW.date()  # 2 January 2026
EVERYTHING = ("facebook_post", "email", "sms", "google_ads_rsa", "website", "press_release", "outdoor", "event")
MESSAGES = ("a", "b", "c", "d")


def planned(**fields):
    return plan(brief(key_messages=MESSAGES, **fields), strategy_id="strategy_1", now=NOW)


def days(doc):
    """The day of each milestone, by its rule."""
    return {stop.rule.split(",")[0]: stop.on for stop in doc.timeline.milestones}


def pieces(doc, stage):
    return {channel.channel: piece for channel in doc.channels for piece in channel.pieces if piece.stage == stage}


def test_a_thing_that_begins_is_announced_explained_on_its_day_and_recalled():
    (social, mail) = planned(launch_date="2026-05-04").channels
    assert [(piece.stage, piece.week, piece.on) for piece in social.pieces] == [
        ("announce", 4, "2026-04-27"),
        ("explain", 5, "2026-05-04"),
        ("act", 8, "2026-05-25"),
        ("remind", 11, "2026-06-15"),
    ]
    assert [piece.stage for piece in mail.pieces] == ["announce", "explain", "remind"]


def test_an_event_is_announced_explained_and_recalled_before_it_and_has_its_day():
    doc = planned(deliverables=EVERYTHING, launch_date="2026-05-04")
    social, mail, text, ads, page, press, poster, event = (
        [(piece.stage, piece.on) for piece in channel.pieces] for channel in doc.channels
    )
    assert social == [
        ("announce", "2026-04-20"),
        ("explain", "2026-04-27"),
        ("act", "2026-05-04"),
        ("remind", "2026-06-01"),
    ]
    assert mail == [("announce", "2026-04-20"), ("explain", "2026-04-27"), ("remind", "2026-05-02")]
    assert text == [("act", "2026-05-02"), ("remind", "2026-05-04")]
    assert (ads, page) == ([("act", "2026-04-20")], [("explain", "2026-04-20")])
    assert press == poster == [("announce", "2026-04-20")]
    assert event == [("announce", "2026-04-20"), ("remind", "2026-05-02")]


@pytest.mark.parametrize(
    ("weeks", "act"),
    [(4, "2026-05-14"), (5, "2026-05-11"), (6, "2026-05-18")],  # 20, 27 and 34 days after a Monday
)
def test_from_four_weeks_on_pieces_keep_to_the_day_of_the_week_of_the_launch(weeks, act):
    doc = planned(launch_date="2026-05-04", weeks=weeks, deliverables=("facebook_post",))
    assert pieces(doc, "act")["facebook_post"].on == act


@pytest.mark.parametrize(
    "words",
    ["Fill the opening weekend", "Llenar el festival", "Portes ouvertes", "Le week-end d’ouverture", "Zur Eröffnung"],
)
def test_an_occasion_among_the_objectives_makes_an_event_of_the_launch(words):
    doc = planned(objectives=(words,), launch_date="2026-05-04")
    assert pieces(doc, "act")["facebook_post"].on == "2026-05-04"
    usual = planned(objectives=("Festigen, was wir messen, before opening hours",), launch_date="2026-05-04")
    assert pieces(usual, "explain")["facebook_post"].on == "2026-05-04"


def test_more_of_the_time_lies_before_an_event_than_before_a_start():
    starts = {stop.rule: stop.week for stop in planned().timeline.milestones}
    event = {stop.rule: stop.week for stop in planned(deliverables=EVERYTHING).timeline.milestones}
    assert (starts["announcement"], starts["launch"]) == (4, 5)
    assert (event["announcement"], event["launch"], event["review"]) == (5, 7, 9)
    long = {stop.rule: stop.week for stop in planned(deliverables=EVERYTHING, weeks=20).timeline.milestones}
    steps = ("plan", "first_round", "copy", "production", "announcement", "launch", "review")
    assert [long[step] for step in steps] == [3, 4, 7, 8, 10, 12, 15]


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("launch party", True),
        ("", True),
        ("community events", False),
        ("Aktionen vor Ort", False),
        ("ateliers", False),
        ("jornadas", False),
    ],
)
def test_several_events_do_not_make_one_day_of_the_launch(words, is_one):
    source = FactDTO("scope.deliverables.1", "channels.1", words)
    doc = planned(deliverables=("facebook_post", "event"), facts=(source,))
    assert ("situation_event" in {each.rule for each in doc.advice}) is is_one


def test_the_plan_is_approved_a_week_after_the_start_where_there_is_time():
    for weeks, week in ((12, 2), (40, 4), (2, 1)):
        assert {stop.rule: stop.week for stop in planned(weeks=weeks).timeline.milestones}["plan"] == week


def test_events_all_through_a_long_campaign_do_not_make_one_day_of_it():
    doc = planned(deliverables=EVERYTHING, weeks=52, launch_date="2026-05-04")
    assert pieces(doc, "explain")["facebook_post"].on == "2026-05-04"


@pytest.mark.parametrize("deliverables", [EVERYTHING, EVERYTHING[:-1]], ids=["event", "no event"])
@pytest.mark.parametrize("weeks", [1, 2, 3, 4, 12, 26, 110, None])
@pytest.mark.parametrize("ahead", [1, 2, 6, 7, 14, 40, 150, 400])
def test_the_announcement_comes_before_the_day_and_nothing_before_today(ahead, weeks, deliverables):
    launch = TODAY + timedelta(days=ahead)
    doc = planned(deliverables=deliverables, weeks=weeks, launch_date=launch.isoformat())
    announced = [piece.on for piece in pieces(doc, "announce").values()]
    assert {TODAY.isoformat() <= day < launch.isoformat() for day in announced} == {True}
    assert launch.isoformat() in {piece.on for channel in doc.channels for piece in channel.pieces}
    every = [piece.on for channel in doc.channels for piece in channel.pieces]
    assert days(doc)["launch"] == launch.isoformat()
    assert TODAY.isoformat() <= min(every) <= max(every) <= days(doc)["end"]


@pytest.mark.parametrize("weeks", [1, 2, 3, 4, 12, 26, 110])
def test_a_campaign_has_as_many_days_as_its_weeks(weeks):
    stops = days(planned(weeks=weeks, launch_date="2030-05-06"))
    first, last = date.fromisoformat(min(stops.values())), date.fromisoformat(stops["end"])
    assert (last - first).days + 1 == 7 * weeks


def test_twelve_weeks_end_on_the_day_before_the_thirteenth():
    stops = days(planned(launch_date="2026-05-04"))
    assert (stops["kickoff"], stops["launch"], stops["end"]) == ("2026-04-06", "2026-05-04", "2026-06-28")


def test_preparation_is_over_before_the_first_text_appears():
    for weeks in range(3, 160):
        stops = {stop.rule: stop.week for stop in planned(weeks=weeks).timeline.milestones}
        assert max(stops["copy"], stops["production"]) <= stops["announcement"] < stops["launch"] < stops["review"]


def test_a_launch_that_is_near_shortens_the_preparation_instead_of_putting_it_into_the_past():
    stops = planned(weeks=12, launch_date="2026-01-16").timeline.milestones
    assert [stop.on for stop in stops if stop.rule == "kickoff"] == ["2026-01-02"]
    assert not any("already_past" in stop.rule for stop in stops)


def test_preparation_in_a_single_week_has_a_day_for_each_step():
    stops = planned(weeks=4, launch_date="2026-05-04").timeline.milestones
    assert [(stop.rule, stop.on) for stop in stops[:6]] == [
        ("kickoff", "2026-04-27"),
        ("plan", "2026-04-27"),
        ("first_round", "2026-04-28"),
        ("copy", "2026-04-29"),
        ("production", "2026-04-30"),
        ("announcement", "2026-05-01"),
    ]


def test_preparation_that_should_have_begun_already_is_said():
    doc = planned(launch_date="2026-01-05", language="fr")
    first = doc.timeline.milestones[0]
    assert (first.on, first.rule) == ("2025-12-29", "kickoff, already_past")
    assert "2 janvier 2026" in first.reason
    assert "5 janvier 2026" in doc.executive_summary
    assert "aurait dû commencer" in doc.executive_summary


@pytest.mark.parametrize("launch", ["", "spring", "2025-12-31", "1 May 2020"])
def test_without_a_day_to_come_there_are_weeks_and_no_dates(launch):
    doc = planned(deliverables=EVERYTHING, launch_date=launch)
    assert set(days(doc).values()) == {""}
    assert {piece.on for channel in doc.channels for piece in channel.pieces} == {""}
    assert pieces(doc, "announce")["facebook_post"].week < pieces(doc, "act")["facebook_post"].week
    assert ("had passed" in doc.executive_summary) == (launch in ("2025-12-31", "1 May 2020"))


OPEN_DAY = {
    "en": "Bring 200 visitors to the open day on 6 June 2026",
    "es": "Traer 200 visitantes a la jornada de puertas abiertas del 6 de junio de 2026",
    "fr": "Faire venir 200 visiteurs aux portes ouvertes du 6 juin",
    "de": "200 Besucher zum Tag der offenen Tür am 6. Juni holen",
}


def open_day(language, **fields):
    fields = {"weeks": 8, "deliverables": EVERYTHING, "launch_date": "2026-04-13", **fields}
    return planned(language=language, objectives=(OPEN_DAY[language],), **fields)


@pytest.mark.parametrize("language", OPEN_DAY)
def test_an_event_after_the_launch_has_its_own_invitation_reminder_and_day(language):
    doc = open_day(language)
    told = {channel.channel: {piece.stage: piece.on for piece in channel.pieces} for channel in doc.channels}
    assert told["event"] == {"announce": "2026-05-23", "remind": "2026-06-05"}
    assert told["facebook_post"] == {
        "announce": "2026-04-06",
        "explain": "2026-05-23",
        "remind": "2026-06-05",
        "act": "2026-06-06",
    }
    assert told["email"]["remind"] == told["sms"]["act"] == "2026-06-05"
    assert (days(doc)["launch"], days(doc)["event_day"]) == ("2026-04-13", "2026-06-06")
    assert [stop.on for stop in doc.timeline.milestones][-1] >= "2026-06-06"


@pytest.mark.parametrize("language", OPEN_DAY)
def test_both_days_are_named_and_the_measure_counts_to_the_event(language):
    doc = open_day(language)
    assert doc.kpis[0].due == "2026-06-06"
    both = [advice.text for advice in doc.advice if advice.rule == "situation_later_event"] + [doc.executive_summary]
    assert [("13" in text, "6" in text.replace("2026", "").replace("13", "")) for text in both] == [(True, True)] * 2


@pytest.mark.parametrize(
    ("objective", "launch"),
    [
        ("Bring 200 visitors to the open day on 6 June 2026", "2026-06-06"),
        ("Bring 200 visitors to the open day on 6 June 2026", "2026-07-06"),
        ("Bring 200 visitors to the open day on 6 June 2028", "2026-04-13"),
        ("Win 30 members by 6 June 2026", "2026-04-13"),
        ("Win 30 visitors for the open day by 6 June 2026", "2026-04-13"),
        ("Be known in June 2026", "2026-04-13"),
        ("Festival seit dem 6. Juni 2026", "2026-04-13"),
    ],
)
def test_a_day_that_is_the_launch_or_before_it_far_off_or_a_deadline_moves_no_piece(objective, launch):
    doc = planned(objectives=(objective,), launch_date=launch, weeks=8)
    assert "event_day" not in days(doc)
    assert doc.timeline.duration_weeks == 8


def test_any_day_in_an_objective_is_the_events_where_the_campaign_has_one():
    fields = {"objectives": ("Meet 200 makers on 6 June 2026",), "launch_date": "2026-04-13"}
    assert days(planned(deliverables=("event", "email"), **fields))["event_day"] == "2026-06-06"
    assert "event_day" not in days(planned(deliverables=("email",), **fields))


def test_a_measure_has_its_own_day_even_where_the_launch_is_open():
    (kpi, *_) = open_day("en", launch_date="").kpis
    assert kpi.due == "2026-06-06"


def test_a_day_in_a_sentence_without_an_event_counts_for_its_measure_only():
    doc = planned(objectives=("Bring 200 people to the farm on 6 June 2026",), launch_date="2026-04-13", weeks=8)
    assert (doc.kpis[0].due, "event_day" in days(doc)) == ("2026-06-06", False)
    past = planned(objectives=("Bring 200 people, as on 6 June 2020",), launch_date="2026-04-13", weeks=8)
    assert past.kpis[0].due == days(past)["end"]


def test_what_is_made_once_invites_to_an_event_that_comes_later():
    words = ("Bring 200 visitors to the open day on 6 June 2026",)
    doc = planned(deliverables=("outdoor", "press_release", "website"), objectives=words, launch_date="2026-04-13")
    assert {channel: piece.on for channel, piece in pieces(doc, "announce").items()} == {
        "outdoor": "2026-05-23",
        "press_release": "2026-05-23",
    }
    assert pieces(doc, "explain")["website"].on < "2026-04-13"


def test_what_is_prepared_is_due_with_the_first_round_and_nothing_is_set_up_after_it_ran():
    doc = planned(deliverables=("display_ad", "google_ads_rsa", "press_release"), objectives=("Sell tickets",))
    weeks = {tactic.rule: tactic.week for channel in doc.channels for tactic in channel.tactics}
    stops = {stop.rule: stop.week for stop in doc.timeline.milestones}
    assert weeks["search_intent"] == weeks["pr_list"] == stops["first_round"]
    assert weeks["paid_small"] == weeks["pr_picture"] == stops["announcement"]
    assert weeks["search_terms"] == stops["launch"]


def test_a_channel_in_two_languages_gets_each_piece_in_both_on_the_same_day():
    social, mail = planned(launch_date="2026-05-04", languages={"facebook_post": ("en", "es")}).channels
    assert [(piece.number, piece.stage, piece.on, piece.language) for piece in social.pieces[:4]] == [
        (1, "announce", "2026-04-27", "en"),
        (2, "announce", "2026-04-27", "es"),
        (3, "explain", "2026-05-04", "en"),
        (4, "explain", "2026-05-04", "es"),
    ]
    assert {piece.language for piece in mail.pieces} == {""}


def test_a_language_that_is_only_proposed_plans_no_piece():
    fact = FactDTO("languages.facebook_post.0", "raw_notes", "Facebook in Spanish", "es", "proposed", "f1")
    social, _ = planned(languages={"facebook_post": ("es",)}, facts=(fact,)).channels
    assert {piece.language for piece in social.pieces} == {""}


WAVES = (DateDTO("phase", "2026-05-04", "2026-05-10", "wave one"), DateDTO("phase", "2026-06-08", "", "wave two"))


def test_phases_are_listed_in_the_plan_with_their_weeks_and_are_milestones():
    timeline = planned(launch_date="2026-05-04", dates=(*WAVES[::-1], DateDTO("deadline", "2026-05-01"))).timeline
    assert [(phase.number, phase.on, phase.until, phase.week, phase.words) for phase in timeline.phases] == [
        (1, "2026-05-04", "2026-05-10", 5, "wave one"),
        (2, "2026-06-08", "", 10, "wave two"),
    ]
    begun = [(stop.name, stop.week, stop.on) for stop in timeline.milestones if stop.rule == "phase"]
    assert begun == [("Phase 1 begins", 5, "2026-05-04"), ("Phase 2 begins", 10, "2026-06-08")]
    assert [stop.week for stop in timeline.milestones] == sorted(stop.week for stop in timeline.milestones)


def test_what_would_appear_between_two_phases_waits_for_the_next():
    usual, waves = (planned(launch_date="2026-05-04", dates=dates).channels[0].pieces for dates in ((), WAVES))
    assert [piece.on for piece in usual] == ["2026-04-27", "2026-05-04", "2026-05-25", "2026-06-15"]
    assert [piece.on for piece in waves] == ["2026-04-27", "2026-05-04", "2026-06-08", "2026-06-15"]
    assert [piece.week for piece in waves] == [4, 5, 10, 11]


def test_a_phase_that_nobody_has_confirmed_says_so():
    fact = FactDTO("dates.0", "raw_notes", "wave one", {}, "proposed", "f1")
    timeline = planned(launch_date="2026-05-04", dates=WAVES, facts=(fact,)).timeline
    names = [stop.name for stop in timeline.milestones if stop.rule == "phase"]
    assert names == ["Phase 1 begins (to be confirmed)", "Phase 2 begins"]
    assert [phase.proposed for phase in timeline.phases] == [True, False]


def test_a_campaign_is_not_over_before_its_last_phase_begins():
    late = (DateDTO("phase", "2026-08-03", "2026-08-10"), DateDTO("phase", "2031-05-04"))
    timeline = planned(launch_date="2026-05-04", dates=late).timeline
    assert (timeline.duration_weeks, planned(launch_date="2026-05-04").timeline.duration_weeks) == (18, 12)
    assert [stop.on for stop in timeline.milestones if stop.rule == "phase"] == ["2026-08-03"]


def test_without_a_launch_phases_have_their_days_and_no_weeks():
    timeline = planned(dates=WAVES).timeline
    assert [(phase.on, phase.week) for phase in timeline.phases] == [("2026-05-04", None), ("2026-06-08", None)]
    assert not any(stop.rule == "phase" for stop in timeline.milestones)
