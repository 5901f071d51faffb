"""One table of permissions: every endpoint and every page of the admin, for everybody."""

from itertools import product

import pytest
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group, Permission
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rest_framework.viewsets import GenericViewSet

from aicmo_site import roles
from aicmo_site.models import Spent, Token, Trail
from aicmo_site.references import key_of
from aicmo_site.roles import ACTIONS, PERMISSIONS, ROLES, make_groups
from aicmo_site.tests.one_of_each import fill_every_table
from onboarding.models import Client

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PEOPLE = ("anonymous", "nobody", *ROLES, "superuser")
OPEN = {"healthz", "readyz"}  # routes without a login, and what only answers that there is nothing
OPEN |= {"review", "review_document"}  # the token in their path lets in whoever has it
OPEN |= {"admin_password_reset", "password_reset_done", "password_reset_confirm", "password_reset_complete"}
NOTHING = {"", "^api/", "(?P<url>.*)$"}
ANY_STAFF = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}
ANY_STAFF |= {"view_on_site", "app_list"}
STAFF_PAGES = {  # pages of our own: what the table calls the same act
    "brief": "run-retrieve",
    "campaign": "run-retrieve",
    "piece": "run-retrieve",
    "texts": "run-retrieve",
    "piece_check": "run-text",
    "document": "run-retrieve",
    "working_paper": "run-retrieve",
    "live": "run-retrieve",
    "start": "run-create",
    "start_document": "run-create",
    "waive": "run-waive",
    "allow": "run-allow_word",
    "end_wish": "run-resolve_comment",
    "review_links": "run-review_links",
    "rules": "qc-result-list",
    "preview": "package-artifact",
}
ARGUMENTS = {"position": "0", "app_label": "orchestration", "content_type_id": "1", "decision": "cancel"}


def patterns(resolver=None, prefix="", namespace=""):
    """Every (path, pattern, namespace) there is."""
    for found in (resolver or get_resolver()).url_patterns:
        path = prefix + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from patterns(found, path, found.namespace or namespace)
        elif isinstance(found, URLPattern):
            yield path, found, namespace


def api_calls():
    """(what the table calls it, method, URL name, names of its arguments) of every call of the API."""
    for path, pattern, namespace in patterns():
        if namespace or pattern.name in OPEN | {None} or path in NOTHING:
            continue
        view = getattr(pattern.callback, "cls", None)
        arguments = tuple(pattern.pattern.regex.groupindex) or tuple(pattern.pattern.converters)
        if view and issubclass(view, GenericViewSet):
            for method, action in pattern.callback.actions.items():
                if method != "head":
                    yield f"{pattern.callback.initkwargs['basename']}-{action}", method, pattern.name, arguments
        else:
            yield getattr(view, "right", pattern.name), "get", pattern.name, arguments


def admin_pages():
    """(model or None, page, URL name, names of its arguments) of every page of the admin."""
    pages = {f"{m._meta.app_label}_{m._meta.model_name}": m for m in admin.site._registry}
    for _, pattern, namespace in patterns():
        if namespace != "admin" or pattern.name is None:
            continue
        arguments = tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)
        name = next((known for known in pages if pattern.name.startswith(f"{known}_")), None)
        page = pattern.name.removeprefix(f"{name}_") if name else pattern.name
        yield pages.get(name), page, f"admin:{pattern.name}", arguments


CALLS = sorted(api_calls())
PAGES = sorted(admin_pages(), key=str)


def allowed(person, permission):
    return person == "superuser" or person in PERMISSIONS.get(permission, ())


def url_of(name, arguments, **known):
    return reverse(
        name, kwargs={argument: known.get(argument) or ARGUMENTS.get(argument, "x") for argument in arguments}
    )


@pytest.fixture
def a_row_of_everything(django_user_model):
    """The business ID of a row of every table that the admin shows."""
    fill_every_table()
    Token.objects.create(user=django_user_model.objects.create_user("bob"))
    Spent.objects.create(who="x", minute=1, times=1)
    Trail.objects.create(kind="signed_in")
    first = {model: model._default_manager.first() for model in admin.site._registry}
    return {model: str(getattr(row, key_of(model))) for model, row in first.items()}


def ask(client, method, url):
    return getattr(client, method)(url, **({"content_type": "application/json"} if method == "post" else {}))


def test_every_call_is_in_the_table_and_the_table_knows_no_other():
    assert {what for what, *_ in CALLS} == set(ACTIONS)
    assert set(ACTIONS.values()) <= set(PERMISSIONS)


