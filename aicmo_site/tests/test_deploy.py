"""Under production settings Django has nothing to warn of, and the answers carry what browsers heed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def check(**environment):
    production = {
        "DEBUG": "false",
        "SECRET_KEY": "k" + os.urandom(40).hex(),
        "ALLOWED_HOSTS": "aicmo.example.com",
        "AICMO_HTTPS": "true",
        "AICMO_BEHIND_PROXY": "true",
    }
    program = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment = {**os.environ, **production, **environment}
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=50)
    return done.returncode, done.stdout + done.stderr


def test_production_settings_give_no_warning():
    assert check() == (0, "System check identified no issues (0 silenced).\n")


def test_the_check_would_notice():
    code, words = check(DEBUG="true", AICMO_HTTPS="false")
    assert code == 1
    assert "security.W018" in words
