"""The runs' address, and what a refusal looks like."""

RUNS = "/api/v1/runs/"
PROBLEM = "application/problem+json"


def refused(response, status, code):
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM), response.content
    assert response.json()["code"] == code
    return response.json()


def fields(response):
    return [error["field"] for error in response.json()["errors"]]
