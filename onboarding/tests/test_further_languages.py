"""What is understood in languages beyond those that we write in."""

import pytest

from aicmo_site.kernel.extract.dates import dates_in
from aicmo_site.kernel.extract.durations import Duration, read_duration
from aicmo_site.kernel.extract.money import read_amount
from aicmo_site.kernel.frozen import thaw
from onboarding.channels.names import read_channels
from onboarding.exclusions.read import excluded_terms
from onboarding.form.answers import Form
from onboarding.language.detection import detect, languages_asked_for
from onboarding.language.read import read_language
from onboarding.notes.cues import SIGNALS, label_of, patterns
from onboarding.notes.sentences import sentences
from onboarding.notes.texts import quotations
from onboarding.schedule.read import day_of
from onboarding.tests.test_understanding import brief_of

NEEDED = {"client_name": "Ao", "objectives": ["1"], "target_audience": "2"}


def understood(**answers):
    return brief_of(NEEDED | answers)


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("80 tis. Kč bez DPH", "80000", "CZK"),
        ("400 тис. грн", "400000", "UAH"),
        ("200만원", "2000000", "KRW"),
        ("5천만원", "50000000", "KRW"),
        ("1억 5천만원", "150000000", "KRW"),
        ("1億5000万円", "150000000", "JPY"),
        ("2.5 लाख रुपये", "250000", "INR"),
        ("2 แสนบาท", "200000", "THB"),
        ("١٢٬٠٠٠ ر.س", "12000", "SAR"),
        ('45 אלף ש"ח', "45000", "ILS"),
        ("8 χιλιάδες ευρώ", "8000", "EUR"),
        ("20 tuhatta euroa", "20000", "EUR"),
        ("新台幣 20 萬元", "200000", "TWD"),
        ("2,5 millió Ft", "2500000", "HUF"),
        ("kr. 75.000,-", "75000", ""),
    ],
)
def test_sums_are_read_in_the_words_of_their_language(written, amount, currency):
    [money] = read_amount(written)
    assert (str(money.amount), money.currency) == (amount, currency)


def test_both_ends_of_a_range_have_its_thousands():
    assert [str(money.amount) for money in read_amount("od 8 do 10 tys. zł")] == ["8000", "10000"]


@pytest.mark.parametrize(
    ("language", "currency"), [("sv", "SEK"), ("da", "DKK"), ("nb", "NOK"), ("no", "NOK"), ("fi", "")]
)
def test_a_sign_of_several_countries_is_read_by_the_language_and_asked_about(language, currency):
    brief = understood(language=language, budget="150 000 kr")
    asked = {question.kind for question in brief.open_questions if question.field == "budget"}
    assert (brief.budget.currency, asked) == (currency, {"unconfirmed" if currency else "unclear"})


@pytest.mark.parametrize(
    ("written", "weeks"),
    [("δύο μήνες", 9), ("חודשיים", 9), ("6 हफ्ते", 6), ("cinc setmanes", 5), ("8 สัปดาห์", 8), ("6주", 6), ("місяць", 5)],
)
def test_spans_of_time_are_read_in_many_languages(written, weeks):
    assert read_duration(written) == Duration(weeks, weeks)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027년 5월 8일", "2027-05-08"),
        ("2027. 5. 8.", "2027-05-08"),
        ("2027/3/1", "2027-03-01"),
        ("1 มีนาคม 2570", "2027-03-01"),
        ("令和9年4月1日", "2027-04-01"),
        ("15 जनवरी 2027", "2027-01-15"),
        ("23 d'abril de 2027", "2027-04-23"),
        ("Σάββατο 5 Ιουνίου 2027", "2027-06-05"),
        ("с 1 июня 2027 года", "2027-06-01"),
        ("2027. november 2.", "2027-11-02"),
        ("vecka 36, 2027", ""),
        ("١ رمضان ١٤٤٨ هـ", ""),
        ("з 1 до 30 вересня 2027", ""),
        ("около 1 июня 2027?", ""),
    ],
)
def test_a_launch_is_a_day_in_any_calendar_and_company_of_words(written, day):
    assert day_of(written) == day


