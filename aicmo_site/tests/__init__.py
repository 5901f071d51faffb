import pytest

pytest.register_assert_rewrite("aicmo_site.tests.persistence_suite")  # so that its laws, too, say what they compared
