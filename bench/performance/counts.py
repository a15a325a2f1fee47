"""Instructions of `copydesk scan`, counted by callgrind: the same for one binary and input, whatever the machine does.

A collection of bench/corpus/large.py and its first fifth are scanned with one thread; their difference, divided by the
number of documents between, is what a document costs without what a run costs.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import processes
import scans

WAYS = {"copies": scans.COPIES, "passages": scans.PASSAGES, "all with stories": scans.ALL}
TOTAL = re.compile(r"^(?:summary|totals): (\d+)", re.MULTILINE)
LINE = re.compile(r"^ *([\d,]+)(?: \( *[\d.]+%\))? +(?:[^\s:]+:(?!:))?(.+?)(?: \[[^\]]*\])?$")
SHOWN = 15


def total(text: str) -> int:
    """Instructions of a file that callgrind wrote."""
    found = TOTAL.search(text)
    if not found:
        raise RuntimeError("callgrind wrote no total")
    return int(found[1])


def functions(text: str) -> list:
    """(name, instructions) of what callgrind_annotate prints, in its order."""
    found = []
    for line in text.splitlines():
        match = LINE.match(line)
        if match and "PROGRAM TOTALS" not in line:
            found.append((short_name(match[2]), int(match[1].replace(",", ""))))
    return found


def short_name(name: str) -> str:
    """A function without its arguments."""
    name = name.replace("(anonymous namespace)::", "").replace("'2", "").strip()
    return (name.partition("(")[0] or name)[:80]


def count(command: str, path: pathlib.Path, relations: str, annotate: bool) -> tuple:
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "callgrind.out")
        done = processes.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", command, "scan", path, "-q",
                              "-o", pathlib.Path(folder, "found"), "-j", "1", "--relations", relations])
        if done.status:
            raise RuntimeError(f"valgrind ended with {done.status}: {done.error.strip()[-300:]}")
        named = []
        if annotate:
            printed = subprocess.run(["callgrind_annotate", out], capture_output=True, text=True, check=True)
            named = functions(printed.stdout)[:SHOWN]
        return total(out.read_text(errors="replace")), named


def measure(command: str, folder: pathlib.Path, documents: int) -> dict:
    if shutil.which("valgrind") is None:
        raise RuntimeError("valgrind is not installed")
    small = max(1, documents // 5)
    files = {}
    for size in (small, documents):
        files[size] = folder / f"counted-{size}.jsonl"
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, scans.MAKER, "-n", str(size), "-o", files[size]], check=True,
                       capture_output=True)
    between = files[documents].stat().st_size - files[small].stat().st_size
    rows = []
    for way, relations in WAYS.items():
        less, _ = count(command, files[small], relations, False)
        more, named = count(command, files[documents], relations, True)
        rows.append({"variant": way, "total": more, "per_document": (more - less) / (documents - small),
                     "per_byte": (more - less) / between,
                     "functions": [{"name": name, "instructions": number} for name, number in named]})
        print(f"{way}: {rows[-1]['per_document']:,.0f} instructions a document", flush=True)
    return {"documents": documents, "rows": rows}
