#!/usr/bin/env python3
"""Measures `equivalence`: pairs of news texts that readers judged to be versions of one text or not.

    COPYDESK_DATA=DIR bench/quality/versions.py [--copydesk build/release/copydesk] [--list]

DIR holds webis-core.pairs.jsonl.gz. Prints precision, recall and F1 at 0.5 with 95 % bootstrap intervals over the pairs
(2,000 samples, seed 1), beside the best threshold that Jaccard could have, and how right the probabilities are. Needs
Python only.
"""
import argparse
import gzip
import json
import os
import pathlib
import random
import subprocess
import tempfile


def compare(copydesk: str, pairs: list) -> list:
    """The match of each pair, None where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        texts = pathlib.Path(folder, "texts.jsonl")
        with texts.open("w", encoding="utf-8") as out:
            for number, pair in enumerate(pairs):
                for side in "ab":
                    out.write(json.dumps({"id": f"{number:04}{side}", "text": pair["text_" + side]}) + "\n")
        lines = subprocess.run([copydesk, "scan", "-q", "--unit", "document", "--model", "none", "--json", "matches",
                                str(texts)], check=True, capture_output=True, text=True).stdout.splitlines()
    matches = {(match["a"]["document"], match["b"]["document"]): match for match in map(json.loads, lines)}
    return [matches.get((f"{number:04}a", f"{number:04}b")) for number in range(len(pairs))]


def rates(said: list, true: list):
    """Precision, recall and F1; 0 where nothing was said or nothing is true."""
    right = sum(s and t for s, t in zip(said, true))
    return (right / max(sum(said), 1), right / max(sum(true), 1), 2 * right / max(sum(said) + sum(true), 1))


def interval(said: list, true: list, figure: int, samples: int = 2000):
    """The middle 95 % of a figure of `rates` over samples of the pairs with replacement."""
    chance = random.Random(1)
    values = []
    for _ in range(samples):
        picked = [chance.randrange(len(said)) for _ in said]
        values.append(rates([said[i] for i in picked], [true[i] for i in picked])[figure])
    values.sort()
    return values[samples // 40], values[-samples // 40]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copydesk", default="build/release/copydesk")
    parser.add_argument("--list", action="store_true", help="show the pairs on which copydesk and the readers differ")
    arguments = parser.parse_args()
    data = os.environ.get("COPYDESK_DATA")
    path = pathlib.Path(data or "", "webis-core.pairs.jsonl.gz")
    if not data or not path.exists():
        raise SystemExit("set COPYDESK_DATA to the folder that holds webis-core.pairs.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    true = [pair["label"] >= 1 for pair in pairs]
    matches = compare(arguments.copydesk, pairs)
    probability = [match.get("equivalence", 0) if match else 0 for match in matches]
    said = [value >= 0.5 for value in probability]
    print(f"{len(pairs)} pairs, {sum(true)} of them versions of one text")
    for number, (name, value) in enumerate(zip(("precision", "recall", "F1"), rates(said, true))):
        low, high = interval(said, true, number)
        print(f"equivalence >= 0.5: {name:<9} {value:.3f}  [{low:.3f}, {high:.3f}]")
    jaccard = [match["jaccard"] if match else 0 for match in matches]
    best = max((rates([value >= limit for value in jaccard], true)[2], limit) for limit in sorted(set(jaccard)))
    print(f"best threshold on Jaccard, chosen on these pairs ({best[1]:.2f}): F1 {best[0]:.3f}")
    near = [match is not None and match["relation"] in ("exact", "near") for match in matches]
    print(f"exact or near: F1 {rates(near, true)[2]:.3f}")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [t for p, t in zip(probability, true) if low <= p < low + 0.2 or (low == 0.8 and p == 1)]
        if inside:
            print(f"said {low:.1f} to {low + 0.2:.1f}: {len(inside):>3} pairs, {sum(inside) / len(inside):.2f} of them true")
    if arguments.list:
        for pair, value, answer, label in zip(pairs, probability, said, true):
            if answer != label:
                print(f"  {pair['a']} {pair['b']} label {pair['label']} equivalence {value}")


if __name__ == "__main__":
    main()
