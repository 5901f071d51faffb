"""`make serve` where it cannot: one line says why, before anything is made or promised."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def serve(address):
    environment = {**os.environ, "ADDRESS": address}
    program = [sys.executable, ".ci/serve.py"]
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=50)
    return done.returncode, done.stdout, done.stderr


def test_a_port_that_is_taken_is_named_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        code, out, err = serve(address)
    other = "Another one: ADDRESS=127.0.0.1:8123 make serve"
    assert (code, out, err) == (1, "", f"{address} cannot be served: address already in use. {other}\n")


@pytest.mark.parametrize("address", ["127.0.0.1:99999", "203.0.113.1:8000"])
def test_an_address_that_is_none_of_this_machine_is_refused_too(address):
    code, out, err = serve(address)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"{address} cannot be served: ")
