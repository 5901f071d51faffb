"""Check the API from outside, against a running server: what the schema promises, and a client generated from it."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import venv
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
TOOLS = ROOT / ".venv-contract"
LOCK = HERE / "contract.lock"
SEEDS = (1, 2)
INTAKE = "onboarding/examples/intake.json"
CREDENTIALS = """
from django.contrib.auth import get_user_model
from django.test import Client
user = get_user_model().objects.create_superuser("ada")
client = Client()
client.force_login(user)
print(client.cookies["sessionid"].value)
"""


def tool(name):
    return str(TOOLS / "bin" / name)


def set_up():
    stamp = TOOLS / "stamp"
    if stamp.exists() and stamp.read_bytes() == LOCK.read_bytes():
        return
    print(f"Setting up {TOOLS.name} …", flush=True)
    venv.create(TOOLS, with_pip=True, clear=True)
    install = [tool("python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*install, "-r", str(LOCK)], check=True)
    stamp.write_bytes(LOCK.read_bytes())


def manage(*arguments, environment):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def submissions(environment):
    """Runs in several states, for the worker to make."""
    for option in ([], ["--require-approval"], ["--force-qc-fail"]):
        manage("submit", INTAKE, *option, environment=environment)


@contextmanager
def serving(folder, fill=submissions):
    """A server with a worker on a fresh database that was filled: its address, a token and a session."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/contract.sqlite3",
        "AICMO_STORAGE_URL": f"{folder}/storage",
        "AICMO_HTTPS": "false",
        "AICMO_WRITES_PER_MINUTE": "1000000",
    }
    manage("migrate", "-v", "0", environment=environment)
    session = manage("shell", "-v", "0", "-c", CREDENTIALS, environment=environment).strip()
    token = manage("token", "ada", environment=environment).strip()
    fill(environment)
    server = [sys.executable, "-m", "gunicorn", "aicmo_site.wsgi", "--bind", address, "--threads", "8"]
    log = Path(folder, "server.log")
    processes = [
        subprocess.Popen([*server, "--log-level", "error"], cwd=ROOT, env=environment, stderr=log.open("w")),
        subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL),
    ]
    try:
        until_it_answers(f"http://{address}/healthz")
        yield f"http://{address}", token, session
    finally:
        for process in processes:
            process.terminate()
            process.wait(60)
        print("".join(line for line in log.open() if " ERROR " in line), end="")  # what nobody expected


def until_it_answers(url):
    for _ in range(150):
        try:
            return urlopen(url, timeout=5).read()
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{url} does not answer.")


def schemathesis(address, seed, *options):
    print(f"\n=== schemathesis, seed {seed}", flush=True)
    command = [tool("st"), "--config-file", str(HERE / "schemathesis.toml"), "run", f"{address}/api/schema/"]
    settings = ["--seed", str(seed), "--max-examples", "20", "--continue-on-failure"]
    settings += ["--suppress-health-check", "too_slow,filter_too_much"]  # of the drawing of data, on a busy machine
    return subprocess.run([*command, *settings, *options], cwd=HERE).returncode


def generated_client(address, token, folder):
    print("\n=== a client generated from the schema", flush=True)
    schema, package = folder / "schema.json", folder / "aicmo_client"
    request = Request(f"{address}/api/schema/", headers={"Authorization": f"Bearer {token}"})
    schema.write_text(json.dumps(json.load(urlopen(request, timeout=60))))
    path = {"PATH": f"{TOOLS / 'bin'}:{os.environ['PATH']}"}  # the generator calls ruff
    generate = [tool("openapi-python-client"), "generate", "--path", str(schema), "--output-path", str(package)]
    made = subprocess.run([*generate, "--meta", "none", "--fail-on-warning"], env={**os.environ, **path})
    tour = [tool("python"), str(HERE / "client_tour.py"), address, token, INTAKE]
    toured = subprocess.run(tour, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(folder)})
    return made.returncode or toured.returncode


def main():
    set_up()
    with tempfile.TemporaryDirectory(prefix="aicmo-contract-") as folder, serving(folder) as (address, token, session):
        csrf = "x" * 32
        outcomes = {
            "client": generated_client(address, token, Path(folder)),
            # Revoking is left out here: it would revoke the very token that asks. The session has none to lose.
            **{
                f"schemathesis by token, seed {seed}": schemathesis(
                    address,
                    seed,
                    *("-H", f"Authorization: Bearer {token}", "--exclude-operation-id", "tokens_destroy"),
                    *("--exclude-operation-id", "tokens_destroy_all"),
                )
                for seed in SEEDS
            },
            # One check is left out here: it draws bad Authorization headers, but the session stays a good one.
            "schemathesis of tokens by session": schemathesis(
                address,
                SEEDS[0],
                *("-H", f"Cookie: sessionid={session}; csrftoken={csrf}", "-H", f"X-CSRFToken: {csrf}"),
                *("--include-path-regex", "/tokens/", "--exclude-checks", "ignored_auth"),
            ),
        }
    for name, code in outcomes.items():
        print(f"{name}: {'passed' if code == 0 else 'FAILED'}")
    sys.exit(any(outcomes.values()))


if __name__ == "__main__":
    main()
