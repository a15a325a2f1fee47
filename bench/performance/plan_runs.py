"""Runs that the constants of `copydesk plan` are fitted to, or its plans compared with.

A scan is a whole `copydesk scan -o` of a collection of bench/corpus/large.py. A store is made by `copydesk add --bulk`,
once with a bound on its memory, and by `copydesk add`. Bytes are those that stand on the disk.
"""
import itertools
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import processes

MAKER = pathlib.Path(__file__).resolve().parents[1] / "corpus/large.py"
COPIES, ALL = "exact,near", "exact,near,contains,overlap,quote,story"
LEAST_BOUND, BOUND_A_DOCUMENT = 1 << 28, 1000  # bytes of memory for a bulk that does not fit in them


def collection(folder: pathlib.Path, documents: int, size: int, jobs: int) -> pathlib.Path:
    """Makes a collection, if it is not there whole."""
    path = folder / f"plan-{documents}-{size}.jsonl"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        subprocess.run([sys.executable, MAKER, "-n", str(documents), "--bytes", str(size), "-j", str(jobs), "-o", part],
                       check=True, capture_output=True)
        part.rename(path)
    return path


def mean_text(path: pathlib.Path) -> float:
    """Bytes of a text, on average over the first 20,000."""
    with open(path, encoding="utf-8") as file:
        lengths = [len(json.loads(line)["text"].encode()) for line in itertools.islice(file, 20_000)]
    return sum(lengths) / max(1, len(lengths))


def random_read(path: pathlib.Path) -> float:
    """Seconds to read 4 KiB from anywhere in a file that is not in the page cache, the median of 500."""
    times, random_places, size = [], random.Random(1), path.stat().st_size
    with open(path, "rb", buffering=0) as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_RANDOM)
        for _ in range(500):
            place = random_places.randrange(max(1, size // 4096)) * 4096
            began = time.perf_counter()
            os.pread(file.fileno(), 4096, place)
            times.append(time.perf_counter() - began)
    return statistics.median(times)


def bytes_in(folder: pathlib.Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def cost(command: list) -> dict:
    """Runs a command; what it took."""
    done = processes.run(command)
    if done.status:
        raise RuntimeError(f"{command[:2]} ended with {done.status}: {done.error.strip()[-300:]}")
    return {"seconds": done.seconds, "processor_seconds": done.processor_seconds, "peak_bytes": done.peak_bytes,
            "temporary_bytes": done.temporary_bytes, "undisturbed_seconds": done.undisturbed_seconds}


def scan(options, documents: int, size: int, relations: str, memory: int, threads: int) -> dict:
    path = collection(options.corpora, documents, size, options.threads)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        found = pathlib.Path(folder, "found")
        took = cost([options.copydesk, "scan", path, "-q", "-o", found, "-j", threads, "--relations", relations,
                     "--memory", memory, "--temp-dir", path.parent])
        summary = json.loads((found / "summary.json").read_text(encoding="utf-8"))
        return {"what": "scan", "stories": relations == ALL, "documents": documents, "size": size, "memory": memory,
                "threads": threads, "mean_bytes": summary["added"]["text_bytes"] / documents,
                "verified": summary["verified"], "stages": summary["seconds"], "output_bytes": bytes_in(found)} | took


def store(options, documents: int, size: int) -> dict:
    path = collection(options.corpora, documents, size, options.threads)
    result = {"what": "store", "documents": documents, "size": size, "threads": options.threads,
              "mean_bytes": mean_text(path)}
    place = path.with_suffix(".store")
    bound = max(LEAST_BOUND, documents * BOUND_A_DOCUMENT)
    for name, extra in (("batches", []), ("bounded", ["--bulk", "--memory", bound]), ("bulk", ["--bulk", "--memory", 0])):
        shutil.rmtree(place, ignore_errors=True)
        result[name] = cost([options.copydesk, "add", "-q", *extra, "--store", place, path])
        if name == "bounded":
            continue
        info = json.loads(subprocess.run([options.copydesk, "store", "info", "--json", "--store", place], check=True,
                                         capture_output=True).stdout)
        result[name]["families"] = {family: about["bytes"] for family, about in info["families"].items()}
        result[name]["store_bytes"] = bytes_in(place)
    result["bounded"]["memory"] = bound
    shutil.rmtree(place)
    return result
