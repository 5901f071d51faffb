import pytest

from qc.tests.copies import found


def claim(text, language="en", **options):
    return [grave for code, grave, _ in found(text, language=language, **options) if code == "BANNED_CLAIM"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Guaranteed results in a week."),
        ("en", "We guarantee you will love it."),
        ("en", "A risk-free offer."),
        ("en", "This tea cures insomnia."),
        ("en", "100% effective, every time."),
        ("en", "Clinically proven to calm."),
        ("en", "Lose 5 kg in ten days."),
        ("en", "A miracle cream."),
        ("en", "Double your savings."),
        ("es", "Resultados garantizados."),
        ("es", "Sin ningún riesgo."),
        ("es", "Cura el insomnio."),
        ("fr", "Résultats garantis."),
        ("fr", "Sans aucun risque."),
        ("fr", "Cette tisane guérit la grippe."),
        ("de", "Garantiert wirksam."),
        ("de", "Ganz ohne Risiko."),
        ("de", "Hilft sofort."),
        ("de", "Heilt Rückenschmerzen."),
        ("it", "Risultati garantiti."),
        ("it", "Senza alcun rischio."),
        ("pt", "Resultados garantidos."),
        ("pt", "Sem qualquer risco."),
        ("nl", "Gegarandeerd resultaat."),
        ("nl", "Zonder risico."),
        ("pl", "Gwarantowany efekt."),
        ("ja", "必ず痩せるお茶。"),
    ],
)
def test_a_promise_that_nobody_can_keep_is_critical(language, text):
    assert claim(text, language) == ["critical"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The best coffee in town."),
        ("en", "The world's finest bread."),
        ("en", "Unbeatable prices."),
        ("en", "The number one choice for families."),
        ("es", "El mejor café de la ciudad."),
        ("es", "Líder en el sector."),
        ("fr", "Le meilleur café du quartier."),
        ("de", "Der beste Kaffee der Stadt."),
        ("de", "Unsere Preise sind unschlagbar."),
        ("it", "Il miglior caffè della città."),
        ("pt", "O melhor café da cidade."),
        ("nl", "De beste koffie van de stad."),
        ("nl", "Het allerlekkerste brood van Nederland."),
        ("de", "Der allerbeste Kaffee der Stadt."),
    ],
)
def test_a_superlative_that_nobody_can_prove_is_major(language, text):
    assert claim(text, language) == ["major"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nobody can guarantee the weather."),
        ("en", "We do not promise results, and no guarantee is given."),
        ("en", "Cured ham on rye, with a two-year guarantee on the slicer."),
        ("en", "Our best wishes, best before May."),
        ("en", "The best time to plant is autumn."),
        ("en", "One of the best ways to spend a day."),
        ("en", "This is not a cure for insomnia."),
        ("en", "Be careful: investing is never risk-free."),
        ("es", "Nadie puede garantizar el tiempo."),
        ("es", "Dos años de garantía."),
        ("es", "Lo mejor es venir sin prisa."),
        ("fr", "Personne ne garantit le soleil."),
        ("fr", "Garantie deux ans."),
        ("fr", "Le mieux est de venir tôt."),
        ("de", "Wir können nichts garantieren."),
        ("de", "Zwei Jahre Garantie."),
        ("de", "Am besten kommen Sie zu Fuß."),
        ("it", "Nessuno può garantire il sole."),
        ("pt", "Ninguém pode garantir o sol."),
        ("nl", "Niemand kan de zon garanderen."),
    ],
)
def test_honest_words_are_left_alone(language, text):
    assert claim(text, language) == []


def test_what_the_client_claims_itself_is_ticked_once_by_a_person():
    own = {"facts": ("deposits are guaranteed by the state",)}
    assert claim("Deposits are guaranteed by the state.", **own) == ["major"]
    assert claim("Deposits are guaranteed by the state.", **own, allowed_words=("guaranteed by the state",)) == []


def test_a_language_without_a_list_is_said_to_be_half_looked_at():
    from qc.rules import check_batch
    from qc.tests.copies import piece

    (checked,) = check_batch([piece("따뜻한 빵", language="ko")])
    assert {rule.code for rule in checked.not_evaluated if not rule.critical} >= {"BANNED_CLAIM", "TYPO"}
    assert not any(rule.critical for rule in checked.not_evaluated)