def test_a_plan_is_counted_from_the_day_whatever_words_stand_around_it():
    assert understood(launch_date="lørdag d. 26. juni 2027").launch_day == "2027-06-26"


def test_a_bare_day_stays_in_the_clients_words():
    brief = understood(launch_date="29 Ekim 2027")
    assert (brief.launch_date, brief.launch_day) == ("29 Ekim 2027", "2027-10-29")


def test_years_of_the_thai_calendar_are_ours_only_in_its_reach():
    assert [(found.year, found.month) for found in dates_in("มีนาคม 2570, March 2027")] == [(2027, 3), (2027, 3)]


@pytest.mark.parametrize(
    ("written", "channels"),
    [
        ("plakáty, letáky, tisková zpráva", ["outdoor", "print", "press_release"]),
        ("cartells i butlletí", ["outdoor", "email"]),
        ("Facebook-annoncer", ["meta_ad"]),
        ("Instagram reklamı", ["meta_ad"]),
        ("flygblad och nyhetsbrev", ["print", "email"]),
        ("שלטי חוצות", ["outdoor"]),
        ("لوحات الطرق", ["outdoor"]),
        ("현수막, 문자", ["outdoor", "sms"]),
        ("अखबार में विज्ञापन", ["print"]),
        ("臉書、傳單", ["facebook_post", "print"]),
        ("WhatsApp e carro de som no bairro", ["whatsapp", "other:carro-de-som"]),
    ],
)
def test_channels_are_known_by_their_names_in_many_languages(written, channels):
    assert read_channels([written]).channels == channels


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Ordet ”grön” ska inte förekomma", ["grön"]),
        ("'힐링'이라는 단어 금지", ["힐링"]),
        ("בלי המילה ״ארטיזנלי״", ["ארטיזנלי"]),
        ("Nepoužívat slovo „levný“", ["levný"]),
        ("Må ikke nævne Legoland", ["Legoland"]),
    ],
)
def test_a_term_is_found_between_the_quotation_marks_of_its_language(said, terms):
    assert list(excluded_terms([said])) == terms


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        ("key_messages", "Головне повідомлення: «Одна ніч».", "«Одна ніч»"),
        ("target_audience", "Odbiorcy: rodziny z dziećmi", "rodziny z dziećmi"),
        ("key_messages", "a mensagem é: Voltar é fácil", "Voltar é fácil"),
        ("launch_date", "Start kampanii: 15.09.2027.", "15.09.2027"),
    ],
)
def test_labels_are_known_in_many_languages(field, said, value):
    assert label_of(field, said).strip("«»") == value.strip("«»")


def test_a_chat_is_read_without_its_stamps_and_two_messages_in_a_line_are_two():
    said = '[09:18, 04/02/2027] Zoé (Maré): a mensagem é: "Voltar é fácil" 💪 e "Primeira aula grátis"'
    assert sentences(said) == ['a mensagem é: "Voltar é fácil" 💪 e "Primeira aula grátis"']
    assert quotations(said) == []
    assert Form({"raw_notes": said}).items("key_messages") == ("Voltar é fácil", "Primeira aula grátis")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Бюджет 400 тис. грн без ПДВ.", ["Бюджет 400 тис. грн без ПДВ."]),
        ("Стоила 2,1 млн. Инстаграм не предлагать!", ["Стоила 2,1 млн.", "Инстаграм не предлагать!"]),
        ("Первое.\u200b Второе.", ["Первое.", "Второе."]),
    ],
)
def test_sentences_end_where_they_do(said, found):
    assert sentences(said) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Хліб о сьомій ранку, ще гарячий, і кава", "uk"),
        ("Хлеб в семь утра, ещё горячий", "ru"),
        ("نان گرم هر روز صبح برای همهٔ خانواده؛ چای هم داریم", "fa"),
        ("Det er gratis, og børn kommer ikke uden hos os efter klokken seks til hvad også skal", "da"),
    ],
)
def test_a_language_is_told_by_what_only_it_has(text, language):
    assert detect(text) == language


