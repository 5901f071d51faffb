"""What the plan concludes from a brief, and which of its aims no message speaks of."""

from dataclasses import replace
from decimal import Decimal

import pytest

from onboarding.contracts import BudgetDTO, FactDTO, OpenQuestionDTO, ScopeDTO
from strategy.conclusions.facts import facts_in
from strategy.planning import plan
from strategy.rules.rulebook import rules
from strategy.tests.briefs import NOW, brief


def advice(**fields):
    return plan(brief(**fields), strategy_id="strategy_1", now=NOW).advice


def named(**fields):
    return [each.rule for each in advice(**fields)]


def questions(language, objective, *messages, **fields):
    told = advice(language=language, objectives=(objective,), key_messages=messages, **fields)
    return [each.words for each in told if each.kind == "question"]


@pytest.mark.parametrize(
    ("language", "objective", "messages"),
    [
        ("en", "Win 30 volunteer fixers by the end of the campaign", ("Bring it broken", "Repairs are free for you")),
        ("en", "Bring 400 people to the opening weekend", ("Repairs are free", "You do the repair with us")),
        ("en", "Make people aware of the new night bus", ("The tram has low floors", "Tickets cost less in summer")),
        ("es", "Recuperar a los socios que se dieron de baja", ("El teatro vuelve a abrir",)),
        ("es", "Conseguir que quien ya vino repita", ("Patrimonio y gastronomía en una sola ciudad",)),
        ("fr", "Recruter 40 bénévoles d’ici fin juin 2027", ("Les ateliers ont lieu chaque samedi",)),
        ("de", "Übungsleiter finden", ("Probetraining ohne Anmeldung", "32 Gruppen von Yoga bis Judo")),
        ("de", "Ausgetretene zurückholen", ("Probetraining ohne Anmeldung",)),
    ],
)
def test_an_aim_that_no_message_speaks_of_becomes_a_question(language, objective, messages):
    assert questions(language, objective, *messages) == [objective]


@pytest.mark.parametrize(
    ("language", "objective", "messages"),
    [
        ("en", "Make people aware of the new ferry", ("The ferry leaves every hour",)),
        ("en", "Make repairing the first thought when something breaks", ("Repairs are free",)),
        ("en", "Win 30 volunteers", ("Volunteers learn a trade with us",)),
        ("en", "Lower tobacco use among teenagers", ("Quitting help is free",)),
        ("en", "Increase sales", ("Good all year",)),
        ("en", "Have a draft marketing plan for a July launch", ("Make something for the web",)),
        ("es", "Que el barrio sepa que el teatro vuelve a abrir", ("El Molino vuelve a abrir",)),
        ("fr", "Obtenir 25 demandes de devis par mois", ("Un devis gratuit sous 48 heures",)),
        ("fr", "Entretenir et relancer le geste de tri", ("Trier, comment ça marche", "Le tri arrive")),
        ("de", "Das Thema Radverkehr positiv besetzen", ("Radfahren tut der Stadt gut",)),
        ("de", "80 neue Mitglieder gewinnen", ("Probetraining ohne Anmeldung",)),
        ("ja", "売上を伸ばす", ("新しいパン",)),
    ],
)
def test_an_aim_that_the_messages_plainly_speak_of_does_not(language, objective, messages):
    assert questions(language, objective, *messages) == []


def test_aims_and_messages_in_two_languages_are_not_compared():
    assert questions("en", "Wir wollen mit der Fähre bekannt werden", "The ferry leaves at the hour for you") == []


def test_what_must_appear_and_the_call_to_action_carry_an_aim_too():
    words = "Win 30 volunteers"
    assert questions("en", words, "Repairs are free") == [words]
    assert questions("en", words, "Repairs are free", call_to_action="Become a volunteer") == []
    assert questions("en", words, "Repairs are free", mandatory_inclusions=("Volunteers wanted",)) == []
    assert questions("en", words, call_to_action="") == []  # without any message there is one question already


def test_a_question_names_the_aim_in_the_campaigns_language():
    (asked,) = (each for each in advice(objectives=("Win 30 volunteers",), language="en") if each.kind == "question")
    assert (asked.field, asked.words, asked.rule) == ("key_messages", "Win 30 volunteers", "question_message")
    assert "“Win 30 volunteers”" in asked.text


