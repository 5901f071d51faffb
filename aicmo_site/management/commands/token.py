from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Print a new API token for a user; it is shown this once. Revoke it over HTTP or in the admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--days", type=int, default=settings.AICMO_TOKEN_DAYS, help="how long it is good")

    def handle(self, *args: Any, **options: Any) -> None:
        from aicmo_site.signin.tokens import make_token

        if not 1 <= options["days"] <= settings.AICMO_TOKEN_DAYS:
            raise CommandError(f"--days: use 1 to {settings.AICMO_TOKEN_DAYS} (AICMO_TOKEN_DAYS)")
        users = get_user_model()._default_manager
        user = users.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user {options['username']}.")
        self.stdout.write(make_token(user, options["days"])[1])
