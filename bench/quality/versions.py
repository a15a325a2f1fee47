#!/usr/bin/env python3
"""Measures `equivalence`: pairs of news texts that readers judged to be versions of one text or not.

    COPYDESK_DATA=DIR bench/quality/versions.py [--copydesk COMMAND] [--list]

DIR holds webis-core.pairs.jsonl.gz. Prints precision, recall and F1 at 0.5 beside the best threshold that Jaccard could
have, and how right the probabilities are. --list shows the pairs on which copydesk and the readers differ. Needs Python
only.
"""
import sys

import metrics
import reprints
import table
from product import Product

SET = "webis-core"
EDGES = (0, 0.2, 0.4, 0.6, 0.8, 1.0)


def judged(product: Product, data: table.Data) -> list:
    """(bootstrap group, names of both texts, their pair, equivalence, relation), one a pair."""
    pairs = data.records("webis-core.pairs.jsonl.gz")
    records = [{"id": f"{number:04}{side}", "text": pair["text_" + side]}
               for number, pair in enumerate(pairs) for side in "ab"]
    scan = product.scan_records(records, "--unit", "document", "--model", "none")
    group = metrics.connected((pair["a"], pair["b"]) for pair in pairs)
    judgements = []
    for number, pair in enumerate(pairs):
        names = f"{number:04}a", f"{number:04}b"
        match = scan.matches.get(names, {})
        judgements.append((group[pair["a"]], names, pair, match.get("equivalence", 0), match.get("relation", "none")))
    return judgements


def measure(product: Product, data: table.Data, out: table.Table) -> None:
    pairs = judged(product, data)
    out.add_all("equivalence", SET, "equivalence >= 0.5", metrics.rates(
        (group, said >= 0.5, pair["label"] >= 1) for group, _, pair, said, _ in pairs), {"F1": 0.92})
    out.add_all("equivalence", SET, "exact or near", metrics.rates(
        (group, relation in ("exact", "near"), pair["label"] >= 1) for group, _, pair, _, relation in pairs))
    reprints.add_thresholds(out, "equivalence", SET, "one text",
                            [(group, *names, pair["label"] >= 1) for group, names, pair, *_ in pairs],
                            {name: pair["text_" + side] for _, names, pair, *_ in pairs
                             for name, side in zip(names, "ab")})
    bins, error = metrics.calibration([(group, said, pair["label"] >= 1) for group, _, pair, said, _ in pairs], EDGES)
    out.add_bins("equivalence", SET, bins, error)
    out.reliability("equivalence", "Equivalence: how right its probabilities are", {SET: bins})


def list_mistakes(product: Product, data: table.Data, out: table.Table) -> None:
    for _, _, pair, said, relation in judged(product, data):
        if (said >= 0.5) != (pair["label"] >= 1):
            out.show(f"  {pair['a']} {pair['b']} label {pair['label']} equivalence {said}, {relation}")


def main() -> int:
    parser = table.parser(__doc__)
    parser.add_argument("--list", action="store_true", help="show the pairs on which copydesk and the readers differ")
    options = parser.parse_args()
    measures = {"equivalence": measure} | ({"mistakes": list_mistakes} if options.list else {})
    return table.show(measures, options)


if __name__ == "__main__":
    sys.exit(main())
