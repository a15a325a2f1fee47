"""Whole runs of `copydesk scan` on collections of bench/corpus/large.py: time by stage, memory, cost of a document."""
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import typing

import processes

MAKER = pathlib.Path(__file__).resolve().parents[1] / "corpus/large.py"
COPIES, PASSAGES, ALL = "exact,near", "exact,near,contains,overlap", "exact,near,contains,overlap,quote,story"
class Variant(typing.NamedTuple):
    relations: str
    ending: str = "jsonl"  # of the collection
    threads: int | None = None  # all
    bytes: int = 4096  # of a document, about
    options: tuple = ()


VARIANTS = {
    "copies": Variant(COPIES),
    "copies, one thread": Variant(COPIES, threads=1),
    "copies, zstd": Variant(COPIES, ending="jsonl.zst"),
    "copies, 1 GiB": Variant(COPIES, options=("--memory", "1GiB")),
    "passages": Variant(PASSAGES),
    "all with stories": Variant(ALL),
    "all with stories, one thread": Variant(ALL, threads=1),
    "copies, texts of 1 KB, 4 GiB": Variant(COPIES, bytes=1024, options=("--memory", "4GiB")),
}


def collection(folder: pathlib.Path, documents: int, variant: Variant, jobs: int) -> pathlib.Path:
    """Makes a collection, if it is not there whole."""
    size = "" if variant.bytes == 4096 else f"-{variant.bytes}"
    path = folder / f"large-{documents}{size}.{variant.ending}"
    made = path.with_name(path.name + ".json")
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run([sys.executable, MAKER, "-n", str(documents), "--bytes", str(variant.bytes), "-j",
                               str(jobs), "-o", path], check=True, capture_output=True)
        made.write_bytes(done.stdout)
    return path


def read_through(path: pathlib.Path) -> float:
    """Seconds to read a file once. It also puts as much of it into the page cache as fits, for every run alike."""
    began = time.monotonic()
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 20):
            pass
    return time.monotonic() - began


def scan(command: str, path: pathlib.Path, relations: str, threads: int, options: list) -> dict:
    read_seconds = read_through(path)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        done = processes.run([command, "scan", path, "-q", "-o", pathlib.Path(folder, "found"), "-j", threads,
                              "--relations", relations, *options])
        if done.status:
            raise RuntimeError(f"copydesk ended with {done.status}: {done.error.strip()[-300:]}")
        summary = json.loads(pathlib.Path(folder, "found/summary.json").read_text(encoding="utf-8"))
    return {"seconds": done.seconds, "processor_seconds": done.processor_seconds, "peak_bytes": done.peak_bytes,
            "read_seconds": read_seconds, "file_bytes": path.stat().st_size, "text_bytes": summary["added"]["text_bytes"],
            "stages": summary["seconds"], "candidates": summary["candidates"], "verified": summary["verified"],
            "matches": summary["matches"]}


def measure(options, keep) -> None:
    """Measures all variants of each size; `keep(runs)` is called after each run with all runs so far."""
    runs = []
    for documents in options.documents:
        for name in options.variant or VARIANTS:
            variant = VARIANTS[name]
            threads = variant.threads or options.threads
            path = collection(options.corpora, documents, variant, options.threads)
            extra = [*variant.options, *options.option]
            run = {"variant": name, "documents": documents, "relations": variant.relations, "threads": threads,
                   "options": extra} | scan(options.copydesk, path, variant.relations, threads, extra)
            runs.append(run)
            print(f"scan of {documents} documents, {name}: {run['seconds']:.1f} s, {run['peak_bytes'] / 1e6:.0f} MB",
                  flush=True)
            keep(runs)
        if options.remove:
            for path in options.corpora.glob(f"large-{documents}[.-]*"):
                path.unlink()


def merged(old: list, new: list) -> list:
    """Runs by size and variant, new ones in the place of old ones."""
    order = {variant: number for number, variant in enumerate(VARIANTS)}
    runs = {(run["documents"], run["variant"]): run for run in old + new}
    return [runs[key] for key in sorted(runs, key=lambda key: (key[0], order.get(key[1], len(order))))]