FULL = {"budget": BudgetDTO(Decimal(9000), "EUR"), "launch_date": "2026-05-04", "objectives": ("Sell 400 tickets",)}


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("situation_rivals", {"competitors": ("Bridge Toll Ltd",)}),
        ("situation_event", {"objectives": ("Sell 400 tickets for the festival",)}),
        ("risk_one_day", {"objectives": ("Sell 400 tickets for the festival",)}),
        ("risk_late", {"launch_date": "2026-01-09"}),
        ("risk_minors", {"target_audience": "Children aged 8-12"}),
        ("risk_minors", {"target_audience": "Jugendliche"}),
        ("situation_long", {"scope": ScopeDTO(("email",), (), 110)}),
        ("risk_nowhere", {"website": ""}),
        ("risk_day", {"launch_date": "spring"}),
        ("question_event", {"scope": ScopeDTO(("event",), (), 12), "launch_date": ""}),
        ("risk_money", {"budget": None}),
        ("risk_money", {"open_questions": (OpenQuestionDTO("budget", "unclear", "?", "?"),)}),
        ("risk_thin", {"deliverables": ("email", "x_post", "sms", "website", "outdoor", "print")}),
        ("risk_unmeasured", {"objectives": ("Sell tickets",)}),
        ("risk_people_check", {"checklist": ("No promises about the weather",)}),
        ("audience_teens", {"target_audience": "Teenagers", "deliverables": ("tiktok_video", "email")}),
    ],
)
def test_each_case_is_told_where_the_brief_is_one_and_nowhere_else(rule, fields):
    scope = fields.pop("scope", None)
    usual = brief(**FULL)
    changed = brief(**{**FULL, **fields})
    changed = replace(changed, scope=scope) if scope else changed
    told = [[each.rule for each in plan(one, strategy_id="s", now=NOW).advice] for one in (usual, changed)]
    assert (rule in told[0], rule in told[1]) == (False, True)


def test_money_that_buys_hardly_any_space_is_asked_about():
    money = BudgetDTO(Decimal(9000), "EUR")
    (asked,) = (each for each in advice(budget=money) if each.rule == "question_reach")
    assert ("100%" in asked.text, asked.field) == (True, "budget")
    assert "question_reach" not in named(budget=money, deliverables=("email", "outdoor"))
    assert "question_reach" not in named(deliverables=("email",))


def test_the_largest_and_the_smallest_share_are_explained_and_equal_ones_are_not():
    assert {"choice_largest", "choice_smallest"} <= set(named(deliverables=("outdoor", "email", "x_post")))
    assert not {"choice_largest", "choice_smallest"} & set(named(deliverables=("x_post", "facebook_post")))
    one_of_two = set(named(deliverables=("outdoor", "x_post", "facebook_post")))  # of two equals neither is the least
    assert ("choice_largest" in one_of_two, "choice_smallest" in one_of_two) == (True, False)


def test_no_more_risks_are_told_than_anybody_reads():
    told = advice(
        website="", budget=None, launch_date="", objectives=("Sell tickets",), target_audience="Teenagers aged 13-15"
    )
    assert len([each for each in told if each.kind == "risk"]) == rules("advice")["most_risks"]


@pytest.mark.parametrize(
    ("deliverables", "words"),
    [
        (("facebook_post", "instagram_post"), "divided in equal parts among Facebook and Instagram."),
        (("facebook_post", "instagram_post", "outdoor"), "divided among posters, Facebook and Instagram."),
        (("x_post", "facebook_post", "instagram_post", "email", "outdoor"), "goes to posters."),
        (
            ("x_post", "facebook_post", "instagram_post", "threads_post", "email"),
            "goes to X, Facebook, Instagram and Threads.",
        ),
        (("facebook_post", "outdoor", "event", "email"), "goes to posters, events and Facebook."),
    ],
)
def test_no_channel_is_left_out_that_has_as_much_as_one_that_is_named(deliverables, words):
    doc = plan(
        brief(deliverables=deliverables, budget=BudgetDTO(Decimal(9000), "EUR")), strategy_id="strategy_1", now=NOW
    )
    assert words in doc.executive_summary


@pytest.mark.parametrize(
    ("language", "objective", "message"),
    [
        ("en", "Fill the open day on 6 June", "Meet the makers on 6 June"),
        ("en", "Fill the open day on 6 June 2027", "Meet the makers on June 6, from ten"),
        ("es", "Llenar la jornada del 6 de junio", "Conozca a los queseros el 6 de junio de 2027"),
        ("fr", "Remplir les portes ouvertes du 6 juin", "Venez voir la cave d’affinage le 6 juin"),
        ("de", "Den Tag der offenen Tür am 6. Juni füllen", "Kommt am 6. Juni in unsere Backstube"),
        ("en", "Sell 350 jars at the fair", "There are 350 seats by the water"),
        ("es", "Vender 350 quesos en la feria", "Hay 350 butacas junto al agua"),
        ("fr", "Vendre 350 pots de miel à la foire", "350 fauteuils au bord de l’eau"),
        ("de", "350 Karten verkaufen", "350 Stühle am Wasser"),
        ("en", "Sell jars at the fair in Bookham", "By train to Bookham in half an hour"),
        ("es", "Vender quesos en la feria de Reserva", "En tren a Reserva en media hora"),
        ("fr", "Vendre du miel à la foire de Lancy", "En train jusqu’à Lancy"),
    ],
)
def test_a_message_with_the_aims_day_number_or_place_speaks_of_it(language, objective, message):
    assert questions(language, objective, message) == []


