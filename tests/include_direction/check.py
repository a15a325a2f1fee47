#!/usr/bin/env python3
"""Checks the rules of the source tree that a compiler does not: who may include whom, and the layout.

usage: check.py [ROOT]

Prints one line a violation, `file:line: rule`, and exits with 1 when there is any. The rules are the tables below;
docs/architecture.md gives their reasons.
"""

import pathlib
import re
import stat
import sys

# The folders of src, each with all the others that it may include.
MAY_INCLUDE = {
    "base": set(),
    "text": {"base"},
    "sketch": {"text", "base"},
    "match": {"sketch", "text", "base"},
    "cluster": {"match", "sketch", "text", "base"},
    "wire": {"cluster", "match", "sketch", "text", "base"},
    "read": {"base"},
    "page": {"read", "text", "base"},
    "store": {"sketch", "text", "base"},
    "plan": {"base"},
    "report": {"base"},
    "export": {"report", "store", "match", "sketch", "text", "read", "base"},
    "dedup": {"export", "report", "store", "cluster", "match", "sketch", "text", "read", "base"},
}
# Folders beside src, each with the folders of src that it may include.
OUTSIDE_SRC = {"tools": set(), "python": set(), "bench": {"base", "text", "sketch", "dedup"}, "tests": set(MAY_INCLUDE)}

TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "pyproject.toml", "README.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md",
    "cmake", "include", "src", "tools", "bench", "tests", "python", "docs", "scripts", "samples", "build",
}
VAGUE_FOLDERS = {"util", "utils", "common"}
MAX_LINES = 500
LENGTH_CHECKED = ("src", "include", "tools", "bench")

CPP_SUFFIXES = {".cc", ".h", ".inc"}
SOURCE_SUFFIXES = CPP_SUFFIXES | {".py", ".cmake", ".sh", ".js", ".css", ".html"}
SOURCE_ROOTS = ("cmake", "include", "src", "tools", "bench", "tests", "python", "scripts")
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")  # in two parts, so that this file passes its own check
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def is_source(path):
    return path.suffix in SOURCE_SUFFIXES or path.name == "CMakeLists.txt" or path.parent.name == "scripts"


def area_of(root, path):
    """The first two folders that decide a file's rules: ("src", "text"), ("src", "") for its top, ("tools", "")."""
    parts = path.relative_to(root).parts
    if parts[0] == "src":
        return "src", parts[1] if len(parts) > 2 else ""
    return parts[0], ""


def resolve(root, includer, quote, name):
    """The file of the tree that an include names, or None for one from outside."""
    places = [root / "src", root / "include", root / "tests"]
    if quote == '"':
        places.insert(0, includer.parent)
    for place in places:
        candidate = (place / name).resolve()
        if candidate.is_file() and candidate.is_relative_to(root):
            return candidate
    if name.split("/")[0] in MAY_INCLUDE:  # not there, but it says where it would be
        return root / "src" / name
    return None


def include_error(root, path, quote, name):
    """The rule that an include breaks, or None."""
    area, folder = area_of(root, path)
    if pathlib.PurePosixPath(name).name in ("xxhash.h", "xxh3.h") and (area, folder) != ("src", "base"):
        return "only src/base includes xxHash"
    target = resolve(root, path, quote, name)
    if area == "include":
        standard = quote == "<" and "/" not in name and "." not in name
        own = target is not None and area_of(root, target)[0] == "include"
        if not (standard or own or name.startswith("absl/")):
            return "a public header includes only copydesk/, the standard library and absl/"
        return None
    if target is None:
        return None
    target_area, target_folder = area_of(root, target)
    if target_area == "include" or (area, folder) == (target_area, target_folder):
        return None
    if area == "src" and folder == "":
        return None if target_area == "src" else f"src may not include {target_area}/"
    allowed = MAY_INCLUDE.get(folder) if area == "src" else OUTSIDE_SRC.get(area)
    if allowed is None:
        return f"{area}/{folder} has no entry in the table of tests/include_direction/check.py"
    if target_area == "src" and target_folder in allowed:
        return None
    includer_name = f"src/{folder}" if area == "src" else area
    target_name = f"src/{target_folder}".rstrip("/") if target_area == "src" else target_area
    return f"{includer_name} may not include {target_name}"


def check_file(root, path):
    """Yields (line number, rule) for one source file."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    area = path.relative_to(root).parts[0]
    if area in LENGTH_CHECKED and len(lines) > MAX_LINES:
        yield len(lines), f"a source file has at most {MAX_LINES} lines: look for its second concept"
    if lines and lines[0].startswith("#!") and not path.stat().st_mode & stat.S_IXUSR:
        yield 1, "a script is executable: chmod +x"
    for number, line in enumerate(lines, start=1):
        if UNFINISHED.search(line):
            yield number, "no notes to self in the source: do it, or leave it out"
        include = INCLUDE.match(line) if path.suffix in CPP_SUFFIXES and area != "cmake" else None
        if include:
            error = include_error(root, path, include.group(1), include.group(2))
            if error:
                yield number, f"{error} ({line.strip()})"


def check_tree(root):
    """All violations under `root`, as printable lines."""
    root = pathlib.Path(root).resolve()
    errors = []
    for entry in sorted(root.iterdir()):
        if not entry.name.startswith(".") and entry.name not in TOP_LEVEL:
            errors.append(f"{entry.name}:1: not in the layout of the project's top folder")
    for top in SOURCE_ROOTS:
        for path in sorted((root / top).rglob("*")):
            shown = path.relative_to(root)
            if path.is_dir() and path.name in VAGUE_FOLDERS:
                errors.append(f"{shown}:1: no folder is named {path.name}: name what is in it")
            if path.is_file() and is_source(path):
                errors.extend(f"{shown}:{line}: {rule}" for line, rule in check_file(root, path))
    return errors


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    errors = check_tree(root)
    print("\n".join(errors) if errors else f"{root.resolve()}: include directions and layout hold")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
