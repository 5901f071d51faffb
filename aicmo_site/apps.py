from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from aicmo_site.roles import make_groups


class AicmoSiteConfig(AppConfig):
    name = "aicmo_site"
    verbose_name = "aicmo"

    def ready(self) -> None:
        from aicmo_site.signin import admin, arriving  # noqa: F401  the admin's pages register themselves

        arriving.connect()
        # The last app of INSTALLED_APPS: by then every permission is there.
        post_migrate.connect(make_groups, sender=apps.get_app_config("orchestration"))
