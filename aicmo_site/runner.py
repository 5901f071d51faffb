"""`manage.py test` runs pytest: Django's options are translated, everything after ` -- ` goes to pytest as it is."""

from pathlib import Path

# Neighbours stay together, so the fixtures of a module are made once; who is done first takes half of the other's rest.
SHARED_OUT = ["--dist", "worksteal"]


class PytestRunner:
    def __init__(
        self,
        verbosity=1,
        failfast=False,
        keepdb=False,
        test_name_patterns=None,
        tags=None,
        exclude_tags=None,
        pdb=False,
        durations=None,
        parallel=0,
        database_only=False,
        **kwargs,
    ):
        marks = [" or ".join(tags)] if tags else []
        marks += [f"not {tag}" for tag in exclude_tags or []]
        self.argv = [
            *(["-q"] if verbosity == 0 else []),
            *(["-" + "v" * (verbosity - 1)] if verbosity > 1 else []),
            *(["-x"] if failfast else []),
            *(["--reuse-db"] if keepdb else []),
            *(["-k", " or ".join(test_name_patterns)] if test_name_patterns else []),
            *(["-m", " and ".join(f"({mark})" for mark in marks)] if marks else []),
            *(["--pdb"] if pdb else []),
            *([f"--durations={durations}"] if durations is not None else []),
            *(["--database-only"] if database_only else []),
            *(["-n", str(parallel), *SHARED_OUT] if parallel and not pdb else []),  # a debugger needs one process
        ]

    @classmethod
    def add_arguments(cls, parser):
        parser.add_argument("--keepdb", action="store_true", help="keep the test database for the next call")
        parser.add_argument("-k", action="append", dest="test_name_patterns", help="only tests that match")
        parser.add_argument("--tag", action="append", dest="tags", help="only tests with this mark")
        parser.add_argument("--exclude-tag", action="append", dest="exclude_tags", help="no tests with this mark")
        parser.add_argument("--pdb", action="store_true", help="a debugger at the first failure")
        parser.add_argument("--durations", type=int, help="show the N slowest tests")
        parser.add_argument(
            "--parallel",
            nargs="?",
            const="logical",
            default=0,
            type=processes,
            metavar="N",
            help="in so many processes, each with a database of its own; without N, one for every core",
        )
        parser.add_argument("--database-only", action="store_true", help="only tests that ask for the database")

    def run_tests(self, test_labels, **kwargs):
        import pytest

        code = pytest.main([*self.argv, *map(as_path, test_labels)])
        none_asks = "--database-only" in self.argv and code == pytest.ExitCode.NO_TESTS_COLLECTED
        return 0 if none_asks else int(code)


def processes(value):
    """A number of processes, or all cores (`auto`, as Django says it) as pytest-xdist says it."""
    return "logical" if value == "auto" else int(value)


def as_path(label):
    """A dotted label (`qc.tests.test_rules.TestX.test_y`) as pytest's path; anything else unchanged."""
    if label.startswith("-") or "/" in label or label.endswith(".py") or "::" in label:
        return label
    names = label.split(".")
    for length in range(len(names), 0, -1):
        path = Path(*names[:length])
        if path.is_dir() and length == len(names):
            return str(path)
        if path.with_suffix(".py").is_file():
            return "::".join([str(path.with_suffix(".py")), *names[length:]])
    return label
