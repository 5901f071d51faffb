from datetime import date
from decimal import Decimal

import pytest

from strategy.contracts import KpiDTO, ObjectiveDTO
from strategy.kpis import kpis_for
from strategy.objectives import classified, kind_of
from strategy.planning import plan
from strategy.targets import targets_in
from strategy.tests.briefs import NOW, brief

TODAY = date(2026, 11, 21)


def read(objective):
    """What a sentence asks for: number, unit, what is counted, relative or not, starting value, days."""
    return [
        (str(t.value), t.unit, t.name, t.change, str(t.baseline or ""), t.days) for t in targets_in(objective, TODAY)
    ]


@pytest.mark.parametrize(
    ("objective", "value", "unit"),
    [
        ("Reach 250,000 monthly active users by the end of 2015", "250000", "monthly active users"),
        ("250K MAU", "250000", "MAU"),
        ("12.000 Besucher im ersten Jahr", "12000", "Besucher"),
        ("Attirer 80 000 visiteurs en 2008", "80000", "visiteurs"),
        ("Conseguir 1,5 millones de visitas", "1500000", "visitas"),
        ("Raise €50,000 by 2027", "50000", "EUR"),
        ("Win 2000 members", "2000", "members"),
        ("Reach 400 people in 3 cities", "400", "people"),
        ("Sell 500 tickets at €25 each", "500", "tickets"),
        ("زيادة عدد المشاركين إلى ٤٠٠ مشارك خلال 3 أشهر", "400", "مشارك"),
        ("来場者を400人集める", "400", "人"),
        ("Cost per lead under €20", "20", "EUR"),
    ],
)
def test_a_number_with_its_noun_is_a_target(objective, value, unit):
    assert [found[:2] for found in read(objective)] == [(value, unit)]


@pytest.mark.parametrize(
    ("objective", "found"),
    [
        ("Increase donations by 20%", [("20", "%", "donations", "more", "", None)]),
        ("Reduce food waste by 10 % within 6 months", [("10", "%", "food waste", "less", "", 180)]),
        ("Raise the share of cyclists to 20 %", [("20", "%", "share of cyclists", "", "", None)]),
        ("Den Radanteil von 12 % auf 20 % erhöhen", [("20", "%", "Radanteil", "", "12", None)]),
        ("Besucherzahl um 2.000 auf 12.000 erhöhen", [("12000", "Besucherzahl", "Besucherzahl", "", "", None)]),
        ("Grow followers from 1.2k to 3k", [("3000", "followers", "followers", "", "1200", None)]),
        ("Sign up 40 schools (12 so far)", [("40", "schools", "schools", "", "12", None)]),
        ("Increase sales to €2m", [("2000000", "EUR", "sales", "", "", None)]),
        ("Reducir un 30 por ciento el consumo de agua", [("30", "%", "consumo de agua", "less", "", None)]),
        ("500 nieuwe leden binnen een jaar", [("500", "nieuwe leden", "nieuwe leden", "", "", 365)]),
        ("売上を20%増やす", [("20", "%", "売上", "more", "", None)]),
        ("زيادة التبرعات بنسبة ٢٠٪ خلال ثلاثة أشهر", [("20", "%", "التبرعات", "more", "", 90)]),
        ("Passer de 400 à 600 adhérents", [("600", "adhérents", "adhérents", "", "400", None)]),
        ("Aumentar un 20 % las reservas en seis meses", [("20", "%", "reservas", "more", "", 180)]),
        ("Augmenter de 15 % les réservations d’ici trois mois", [("15", "%", "réservations", "more", "", 90)]),
        ("Die Spenden bis Ende 2027 um 20 % steigern", [("20", "%", "Spenden", "more", "", 405)]),
        ("20 % mehr Besucher in drei Monaten", [("20", "%", "Besucher", "more", "", 90)]),
        ("Aumentare le iscrizioni del 15% entro il 2027", [("15", "%", "iscrizioni", "more", "", 405)]),
        ("2027年3月までに会員を500人にする", [("500", "人", "", "", "", 130)]),
        ("Pozyskać 5 tys. subskrybentów w 3 miesiące", [("5000", "subskrybentów", "subskrybentów", "", "", None)]),
        ("Привлечь 300 участников до 1 мая 2027", [("300", "участников", "участников", "", "", None)]),
        ("الوصول إلى 500 متطوع في ١٥ مايو ٢٠٢٧", [("500", "متطوع", "متطوع", "", "", None)]),
        (
            "Win 300 members (currently 240) and 40 volunteers by 30 June 2027",
            [("300", "members", "members", "", "240", 221), ("40", "volunteers", "volunteers", "", "", 221)],
        ),
    ],
)
def test_a_sentence_says_what_is_counted_from_where_by_how_much_and_until_when(objective, found):
    assert read(objective) == found


