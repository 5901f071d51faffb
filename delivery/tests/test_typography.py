"""French spaces, and names of what the client's own words named."""

import pytest

from delivery.document.labels import Labels
from delivery.document.typography import typeset
from delivery.tests.pages import page


def test_french_punctuation_keeps_its_space_and_tags_stay_as_they_are():
    written = '<style>a :b</style><p title="x : y">Quoi ? « Oui » : 5 % ; a :b</p>'
    fixed = '<style>a :b</style><p title="x : y">Quoi\u00a0? «\u00a0Oui\u00a0»\u00a0: 5\u00a0%\u00a0; a :b</p>'
    assert (typeset(written, "fr-CA"), typeset(written, "de")) == (fixed, written)
    assert "création\u00a0: Image" in page(language="fr")


def test_a_channel_of_the_clients_has_its_words_and_is_not_named_twice():
    labels, channel = Labels("es"), "other:tablón-del-bar"
    assert labels.channel(channel) == "Tablón del bar"
    assert labels.without_channel("Tablón del bar: Nombrar a alguien.", channel) == "Nombrar a alguien."
    assert labels.without_channel("Otro bar: Nombrar a alguien.", channel).startswith("Otro bar")


@pytest.mark.parametrize(("language", "name"), [("de", "Drehbuch"), ("fr", "Scénario"), ("es", "Guion de vídeo")])
def test_a_script_of_a_video_has_a_name_in_each_language(language, name):
    assert Labels(language).asset("video_script") == name
