"""Import Linter's contracts in pyproject.toml hold, and each one notices when it is broken."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from itertools import zip_longest
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]

# contract, module in which a bad import is planted, the import
FAULTS = [
    ("Work goes one way", "onboarding/understanding.py", "import strategy.contracts"),
    ("Work goes one way", "qc/scoring.py", "import delivery.contracts"),
    ("Work goes one way", "production/services.py", "import orchestration.engine.events"),
    ("Work goes one way", "aicmo_site/kernel/ids.py", "import onboarding.contracts"),
    ("Only its contracts leave onboarding", "strategy/planning.py", "from onboarding.models import Brief"),
    ("Only its contracts leave onboarding", "strategy/services.py", "from onboarding.services import get_brief"),
    ("Only its contracts leave onboarding", "orchestration/workflow.py", "import onboarding.understanding"),
    ("Only its contracts leave strategy", "production/services.py", "from strategy import services"),
    (
        "Only its contracts leave strategy",
        "orchestration/engine/saga.py",
        "from strategy.models import StrategyDocument",
    ),
    (
        "Only its contracts leave production",
        "qc/rules/required_elements.py",
        "from production.offline import generator",
    ),
    ("Only its contracts leave production", "orchestration/operations/audit.py", "import production.models"),
    ("Only its contracts leave qc", "delivery/package/rendering.py", "from qc.rules import find_issues"),
    ("Only its contracts leave qc", "orchestration/api/views.py", "import qc.api"),
    ("Only its contracts leave delivery", "orchestration/services.py", "from delivery.package import storage"),
    ("Only its contracts leave delivery", "aicmo_site/urls.py", "import delivery.admin"),
    ("Only HTTP enters orchestration", "aicmo_site/health.py", "from orchestration.models import Run"),
    ("Contracts know no framework", "qc/contracts.py", "from django.conf import settings"),
    ("Contracts know no framework", "delivery/contracts.py", "from rest_framework.exceptions import APIException"),
    ("Contracts know no framework", "aicmo_site/kernel/frozen.py", "from django.utils import timezone"),
    ("The kernel stands on nothing of ours", "aicmo_site/kernel/rows.py", "import qc.models"),
    ("The kernel stands on nothing of ours", "aicmo_site/kernel/errors.py", "from aicmo_site import problems"),
    ("Of the roof only the URLs know the apps", "aicmo_site/references.py", "from onboarding.models import Brief"),
    ("Of the roof only the URLs know the apps", "aicmo_site/problems.py", "from qc.contracts import InvalidCopy"),
    ("The engine has never heard of a brief", "orchestration/engine/saga.py", "from onboarding import services"),
    ("The engine has never heard of a brief", "orchestration/engine/steps.py", "from qc.contracts import QcResultDTO"),
    ("The engine has never heard of a brief", "orchestration/engine/leases.py", "from orchestration import workflow"),
    ("The engine has never heard of a brief", "orchestration/engine/heartbeat.py", "import orchestration.stations"),
    ("What runs the rules knows none", "qc/engine/judging.py", "from qc.rules.catalogue import RULES"),
    ("Readers of text know no framework", "aicmo_site/kernel/extract/money.py", "from django.conf import settings"),
    ("Readers of text know no framework", "aicmo_site/kernel/text/sentences.py", "import rest_framework.fields"),
    ("Who asks a model knows no framework", "aicmo_site/kernel/model/client.py", "from django.conf import settings"),
    ("Contracts run no rules", "onboarding/contracts.py", "from onboarding.exclusions import checklist"),
    ("Contracts run no rules", "qc/contracts.py", "from qc.engine import registry"),
    ("The document knows nothing of its package", "delivery/document/page.py", "from delivery.package import files"),
]


def lint(folder):
    """Exit code and words of Import Linter over the packages in a folder."""
    program = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run([*program, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=50)
    return done.returncode, done.stdout + done.stderr


def blamed(words, contract, module):
    """Whether what is said of a broken contract names the module."""
    said = words.partition("Broken contracts")[2].partition(f"\n{contract}\n---")[2]
    return module in re.split(r"\n.+\n---", said)[0]


@pytest.fixture
def copy_of_the_house(tmp_path):
    """All modules of the house, without its tests and data, where a fault can be planted."""
    for package in LINTER["root_packages"]:
        for module in (ROOT / package).rglob("*.py"):
            place = tmp_path / module.relative_to(ROOT)
            if "tests" not in place.parts:
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(module, place)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_every_fence_holds():
    code, words = lint(ROOT)
    assert code == 0, words


def test_every_fence_has_a_fault_that_breaks_it():
    assert {contract for contract, *_ in FAULTS} == {contract["name"] for contract in LINTER["contracts"]}


def rounds():
    """The faults, at most one of each contract at a time."""
    by_contract = defaultdict(list)
    for contract, *planted in FAULTS:
        by_contract[contract].append((contract, *planted))
    return [[fault for fault in faults if fault] for faults in zip_longest(*by_contract.values())]


@pytest.mark.parametrize("faults", rounds())
def test_a_planted_import_breaks_its_fence(copy_of_the_house, faults):
    for _, module, fault in faults:
        path = copy_of_the_house / module
        assert path.is_file(), f"{module} is gone; plant the fault elsewhere"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{fault}\n", encoding="utf-8")
    code, words = lint(copy_of_the_house)
    assert code == 1, words
    for contract, module, _ in faults:
        assert blamed(words, contract, module.removesuffix(".py").replace("/", ".")), f"{contract}: {module}\n{words}"
