"""Make .venv from requirements.lock and .env with a random key; do nothing when both are current.

Standard library only. Two calls at the same moment are safe: the second waits for the first.
"""

import fcntl
import hashlib
import secrets
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / ".installed"
ONLY_AS_SOURCE = ["docopt"]  # one plain Python file, beneath num2words; nobody publishes a wheel of it
ATTEMPTS = 3


def fingerprint():
    return hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()


def install():
    if VENV.exists():
        shutil.rmtree(VENV)
    print(f"Setting up {VENV.name} (once; about half a minute) …", flush=True)
    venv.create(VENV, with_pip=True)
    pip = [VENV / "bin" / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    for attempt in range(1, ATTEMPTS + 1):
        wheels = ["--only-binary", ":all:", "--no-binary", ",".join(ONLY_AS_SOURCE)]
        done = subprocess.run([*pip, "--require-hashes", *wheels, "-r", LOCK])
        if done.returncode == 0:
            STAMP.write_text(fingerprint())
            return
        print(f"Installing failed (attempt {attempt} of {ATTEMPTS}).", file=sys.stderr)
    sys.exit("The packages of requirements.lock could not be installed; see above.")


def write_env():
    env = ROOT / ".env"
    if not env.exists():
        env.touch(mode=0o600)
        env.write_text(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")


def main():
    if sys.version_info < (3, 11):
        sys.exit(f"aicmo needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    try:
        import ensurepip  # noqa: F401  Debian packages it apart
    except ImportError:
        sys.exit("This Python has no venv support; install its venv package (Debian: apt-get install python3-venv).")
    with (ROOT / ".bootstrap.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        write_env()
        if not STAMP.exists() or STAMP.read_text() != fingerprint():
            install()


if __name__ == "__main__":
    main()
