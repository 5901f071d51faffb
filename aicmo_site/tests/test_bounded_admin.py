"""What a viewer may ask of the admin's lists costs little, and garbage is refused."""

import re

import pytest
from django.urls import reverse

from aicmo_site.admin import LONGEST_SEARCH, MOST_WORDS

pytestmark = pytest.mark.django_db
COMPARED = re.compile(r" LIKE |= UPPER\(")  # as the databases write it
LISTS = ["orchestration_run", "onboarding_brief", "qc_qcissue", "production_draft", "auth_user", "aicmo_site_trail"]


@pytest.mark.parametrize("table", LISTS)
def test_a_search_of_two_thousand_words_asks_for_a_few(admin_client, table, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as asked:
        answer = admin_client.get(reverse(f"admin:{table}_changelist"), {"q": "a " * 2_000})
    assert answer.status_code == 200
    searches = max(len(COMPARED.findall(query["sql"].upper())) for query in asked.captured_queries)
    assert 0 < searches <= MOST_WORDS * 12  # each word in every column that is searched


def test_a_search_is_cut_at_its_length(admin_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as asked:
        admin_client.get(reverse("admin:aicmo_site_trail_changelist"), {"q": "b" * 5_000})
    assert not any("b" * (LONGEST_SEARCH + 1) in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize("query", ["pk__in=%00", "workflow_run_id=%00", "q=%00"])
def test_a_nul_in_an_address_is_a_bad_request(admin_client, query):
    address = reverse("admin:onboarding_brief_changelist")
    assert admin_client.get(f"{address}?{query}").status_code == 400


@pytest.mark.parametrize(("table", "action"), [("auth_user", "revoke_tokens"), ("aicmo_site_token", "delete_selected")])
def test_an_action_on_a_row_that_cannot_be_one_is_a_bad_request(admin_client, table, action):
    chosen = {"action": action, "_selected_action": ["1", "no number"]}
    assert admin_client.post(reverse(f"admin:{table}_changelist"), chosen).status_code == 400
