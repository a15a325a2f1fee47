#!/usr/bin/env python3
"""Exact Jaccard by brute force: all pairs of documents whose sets of 5-word shingles are alike enough.

    bench/peers/truth.py RECORDS.jsonl FOLDER [--at-least 0.5]

Words are runs of letters, digits and underscores of the lower-cased text; a shingle is the first 64 bits of the BLAKE2b
hash of five of them (of a shorter text, of all it has). Writes to FOLDER
* hashes.u64 and offsets.u64: the shingles of all documents in their order, with repeats, and where each document begins,
  as little-endian 64-bit numbers: what a peer gets that takes hashes.
* pairs.json: [i, j, Jaccard] for each pair of at least --at-least, by the numbers of the documents in the file.

All pairs are found, not those that some index brings together: the shingles of each document are put in one order,
the rare ones first, and of two sets with Jaccard t one of the first n - ceil(t n) + 1 shingles is in both (prefix
filtering, Chaudhuri et al. 2006; Bayardo et al. 2007). Every pair that shares one is counted through. Python only.
"""
import argparse
import array
import collections
import hashlib
import json
import math
import pathlib
import re
import sys

SHINGLE = 5
WORD = re.compile(r"\w+")
MOST_BITS = 26  # of the table that counts in how many documents a hash is


def words(text: str) -> list:
    return WORD.findall(text.lower())


def shingles(text: str) -> list:
    """The shingles of a text as strings; one that is shorter is one shingle, and one without a word has none."""
    found = words(text)
    if not found:
        return []
    return [" ".join(found[i:i + SHINGLE]) for i in range(max(1, len(found) - SHINGLE + 1))]


def hashed(text: str) -> array.array:
    blake = hashlib.blake2b
    return array.array("Q", (int.from_bytes(blake(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(),
                                            "little") for shingle in shingles(text)))


def similar_pairs(documents: list, at_least: float):
    """Yields (i, j, Jaccard), i < j, for all pairs of these collections of hashes that are at least so alike."""
    sets = [array.array("Q", set(document)) for document in documents]
    # In how many documents a hash is, at most: hashes may share a place, for any one order of them all will do.
    bits = min(MOST_BITS, sum(map(len, sets)).bit_length() + 1)
    mask = (1 << bits) - 1
    frequency = array.array("I", bytes(4 << bits))
    for members in sets:
        for member in members:
            frequency[member & mask] += 1
    index = collections.defaultdict(list)
    for number, members in enumerate(sets):
        size = len(members)
        if not size:
            continue
        prefix = size - math.ceil(at_least * size - 1e-9) + 1
        first = sorted(members, key=lambda member: (frequency[member & mask], member))[:prefix]
        shared = [member for member in first if frequency[member & mask] > 1]
        own = set(members)
        candidates = {other for member in shared for other in index.get(member, ())}
        for other in sorted(candidates):
            smaller = len(sets[other])
            if min(size, smaller) < at_least * max(size, smaller) - 1e-9:
                continue
            both = len(own.intersection(sets[other]))
            jaccard = both / (size + smaller - both)
            if jaccard >= at_least:
                yield other, number, jaccard
        for member in shared:
            index[member].append(number)


def write_numbers(path: pathlib.Path, numbers: array.array) -> None:
    if sys.byteorder == "big":
        numbers.byteswap()
    with open(path, "wb") as file:
        numbers.tofile(file)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("records", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--at-least", type=float, default=0.5)
    options = parser.parse_args()
    with open(options.records, encoding="utf-8") as lines:
        documents = [hashed(json.loads(line)["text"]) for line in lines]
    options.folder.mkdir(parents=True, exist_ok=True)
    flat, offsets = array.array("Q"), array.array("Q", [0])
    for document in documents:
        flat.extend(document)
        offsets.append(len(flat))
    write_numbers(options.folder / "hashes.u64", flat)
    write_numbers(options.folder / "offsets.u64", offsets)
    del flat
    pairs = [[i, j, round(jaccard, 6)] for i, j, jaccard in similar_pairs(documents, options.at_least)]
    (options.folder / "pairs.json").write_text(json.dumps(sorted(pairs)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
