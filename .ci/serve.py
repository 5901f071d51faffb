"""The admin and the API on localhost with a worker beside them, until Ctrl-C. For one machine; not for production."""

import os
import secrets
import signal
import socket
import subprocess
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = ROOT / ".staff-password"  # ignored by git; readable by its owner only
ADDRESS = os.environ.get("ADDRESS", "127.0.0.1:8000")


def staff_user():
    """A first superuser, `admin`, with a random password, where nobody can log in yet."""
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    if not users.filter(is_staff=True).exists():
        PASSWORD.touch(mode=0o600)
        PASSWORD.write_text(secrets.token_urlsafe(12))
        users.create_superuser("admin", password=PASSWORD.read_text())
    known = PASSWORD.exists() and users.filter(username="admin").exists()
    return f"log in as admin with {PASSWORD.read_text()}" if known else "log in as a staff user of yours"


def refusal(address):
    """Why nothing can listen there, in a line; "" where something can, or where only gunicorn knows the notation."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        return ""
    try:
        family, *_, where = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)[0]
        socket.create_server((where[0], int(port)), family=family).close()
    except (OSError, OverflowError) as error:
        why = str(getattr(error, "strerror", error)).partition(" (")[0].lower()
        return f"{address} cannot be served: {why}. Another one: ADDRESS=127.0.0.1:8123 make serve"
    return ""


def main():
    if why := refusal(ADDRESS):
        sys.exit(why)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aicmo_site.settings")
    os.environ["AICMO_HTTPS"] = "false"  # plain HTTP on this machine only
    django.setup()
    from django.core.management import call_command

    call_command("examples")  # where there was no real work yet, so that there is something to see
    print(f"http://{ADDRESS}/admin/ - {staff_user()}", flush=True)
    worker = subprocess.Popen([sys.executable, "manage.py", "worker"])
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "aicmo_site.wsgi",
            "--bind",
            ADDRESS,
            "--threads",
            "8",
            "--log-level",
            "warning",
        ]
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.terminate())
    code = server.wait()
    worker.terminate()
    worker.wait()
    sys.exit(max(code, 0))


if __name__ == "__main__":
    main()
