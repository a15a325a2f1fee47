#!/usr/bin/env python3
"""Measures the stories that `copydesk scan` finds: same_story of pairs, and the clusters made of them.

    COPYDESK_DATA=DIR bench/quality/stories.py [--copydesk build/release/copydesk] [--set NAME] [--sample N --seed S]

Sets: ecbplus (DIR/ecbplus-dev.jsonl.gz, labelled by event; `story`), helsinki (DIR/helsinki.jsonl.gz, no labels: the
largest stories, and with --sample pairs of two outlets side by side, for reading), samples (samples/news with its
truth; needs no DIR). Prints one figure a line. Needs Python only.
"""
import argparse
import collections
import gzip
import itertools
import json
import math
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)


class Scan:
    """What a scan found: scores of pairs by their ids, ascending; story clusters as lists of ids; the summary."""

    def __init__(self, copydesk: str, collection: pathlib.Path, *options: str):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([copydesk, "scan", str(collection), "-q", "-o", folder, "--force", *options], check=True)
            self.matches = {}
            for match in read_lines(f"{folder}/matches.jsonl"):
                pair = match["a"]["document"], match["b"]["document"]
                if pair[0] != pair[1]:
                    self.matches[pair] = match
            clusters = list(read_lines(f"{folder}/clusters.jsonl"))
            with open(f"{folder}/summary.json", encoding="utf-8") as summary:
                self.summary = json.load(summary)
        self.score = {pair: match["same_story"] for pair, match in self.matches.items() if "same_story" in match}
        duplicates = {c["cluster"]: [m["document"] for m in c["members"]] for c in clusters if c["kind"] == "duplicate"}
        self.stories = []
        self.terms = []
        told = set()
        for cluster in clusters:
            if cluster["kind"] != "story":
                continue
            members = []
            for member in cluster["members"]:
                told.add(member.get("cluster"))
                members += duplicates[member["cluster"]] if "cluster" in member else [member["document"]]
            self.stories.append(members)
            self.terms.append([word for word, _ in cluster["terms"]])
        # A duplicate cluster that is in no story is told by its members.
        self.groups = self.stories + [members for name, members in duplicates.items() if name not in told]


def read_lines(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line in lines]


def figure(name: str, value: float, note: str = "") -> None:
    print(f"{name:<58} {value:.4f} {note}".rstrip())


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def at_threshold(scores: dict, truth: set, threshold: float):
    """Precision and recall of the pairs scored at least so much."""
    found = [pair for pair, score in scores.items() if score >= threshold]
    right = sum(pair in truth for pair in found)
    return right / len(found) if found else 0.0, right / len(truth)


def recall_at(scores: dict, truth: set, precision: float) -> float:
    """The largest recall at which precision is at least so much."""
    best = right = count = 0
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    for score, group in itertools.groupby(ordered, key=lambda item: item[1]):
        for pair, _ in group:
            count += 1
            right += pair in truth
        if right / count >= precision:
            best = right
    return best / len(truth)


def best_f1(scores: dict, truth: set):
    best = 0.0, 0.0
    right = count = 0
    for score, group in itertools.groupby(sorted(scores.items(), key=lambda item: -item[1]), key=lambda item: item[1]):
        for pair, _ in group:
            count += 1
            right += pair in truth
        best = max(best, (f1(right / count, right / len(truth)), score))
    return best


def cosine_baseline(records: list) -> dict:
    """TF-IDF cosine of lower-cased words, frequencies from the collection itself."""
    counts = {r["id"]: collections.Counter(re.findall(r"\w+", r["text"].lower())) for r in records}
    frequency = collections.Counter(word for words in counts.values() for word in words)
    vectors = {}
    for name, words in counts.items():
        weights = {w: (1 + math.log(n)) * math.log(len(records) / frequency[w]) for w, n in words.items()}
        norm = math.sqrt(sum(x * x for x in weights.values())) or 1.0
        vectors[name] = {w: x / norm for w, x in weights.items()}
    scores = {}
    for a, b in itertools.combinations(sorted(vectors), 2):
        short, long = sorted((vectors[a], vectors[b]), key=len)
        scores[a, b] = sum(x * long[w] for w, x in short.items() if w in long)
    return scores


def b_cubed(groups: list, label: dict):
    """Precision and recall over all labelled items; items in no group are groups of one."""
    group_of = {name: i for i, members in enumerate(groups) for name in members if name in label}
    members = collections.defaultdict(set)
    for name in label:
        members[group_of.get(name, name)].add(name)
    sizes = collections.Counter(label.values())
    precision = recall = 0.0
    for name in label:
        group = members[group_of.get(name, name)]
        same = sum(label[other] == label[name] for other in group)
        precision += same / len(group)
        recall += same / sizes[label[name]]
    return precision / len(label), recall / len(label)


def reliability(scores: dict, truth: set) -> None:
    print(f"{'score':>12} {'mean':>8} {'true':>8} {'pairs':>8}")
    error = 0.0
    for low, high in zip(BINS, BINS[1:]):
        inside = [(score, pair in truth) for pair, score in scores.items() if low <= score < high]
        if not inside:
            continue
        mean = sum(score for score, _ in inside) / len(inside)
        true = sum(right for _, right in inside) / len(inside)
        error += abs(mean - true) * len(inside) / max(len(scores), 1)
        print(f"{low:>5.1f}-{min(high, 1):<5.1f}  {mean:>8.3f} {true:>8.3f} {len(inside):>8}")
    figure("expected calibration error of the pairs given", error)


