#!/usr/bin/env python3
"""Checks that each test that docs/mistakes.md names exists, and that each mistake has one.

usage: check.py ROOT

Prints one line a fault and exits with 1 when there is any.
"""

import pathlib
import re
import sys

NAME = re.compile(r"`([A-Za-z0-9]+\.[A-Za-z0-9]+|test_[a-z0-9_]+)`")
CPP_TEST = re.compile(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)", re.MULTILINE)
PYTHON_TEST = re.compile(r"^\s*def (test_\w+)\(", re.MULTILINE)


def tests_of(root):
    """The names of all tests under root/tests."""
    names = set()
    for path in (root / "tests").rglob("*"):
        if path.suffix == ".cc":
            names.update(f"{suite}.{name}" for suite, name in CPP_TEST.findall(path.read_text(encoding="utf-8")))
        elif path.suffix == ".py":
            names.update(PYTHON_TEST.findall(path.read_text(encoding="utf-8")))
    return names


def faults_of(table, known):
    """What is wrong with the rows of a Markdown table whose last column names tests."""
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    if not rows:
        yield "the table of mistakes is gone"
    for row in rows:
        mistake, tests = row.strip("| ").rsplit(" | ", 1)
        names = NAME.findall(tests)
        if not names:
            yield f"no test is named: {mistake}"
        yield from (f"there is no test {name}: {mistake}" for name in names if name not in known)


def main(root):
    faults = list(faults_of((root / "docs" / "mistakes.md").read_text(encoding="utf-8"), tests_of(root)))
    print("\n".join(faults) if faults else "all named tests exist")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
