"""`copydesk plan`: its constants, and its plans beside what was measured.

Without --documents all runs of SCANS and STORES are made that were not made before by this version, and
src/plan/plan_constants.cc is written from them and from the last results of the part stores; build again after that. With --documents N (and --bytes B) the real thing is done, scans and a
store, and each quantity is printed beside its plan: an error of +10 % is a plan that is a tenth too high.
"""
import json
import os
import pathlib
import subprocess

import plan_fit
import plan_runs

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONSTANTS = ROOT / "src/plan/plan_constants.cc"
MIB = 1 << 20
COPIES, ALL = plan_runs.COPIES, plan_runs.ALL
SMALL, MIDDLE, LARGE = 100_000, 300_000, 1_000_000
# Documents, bytes of a text, relations, --memory.
SCANS = ([(SMALL, size, COPIES, memory) for size in (1000, 2400, 8000) for memory in (0, 256 * MIB)]
         + [(SMALL, 8000, COPIES, 1024 * MIB)]
         + [(LARGE, size, COPIES, memory) for size in (1000, 2400) for memory in (0, 1024 * MIB)]
         + [(LARGE, 1000, COPIES, 256 * MIB)]
         + [(SMALL, size, ALL, 0) for size in (1000, 2400, 8000)]
         + [(SMALL, 1000, ALL, 256 * MIB), (MIDDLE, 1000, ALL, 0)])
STORES = [(SMALL, 1000), (SMALL, 2400), (SMALL, 8000)]


def key(run: dict) -> tuple:
    return run["what"], run["documents"], run["size"], run.get("stories"), run.get("memory"), run["threads"]


def measure(options, known: dict, of_stores: dict, about: dict, keep) -> None:
    """Makes the runs that are missing and writes the constants; `keep(results)` is called after each run."""
    results = about | {"runs": known.get("runs", []) if known.get("version") == about["version"] else []}
    done = {key(run) for run in results["runs"]}

    def add(run: dict) -> None:
        results["runs"].append(run)
        print(f"{run['what']} of {run['documents']:,} documents of {run['size']:,} bytes", flush=True)
        keep(results)

    for documents, size, relations, memory in SCANS:
        if ("scan", documents, size, relations == ALL, memory, options.threads) not in done:
            add(plan_runs.scan(options, documents, size, relations, memory, options.threads))
    for documents, size in STORES:
        if ("store", documents, size, None, None, options.threads) not in done:
            add(plan_runs.store(options, documents, size))
    results["random_read"] = plan_runs.random_read(plan_runs.collection(options.corpora, LARGE, 2400, options.threads))
    keep(results)
    CONSTANTS.write_text(plan_fit.source(plan_fit.constants(results, of_stores), results, of_stores), encoding="utf-8")
    print(f"{CONSTANTS.relative_to(ROOT)} is written; build again")


def planned(options, documents: int, mean_bytes: float, memory: int) -> dict:
    command = [options.copydesk, "plan", "--docs", documents, "--mean-bytes", round(mean_bytes), "--json", "--threads",
               options.threads, "--memory", memory]
    return json.loads(subprocess.run([str(part) for part in command], check=True, capture_output=True).stdout)


def rows_of_cost(what: str, plan: dict, run: dict, disk: int) -> list:
    rows = [(what, "s", plan["seconds"], run["undisturbed_seconds"]),
            (what, "processor s", plan["processor_seconds"], run["processor_seconds"]),
            (what, "memory, MB", plan["memory_bytes"] / 1e6, run["peak_bytes"] / 1e6),
            (what, "disk, MB", plan["disk_bytes"] / 1e6, disk / 1e6)]
    if plan["temporary_bytes"] or run["temporary_bytes"]:
        rows.append((what, "temporary, MB", plan["temporary_bytes"] / 1e6, run["temporary_bytes"] / 1e6))
    return rows


def rows_of_scan(options, run: dict) -> list:
    plan = planned(options, run["documents"], run["mean_bytes"], run["memory"])
    what = ("scan, all" if run["stories"] else "scan, copies") + (f", {run['memory'] >> 20} MiB" if run["memory"] else "")
    return rows_of_cost(what, plan["scan_stories" if run["stories"] else "scan_copies"], run, run["output_bytes"])


def rows_of_store(options, run: dict) -> list:
    plan = planned(options, run["documents"], run["mean_bytes"], 0)
    rows = rows_of_cost("add --bulk", plan["add_bulk"], run["bulk"], run["bulk"]["store_bytes"])
    rows += rows_of_cost("add", plan["add"], run["batches"], run["batches"]["store_bytes"])
    for name, size in plan["families"].items():
        names = plan_fit.RECORDS if name == "records" else (name,)
        rows.append(("store", f"{name}, MB", size / 1e6, plan_fit.family(run, *names) / 1e6))
    return rows


def compare(options, known: dict, about: dict, keep) -> None:
    """Plans of the sizes of --documents beside what is measured; `keep(results)` is called after each size."""
    compared = [one for one in known.get("compared", [])]
    for documents in options.documents:
        for size in options.bytes:
            memories = (0, max(256 * MIB, documents * 1000))
            rows = []
            for memory in memories:
                rows += rows_of_scan(options, plan_runs.scan(options, documents, size, COPIES, memory, options.threads))
            if not options.quick:
                rows += rows_of_scan(options, plan_runs.scan(options, documents, size, ALL, 0, options.threads))
            rows += rows_of_store(options, plan_runs.store(options, documents, size))
            one = {"documents": documents, "size": size, "rows": rows}
            compared = [old for old in compared if (old["documents"], old["size"]) != (documents, size)] + [one]
            keep(known | {"compared": compared, "compared_on": about})
            for what, unit, plan, measured in rows:
                print(f"{what:24} {unit:20} {plan:12,.1f} {measured:12,.1f} {100 * (plan / measured - 1) if measured else 0:+7.0f} %")
        if options.remove:
            for path in options.corpora.glob(f"plan-{documents}-*"):
                os.unlink(path)
