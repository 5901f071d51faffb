import json

import pytest

from orchestration.tests.api.calls import RUNS


@pytest.fixture
def post(boss):
    """Ask for something under the runs' address, in JSON or in the very bytes."""

    def post(path="", body=None, **headers):
        data = body if isinstance(body, bytes) else json.dumps({} if body is None else body)
        return boss.post(RUNS + path, data, content_type="application/json", headers=headers)

    return post
