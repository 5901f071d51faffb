"""Every field of the one table stands wherever fields are named, and nowhere does one stand that the table lacks."""

import json
import re
from pathlib import Path

import pytest

from aicmo_site.kernel.languages import WRITTEN
from onboarding.api import INTAKE_FORM
from onboarding.fields import FIELDS
from onboarding.form.questions import BY_IMPORTANCE
from orchestration.staff.intake_form import FORM_FIELDS, IntakeForm

ROOT = Path(__file__).resolve().parents[2]
FOR_PEOPLE = {name for name, field in FIELDS.items() if not field.of_programs}


def test_the_page_of_the_intake_names_every_field():
    page = (ROOT / ".docs" / "intake.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(FIELDS)


def test_the_form_has_every_field_that_people_fill_in():
    parts = {name: name.partition("_")[0] if name.startswith("budget_") else name for name in FORM_FIELDS}
    assert set(parts.values()) == FOR_PEOPLE | {"further"}
    assert set(parts) <= set(IntakeForm.base_fields)


def test_the_schema_of_the_api_has_every_field():
    assert set(INTAKE_FORM["properties"]) == set(FIELDS)


@pytest.mark.parametrize("language", WRITTEN)
def test_the_document_has_a_name_for_every_field_in_every_language(language):
    labels = json.loads((ROOT / "delivery/words/fields.json").read_text(encoding="utf-8"))[language]
    assert set(labels) >= FOR_PEOPLE


def test_only_fields_are_asked_for():
    assert set(BY_IMPORTANCE) <= FOR_PEOPLE
