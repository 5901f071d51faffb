import pytest

pytest.register_assert_rewrite("orchestration.tests.api.calls")
