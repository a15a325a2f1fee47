#!/usr/bin/env python3
"""Measures the stories that copydesk finds: same_story of pairs, and the clusters made of them.

    COPYDESK_DATA=DIR bench/quality/stories.py [--copydesk COMMAND] [--set NAME] [--list] [--sample N --seed S]

Sets: ecbplus (DIR/ecbplus-dev.jsonl.gz, labelled by event; `story`), helsinki (DIR/helsinki.jsonl.gz, no labels: the
largest stories, and with --sample pairs of two outlets side by side, for reading), samples (samples/news with its truth;
needs no DIR; --list shows mistakes). Stories among the blocks of pages: pages.py, homepages.py. Needs Python only.
"""
import collections
import functools
import itertools
import math
import random
import re
import sys

import metrics
import table
from product import Product, ROOT, STORY
from reprints import NO_TIMES

EDGES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
PRECISION = 0.95
SAMPLES = ROOT / "samples/news"


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


def add_pairs(out: table.Table, collection: str, what: str, scores: dict, truth: set, group, goals: dict = {},
              probabilities: bool = True) -> metrics.Ranking:
    """Rows of the pairs, of probabilities also at 0.5; group(pair) is the bootstrap group of a pair."""
    pairs = set(scores) | truth
    ranking = metrics.Ranking([(group(pair), score, pair in truth) for pair, score in sorted(scores.items())],
                              collections.Counter(group(pair) for pair in truth - set(scores)))
    if probabilities:
        out.add_all("stories", collection, f"{what}, same_story >= {STORY}", metrics.rates(
            (group(pair), scores.get(pair, 0) >= STORY, pair in truth) for pair in pairs), goals)
    out.add("stories", collection, f"{what}: recall at precision {PRECISION}", ranking.recall_at(PRECISION),
            goals.get("recall at precision"))
    out.add("stories", collection, f"{what}: best F1 of any threshold", ranking.best_f1())
    return ranking


def ecbplus(product: Product, data: table.Data, out: table.Table) -> None:
    name = "ecbplus-dev"
    collection = data.file("ecbplus-dev.jsonl.gz")
    records = data.records(collection.name)
    label = {record["id"]: record["story"] for record in records}
    topic = {record["id"]: record["topic"] for record in records}
    truth = {(a, b) for a, b in itertools.combinations(sorted(label), 2) if label[a] == label[b]}
    charted = {}
    for model in ("learn", "none"):
        scan = product.scan(collection, "--model", model)
        scores = {pair: score for pair, score in scan.score.items() if score >= EDGES[0]}
        what = "pairs" if model == "learn" else "pairs without a learned model"
        # Pairs are drawn by the topic of their first text: an event's pairs rise and fall together.
        ranking = add_pairs(out, name, what, scores, truth, lambda pair: topic[pair[0]],
                            {"F1": 0.90, "recall at precision": 0.72} if model == "learn" else {})
        charted[what] = ranking
        if model == "none":
            continue
        out.add_all("clusters", f"{name}, stories", "", metrics.clusterings(label, scan.groups, topic),
                    {"B-cubed F1": 0.93})
        bins, error = metrics.calibration(
            [(topic[pair[0]], score, pair in truth) for pair, score in sorted(scores.items())], EDGES)
        out.add_bins("stories", name, bins, error)
        out.reliability("stories-reliability", "Same story: how right its probabilities are", {name: bins})
    charted["plain TF·IDF cosine"] = add_pairs(out, name, "pairs by a plain TF·IDF cosine", cosine_baseline(records),
                                               truth, lambda pair: topic[pair[0]], probabilities=False)
    out.curves("stories-ranking", f"Pairs of one event among {len(records)} news texts", "recall", "precision",
               {what: curve_of(ranking) for what, ranking in charted.items()})


def curve_of(ranking: metrics.Ranking) -> tuple:
    """Recalls and precisions of a ranking, half a hundredth of recall apart or more."""
    recalls, precisions = [], []
    for _, precision, recall in ranking.curve():
        if recall >= 0.02 and (not recalls or recall - recalls[-1] >= 0.005):
            recalls.append(recall)
            precisions.append(precision)
    return recalls, precisions


