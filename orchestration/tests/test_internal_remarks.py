"""Canaries: what the notes say to us alone reaches nothing that the client gets, and the working paper has it all."""

import json
import zipfile
from html import unescape
from re import DOTALL, sub

import pytest

from aicmo_site.kernel.persistence import storage
from delivery.models import Artifact
from orchestration.models import Status
from orchestration.services import submit_run
from orchestration.tests.conftest import SMALL
from orchestration.worker import run_to_rest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]

# every remark has a word that stands nowhere else
BRIEFS = {
    "en": (
        "Our aim is to win 40 volunteers by June. The audience is neighbours with something broken. Budget: 3,000 GBP. "
        "Don't quote me, but our goal is to get rid of Zorgman. The board must approve all texts. He lies.\n\n"
        "Between us: the real budget is 91,000 GBP and the audience is Zorgdonors. The line “Zorg must go today” is "
        "approved, use it. Doors open on 4 May at 10 am, £7 for zorgfans. Do not use the word “zorgish”.\n\n"
        "The client is picky about zorgblue. Is the launch on 3 May? To be confirmed with zorgella, off the record."
    ),
    "de": (
        "Unser Ziel ist es, 40 Ehrenamtliche zu gewinnen. Zielgruppe: Nachbarn. Budget: 3.000 Euro.\n\n"
        "Für uns intern: Unser Ziel ist eigentlich, Zorgmann loszuwerden. Die Freigabe dauert, Zorgert liest alles. "
        "Ob Zorglinde das bestätigt, ist noch offen.\n\n"
        "Start ist am 3. Mai 2027. Der Vorstand wackelt wegen Zorgwald. Das bitte nicht weitergeben. Los geht es bald."
    ),
    "fr": (
        "Notre objectif est de gagner 40 bénévoles. Cible : les voisins. Budget : 3 000 euros. "
        "Entre nous, la cible c'est surtout Zorgette. Elle relit tout chez Zorgcorp. Lancement le 3 mai 2027.\n\n"
        "## Interne\n\nLe maire valide tout avec Zorgvin.\n\nReste à confirmer : Zorglac ?\n\n## Canaux\n\nFacebook"
    ),
    "es": (
        "Nuestro objetivo es ganar 40 voluntarios. Público objetivo: vecinos. Presupuesto: 3.000 euros.\n\n"
        "De puertas adentro: hay que convencer a Zorgueta, que lo aprueba todo. Falta confirmar si Zorgal paga.\n\n"
        "Lanzamiento el 3 de mayo de 2027 (que quede entre nosotros: Zorgón no viene). No usar la palabra “barato”."
    ),
    "it": (
        "Il nostro obiettivo è trovare 40 volontari. Budget: 3.000 euro. Detto tra noi, il pubblico vero è Zorgano. "
        "Lui deve approvare tutto con Zorgini. Si parte il 3 maggio 2027."
    ),
    "pl": (
        "Cel: pozyskać 40 wolontariuszy. Budżet: 3000 zł. Między nami, prezes Zorgalski musi zatwierdzić każdy tekst. "
        "Start 3 maja 2027."
    ),
    "ja": (
        "目的：ボランティア40人を集める。予算は30万円。\n\nここだけの話、Zorgtaroが辞める予定です。\n\n"
        "開始は2027年5月3日。"
    ),
}
# what the copy says where the form has no message
MESSAGES = {
    "en": "Key message: Repairs are free.",
    "de": "Kernbotschaft: Reparaturen sind kostenlos.",
    "fr": "Message clé : Les réparations sont gratuites.",
    "es": "Mensaje clave: Las reparaciones son gratuitas.",
    "it": "Messaggio chiave: Le riparazioni sono gratuite.",
    "pl": "Kluczowy przekaz: Naprawy są bezpłatne.",
    "ja": "キーメッセージ：修理は無料です。",
}
FORMS = {"labelled": {}, "nothing but notes": dict.fromkeys(("objectives", "target_audience", "key_messages"))}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", BRIEFS)
def test_no_remark_reaches_the_client_and_the_working_paper_has_it(language, form):
    intake = {**SMALL, **FORMS[form], "language": language, "raw_notes": f"{MESSAGES[language]}\n\n{BRIEFS[language]}"}
    run = run_to_rest(submit_run(intake=intake, actor="test", accept_proposals=True).pk)
    assert run.status == Status.COMPLETED, run.evidence
    sent = {artifact.name: content(artifact) for artifact in Artifact.objects.filter(audience="client")}
    with storage().open(Artifact.objects.get(format="zip").url) as file, zipfile.ZipFile(file) as archive:
        sent |= {f"in the ZIP: {name}": archive.read(name).decode() for name in archive.namelist()}
    assert len(sent) == 7
    assert {name: leaks for name, text in sent.items() if (leaks := canaries(text))} == {}
    assert "91,000" not in json.dumps(sent)
    paper = content(Artifact.objects.get(audience="agency"))
    assert canaries(paper) >= canaries(BRIEFS[language])
    assert (
        canaries(" ".join(sub(r"<mark>.*?</mark>", "", paper.partition('class="notes"')[2], flags=DOTALL).split()))
        == set()
    )


def canaries(text):
    return {word for word in sub(r"[^\w]+", " ", unescape(text)).casefold().split() if word.startswith("zorg")}


def content(artifact):
    with storage().open(artifact.url) as file:
        return file.read().decode("utf-8", "ignore")
