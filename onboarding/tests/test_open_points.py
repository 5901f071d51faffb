import pytest

from onboarding.notes.open_points import is_unsettled


@pytest.mark.parametrize(
    "said",
    [
        "Das Maskottchen ist offen, da streiten sich zwei.",
        "Le choix de la marraine reste ouvert.",
        "The question of parking is left open.",
        "We will see how it goes",
        "Wir warten noch auf die Genehmigung der Stadt.",
        "Il titolo resta aperto.",
        "On attend encore le devis de l'imprimeur.",
        "Zobaczymy, czy radny przyjdzie.",
        "El título está sin cerrar.",
        "Wir sind noch am Überlegen, ob wir mitmachen.",
        "The venue is yet to be announced.",
        "Ik laat je nog weten wie er spreekt.",
        "Colour of the shirts: open.",
    ],
)
def test_what_is_said_in_passing_to_be_open_is_open(said):
    assert is_unsettled(said)


@pytest.mark.parametrize(
    "said",
    [
        "Le musée reste ouvert.",
        "Doors are open: come in.",
        "Saturdays: open",
        "We'll see each other on Friday.",
        "Wir suchen noch Freiwillige.",
        "Customers still ask for it.",
        "Sie können sich noch bis Freitag entscheiden.",
        "Il museo resta aperto.",
        "Estamos buscando socios nuevos.",
        "We hebben nog plek.",
        "Il reste encore des places à vendre.",
        "Bookings are still open.",
        "Wir sind noch ein kleiner Verein.",
    ],
)
def test_what_is_settled_or_the_publics_own_is_not_open(said):
    assert not is_unsettled(said)
