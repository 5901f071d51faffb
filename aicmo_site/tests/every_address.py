"""Every address that can be looked at, made from the URL resolver, over a house with real rows of every kind."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import product
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, PositiveIntegerField

from aicmo_site.models import Hold, Place, Spent, Token, Trail
from aicmo_site.references import key_of
from aicmo_site.roles import TABLES
from aicmo_site.tests.test_roles import CALLS, PAGES, url_of
from orchestration.editing import edit_text, texts_of, version_of
from orchestration.models import Run, RunComment, Status
from orchestration.services import request_changes, submit_run
from orchestration.staff.decisions import BUTTONS
from orchestration.tests.factories import ModelCallFactory, ReviewLinkFactory
from orchestration.worker import run_to_rest
from production.models import BundleAsset
from qc.contracts import QcIssueDTO
from qc.models import QcIssue, QcResult
from qc.services import allow_word, waive_issue

FINGERPRINT = "f" * 64
ROWS = 3  # of each table that are looked at


def furnish(intake: dict[str, Any], user: Any) -> None:
    """A run that was delivered, one that waits and one that failed, and a row in every table."""
    delivered = run_to_rest(submit_run(intake=intake, actor="test").pk)
    assert delivered.status == Status.COMPLETED, delivered.evidence
    waiting = run_to_rest(submit_run(intake=intake, actor="test", require_approval=True).pk)
    request_changes(run_id=waiting.pk, actor="test", comment="No hashtags. The launch moves to 3 June.")
    run_to_rest(waiting.pk)
    text = texts_of(waiting)[0]
    told = {"content": f"{text.content} Come by.", "version": version_of(text.content), "actor": "test"}
    edit_text(run_id=waiting.pk, asset_id=text.asset_id, **told)
    run_to_rest(waiting.pk)
    run_to_rest(submit_run(intake=intake, actor="test", force_qc_fail=True).pk)
    issue = QcIssueDTO("minor", "x_post/text", "So?", "TYPO", "brekfast", fingerprint=FINGERPRINT)
    for number, result in enumerate(QcResult.objects.all()):
        QcIssue.objects.create(result=result, position=90 + number, **asdict(issue))
    Run.objects.update(evidence={"qc": {"score": 0.9, "passed": True, "issues": [asdict(issue)]}})
    waive_issue(client_id="another", issue=issue, reason="A poem.", actor="ada", run_id=delivered.pk)
    allow_word(client_id=delivered.client_id, word="kwik", reason="A product.", actor="ada")
    for run in Run.objects.all():
        ModelCallFactory(run=run)
        ReviewLinkFactory(run=run)
    Token.objects.create(user=user)
    Spent.objects.create(who="x", minute=1, times=1)
    Hold.objects.create(key="x")
    Place.objects.create(account="x", place="y")
    Trail.objects.create(kind="signed_in", actor="ada", data={"door": "the admin"})


def addresses() -> Iterator[tuple[str, str]]:
    """(name in the resolver, address) of everything that answers a GET, for some rows of each table. The admin reads
    some characters behind an underscore as one (`_22`), so its IDs are quoted."""
    for what, method, name, arguments in CALLS:
        if method == "get":
            route = what.rpartition("-")[0]
            yield from _filled(name, arguments, apps.get_model(TABLES[route]) if route in {*TABLES} - {""} else None)
    for model, _, name, arguments in PAGES:
        yield from _filled(name, arguments, model, quoted=quote)


def _filled(
    name: str, arguments: tuple[str, ...], model: type[Model] | None, quoted: Callable[[str], str] = str
) -> Iterator[tuple[str, str]]:
    choices = [_values(argument, model, quoted) for argument in arguments]
    for values in product(*choices):
        yield name, url_of(name, arguments, **dict(zip(arguments, values, strict=True)))


def _values(argument: str, model: type[Model] | None, quoted: Callable[[str], str]) -> list[str]:
    known = {
        "app_label": [config.label for config in apps.get_app_configs() if config.label in ("orchestration", "qc")],
        "content_type_id": [str(ContentType.objects.get_for_model(Run).pk)],
        "decision": list(BUTTONS),
        "asset_id": list(BundleAsset.objects.order_by("pk").values_list("asset_id", flat=True)[:1]),
        "comment_id": list(RunComment.objects.values_list("pk", flat=True)[:1]),
        "fingerprint": [FINGERPRINT],
        "place": ["email", "x_post#1"],
        "position": ["0", "1", "2"],
    }
    if argument in known:
        return known[argument]
    key = key_of(model or Run)
    keys = (model or Run)._default_manager.order_by("pk").values_list(key, flat=True)[:ROWS]
    return [quoted(str(value)) for value in keys]


def copy_every_row() -> None:
    """Every row once more: the children of a row have as many brothers again, and so have the lists."""
    for model in dict.fromkeys(model for model, *_ in PAGES if model):
        for row in model._default_manager.all():
            _copied(row).save(force_insert=True)


def _copied(row: Any) -> Any:
    for name in {key_of(type(row)), *_told_apart_by(type(row))} - {"pk", row._meta.pk.name}:
        if (value := getattr(row, name)) is not None:
            setattr(row, name, _another(value))
    row.pk = _another(row.pk) if isinstance(row.pk, str) else None
    if isinstance(row, Run):  # two live runs may not share a brief
        row.status = Status.COMPLETED
    return row


def _another(value: Any) -> Any:
    return value + 1000 if isinstance(value, int) else f"{value[:-1]}{'y' if value.endswith('z') else 'z'}"


def _told_apart_by(model: type[Model]) -> Iterator[str]:
    """Columns that must differ between two rows: the number where several together must."""
    yield from (field.name for field in model._meta.fields if field.unique)
    for constraint in model._meta.constraints:
        columns = [model._meta.get_field(name) for name in getattr(constraint, "fields", ())]
        own = [field for field in columns if not field.is_relation]
        numbers = [field for field in own if isinstance(field, PositiveIntegerField)]
        yield from (field.name for field in numbers or own)
