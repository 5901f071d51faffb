import os
import subprocess
import sys

import pytest

SLOW = ("py3langid", "numpy", "spellchecker", "babel", "num2words", "twitter_text")
SCRIPT = """
import sys, django
django.setup()
from django.core.management import call_command
{work}
print([name for name in {slow!r} if name in sys.modules])
"""


@pytest.mark.parametrize(
    "work",
    ["import qc.services", "import orchestration.worker, orchestration.workflow", "call_command('check', verbosity=0)"],
)
def test_what_judges_no_copy_loads_no_language_resource(work):
    script = SCRIPT.format(work=work, slow=SLOW)
    settings = {"DJANGO_SETTINGS_MODULE": "aicmo_site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=os.environ | settings, check=True
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_a_usual_english_post_needs_no_identifier_of_languages():
    work = "from qc.tests.copies import codes; codes('Come and taste the warm bread that we bake.')"
    script = SCRIPT.format(work=work, slow=("py3langid", "numpy", "twitter_text"))
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "aicmo_site.settings"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
