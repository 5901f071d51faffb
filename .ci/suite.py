"""Run the suite on SQLite, then what asks for a database on PostgreSQL too, wherever one can be had.

Each time in a process for every core and one more, as many tests wait. The last lines say which databases it ran on.
PostgreSQL is, in this order: the server that DATABASE_URL names, one that answers on this machine, or the packaged
one (pgserver). With CI set, not having any is a failure.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ("postgres://postgres@127.0.0.1:5432/postgres", "postgres:///postgres")


def suite(url, *arguments):
    print(f"\n=== the suite on {url.partition(':')[0]}", flush=True)
    # The many processes of the suite compile once what they all import, whatever is set here.
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONDONTWRITEBYTECODE": ""}
    program = [sys.executable, "manage.py", "test", f"--parallel={(os.cpu_count() or 1) + 1}", *arguments]
    return subprocess.run(program, cwd=ROOT, env=environment).returncode


def answers(url):
    try:
        psycopg2.connect(url, connect_timeout=3).close()
    except psycopg2.OperationalError:
        return False
    return True


def packaged():
    """(URL, server) of a throwaway PostgreSQL, or (None, None) where it does not run."""
    try:
        import pgserver

        server = pgserver.get_server(Path(tempfile.mkdtemp(prefix="aicmo-postgres-")), cleanup_mode="delete")
        return server.get_uri(), server
    except Exception as error:  # whatever keeps it from starting here, the suite on SQLite still counts
        print(f"The packaged PostgreSQL does not start: {error}", file=sys.stderr)
        return None, None


def main():
    arguments = sys.argv[1:]
    configured = os.environ.get("DATABASE_URL", "")
    outcomes = {"SQLite": suite("sqlite:///db.sqlite3", *arguments)}
    server = None
    candidates = [configured] if configured.startswith("postgres") else [url for url in LOCAL if answers(url)]
    url = candidates[0] if candidates else None
    if url is None:
        url, server = packaged()
    if url:
        outcomes["PostgreSQL"] = suite(url, "--database-only", *arguments)
    if server:
        server.cleanup()
    for name, code in outcomes.items():
        print(f"{name}: {'passed' if code == 0 else 'FAILED'}")
    if url is None:
        print("PostgreSQL: not run, none to be had (set DATABASE_URL to one)")
    sys.exit(any(outcomes.values()) or (url is None and bool(os.environ.get("CI"))))


if __name__ == "__main__":
    main()
