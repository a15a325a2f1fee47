"""Planted relations in the table: a corpus is made, and planted.py measures a scan of it. planted.py shows far more."""
import pathlib
import re
import subprocess
import sys
import tempfile

import metrics
import planted
import table
from product import Product, ROOT

DOCUMENTS = 20_000


def figure(share: planted.Share) -> metrics.Figure:
    """A share with its Wilson interval: what is planted is drawn anew for each pair."""
    return metrics.Figure(share.value, *share.interval(), f"{share.part} of {share.whole}")


def generate(folder: str, data: table.Data, documents: int) -> str:
    """Makes a corpus; what it was made of."""
    try:
        source = data.file("helsinki.jsonl.gz")
    except table.Absent:
        source = None  # the generator takes the samples
    subprocess.run([sys.executable, "-B", ROOT / "bench/corpus/generate.py", "-n", str(documents), "-o", folder,
                    *(("--from", source) if source else ())], check=True, stdout=subprocess.DEVNULL)
    return f"{documents} documents from {'helsinki' if source else 'the samples'}"


def measure(product: Product, data: table.Data, out: table.Table, documents: int = DOCUMENTS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        name = generate(folder, data, documents)
        corpus, _ = planted.scan(product.command, pathlib.Path(folder))
        figures = planted.measure(corpus)
        spans = [planted.span_shares(corpus, [pair]) for pair in corpus.truth if "span" in pair]
    for measured, share in figures["goals"].items():
        # As "a passage of 60 words in 1,000, any relation (0.99)"; some have no goal.
        found = re.fullmatch(r"(.*) \(([0-9.]+)\)", measured)
        if found is None:
            out.add("planted", name, measured, figure(share))
            continue
        goal = float(found.group(2))
        out.add("planted", name, found.group(1), figure(share), goal, at_most=goal < 0.5)
    for what in ("precision", "recall"):
        counts = {number: (pair[what].part, pair[what].whole) for number, pair in enumerate(spans)}
        out.add("planted", name, f"bytes of passages: {what}", metrics.of_sums(
            counts, metrics.ratio, f"{len(spans)} passages"))
    clusters = figures["clusters"]
    out.add("planted", name, "clusters of copies that mix texts", figure(
        planted.Share(clusters["mixed"], clusters["clusters"])))
