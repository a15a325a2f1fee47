#!/usr/bin/env python3
"""Runs copydesk and released tools of its kind on the same files, in turns, and compares speed, memory and what is found.

    [COPYDESK_DATA=DIR] bench/peers/compare.py [--copydesk COMMAND] [--bench COMMAND] [--set NAME ...] [--peer NAME ...]
                                               [--repetitions 3] [--threads N] [-o build/peers]

The peers come from PyPI at the versions of requirements.txt, into an environment of their own (build/peers/bin); one that
does not install or run is listed with its error. The sets: `planted-N`, N documents of bench/corpus/generate.py;
`newsgroups`, COPYDESK_DATA/newsgroups.jsonl.gz; or a JSON lines file with `text`. All tools get one file with `id` and
`text`. Three ways are measured, where a tool has them:
* tokens: sketches from the hashes of shingles, which are in memory;
* text: sketches from texts, which are in memory;
* whole: from the file to pairs, clusters or flagged documents of Jaccard 0.7.
What is right is told by brute force (truth.py). Seconds are medians over the repetitions, in which all tools take turns,
each time in another order; peak memory is the sum over all processes of a run. For copydesk `whole` is the time of the
whole command; its sketches are measured by copydesk-bench on its own texts of 4 KB, in the same turns. Of the peers
starting Python and importing are not counted. Writes results.json and, where matplotlib is installed, plots.
"""
import argparse
import gzip
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT / "bench"), str(ROOT / "bench/corpus")]
import charts
import machine
import peers_table
import planting
import processes
import scores
import variants
from tools import TOOLS