def test_only_the_clause_about_the_copy_says_its_language():
    said = "La campagna è tutta in italiano, il modulo l'ho compilato in inglese perché l'avevo così."
    assert languages_asked_for(said) == ["it"]
    assert languages_asked_for("All copy in English, and in Spanish please") == ["en", "es"]


def test_norwegian_is_no_missing_answer():
    assert read_language(Form({"language": "no", "raw_notes": ""})) == "no"


def test_what_the_notes_forbid_is_asked_about_even_where_no_term_is_named():
    brief = understood(raw_notes="Nie wspominać o remoncie dachu. Dach jest nowy.")
    [asked] = [question for question in brief.open_questions if question.field == "exclusions"]
    assert (asked.kind, asked.words) == ("unconfirmed", "Nie wspominać o remoncie dachu.")


def test_a_day_of_the_notes_is_offered_where_the_launch_is_missing():
    brief = understood(raw_notes="Cantine in festa, sabato 29 maggio 2027. Nel 2026 era il 30 maggio.")
    [asked] = [question for question in brief.open_questions if question.field == "launch_date"]
    assert asked.kind == "missing"
    assert "sabato 29 maggio 2027" in asked.question


def test_a_sum_that_replaces_the_forms_own_contradicts_it():
    notes = "Afinal o executivo aprovou 20 mil euros, não os 15 mil do formulário."
    brief = understood(language="pt", budget="15 000 €", raw_notes=notes)
    assert ("budget", "contradiction") in {(asked.field, asked.kind) for asked in brief.open_questions}


def test_decomposed_letters_are_composed():
    brief = understood(client_name="O\u0308stra", key_messages=["A\u030ar"])
    assert (brief.client_name, thaw(brief)["key_messages"]) == ("Östra", ["År"])


def test_the_files_of_all_languages_name_lists_that_exist_and_patterns_that_compile():
    named = [name for name, rule in SIGNALS.items() if isinstance(rule, dict) and "patterns" in rule]
    assert all(patterns(name) for name in named)


def test_hijri_days_are_turned_into_ours_by_a_person():
    brief = understood(launch_date="١ رمضان ١٤٤٨ هـ")
    [asked] = [question for question in brief.open_questions if question.field == "launch_date"]
    assert "another calendar" in asked.question


def test_texts_in_another_script_are_not_made_french_by_a_note():
    brief = understood(language="el", key_messages=["Η επισκευή είναι δωρεάν"], raw_notes="All copy in French please.")
    asked = {question.kind for question in brief.open_questions if question.field == "language"}
    assert (brief.language, asked) == ("el", {"contradiction"})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the of and to", "en"),
        ("the of and", ""),  # three small words are too few
        ("the of and to der und", "en"),  # twice as many as of any other
        ("the of and to der die und", ""),
        ("Morgenbrot Rosinenschnecken Vollkornbäckerei Sauerteigbrote F", ""),  # 57 letters
        ("Morgenbrot Rosinenschnecken Vollkornbäckerei Sauerteigbrote Früh", "de"),  # 60
        ("Мий дім", "ru"),  # one letter of its own is none
        ("Мій дім", "uk"),
        ("x" * 2000 + " Morgenbrot Rosinenschnecken Vollkornbäckerei Sauerteigbrote", ""),
    ],
)
def test_a_language_is_told_where_it_is_clear_and_not_before(text, language):
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Copy in French, and in Spanish please", ["fr", "es"]),
        ("Copy in French, now in Spanish please", ["fr", "es"]),  # a clause of four words
        ("Copy in French, and now in Spanish please", ["fr", "es"]),
        ("Copy in French, and now in Spanish if you please", ["fr"]),
    ],
)
def test_a_short_clause_goes_on_about_the_copy(text, languages):
    assert languages_asked_for(text) == languages
