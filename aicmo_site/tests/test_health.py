import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from aicmo_site import health


def test_a_living_process_says_so_to_anybody_without_asking_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder.Migration.objects.filter(app="delivery").latest("id").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "reason": "migrations not applied: 1"}


def test_not_ready_while_the_database_is_away_and_its_address_is_not_told(client, monkeypatch):
    def away() -> str:
        raise OperationalError("could not connect to db.internal:5432")

    monkeypatch.setattr(health, "_missing_migrations", away)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "reason": "the database does not answer"}
