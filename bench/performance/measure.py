#!/usr/bin/env python3
"""Measures how fast copydesk is, part by part, and writes docs/performance.md from the last run of each part.

    [COPYDESK_DATA=DIR] bench/performance/measure.py [--part micro|scans|stores|year|plan|instructions|peers|page ...] [--copydesk COMMAND]
                        [--bench COMMAND] [--documents N ...] [--variant NAME ...] [--page FILE] [-o build/performance]

* micro: the kernels, by copydesk-bench, beside XXH3 and a plain read of the same run (micro.py).
* scans: `copydesk scan` of whole collections of bench/corpus/large.py, of 10^4 documents and whatever --documents says
  (scans.py). Sizes are added to those of earlier runs; a size that is measured again replaces the old figures.
* stores: stores on disk of the sizes that --documents says: adding, bytes, queries (stores.py).
* year: a store of a month's news over a year, as many documents in all as the last --documents says (year.py).
* plan: the constants of `copydesk plan`; with --documents, plans beside what is measured (plan.py).
* instructions: instructions for each document, by callgrind, which do not depend on what else the machine does (counts.py).
* peers: bench/peers/compare.py, with its defaults; other settings by running it alone.
Without --part: micro, scans, instructions. The page is written after each run; --part page writes it alone. The figures
are kept as JSON in the folder of -o (those of the peers in build/peers/results.json); sections of the page without any stay. Plots need matplotlib.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "bench"), str(ROOT / "bench/corpus"), str(ROOT / "bench/peers")]
import charts
import counts
import machine
import micro
import page
import plan
import scans
import stores
import year

PARTS = ("micro", "scans", "stores", "year", "plan", "instructions", "peers", "page")


def version(options) -> str:
    return subprocess.run([options.copydesk, "--version"], check=True, capture_output=True, text=True).stdout.strip()


def load(path: pathlib.Path) -> dict | None:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def store(path: pathlib.Path, results: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def measure(part: str, options) -> None:
    path = options.output / f"{part}.json"
    about = {"machine": machine.description()}
    if part == "micro":
        store(path, about | micro.measure(options.bench, options.repetitions, options.filter))
    elif part == "scans":
        known = load(path) or {}

        def keep(runs: list) -> None:
            store(path, about | {"version": version(options), "runs": scans.merged(known.get("runs", []), runs)})

        scans.measure(options, keep)
    elif part == "stores":
        known = load(path) or {}

        def keep(runs: list) -> None:
            store(path, about | {"version": version(options), "runs": stores.merged(known.get("runs", []), runs)})

        stores.measure(options, keep)
    elif part == "year":
        store(path, about | {"version": version(options)} | year.measure(options))
    elif part == "plan":
        known, about = load(path) or {}, about | {"version": version(options)}
        if options.documents_given:
            plan.compare(options, known, about, lambda results: store(path, results))
        else:
            of_stores = load(options.output / "stores.json")
            if of_stores is None:
                raise RuntimeError("measure the part stores first: queries are planned from it")
            plan.measure(options, known, of_stores, about, lambda results: store(path, known | results))
    elif part == "instructions":
        about["version"] = version(options)
        store(path, about | counts.measure(options.copydesk, options.output, options.counted))
    elif part == "peers":
        subprocess.run([sys.executable, ROOT / "bench/peers/compare.py", "--copydesk", options.copydesk, "--bench",
                        options.bench, "-o", options.peers], check=True)


def write_page(options) -> None:
    results = {part: load(options.output / f"{part}.json") for part in PARTS if part not in ("peers", "page")}
    results["peers"] = load(options.peers / "results.json")
    options.page.parent.mkdir(parents=True, exist_ok=True)
    if not charts.available():
        print(charts.HOW_TO_GET, file=sys.stderr)
    before = options.page.read_text(encoding="utf-8") if options.page.exists() else ""
    options.page.write_text(page.page(results, options.page.parent / "images", before), encoding="utf-8")


def parse(arguments: list | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=PARTS)
    parser.add_argument("--copydesk", default=str(ROOT / "build/release/copydesk"), help="the built command")
    parser.add_argument("--bench", default=str(ROOT / "build/release/bench/micro/copydesk-bench"),
                        help="the built benchmarks")
    parser.add_argument("--latency", default=str(ROOT / "build/release/bench/store/query_latency"),
                        help="the built measurement of queries")
    parser.add_argument("--repetitions", type=int, default=5, help="of each micro-benchmark, in turns")
    parser.add_argument("--filter", default=".", help="micro-benchmarks to run, beside those of memory")
    parser.add_argument("--documents", type=int, action="append", help="a size of collection; repeatable")
    parser.add_argument("--bytes", type=int, action="append", help="of a text, for the part plan; repeatable")
    parser.add_argument("--quick", action="store_true", help="of the part plan: without scans for stories; of the part stores: without texts, check and "
                             "adding, from a compressed collection")
    parser.add_argument("--variant", action="append", choices=tuple(scans.VARIANTS), help="this way of scanning only")
    parser.add_argument("--option", action="append", default=[], help="passed on to every scan")
    parser.add_argument("--corpora", type=pathlib.Path, help="where the collections are made (default: corpora in -o)")
    parser.add_argument("--remove", action="store_true", help="remove each collection when its size is done")
    parser.add_argument("--counted", type=int, default=500, help="documents under callgrind")
    parser.add_argument("--peers", type=pathlib.Path, default=ROOT / "build/peers",
                        help="folder of the peers' results.json")
    parser.add_argument("--page", type=pathlib.Path, default=ROOT / "docs/performance.md")
    parser.add_argument("-o", "--output", type=pathlib.Path, default=ROOT / "build/performance")
    options = parser.parse_args(arguments)
    options.documents_given = bool(options.documents)
    options.documents = options.documents or [10_000]
    options.bytes = options.bytes or [2400]
    options.corpora = options.corpora or options.output / "corpora"
    options.threads = os.cpu_count() or 1
    return options


def main() -> int:
    options = parse()
    parts = options.part or ["micro", "scans", "instructions"]
    if set(parts) & {"scans", "stores", "year", "plan", "instructions", "peers"} and shutil.which(options.copydesk) is None:
        sys.exit(f"measure.py: {options.copydesk}: no such command")
    for part in parts:
        try:
            measure(part, options)
        except (OSError, subprocess.CalledProcessError, RuntimeError) as error:
            sys.exit(f"measure.py: {part}: {error}")
        write_page(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
