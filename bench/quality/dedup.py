#!/usr/bin/env python3
"""Dedup of a real collection, checked from outside: bytes, records, certificate, forged lines, kills and resumed runs.

    COPYDESK_DATA=DIR bench/quality/dedup.py [--copydesk COMMAND] [--input FILE.jsonl[.gz]] [--kills 20] [--seed 1]
                      [--option=OPTION ...]

Without --input: newsgroups.jsonl.gz of COPYDESK_DATA. Prints Markdown. What is checked, by this script and by
`copydesk dedup --verify`:
1. the output's lines are input lines, byte for byte, and those of the certificate are what is missing;
2. verification passes, and what it estimates to be missed;
3. a second run over the output removes nothing;
4. a certificate of which one line is forged fails, for each way of forging one;
5. a run over shards that is killed at random moments and resumed ends with the same bytes as one that is not.
Fails with status 1 when anything of that does not hold.
"""
import argparse
import gzip
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARDS = 16


def run(command: list, status: int = 0) -> tuple:
    began = time.monotonic()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != status:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done, time.monotonic() - began


def lines_of(path: pathlib.Path) -> list:
    opened = gzip.open(path, "rb") if path.suffix == ".gz" else open(path, "rb")
    with opened as file:
        return file.read().splitlines(keepends=True)


def forgeries(line: dict, other: dict):
    """Names of ways to forge a line, and the forged lines; `other` is another line of the certificate."""
    yield "removed id", line | {"removed": line["removed"] | {"document": other["removed"]["document"]}}
    yield "kept id", line | {"kept": line["kept"] | {"document": other["removed"]["document"]}}
    yield "kept record", line | {"kept": other["kept"]}
    yield "kept is removed", line | {"kept": other["removed"]}
    yield "place", line | {"removed": line["removed"] | {"offset": line["removed"]["offset"] + 1}}
    yield "length", line | {"removed": line["removed"] | {"length": line["removed"]["length"] + 1}}
    yield "relation", line | {"relation": "near" if line["relation"] == "exact" else "exact"}
    yield "score", line | {"score": line["score"] - 0.01}
    yield "reason", line | {"reason": "contamination"}