def print_run(scan: Scan) -> None:
    summary = scan.summary
    print("seconds: " + ", ".join(f"{name} {value:.2f}" for name, value in summary["seconds"].items()))
    print(f"story candidates: {summary['story_candidates'] / max(summary['documents'], 1):.1f} a document; stop terms "
          f"{summary['stop_terms']}, bounded {summary['bounded_stories']}; stories {summary['stories']} with "
          f"{summary['story_blocks']} texts; model {summary['model']['name']}")


def ecbplus(arguments) -> None:
    print("== ecbplus")
    collection = data_folder() / "ecbplus-dev.jsonl.gz"
    records = read_lines(collection)
    label = {r["id"]: r["story"] for r in records}
    truth = {(a, b) for a, b in itertools.combinations(sorted(label), 2) if label[a] == label[b]}
    print(f"{len(records)} texts, {len(truth)} true pairs")
    for model in ("learn", "none"):
        scan = Scan(arguments.copydesk, collection, "--model", model, *arguments.option)
        print(f"-- model {model}")
        print_run(scan)
        scores = {pair: score for pair, score in scan.score.items() if score >= 0.2}
        precision, recall = at_threshold(scores, truth, 0.5)
        figure("pairs at 0.5: precision", precision)
        figure("pairs at 0.5: recall", recall)
        figure("pairs at 0.5: F1", f1(precision, recall))
        best, threshold = best_f1(scores, truth)
        figure("pairs: best F1", best, f"at {threshold:.3f}")
        figure("pairs: recall at precision 0.95", recall_at(scores, truth, 0.95))
        figure("pairs given at all (0.2): recall", at_threshold(scores, truth, 0.2)[1])
        precision, recall = b_cubed(scan.groups, label)
        figure("clusters: B-cubed precision", precision)
        figure("clusters: B-cubed recall", recall)
        figure("clusters: B-cubed F1", f1(precision, recall))
        reliability(scores, truth)
    print("-- plain TF-IDF cosine")
    scores = cosine_baseline(records)
    best, threshold = best_f1(scores, truth)
    figure("pairs: best F1", best, f"at {threshold:.3f}")
    figure("pairs: recall at precision 0.95", recall_at(scores, truth, 0.95))


def first_words(record: dict, length: int) -> str:
    title = record.get("title") or record["text"]
    return " ".join(title.split())[:length]


def helsinki(arguments) -> None:
    print("== helsinki")
    collection = data_folder() / "helsinki.jsonl.gz"
    records = {r["id"]: r for r in read_lines(collection)}
    scan = Scan(arguments.copydesk, collection, "--published-field", "none", "--seen-field", "published",
                *arguments.option)
    print_run(scan)
    text = [pair for pair, match in scan.matches.items() if match["relation"] in ("exact", "near")]
    told = [pair for pair in text if scan.score.get(pair, 0) >= 0.5]
    figure("exact and near pairs that tell one story", len(told) / max(len(text), 1), f"{len(told)} of {len(text)}")
    order = sorted(range(len(scan.stories)), key=lambda i: -len(scan.stories[i]))
    for i in order[:10]:
        print(f"{len(scan.stories[i]):>5}  {first_words(records[scan.stories[i][0]], 70)}  [{' '.join(scan.terms[i][:6])}]")
    if arguments.sample:
        pairs = sorted(pair for pair, score in scan.score.items()
                       if score >= 0.5 and scan.matches[pair]["relation"] == "none"
                       and records[pair[0]]["source"] != records[pair[1]]["source"])
        print(f"-- {arguments.sample} of {len(pairs)} pairs without a text relation, across outlets, at 0.5 and above")
        for a, b in random.Random(arguments.seed).sample(pairs, min(arguments.sample, len(pairs))):
            print(f"{scan.score[a, b]:.2f}")
            for name in (a, b):
                print(f"  {name:<6} {records[name]['source']:<24.24} {first_words(records[name], 110)}")


def samples(arguments) -> None:
    print("== samples/news")
    folder = ROOT / "samples/news"
    truth = set()
    several = set()
    for pair in read_lines(folder / "truth.jsonl"):
        if "same_story" not in pair:
            several.add((pair["a"], pair["b"]))  # of the daily brief, which is about several
        elif pair["same_story"]:
            truth.add((pair["a"], pair["b"]))
    scan = Scan(arguments.copydesk, folder / "articles.jsonl", *arguments.option)
    print_run(scan)
    scores = {pair: score for pair, score in scan.score.items() if pair not in several}
    precision, recall = at_threshold(scores, truth, 0.5)
    figure("pairs at 0.5: precision", precision)
    figure("pairs at 0.5: recall", recall)
    for pair in sorted(truth):
        if scores.get(pair, 0) < 0.5:
            print(f"  missed {pair[0]} {pair[1]} {scores.get(pair, 0):.2f}")
    for pair, score in sorted(scores.items()):
        if score >= 0.5 and pair not in truth:
            print(f"  wrong  {pair[0]} {pair[1]} {score:.2f}")


def data_folder() -> pathlib.Path:
    if "COPYDESK_DATA" not in os.environ:
        sys.exit("COPYDESK_DATA is not set: it names the folder with the collections")
    return pathlib.Path(os.environ["COPYDESK_DATA"])


def main() -> int:
    sets = {"samples": samples, "ecbplus": ecbplus, "helsinki": helsinki}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copydesk", default=str(ROOT / "build/release/copydesk"))
    parser.add_argument("--set", choices=tuple(sets), action="append")
    parser.add_argument("--sample", type=int, default=0, help="pairs of helsinki to print")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--option", action="append", default=[], help="passed on to scan, for example --option=--window=none")
    arguments = parser.parse_args()
    for name in arguments.set or sets:
        sets[name](arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