def test_every_permission_of_the_table_is_one():
    known = {f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")}
    assert set(PERMISSIONS) <= known


@pytest.mark.parametrize("person", PEOPLE)
def test_every_call_of_the_api_obeys_the_table(enter, person):
    client, wrong = enter(person), []
    for what, method, name, arguments in CALLS:
        status = ask(client, method, url_of(name, arguments)).status_code
        may = allowed(person, ACTIONS[what])
        refusal = (302 if what == "docs" else 401) if person == "anonymous" else 403
        if (status not in (302, 401, 403)) if may else (status == refusal):
            continue
        wrong.append((what, method, status))
    assert wrong == []


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_of_the_admin_obeys_the_table(enter, person, a_row_of_everything):
    client, wrong = enter(person), []
    for model, page, name, arguments in PAGES:
        row = a_row_of_everything.get(model)
        url = url_of(name, arguments, object_id=row and quote(row), id=row)  # as the admin writes it
        method = "post" if page in ("decide", "logout", "start_document", "piece_check") else "get"
        if page == "logout":
            continue  # whoever is in may leave
        answer = client.post(url) if method == "post" else client.get(url)
        denied = answer.status_code == 403 or (answer.status_code == 302 and "/login/" in answer["Location"])
        if page == "login":
            expected = False
        elif person == "anonymous":
            expected = True
        elif page in STAFF_PAGES:
            expected = not allowed(person, ACTIONS[STAFF_PAGES[page]])
        elif model is None:
            assert page in ANY_STAFF, f"say in this test who may see the admin's page {page}"
            continue
        else:
            expected = not admin_allows(person, model, page)
        if denied != expected:
            wrong.append((page, name, answer.status_code))
    assert wrong == []


def admin_allows(person, model, page):
    """What the table says of a page: machine-made rows are looked at by those who may view them, and that is all."""
    app, name = model._meta.app_label, model._meta.model_name
    if page == "decide":
        return allowed(person, ACTIONS["run-cancel"])
    kinds = {"changelist": "view", "change": "view", "history": "view", "add": "add", "delete": "delete"}
    assert page in {*kinds, "password_change"}, f"say in this test who may see the page {page} of {name}"
    kind = kinds.get(page, "change")
    by_hand = app == "auth" or (model is Token and kind == "delete") or (model is Client and kind in ("add", "change"))
    return allowed(person, f"{app}.{kind}_{name}") and (kind == "view" or by_hand)


@pytest.mark.parametrize(
    ("person", "starts", "cancels", "decides"),
    [("viewer", 0, 0, 0), ("editor", 1, 1, 0), ("approver", 0, 0, 1), ("admin", 1, 1, 1), ("nobody", 0, 0, 0)],
)
def test_who_starts_and_who_decides_in_plain_words(enter, person, starts, cancels, decides):
    client = enter(person)

    def may(path):
        answer = client.post(f"/api/v1/runs/{path}", "{}", content_type="application/json")
        return answer.status_code != 403

    assert [may(path) for path in ("", "bulk/", "x/retry/")] == [bool(starts)] * 3
    assert [may(path) for path in ("x/cancel/", "x/resume/")] == [bool(cancels)] * 2
    assert [may(path) for path in ("x/approve/", "x/request-changes/", "x/reject/")] == [bool(decides)] * 3


def test_two_roles_are_both(enter, django_user_model):
    client = enter("editor")
    django_user_model.objects.get().groups.add(Group.objects.get(name="approver"))
    for path in ("x/cancel/", "x/reject/"):
        assert client.post(f"/api/v1/runs/{path}", "{}", content_type="application/json").status_code == 404


def test_what_the_table_does_not_know_nobody_may(enter, monkeypatch):
    monkeypatch.delitem(roles.ACTIONS, "run-list")
    assert enter("superuser").get("/api/v1/runs/").status_code == 403


def test_groups_are_as_the_table_says_after_every_migrate_and_members_stay(django_user_model):
    viewer, user = Group.objects.get(name="viewer"), django_user_model.objects.create_user("eve")
    user.groups.add(viewer)
    viewer.permissions.set(Permission.objects.filter(codename="decide_run"))
    Group.objects.get(name="editor").delete()
    make_groups(using="default")
    make_groups(using="default")
    held = {
        role: {
            f"{p.content_type.app_label}.{p.codename}"
            for p in Group.objects.get(name=role).permissions.select_related("content_type")
        }
        for role in ROLES
    }
    assert held == {role: {name for name, those in PERMISSIONS.items() if role in those} for role in ROLES}
    assert list(user.groups.all()) == [viewer]


def test_the_matrix_covers_people_and_pages():
    assert len(list(product(CALLS, PEOPLE))) > 200
    assert {model for model, *_ in PAGES if model} == set(admin.site._registry)
