"""Who may do what: the one table of permissions. The groups are made from it; API and admin go by it.

What is not written here nobody may do, superusers apart. A group has the name of its role; put people and programs
into one or several. Whoever enters the admin must be staff besides.
"""

from typing import Any

VIEWER, EDITOR, APPROVER, ADMIN = ROLES = ("viewer", "editor", "approver", "admin")

# What every role reads: the name of the API's routes for it where there are some, and the table.
TABLES = {
    "intake": "onboarding.intake",
    "brief": "onboarding.brief",
    "client": "onboarding.client",
    "strategy": "strategy.strategydocument",
    "": "strategy.tacticassignment production.bundleasset qc.qcissue delivery.artifact "
    "production.version orchestration.runstep orchestration.runevent orchestration.runcomment orchestration.modelcall "
    "orchestration.runedit orchestration.kepttext orchestration.reviewlink",
    "draft": "production.draft",
    "bundle": "production.bundle",
    "qc-result": "qc.qcresult",
    "waiver": "qc.waiver",
    "allowed-word": "qc.allowedword",
    "package": "delivery.package",
    "run": "orchestration.run",
}


def _view(table: str) -> str:
    return table.replace(".", ".view_")


READ_RUNS = _view(TABLES["run"])

# permission: the roles that have it
PERMISSIONS: dict[str, tuple[str, ...]] = {
    **{_view(table): ROLES for tables in TABLES.values() for table in tables.split()},
    "onboarding.add_intake": (EDITOR, ADMIN),
    **dict.fromkeys(("onboarding.add_client", "onboarding.change_client"), (EDITOR, ADMIN)),
    "orchestration.start_run": (EDITOR, ADMIN),
    "orchestration.cancel_run": (EDITOR, ADMIN),
    "orchestration.answer_run": (EDITOR, APPROVER, ADMIN),
    "orchestration.decide_run": (APPROVER, ADMIN),
    **dict.fromkeys(("orchestration.add_runcomment", "orchestration.add_runedit"), (EDITOR, APPROVER, ADMIN)),
    "strategy.change_strategydocument": (APPROVER, ADMIN),
    **dict.fromkeys(("qc.delete_waiver", "qc.add_allowedword", "qc.delete_allowedword"), (APPROVER, ADMIN)),
    "auth.view_user": (ADMIN,),
    "auth.view_group": (ADMIN,),
    "aicmo_site.view_token": (ADMIN,),
    "aicmo_site.delete_token": (ADMIN,),
    "aicmo_site.view_trail": (ADMIN,),
}

# what is asked for, as <route>-<action>: the permission that it takes
ACTIONS: dict[str, str] = {
    **{f"{name}-{action}": _view(table) for name, table in TABLES.items() if name for action in ("list", "retrieve")},
    "intake-create": "onboarding.add_intake",
    "client-update": "onboarding.change_client",
    "run-working_paper": READ_RUNS,
    "run-create": "orchestration.start_run",
    "run-bulk": "orchestration.start_run",
    "run-retry": "orchestration.start_run",
    "run-cancel": "orchestration.cancel_run",
    "run-resume": "orchestration.cancel_run",
    "run-questions": _view("onboarding.brief"),
    "run-answers": "orchestration.answer_run",
    "run-approve": "orchestration.decide_run",
    "run-adjust_plan": "orchestration.decide_run",
    "run-request_changes": "orchestration.decide_run",
    "run-comments": _view("orchestration.runcomment"),
    "run-comment": "orchestration.add_runcomment",
    "run-resolve_comment": "orchestration.add_runcomment",  # a wish takes `run-request_changes` besides
    "run-pieces": _view("production.bundleasset"),
    "run-versions": _view("production.version"),
    "run-text": "orchestration.add_runedit",
    "run-text_versions": _view("production.version"),
    "run-restore": "orchestration.add_runedit",
    "run-reject": "orchestration.decide_run",
    "run-review_links": _view("orchestration.reviewlink"),
    **dict.fromkeys(
        ("run-make_review_link", "run-renew_review_link", "run-revoke_review_link"), "orchestration.decide_run"
    ),
    "run-waive": "orchestration.decide_run",
    "run-allow_word": "qc.add_allowedword",
    "strategy-approve": "strategy.change_strategydocument",
    "waiver-destroy": "qc.delete_waiver",
    "allowed-word-create": "qc.add_allowedword",
    "allowed-word-destroy": "qc.delete_allowedword",
    "qc-check": "qc.view_qcresult",
    "package-artifact": _view(TABLES["package"]),
    # whoever has a role may look around, and has tokens of their own
    **dict.fromkeys(("root", "schema", "docs", "metrics"), READ_RUNS),
    **dict.fromkeys(("token-list", "token-create", "token-destroy", "token-destroy_all"), READ_RUNS),
}


def may(user: Any, what: str) -> bool:
    """Whether the table lets a user do this; what it does not know, nobody may."""
    permission = ACTIONS.get(what)
    return permission is not None and user.has_perm(permission)


def make_groups(using: str, **signal: Any) -> None:
    """A group for each role with exactly its permissions; called after every `migrate`. Members stay as they are."""
    from django.contrib.auth.models import Group, Permission

    through = Group.permissions.through._default_manager.using(using)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission.pk
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role in ROLES:
        group, _ = Group.objects.using(using).get_or_create(name=role)
        wanted = {known[name] for name, roles in PERMISSIONS.items() if role in roles}
        through.filter(group=group).exclude(permission_id__in=wanted).delete()
        through.bulk_create((through.model(group=group, permission_id=pk) for pk in wanted), ignore_conflicts=True)