def sample_truth() -> tuple:
    """Pairs of one story, and pairs with an article that is about several."""
    rows = table.read_records(SAMPLES / "truth.jsonl")
    return ({(row["a"], row["b"]) for row in rows if row.get("same_story")},
            {(row["a"], row["b"]) for row in rows if "same_story" not in row})


def sample_scores(product: Product) -> tuple:
    truth, several = sample_truth()
    scan = product.scan(SAMPLES / "articles.jsonl")
    return scan, {pair: score for pair, score in scan.score.items() if pair not in several}, truth


def samples(product: Product, data: table.Data, out: table.Table) -> None:
    scan, scores, truth = sample_scores(product)
    event = metrics.connected(truth)
    add_pairs(out, "samples/news", "pairs", scores, truth, lambda pair: event.get(pair[0], pair[0]))
    several = {name for pair in sample_truth()[1] for name in pair} - set(event)
    articles = [record["id"] for record in table.read_records(SAMPLES / "articles.jsonl")]
    label = {name: event.get(name, name) for name in articles if name not in several}
    out.add_all("clusters", "samples/news, stories", "", metrics.clusterings(label, scan.groups, label))


def list_samples(product: Product, data: table.Data, out: table.Table) -> None:
    _, scores, truth = sample_scores(product)
    for pair in sorted(set(scores) | truth):
        if (scores.get(pair, 0) >= STORY) != (pair in truth):
            out.show(f"  {'missed' if pair in truth else 'wrong '} {pair[0]} {pair[1]} {scores.get(pair, 0):.2f}")


def helsinki(product: Product, data: table.Data, out: table.Table) -> None:
    scan = product.scan(data.file("helsinki.jsonl.gz"), *NO_TIMES)
    copies = [pair for pair, match in scan.matches.items() if match["relation"] in ("exact", "near")]
    group = metrics.connected(copies)
    out.add("stories", "helsinki", "exact and near pairs that tell one story", metrics.share(
        (group[pair[0]], scan.score.get(pair, 0) >= STORY) for pair in copies))


def show_helsinki(product: Product, data: table.Data, out: table.Table, sample: int, seed: int) -> None:
    """The largest stories, and pairs to read."""
    records = {record["id"]: record for record in data.records("helsinki.jsonl.gz")}
    scan = product.scan(data.file("helsinki.jsonl.gz"), *NO_TIMES)

    def first_words(name, length):
        return " ".join((records[name].get("title") or records[name]["text"]).split())[:length]

    for members, cluster in sorted(zip(scan.stories, scan.story_clusters), key=lambda story: -len(story[0]))[:10]:
        terms = " ".join(word for word, _ in cluster["terms"][:6])
        out.show(f"{len(members):>5}  {first_words(members[0], 70)}  [{terms}]")
    pairs = sorted(pair for pair, score in scan.score.items()
                   if score >= STORY and scan.matches[pair]["relation"] == "none"
                   and records[pair[0]]["source"] != records[pair[1]]["source"])
    out.show(f"{len(pairs)} pairs of two outlets without a text relation")
    for pair in random.Random(seed).sample(pairs, min(sample, len(pairs))):
        out.show(f"{scan.score[pair]:.2f}")
        for name in pair:
            out.show(f"  {name:<6} {records[name]['source']:<24.24} {first_words(name, 110)}")


MEASURES = {"ecbplus": ecbplus, "samples": samples, "helsinki": helsinki}


def main() -> int:
    parser = table.parser(__doc__)
    parser.add_argument("--set", choices=tuple(MEASURES), action="append")
    parser.add_argument("--list", action="store_true", help="show the mistakes in samples/news")
    parser.add_argument("--sample", type=int, default=0, help="pairs of helsinki to print, after its largest stories")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    names = options.set or MEASURES
    measures = {name: MEASURES[name] for name in names}
    if options.list and "samples" in names:
        measures["mistakes in samples/news"] = list_samples
    if options.sample and "helsinki" in names:
        measures["stories of helsinki"] = functools.partial(show_helsinki, sample=options.sample, seed=options.seed)
    return table.show(measures, options)


if __name__ == "__main__":
    sys.exit(main())