THRESHOLD = 0.7
MODES = ("tokens", "text", "whole")
THREAD_VARIABLES = ("RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
# The benchmarks of copydesk-bench that do what `tokens` and `text` do.
KERNELS = {"tokens": "sketch/minhash/english/4096", "text": "path/minhash/english/4096"}


def shortened(error: str) -> str:
    """The last line of an error that says something."""
    lines = [line.strip() for line in error.splitlines() if line.strip()]
    named = [line for line in lines if "rror" in line]
    return ((named or lines or ["no message"])[-1])[:200]


def install(environment: pathlib.Path, names: list) -> dict:
    """Installs the peers one by one; {name: version or None}, and the errors of those that did not."""
    if not (environment / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)

    def run_python(*arguments) -> subprocess.CompletedProcess:
        return subprocess.run([environment / "bin/python", *arguments], capture_output=True, text=True)

    versions, errors = {}, {}
    for name in names:
        done = run_python("-m", "pip", "install", "-q", "-c", HERE / "requirements.txt", *TOOLS[name].packages)
        if done.returncode:
            errors[name] = "does not install: " + shortened(done.stderr)
            continue
        asked = f"import importlib.metadata as m; print(m.version({TOOLS[name].packages[0]!r}))"
        versions[name] = run_python("-c", asked).stdout.strip()
    return {"versions": versions, "errors": errors}


def write_records(lines, path: pathlib.Path) -> None:
    with open(path, "w", encoding="utf-8") as file:
        for number, line in enumerate(lines):
            text = (json.loads(line).get("text") or "").encode("utf-8", "replace").decode("utf-8")  # no half characters
            file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")


def planted(count: int, folder: pathlib.Path) -> None:
    """A corpus of planted relations without disguises, which are copies by copydesk's words, not by those of truth.py."""
    kinds = [part for kind in planting.KINDS if kind not in variants.DISGUISES for part in ("--only", kind)]
    generator = ROOT / "bench/corpus/generate.py"
    subprocess.run([sys.executable, generator, "-n", str(count), "-o", folder, *kinds], check=True)


def templates(folder: pathlib.Path) -> frozenset:
    """The documents of a set that are pages of one form, by whoever made them."""
    path = folder / "templates.json"
    return frozenset(json.loads(path.read_text())) if path.exists() else frozenset()


def prepare(name: str, folder: pathlib.Path) -> dict:
    """Makes records.jsonl and the truth of a set in `folder`, if they are not there."""
    records = folder / "records.jsonl"
    if not (folder / "truth/pairs.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        if name.startswith("planted-"):
            with tempfile.TemporaryDirectory(dir=folder) as made:
                planted(int(name.partition("-")[2]), pathlib.Path(made))
                with open(pathlib.Path(made, "records.jsonl"), encoding="utf-8") as lines:
                    write_records(lines, records)
                with open(pathlib.Path(made, "documents.jsonl"), encoding="utf-8") as lines:
                    pages = [number for number, line in enumerate(lines) if json.loads(line)["role"] == "template"]
                (folder / "templates.json").write_text(json.dumps(pages))
        else:
            path = pathlib.Path(name)
            if name == "newsgroups":
                path = pathlib.Path(os.environ["COPYDESK_DATA"], "newsgroups.jsonl.gz")
            with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
                write_records(lines, records)
        # In a process of its own, for the memory of this one is told of all that it starts.
        subprocess.run([sys.executable, HERE / "truth.py", records, folder / "truth"], check=True)
    with open(records, encoding="utf-8") as lines:
        sizes = [len(json.loads(line)["text"].encode("utf-8", "surrogatepass")) for line in lines]
    return {"documents": len(sizes), "bytes": sum(sizes), "true_pairs": sum(
        jaccard >= THRESHOLD for _, _, jaccard in json.loads((folder / "truth/pairs.json").read_text()))}


class Run:
    """What one tool did in one way on one set, over the repetitions."""

    def __init__(self, collection: str, tool: str, mode: str):
        self.collection, self.tool, self.mode = collection, tool, mode
        self.seconds, self.peaks, self.stages, self.found, self.error, self.own = [], [], [], {}, None, None

    def to_json(self, size: dict) -> dict:
        row = {"set": self.collection, "tool": self.tool, "mode": self.mode}
        if self.error:
            return row | {"error": self.error}
        if self.own:  # rates of copydesk-bench
            return row | {key: statistics.median(values) for key, values in self.own.items()} | {"own_texts": True}
        seconds = statistics.median(self.seconds)
        stages = {stage: statistics.median(run[stage] for run in self.stages) for stage in self.stages[0]}
        return row | {"seconds": seconds, "all_seconds": self.seconds, "peak_bytes": statistics.median(self.peaks),
                      "documents_per_second": size["documents"] / seconds, "bytes_per_second": size["bytes"] / seconds,
                      "stages": stages} | self.found


def failure(done: processes.Measured, options) -> str:
    if done.status is None:
        return f"not done in {options.limit:.0f} s"
    return f"status {done.status}: {shortened(done.error)}"


def run_peer(run: Run, folder: pathlib.Path, options) -> None:
    with tempfile.TemporaryDirectory(dir=options.output) as work:
        result = pathlib.Path(work, "result.json")
        threads = str(options.threads)
        environment = os.environ | {name: threads for name in THREAD_VARIABLES}
        done = processes.run([options.environment / "bin/python", HERE / "run_peer.py", run.tool, run.mode,
                              folder / "records.jsonl", folder / "truth", work, result, "--threads", threads],
                             environment, options.limit)
        if done.status != 0 or not result.exists():
            run.error = failure(done, options)
            return
        said = json.loads(result.read_text())
    if said.get("absent"):
        run.error = "has no such call"
        return
    keep(run, said["seconds"], done.peak_bytes, said["stages"], said, folder)


def keep(run: Run, seconds: float, peak: int, stages: dict, said: dict, folder: pathlib.Path) -> None:
    run.seconds.append(seconds)
    run.peaks.append(peak)
    run.stages.append(stages)
    if run.mode == "whole":
        truth, pages = json.loads((folder / "truth/pairs.json").read_text()), templates(folder)
        run.found = {"scores": scores.score(said, truth, THRESHOLD)}
        if pages:
            run.found["scores_without_templates"] = scores.score(said, truth, THRESHOLD, pages)
    else:
        run.found = {"estimates": said["estimates"]}


def run_copydesk(run: Run, folder: pathlib.Path, options) -> None:
    if run.mode != "whole":
        run_kernel(run, options)
        return
    with tempfile.TemporaryDirectory(dir=options.output) as work:
        found = pathlib.Path(work, "found")
        done = processes.run([options.copydesk, "scan", folder / "records.jsonl", "-q", "-o", found, "-j", options.threads,
                              "--unit", "document", "--relations", "exact,near", "--evidence", "none"], limit=options.limit)
        if done.status != 0:
            run.error = failure(done, options)
            return
        with open(found / "matches.jsonl", encoding="utf-8") as lines:
            matches = [json.loads(line) for line in lines]
        summary = json.loads((found / "summary.json").read_text(encoding="utf-8"))
    pairs = [(int(match["a"]["document"]), int(match["b"]["document"])) for match in matches
             if match["relation"] == "exact" or match["jaccard"] >= THRESHOLD]
    keep(run, done.seconds, done.peak_bytes, summary["seconds"], {"pairs": pairs}, folder)


def run_kernel(run: Run, options) -> None:
    if not options.bench or not pathlib.Path(options.bench).exists():
        run.error = "n/a: no copydesk-bench"
        return
    done = processes.run([options.bench, f"--benchmark_filter=^{KERNELS[run.mode]}(/|$)", "--benchmark_format=json"])
    try:
        rate = next(one for one in json.loads(done.output)["benchmarks"] if one.get("run_type") == "iteration")
    except (ValueError, StopIteration):
        run.error = f"n/a: copydesk-bench has no {KERNELS[run.mode]}"
        return
    run.own = run.own or {"documents_per_second": [], "bytes_per_second": [], "peak_bytes": []}
    run.own["documents_per_second"].append(rate["items_per_second"])
    run.own["bytes_per_second"].append(rate.get("bytes_per_second", 0))
    run.own["peak_bytes"].append(done.peak_bytes)


def compare(options, keep) -> dict:
    """Measures all; `keep(results)` gets what there is after each run, for a comparison takes long."""
    names = options.peer or [name for name in TOOLS if name != "copydesk"]
    installed = install(options.environment, names)
    for name, error in installed["errors"].items():
        print(f"{name}: {error}", flush=True)
    version = subprocess.run([options.copydesk, "--version"], capture_output=True, text=True).stdout.strip()
    tools = ["copydesk"] + [name for name in names if name not in installed["errors"]]
    described = {name: {"version": version if name == "copydesk" else installed["versions"].get(name),
                        "setting": tool.setting, "words": tool.words, "gives": tool.gives, "samples": tool.samples}
                 for name, tool in TOOLS.items() if name == "copydesk" or name in names}
    results = {"machine": machine.description(), "threads": options.threads, "repetitions": options.repetitions,
               "threshold": THRESHOLD, "sets": {}, "tools": described, "not_installed": installed["errors"], "runs": []}
    for collection in options.set:
        folder = options.output / "data" / pathlib.Path(collection).name.partition(".")[0]
        size = results["sets"][collection] = prepare(collection, folder)
        runs = [Run(collection, tool, mode) for mode in MODES for tool in tools]
        before = results["runs"]
        for repetition in range(options.repetitions):
            turn = repetition * 3 % len(runs)
            for run in runs[turn:] + runs[:turn]:
                if run.error:
                    continue
                (run_copydesk if run.tool == "copydesk" else run_peer)(run, folder, options)
                print(f"{collection} {repetition + 1}/{options.repetitions} {run.tool} {run.mode}: "
                      f"{run.error or (f'{run.seconds[-1]:.2f} s' if run.seconds else 'measured')}", flush=True)
                results["runs"] = before + [one.to_json(size) for one in runs if one.error or one.own or one.seconds]
                keep(results)
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copydesk", default=str(ROOT / "build/release/copydesk"), help="the built command")
    parser.add_argument("--bench", default=str(ROOT / "build/release/bench/micro/copydesk-bench"),
                        help="the built benchmarks")
    parser.add_argument("--set", action="append", help="planted-N, newsgroups, or a file; repeatable")
    parser.add_argument("--peer", action="append", choices=[name for name in TOOLS if name != "copydesk"])
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--limit", type=float, default=1800, help="seconds that one run may take")
    parser.add_argument("--environment", type=pathlib.Path, default=ROOT / "build/peers")
    parser.add_argument("-o", "--output", type=pathlib.Path, default=ROOT / "build/peers")
    options = parser.parse_args()
    if shutil.which(options.copydesk) is None:
        sys.exit(f"compare.py: {options.copydesk}: no such command")
    if not options.set:
        options.set = ["planted-20000"] + (["newsgroups"] if os.environ.get("COPYDESK_DATA") else [])
    options.output.mkdir(parents=True, exist_ok=True)

    def keep(results: dict) -> None:
        text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
        (options.output / "results.json").write_text(text, encoding="utf-8")

    results = compare(options, keep)
    print("\n".join(peers_table.lines(results)))
    if not peers_table.draw(results, options.output):
        print(charts.HOW_TO_GET, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
