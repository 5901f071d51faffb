"""A day is one on which something begins or ends, and the day of one thing."""

import pytest

from qc.tests.copies import found

FAIR = (
    "Applications open on 1 March 2027 and close on 30 April 2027",
    "The summer fair takes place on 12 June 2027 at 4 pm",
)
DAYS = (*FAIR, "2027-06-12", "2027-03-01")  # as a run gives them beside


@pytest.mark.parametrize(
    ("language", "facts", "text"),
    [
        ("en", DAYS, "Applications close on 1 March."),
        ("en", DAYS, "Apply by 1 March."),
        ("en", DAYS, "From 30 April you can apply."),
        ("en", DAYS, "The summer fair: 30 April, 4 pm."),
        ("de", ("Anmeldeschluss ist der 30. April",), "Die Anmeldung beginnt am 30. April."),
        ("fr", ("Les inscriptions ferment le 30 avril",), "Inscriptions dès le 30 avril."),
        (
            "es",
            ("La muestra abre el 3 de mayo y termina el 12 de junio",),
            "La muestra está abierta hasta el 3 de mayo.",
        ),
        ("it", ("La mostra è aperta dal 3 maggio al 12 giugno",), "La mostra apre il 12 giugno."),
        ("pl", ("Zapisy trwają do 30 kwietnia",), "Zapisy ruszają 30 kwietnia."),
        ("ja", ("試食会は10月17日10時、体育館で", "申込は11月30日まで"), "試食会は11月30日10時、体育館で。"),
        ("en", ("The show runs from 13 March to 5 September 2027",), "From this autumn you can see it."),
    ],
)
def test_a_day_of_another_kind_or_thing_is_a_mismatch(language, facts, text):
    assert "FACT_MISMATCH" in [code for code, *_ in found(text, language=language, facts=facts)]


@pytest.mark.parametrize(
    ("language", "facts", "text"),
    [
        ("en", DAYS, "Applications close on 30 April. Apply from 1 March."),
        ("en", DAYS, "Apply between 1 March and 30 April."),
        ("en", DAYS, "Meet us on 12 June at the pier."),
        ("fr", ("L'exposition ouvre le 3 mai et se termine le 12 juin",), "Du 3 mai au 12 juin, venez."),
        ("de", ("Vom 3. Mai bis 12. Juni zu sehen",), "Die Schau läuft bis 12. Juni."),
        ("en", ("The show opens on 3 May and closes on 12 June",), "From 3 May until 12 June we are open."),
        ("en", ("Opening weekend is 17 and 18 April 2027",), "On 18 April the doors close for the day."),
        ("en", ("The seed swap is on 20 February 2027",), "Bring seed from last summer."),
    ],
)
def test_a_day_in_other_words_is_none(language, facts, text):
    assert "FACT_MISMATCH" not in [code for code, *_ in found(text, language=language, facts=facts)]
