"""The kernels, by copydesk-bench: bytes a second, and beside XXH3 and a plain read of the same run."""
import json
import subprocess

import processes

KINDS = {kind: number for number, kind in enumerate(("english", "news", "russian", "arabic", "chinese", "mixed"))}
BASES = {"xxh3": "memory/xxh3", "read": "memory/read"}


def parse_name(name: str) -> tuple:
    """(function, kind of text, bytes of a document) of `text/tokens/english/4096/min_time:0.500`."""
    parts = [part for part in name.split("/") if ":" not in part]
    if len(parts) >= 3 and parts[-1].isdigit():
        return "/".join(parts[:-2]), parts[-2], int(parts[-1])
    return "/".join(parts), "", None


def rows(benchmarks: list) -> list:
    """Medians where there are repetitions, or else the single runs; those of memory first, the rest by name."""
    medians = [one for one in benchmarks if one.get("aggregate_name") == "median"]
    out = []
    for one in medians or [one for one in benchmarks if one.get("run_type") == "iteration"]:
        if "bytes_per_second" not in one:
            continue
        function, kind, size = parse_name(one.get("run_name", one["name"]))
        out.append({"function": function, "kind": kind, "size": size, "bytes_per_second": one["bytes_per_second"],
                    "items_per_second": one.get("items_per_second")})
    for name, function in BASES.items():
        base = next((row["bytes_per_second"] for row in out if row["function"] == function), None)
        for row in out:
            row[f"of_{name}"] = row["bytes_per_second"] / base if base else None
    return sorted(out, key=lambda row: (row["function"] not in BASES.values(), row["function"],
                                        KINDS.get(row["kind"], len(KINDS)), row["kind"], row["size"] or 0))


def measure(command: str, repetitions: int, wanted: str) -> dict:
    """Runs them in turns, so that a slow moment is shared by all; `wanted` is a regular expression."""
    done = processes.run([command, f"--benchmark_filter=^memory/|{wanted}", "--benchmark_format=json",
                          f"--benchmark_repetitions={repetitions}", "--benchmark_enable_random_interleaving=true",
                          "--benchmark_report_aggregates_only=true"])
    if done.status:
        raise subprocess.CalledProcessError(done.status, command, stderr=done.error)
    said = json.loads(done.output)
    return {"repetitions": repetitions, "rows": rows(said["benchmarks"])}
