"""Run the suite on SQLite and, at the same time, what asks for a database on PostgreSQL too, where one can be had.

Each in a process for every core, as tests wait a good deal. What PostgreSQL's part says follows when both are done, and
the last lines say which databases it ran on. PostgreSQL is, in this order: the server that DATABASE_URL names, one that
answers on this machine, or the packaged one (pgserver). With CI set, not having any is a failure.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ("postgres://postgres@127.0.0.1:5432/postgres", "postgres:///postgres")


def begin(url, *arguments, **output):
    # The many processes of the suite compile once what they all import, whatever is set here.
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONDONTWRITEBYTECODE": ""}
    program = [sys.executable, "manage.py", "test", f"--parallel={max(os.cpu_count() or 1, 2)}", *arguments]
    return subprocess.Popen(program, cwd=ROOT, env=environment, **output)


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


def postgresql():
    """(URL, server to be ended or None); (None, None) where there is none to be had."""
    configured = os.environ.get("DATABASE_URL", "")
    candidates = [configured] if configured.startswith("postgres") else [url for url in LOCAL if answers(url)]
    return (candidates[0], None) if candidates else packaged()


def main():
    arguments = sys.argv[1:]
    url, server = postgresql()
    outcomes = {}
    with tempfile.TemporaryFile("w+") as said:
        beside = begin(url, "--database-only", *arguments, stdout=said, stderr=said) if url else None
        print("=== the suite on SQLite", flush=True)
        outcomes["SQLite"] = begin("sqlite:///db.sqlite3", *arguments).wait()
        if beside:
            outcomes["PostgreSQL"] = beside.wait()
            said.seek(0)
            print(f"\n=== the suite on PostgreSQL\n{said.read()}", flush=True)
    if server:
        server.cleanup()
    for name, code in outcomes.items():
        print(f"{name}: {'passed' if code == 0 else 'FAILED'}")
    if url is None:
        print("PostgreSQL: not run, none to be had (set DATABASE_URL to one)")
    sys.exit(any(outcomes.values()) or (url is None and bool(os.environ.get("CI"))))


if __name__ == "__main__":
    main()