@pytest.mark.parametrize(
    "objective",
    [
        "Make people aware that the Main Library reopens in September 2025",
        "Lower tobacco use among teenagers aged 13 to 18",
        "Reach adults of 25-40 in the city",
        "Finish within 12 weeks",
        "The first since 1997",
        "Zehn Ziele bis 2030",
        "Continue phase 2",
        "Sell tickets at €25",
        "Save 10 % on your first order",
        "3 von 4 Haushalten trennen Müll",
        "Open 24 hours a day, 7 days a week",
        "Increase bookings 10%–15%",
        "Be known by 01/02/2027",
        "Zwischen 2026 und 2028 bekannter werden",
        "Make 1 in 4 residents aware",
        "Win 5 of the 10 largest retailers",
        "Promote the 5 km run",
        "Celebrate our 50th anniversary",
        "Promote our 24/7 helpline 0800 123 456",
        "",
        "²³ ٣",
    ],
)
def test_a_year_an_age_a_price_a_range_or_a_duration_is_no_target(objective):
    assert read(objective) == []


def test_a_deadline_that_has_passed_gives_no_days_and_is_said():
    (target,) = targets_in("Reach 400 members by 1 May 2020", TODAY)
    assert (target.days, target.late) == (None, True)
    kpi = kpis_for(("Reach 400 members by 1 May 2020",), (), 84, today=TODAY, language="en")[0]
    assert (kpi.timeframe_days, kpi.rule) == (None, "stated, deadline_past")


@pytest.mark.parametrize(
    ("objective", "kind"),
    [
        ("Raise awareness of the museum", "awareness"),
        ("Increase ticket sales", "conversion"),
        ("Conseguir que quien ya vino repita", "retention"),
        ("Aumentar las reservas", "conversion"),
        ("Entretenir et relancer le geste de tri", "behaviour"),
        ("Hohe Sympathie und Identifikation schaffen", "consideration"),
        ("Neue Kunden binden", "retention"),
        ("売上を伸ばす", "conversion"),
        ("Aumentare le iscrizioni", "conversion"),
        ("Tornar a marca mais conhecida", "awareness"),
        ("Meer vertrouwen winnen", "consideration"),
        ("Zzz", "awareness"),
    ],
)
def test_objectives_are_classified_in_many_languages(objective, kind):
    assert (kind_of(objective), kind) == (kind, kind)


@pytest.mark.parametrize(
    ("kind", "objectives"),
    [
        (
            "conversion",
            [
                "Win 30 volunteer fixers by the end of the campaign",
                "Recruit 12 trainers",
                "Get people to sign up for the newsletter",
                "Find coaches for the youth teams",
                "Bring 400 people to the opening weekend of the new workshop",
                "Captar 20 voluntarios",
                "Conseguir nuevos socios",
                "Reunir a 400 personas en la inauguración",
                "Recruter 40 bénévoles d’ici fin juin 2027",
                "Trouver de nouveaux adhérents",
                "Faire venir 300 personnes à l’ouverture",
                "80 neue Mitglieder gewinnen",
                "Übungsleiter finden",
                "400 Menschen zur Eröffnung holen",
            ],
        ),
        (
            "retention",
            [
                "Bring back lapsed members",
                "Win back former customers",
                "Recuperar a los socios que se dieron de baja",
                "Faire revenir les anciens adhérents",
                "Reconquérir d’anciens clients",
                "Ausgetretene zurückholen",
                "Ehemalige Mitglieder zurückgewinnen",
            ],
        ),
        (
            "consideration",
            [
                "Win the trust of our members",
                "Win volunteers’ trust",
                "Inform more customers about the new tariffs",
                "Ganar la confianza de los socios",
                "Gagner la confiance des adhérents",
                "Das Vertrauen der Kunden gewinnen",
            ],
        ),
        (
            "awareness",
            [
                "Make volunteers aware of the new rules",
                "Help customers find our shop",
                "Bring people closer to science",
                "Make people aware that the former factory reopens",
                "Dar a conocer el taller a los socios",
                "Faire connaître les ateliers aux adhérents",
                "Kunden finden uns leichter",
                "Mehr Aufmerksamkeit bei Mitgliedern",
            ],
        ),
    ],
)
def test_a_verb_beside_people_is_an_act_or_a_return_and_a_verb_elsewhere_is_none(kind, objectives):
    assert [words for words in objectives if kind_of(words) != kind] == []