@pytest.mark.parametrize(
    ("language", "objective", "message"),
    [
        ("en", "Win 30 volunteers by 30 June 2027", "Repairs are free on 30 June for you"),
        ("en", "Win 30 volunteers", "Only 30 minutes to a repaired kettle"),
        ("en", "Win 30 volunteers for the hall", "Repairs cost you €30"),
        ("es", "Recuperar a los socios del teatro el 6 de junio", "La obra llega el 7 de junio"),
        ("fr", "Recruter 40 bénévoles d’ici le 6 juin 2027", "Les ateliers ont lieu le 6 juin"),
        ("de", "30 Übungsleiter bis 6. Juni finden", "Probetraining am 6. Juni ohne Anmeldung"),
    ],
)
def test_a_deadline_another_day_or_a_number_of_something_else_does_not(language, objective, message):
    assert questions(language, objective, message) == [objective]


DOUBT = OpenQuestionDTO("channels", "unconfirmed", "maybe a leaflet??", "Is this channel wanted?")


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("en", "print (not confirmed yet)"),
        ("es", "prensa impresa y folletos (aún sin confirmar)"),
        ("fr", "l’imprimé (à confirmer)"),
        ("de", "Druckanzeigen und Flyer (noch nicht bestätigt)"),
    ],
)
def test_a_channel_that_an_open_question_doubts_is_never_named_as_if_it_were_sure(language, mark):
    sources = (FactDTO("scope.deliverables.0", "channels.0", DOUBT.words),)
    doc = plan(
        brief(deliverables=("print", "email", "sms"), language=language, facts=sources, open_questions=(DOUBT,)),
        strategy_id="strategy_1",
        now=NOW,
    )
    (largest,) = (each.text for each in doc.advice if each.rule == "choice_largest")
    assert largest.casefold().startswith(mark.casefold())
    assert mark in doc.executive_summary
    assert doc.executive_summary.count(mark[mark.index("(") :]) == 1  # the other channels are sure


def test_a_channel_without_a_doubt_has_no_mark():
    sources = (FactDTO("scope.deliverables.0", "channels.0", "a leaflet"),)
    doc = plan(brief(deliverables=("print", "email"), facts=sources, open_questions=(DOUBT,)), strategy_id="s", now=NOW)
    assert "not confirmed" not in doc.executive_summary


@pytest.mark.parametrize(
    ("language", "objective", "message", "is_asked"),
    [
        ("en", "Win volunteers", "Volunteering is fun", False),  # five letters shared
        ("en", "Win gardeners", "Gardens are fun", False),
        ("en", "Win gardeners", "Gardanne is fun", True),  # four
        ("en", "Win gardeners", "Gard is fun", False),  # the whole of a shorter word
        ("en", "Win gardeners", "Gas is fun", True),
        ("de", "Radfahrer gewinnen", "Radkarten hier", False),  # of compounds the first three letters
        ("de", "Radfahrer gewinnen", "Rabatte hier", True),
        ("de", "Radler gewinnen", "Radkarte hier", False),  # one of the two is a compound, of eight letters
        ("de", "Radler gewinnen", "Radkart hier", True),
        ("en", "Win 10 guides", "10 seats are free", False),
        ("en", "Win 11 guides", "10 seats are free", True),
        ("en", "Win 9 guides", "9 seats are free", True),  # stands in too many sentences
    ],
)
def test_words_of_one_family_speak_of_one_aim(language, objective, message, is_asked):
    assert questions(language, objective, message) == [objective] * is_asked


@pytest.mark.parametrize(("length", "is_named"), [(160, True), (161, False)])
def test_a_message_and_a_rival_are_named_up_to_a_hundred_and_sixty_characters(length, is_named):
    words = "a" * length
    for fields in ({"competitors": (words,)}, {"competitors": ("Ace",), "key_messages": (words,)}):
        assert any("rivals" in rule for rule in named(**fields)) == is_named
    told = [each.text for each in advice(competitors=tuple(f"Rival {number}" for number in range(6)))]
    assert [any(f"Rival {number}" in text for text in told) for number in range(6)] == [True] * 4 + [False] * 2


def test_facts_are_looked_for_in_twenty_thousand_characters():
    for before, is_told in ((19_990, True), (19_998, False)):
        told = facts_in("a" * before + " 40 cups on 3 May")
        assert (bool(told.numbers), told.days) == (is_told, frozenset())
    whole = facts_in("40 cups on 3 May and 9 on 4 May 2026, 20 % off")
    assert (whole.days, {(int(value), sign) for value, sign in whole.numbers}) == (
        {(5, 3), (5, 4)},
        {(40, ""), (20, "%")},
    )
