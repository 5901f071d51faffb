"""What kind an objective is of, in many languages."""

import pytest

from strategy.contracts import ObjectiveDTO
from strategy.objectives.kinds import classified, kinds_of


def kind_of(words):
    (objective,) = classified((words,), "en")
    return objective.kind


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
        ("Get people to eat more local food", "behaviour"),
        (
            "Persuade residents to sign up for the survey",
            "conversion",
        ),
        ("Cut the number of missed appointments by 20%", "behaviour"),
        ("Reduce churn", "retention"),
        ("Drive visitors to the website", "conversion"),
        ("Weniger Lebensmittel im Müll", "behaviour"),
        ("Que los hogares clasifiquen bien la basura", "behaviour"),
        ("Inciter les habitants à marcher", "behaviour"),
        ("Færre unge begynder at ryge", "behaviour"),
        ("Win over the councillors", "consideration"),
        ("Vyprodat premiéru (240 míst)", "conversion"),
        ("Продати 3000 квитків", "conversion"),
        ("Να πουληθούν 5.000 εισιτήρια", "conversion"),
        ("بيع ٥٬٠٠٠ صندوق تمر", "conversion"),
        ("10.000 besøgende i sommerferien", "conversion"),
        ("Zaszczepić przeciw grypie 1500 osób", "behaviour"),
        ("Вернуть 15% бывших учеников", "retention"),
        ("브랜드 인지도 높이기", "awareness"),
        ("Reach 5,000 responses to the consultation", "conversion"),
        ("120 Abos der Gemüsekiste bis Ende September", "conversion"),
        ("Inscrever 90 alunos adultos até setembro", "conversion"),
        ("Reativar antigos alunos", "retention"),
        ("Znaleźć domy dla 200 psów", "conversion"),
        ("Shift 8% of short car trips to bus", "behaviour"),
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
                "Find a few more good coaches for the youth teams",
                "Bring 400 people to the opening weekend of the new workshop",
                "Captar 20 voluntarios",
                "Conseguir nuevos socios",
                "Reunir a 400 personas en la inauguración",
                "Recruter 40 bénévoles d’ici fin juin 2027",
                "Trouver de nouveaux adhérents",
                "Faire venir 300 personnes à l’ouverture",
                "80 neue Mitglieder gewinnen",
                "Übungsleiter finden",
                "Mitglieder aus dem ganzen Ort gewinnen",
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
            "It shows in acts that can be counted: buying, applying, booking, signing up, coming.",
        ),
    )


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


@pytest.mark.parametrize(
    "words",
    [
        "Have a draft marketing plan for a July launch",
        "Define the first launch audience and its value proposition",
        "Ein Kommunikationskonzept erarbeiten",
        "Définir la cible",
        "Definir el público objetivo",
    ],
)
def test_work_on_the_campaign_itself_is_no_aim_of_it(words):
    assert kind_of(words) == "task"
    assert kinds_of(classified((words, "Sell tickets"), "en")) == ("conversion",)
    assert kinds_of(classified((words,), "en")) == kinds_of(())


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Develop a strategy to win members", "conversion"),
        ("Reach the target audience", "awareness"),
        ("Create awareness for our strategy", "awareness"),
        ("Eine Strategie entwickeln, die Mitglieder zurückholt", "retention"),
        ("Expand the market for pears", "conversion"),
    ],
)
def test_what_says_what_people_are_to_do_is_one(words, kind):
    assert kind_of(words) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Win a a a a volunteers", "conversion"),  # four words between the two
        ("Win a a a a a volunteers", "awareness"),
        ("trust a a win members", "consideration"),  # the real object stands three words before
        ("trust a a a win members", "conversion"),
        ("Win the trust of the members", "consideration"),
        ("a" * 1986 + " ticket sales", "conversion"),  # two thousand characters are a goal
        ("a" * 1994 + " ticket sales", "awareness"),
        ("Choose our bread", "awareness"),
        ("Define the value proposition so that they come", "consideration"),
        ("Here we define the value proposition", "task"),  # its verb is the third word
        ("Here now we define the value proposition", "consideration"),
    ],
)
def test_how_far_apart_words_of_a_kind_may_stand(words, kind):
    assert kind_of(words) == kind