def test_an_objective_keeps_its_words_and_says_which_rule_read_it():
    assert classified(("Sell tickets",), "en") == (
        ObjectiveDTO(
            "Sell tickets",
            "conversion",
            "objective_conversion",
            "The sentence asks for an act that can be counted: buying, applying, booking, signing up, coming.",
        ),
    )


def test_a_measure_without_a_number_in_the_brief_has_no_target():
    stated, *others = kpis_for(("Reach 250,000 active users",), ("email",), 105, today=TODAY, language="en")
    assert stated == KpiDTO(
        "Active users",
        Decimal(250000),
        "active users",
        105,
        measured_by="your own count of the same thing, read monthly",
        rule="stated, deadline_plan",
        reason="You named this figure: “Reach 250,000 active users”. The time frame is the length of the campaign.",
    )
    assert {(kpi.target_value, kpi.baseline) for kpi in others} == {(None, "to be measured")}


def test_a_starting_value_comes_from_the_brief_or_is_still_to_be_measured():
    def baselines(words):
        return [kpi.baseline for kpi in kpis_for((words,), (), 84, today=TODAY, language="de")][:1]

    assert baselines("Den Radanteil von 12 % auf 20 % erhöhen") == ["12 %"]
    assert baselines("Den Radanteil um 20 % erhöhen") == ["noch zu erheben"]


def test_a_relative_target_says_that_it_is_one():
    (kpi, *_) = kpis_for(("Increase donations by 20 %",), (), 84, today=TODAY, language="en")
    assert (kpi.name, kpi.target_value, kpi.unit) == ("Donations", Decimal(20), "% more than at the start")
    (kpi, *_) = kpis_for(("Bring 400 people to the opening",), (), 84, today=TODAY, language="en")
    assert (kpi.name, kpi.unit) == ("Bring 400 people to the opening", "people")


def kpi(words, language="en", **fields):
    """The measure that the client's own sentence sets, in a plan of twelve weeks."""
    doc = plan(brief(objectives=(words,), language=language, **fields), strategy_id="strategy_1", now=NOW)
    return next(each for each in doc.kpis if each.rule.startswith("stated"))


@pytest.mark.parametrize("words", ["Get 500 ppl to the launch party", "Attirer 500 pers. à la fête"])
def test_people_written_short_are_no_name_of_a_measure(words):
    assert not kpi(words).name.casefold().startswith(("ppl", "pers"))


def test_french_targets_in_a_row_have_their_spaces():
    doc = plan(
        brief(objectives=("Attirer 250 visiteurs", "Gagner 30 abonnements"), language="fr"),
        strategy_id="strategy_1",
        now=NOW,
    )
    assert "Vous avez chiffré le succès" in doc.executive_summary
    assert "Visiteurs (250)\u202f; Abonnements (30)" in doc.executive_summary


def test_people_at_an_event_are_counted_at_the_door_on_its_day():
    measure = kpi("Bring 400 people to the opening weekend", launch_date="2026-05-04")
    assert (measure.due, measure.timeframe_days, measure.rule) == (
        "2026-05-04",
        35,
        "stated, deadline_event, counted_from_zero",
    )
    assert (measure.baseline, measure.measured_by) == (
        "0: counted from the first day",
        "a count on the spot, on the day",
    )
    assert kpi("Bring 400 people to the opening weekend").due == ""
    tickets = kpi("Vender 600 entradas para el festival", "es", launch_date="2026-05-04")
    assert (tickets.due, tickets.measured_by[:12]) == ("2026-05-04", "el recuento ")