class Check:
    def __init__(self, options, folder: pathlib.Path):
        self.options, self.folder, self.failed = options, folder, []
        self.command = [options.copydesk, "dedup", *options.option]

    def holds(self, what: str, good: bool, figures: str = "") -> None:
        if not good:
            self.failed.append(what)
        print(f"| {what} | {'yes' if good else '**no**'} | {figures} |", flush=True)

    def whole_run(self) -> None:
        source = self.options.input
        clean, removed = self.folder / "clean.jsonl", self.folder / "removed.jsonl"
        done, seconds = run([*self.command, source, "-o", clean, "--removed", removed, "--json"])
        summary = json.loads(done.stdout)
        before, after = lines_of(source), lines_of(clean)
        certificate = [json.loads(line) for line in lines_of(removed)]
        gone = {line["removed"]["line"] for line in certificate}
        self.holds("kept lines are the input's, byte for byte, in its order",
                   after == [line for i, line in enumerate(before, 1) if i not in gone],
                   f"{len(before):,} records, {len(after):,} kept, {len(certificate):,} removed "
                   f"({', '.join(f'{count:,} {name}' for name, count in summary['relations'].items())}); "
                   f"{seconds:.1f} s, {summary['bytes_in'] / seconds / 1e6:.0f} MB/s")
        self.holds("bytes in = kept + removed", summary["bytes_in"] == sum(map(len, before)) and
                   summary["bytes_in"] == summary["bytes_kept"] + summary["bytes_removed"] and
                   summary["bytes_kept"] == sum(map(len, after)),
                   f"{summary['bytes_in']:,} = {summary['bytes_kept']:,} + {summary['bytes_removed']:,}")
        verify = [*self.command, "--verify", source, "-o", clean, "--removed", removed]
        done, seconds = run([*verify, "--json"])
        report = json.loads(done.stdout)
        low, high = report["missed_interval"]
        self.holds("--verify passes", report["problem_count"] == 0,
                   f"{seconds:.1f} s; missed: {report['missed']} of {report['sampled']} sampled records, "
                   f"{100 * low:.2f} to {100 * high:.2f} %")
        again = self.folder / "again.jsonl"
        done, _ = run([*self.command, clean, "-o", again, "--json"])
        self.holds("a second run removes nothing", json.loads(done.stdout)["removed"] == 0 and lines_of(again) == after)
        source_of_chance = random.Random(self.options.seed)
        for kind in range(len(list(forgeries(certificate[0], certificate[1])))):
            place, other = source_of_chance.sample(range(len(certificate)), 2)
            name, forged = list(forgeries(certificate[place], certificate[other]))[kind]
            lines = [*certificate[:place], forged, *certificate[place + 1:]]
            (self.folder / "forged.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
            done = subprocess.run([*map(str, verify[:-1]), str(self.folder / "forged.jsonl"), "--sample", "0"],
                                  capture_output=True, text=True, check=False)
            self.holds(f"a forged line fails: {name}", done.returncode == 1,
                       done.stderr.strip().rpartition("the first: ")[2].replace("|", "/").replace(str(self.folder) + "/", "")[:120])

    def killed_runs(self) -> None:
        shards = self.folder / "shards"
        shards.mkdir()
        before = lines_of(self.options.input)
        step = len(before) // SHARDS + 1
        for i in range(SHARDS):
            with gzip.open(shards / f"{i:02}.jsonl.gz", "wb", compresslevel=1) as file:
                file.writelines(before[i * step:(i + 1) * step])
        whole, _ = self.folder / "whole", run([*self.command, "-q", shards, "-o", self.folder / "whole", "--removed",
                                              self.folder / "whole.jsonl"])
        _, lasts = run([*self.command, "-q", shards, "-o", self.folder / "timed", "--resume"])
        command = [*self.command, "-q", shards, "-o", self.folder / "out", "--removed", self.folder / "out.jsonl", "--resume"]
        chance = random.Random(self.options.seed)
        kills = {"reading": 0, "deciding": 0, "writing": 0}
        finished = 0
        while sum(kills.values()) < self.options.kills:
            process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.communicate(timeout=chance.uniform(0.05, 1.0) * lasts)
                finished += 1
                self.holds_equal(whole)
                for name in ("out", "out.jsonl"):
                    subprocess.run(["rm", "-rf", str(self.folder / name)], check=True)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                state = self.folder / "out.resume"
                decided = (state / "removed.jsonl").exists()
                read = (state / "read").exists() and len((state / "read").read_text().splitlines()) == SHARDS
                kills["writing" if decided else "deciding" if read else "reading"] += 1
        run(command)
        finished += 1
        self.holds_equal(whole)
        self.holds("killed runs end with the same bytes", True,
                   f"{sum(kills.values())} kills ({', '.join(f'{count} while {name}' for name, count in kills.items())}), "
                   f"{finished} runs that ended")

    def holds_equal(self, whole: pathlib.Path) -> None:
        same = all(lines_of(path) == lines_of(self.folder / "out" / path.name) for path in whole.iterdir())
        same = same and (self.folder / "whole.jsonl").read_bytes() == (self.folder / "out.jsonl").read_bytes()
        left = [path.name for path in self.folder.iterdir() if ".part" in path.name or path.name == "out.resume"]
        if not same or left:
            self.holds("a resumed run ends with the same bytes", False, ", ".join(left))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copydesk", default=str(ROOT / "build/release/copydesk"))
    parser.add_argument("--input", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--option", action="append", default=[], help="passed on to each run")
    options = parser.parse_args()
    if options.input is None:
        if "COPYDESK_DATA" not in os.environ:
            sys.exit("dedup.py: set COPYDESK_DATA to the folder of collections, or name an --input")
        options.input = pathlib.Path(os.environ["COPYDESK_DATA"]) / "newsgroups.jsonl.gz"
    with tempfile.TemporaryDirectory(prefix="copydesk-dedup-") as folder:
        print("| what | holds | figures |\n| --- | --- | --- |")
        check = Check(options, pathlib.Path(folder))
        try:
            check.whole_run()
            check.killed_runs()
        except (OSError, RuntimeError) as error:
            sys.exit(f"dedup.py: {error}")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
