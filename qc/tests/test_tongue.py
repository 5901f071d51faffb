"""Language, leftovers of models, swearing, spelling."""

import pytest

from qc.tests.copies import codes, found

SAMPLES = {
    "en": "Our workshop opens early and the kettle is always on for you.",
    "es": "Nuestro taller abre temprano y siempre hay café para usted.",
    "fr": "Notre atelier ouvre tôt et le café est toujours prêt pour vous.",
    "de": "Unsere Werkstatt öffnet früh und der Kaffee ist immer fertig für Sie.",
    "it": "La nostra bottega apre presto e il caffè è sempre pronto per voi.",
    "pt": "A nossa oficina abre cedo e o café está sempre pronto para você.",
    "nl": "Onze werkplaats gaat vroeg open en de koffie staat altijd klaar voor u.",
    "pl": "Nasz warsztat otwiera się wcześnie i kawa zawsze na ciebie czeka.",
    "sv": "Vår verkstad öppnar tidigt och kaffet står alltid klart för dig.",
    "ru": "Наша мастерская открывается рано, и кофе всегда готов для вас.",
    "ja": "工房は朝早く開き、コーヒーはいつでも用意しています。",
    "ar": "تفتح ورشتنا مبكرا والقهوة جاهزة دائما من أجلكم.",
}


@pytest.mark.parametrize("ordered", SAMPLES)
@pytest.mark.parametrize("written", SAMPLES)
def test_a_text_in_another_language_is_found_and_in_the_ordered_one_left_alone(ordered, written):
    assert ("LANG_MISMATCH" in codes(SAMPLES[written], language=ordered)) == (ordered != written)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Unser Team mixt „Take me out to the ball game, baby“ in die Nacht, kommen Sie vorbei."),
        ("en", "In the morning we serve pain au chocolat and café au lait."),
        ("fr", "Le week-end, brunch et jazz live au Blue Note Café de la rue Haute."),
        ("es", "Clases de jazz, swing y rock and roll en nuestro local."),
        ("en", "Feliz Navidad!"),
        ("de", "Unser Newsletter, unser Podcast, unser Workshop: alles online, alles live."),
    ],
)
def test_foreign_words_in_a_text_are_no_other_language(language, text):
    assert "LANG_MISMATCH" not in codes(text, language=language)


def test_one_sentence_in_another_language_is_found():
    assert "LANG_MISMATCH" in codes(f"{SAMPLES['de']} {SAMPLES['de']} {SAMPLES['en']}", language="de")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "As an AI language model, I cannot taste bread."),
        ("en", "Certainly! Here's a tweet for you: Visit us."),
        ("en", "Visit us. Let me know if you'd like me to make it shorter."),
        ("en", "Here are three options for the post:\nVisit us."),
        ("es", "¡Claro! Aquí tienes un texto para tu publicación: Venga."),
        ("fr", "Bien sûr ! Voici une proposition de légende : Venez."),
        ("de", "Natürlich! Hier ist ein Entwurf für deinen Post: Kommen Sie."),
        ("it", "Certo! Ecco una didascalia: Venite."),
        ("pt", "Claro! Aqui está uma legenda: Venha."),
        ("nl", "Natuurlijk! Hier is een bericht voor je: Kom langs."),
        ("ja", "AI言語モデルとして、お答えします。"),
        ("ko", "As an AI, I cannot help."),
    ],
)
def test_what_a_model_said_is_critical(language, text):
    assert ("AI_RESIDUE", "critical", "text") in found(text, language=language)


@pytest.mark.parametrize(
    "text",
    [
        "Sure, bread is simple. Visit us.",
        "Here is what we bake: rye.",
        "Let us know if you would like a table.",
        "Our AI workshop starts soon. Join us.",
        "I hope this summer brings you to the coast. Visit us.",
        "Of course the kettle is on. Come by.",
        "Ask our assistant for a shorter tour.",
    ],
)
def test_people_talk_like_that_too(text):
    assert "AI_RESIDUE" not in codes(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No bullshit."),
        ("en", "F*cking good."),
        ("en", "Sh*t happens."),
        ("es", "Qué mierda."),
        ("fr", "Putain !"),
        ("de", "Scheiße, ist das gut."),
        ("it", "Che cazzo."),
        ("pt", "Que porra."),
        ("nl", "Godverdomme."),
        ("nl", "Wat een klotenweer."),
        ("de", "Fuck, ist das gut."),
    ],
)
def test_swearing_is_critical(language, text):
    assert ("PROFANITY", "critical", "text") in found(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Scunthorpe, shiitake, cocktails, Moby Dick and a classic bass."),
        ("de", "Das dicke Brot, gute Fahrt."),
        ("sv", "Till slut."),
        ("es", "Coger el tren a la Concha."),
        ("fr", "Un con carne ? Une bite d'amarrage."),
        ("en", "Blue tits in the garden, 5*5 = 25, a**b."),
    ],
)
def test_innocent_words_are_no_swearing(language, text):
    assert "PROFANITY" not in codes(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We recieve guests."),
        ("en", "A seperate room."),
        ("en", "Your welcome here."),
        ("en", "It occured to us."),
        ("en", "You should of come."),
        ("es", "Es nesesario reservar."),
        ("es", "Abrimos tanbién los domingos."),
        ("fr", "Un acceuil chaleureux."),
        ("de", "Seit willkommen."),
        ("it", "Un pò di pane."),
        ("pt", "Uma excessão."),
        ("nl", "Onmiddelijk klaar."),
    ],
)
def test_a_misspelt_word_is_minor(language, text):
    assert ("TYPO", "minor", "text") in found(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We organise colourful theatre programmes in our neighbourhood centre."),
        ("en", "Sourdough, kimchi and kombucha."),
        ("en", "It's your turn. Its crust is dark. Your own loaf."),
        ("de", "Kräuterwanderung mit Brotzeitbrettchen und Lindenblütentee."),
        ("de", "Seit gestern seid ihr dabei."),
        ("es", "Los frenos, las ruedas y los encuadernadores."),
        ("es", "¿Dónde estás? ¿Y quién lo sabía? El plan continúa."),
        ("es", "Lo hicimos pensando en los vecinos."),
        ("fr", "Des relieuses cousent des cahiers."),
        ("it", "Le sfogline stendono la sfoglia."),
        ("pt", "Os marnotos rapam o sal."),
        ("nl", "De werkplaatsmedewerkers en fietsenmakers."),
        ("ja", "パンです。"),
    ],
)
def test_words_that_a_list_may_not_know_are_left_alone(language, text):
    assert "TYPO" not in codes(text, language=language)


def test_the_client_s_own_spellings_are_allowed():
    assert "TYPO" in codes("Come and recieve it.")
    assert "TYPO" not in codes("Come and recieve it.", facts=("our record is called recieve",))