def test_what_is_newly_won_starts_at_zero_and_nothing_else_does():
    for words in ("Win 30 volunteers", "Captar 30 voluntarios", "Recruter 30 bénévoles", "30 Freiwillige gewinnen"):
        assert kpi(words).baseline.startswith("0")
    for words in ("Reach 250,000 active users", "Sell 900 loaves a week", "Increase donations by 20 %", "Win 20 %"):
        assert kpi(words).baseline == "to be measured"


def test_a_measure_is_due_on_the_day_its_sentence_names_else_at_the_end_of_the_campaign():
    assert kpi("Win 30 volunteers by 30 June 2026", launch_date="2026-05-04").due == "2026-06-30"
    assert kpi("Win 30 volunteers", launch_date="2026-05-04").due == "2026-06-28"
    assert kpi("Win 30 volunteers").due == ""


@pytest.mark.parametrize(
    ("objective", "value"),
    [
        ("Win thirty qualified leads", "30"),
        ("Captar treinta clientes", "30"),
        ("Gagner trente clients", "30"),
        ("Dreißig Kunden gewinnen", "30"),
        ("Win twenty-five members", "25"),
        ("Win a hundred members", "100"),
    ],
)
def test_a_number_word_that_stands_alone_is_a_number(objective, value):
    assert [found[0] for found in read(objective)] == [value]


@pytest.mark.parametrize(
    "objective",
    [
        "Captar treinta y cinco clientes",
        "Win a hundred and fifty members",
        "One team for all",
        "Gagner trente-cinq clients",
    ],
)
def test_a_number_word_that_is_part_of_another_or_none_is_not_read_by_halves(objective):
    assert read(objective) == []


@pytest.mark.parametrize(
    ("language", "objective", "until"),
    [
        ("en", "get 500 new ppl on the mailing list by Sept", "by Sept"),
        ("en", "Win 30 members by the end of the season.", "by the end of the season"),
        ("es", "Captar 40 socios antes de Navidad", "antes de Navidad"),
        ("fr", "Recruter 40 adhérents d’ici l’été", "d’ici l’été"),
        ("de", "100 neue Stammkunden bis Ostern 2027", "bis Ostern 2027"),
    ],
)
def test_a_deadline_that_no_day_can_be_reckoned_from_stays_in_the_clients_words(language, objective, until):
    measure = kpi(objective, language, launch_date="2026-05-04")
    assert (measure.timeframe_days, measure.due) == (None, "")
    assert "deadline_words" in measure.rule
    assert until in measure.reason


@pytest.mark.parametrize(
    "objective", ["Sell 40 jars by word of mouth", "Win 40 members by 6 June", "Win 40 members by Sept 2027"]
)
def test_words_that_name_no_time_or_a_day_are_no_open_deadline(objective):
    assert [target.until for target in targets_in(objective, TODAY)] == [""]


def test_a_day_without_its_year_is_the_next_such_day_and_no_number():
    assert read("Win 40 members by 6 June") == [("40", "members", "members", "", "", 197)]
    assert read("Bring 200 visitors to the open day on June 6") == [("200", "visitors", "visitors", "", "", None)]
    assert read("200 Besucher am 6. Juni") == [("200", "Besucher", "Besucher", "", "", None)]
    assert read("Portes ouvertes du 6 juin") == read("La jornada del 6 de junio") == []


@pytest.mark.parametrize(
    ("objective", "kind"),
    [
        ("get 500 new ppl on the mailing list", "conversion"),
        ("200 Besucher zum Tag der offenen Tür holen", "conversion"),
        ("300 asistentes en la jornada", "conversion"),
        ("300 visiteurs dans la cave", "conversion"),
        ("100 neue Stammkunden", "conversion"),
        ("40 new regulars", "conversion"),
        ("100 nuevos clientes habituales", "conversion"),
        ("100 nouveaux clients fidèles", "conversion"),
        ("Neue Angebote für Stammkunden", "retention"),
        ("Keep our regulars", "retention"),
        ("Fidelizar a los nuevos clientes", "retention"),
        ("Fidéliser les nouveaux clients", "retention"),
        ("Reach 400 people in 3 cities", "awareness"),
    ],
)
def test_a_number_of_people_is_to_be_won_and_new_regulars_are_no_old_ones(objective, kind):
    assert (kind_of(objective), kind) == (kind, kind)
