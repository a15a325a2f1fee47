"""How right a tool is: its pairs, its clusters and the documents that it calls duplicates, against brute force.

All documents are numbers. A measure is None where the tool does not give what it is of.
"""
import collections
import math


def clusters_of(pairs) -> list:
    """The connected parts of a graph, as sets of documents."""
    parent = {}

    def root(x):
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        parent[root(a)] = root(b)
    parts = collections.defaultdict(set)
    for x in list(parent):
        parts[root(x)].add(x)
    return list(parts.values())


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def of_sets(found: set, true: set) -> dict:
    both = len(found & true)
    return {"recall": share(both, len(true)), "precision": share(both, len(found)), "found": len(found),
            "true": len(true)}


def of_clusters(found: list, true: list) -> dict:
    """Pairs of documents that are in one cluster: how many are so in both, counted without listing them."""
    cluster = {document: number for number, members in enumerate(found) for document in members}
    together = collections.Counter((cluster[document], number) for number, members in enumerate(true)
                                   for document in members if document in cluster)
    both = sum(math.comb(count, 2) for count in together.values())
    sizes = [sum(math.comb(len(members), 2) for members in clusters) for clusters in (found, true)]
    return {"recall": share(both, sizes[1]), "precision": share(both, sizes[0]), "found": sizes[0], "true": sizes[1],
            "largest": max(map(len, found), default=0)}


def without(result: dict, left_out: frozenset) -> dict:
    kept = {}
    if "pairs" in result:
        kept["pairs"] = [pair for pair in result["pairs"] if left_out.isdisjoint(pair)]
    if "clusters" in result:
        kept["clusters"] = [[d for d in cluster if d not in left_out] for cluster in result["clusters"]]
    if "flags" in result:
        kept["flags"] = [d for d in result["flags"] if d not in left_out]
    return kept


def score(result: dict, truth: list, threshold: float, left_out: frozenset = frozenset()) -> dict:
    """`result` has `pairs`, or `clusters`, or `flags` (documents); `truth` is [i, j, Jaccard].

    Documents that are left out are taken out of the truth and of the result, as if no one had asked about them.
    """
    true_pairs = {(min(i, j), max(i, j)) for i, j, jaccard in truth if jaccard >= threshold}
    if left_out:
        true_pairs = {pair for pair in true_pairs if left_out.isdisjoint(pair)}
        result = without(result, left_out)
    true_clusters = clusters_of(true_pairs)
    pairs = {(min(a, b), max(a, b)) for a, b in result["pairs"]} if "pairs" in result else None
    clusters = result.get("clusters")
    if clusters is None and pairs is not None:
        clusters = clusters_of(pairs)
    documents = set(result["flags"]) if "flags" in result else {d for c in clusters for d in c if len(c) > 1}
    return {"pairs": None if pairs is None else of_sets(pairs, true_pairs),
            "clusters": None if clusters is None else of_clusters([set(c) for c in clusters], true_clusters),
            "documents": of_sets(documents, {d for pair in true_pairs for d in pair})}
