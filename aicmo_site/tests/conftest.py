"""What the tests of signing in share."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import Group

from aicmo_site.tests.guesses import PASSWORD, Clock


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("aicmo_site.signin.holds._last_look", [0.0])
    monkeypatch.setattr("aicmo_site.signin.holds.clock", clock)
    return clock


@pytest.fixture
def judged(monkeypatch):
    """How many passwords were hashed, right or wrong, of accounts that exist or not."""

    class Judged:
        times = 0

    encode = MD5PasswordHasher.encode

    def counted(self, password, salt):
        Judged.times += 1
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return Judged


@pytest.fixture
def account(django_user_model):
    """Make an account that may see the admin."""

    def account(name="ada", **more):
        values = {"email": f"{name}@example.com", "password": PASSWORD, "is_staff": True, **more}
        user = django_user_model.objects.create_user(name, **values)
        user.groups.add(Group.objects.get(name="viewer"))
        return user

    return account
