#!/usr/bin/env python3
"""Runs one peer once and writes what it found; compare.py calls this in the environment of the peers.

    build/peers/bin/python bench/peers/run_peer.py PEER tokens|text|whole RECORDS.jsonl TRUTH_FOLDER WORK_FOLDER RESULT.json
                                                   [--threads N]

The seconds are those of the calls, by stage; starting Python, importing the peer and reading texts for `text` are not in
them. Of signatures the result has how right their estimates of Jaccard are, on the pairs of truth.py.
"""
import argparse
import json
import pathlib
import sys

sys.dont_write_bytecode = True
import adapters


def estimates(matrix, pairs: list, threshold: float) -> dict:
    import numpy
    matrix = numpy.asarray(matrix)
    if not pairs:
        return {}
    a, b, true = (numpy.array(column) for column in zip(*pairs))
    estimated = numpy.concatenate([(matrix[a[i:i + 65536]] == matrix[b[i:i + 65536]]).mean(axis=1)
                                   for i in range(0, len(a), 65536)])
    said, right = estimated >= threshold, true >= threshold
    both = int((said & right).sum())
    return {"mean_error": float(numpy.abs(estimated - true).mean()), "pairs": len(pairs),
            "recall": both / max(1, int(right.sum())), "precision": both / max(1, int(said.sum()))}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("peer", choices=tuple(adapters.PEERS))
    parser.add_argument("mode", choices=("tokens", "text", "whole"))
    parser.add_argument("records", type=pathlib.Path)
    parser.add_argument("truth", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    clock = adapters.Clock()
    peer = adapters.PEERS[options.peer](options.threads, options.work, clock)
    if getattr(peer, options.mode, None) is None:
        options.result.write_text(json.dumps({"absent": True}))
        return 0
    if options.mode == "whole":
        result = peer.whole(options.records)
    else:
        if options.mode == "tokens":
            import numpy
            matrix = peer.tokens(numpy.fromfile(options.truth / "hashes.u64", dtype="<u8"),
                                 numpy.fromfile(options.truth / "offsets.u64", dtype="<u8"))
        else:
            matrix = peer.text(adapters.read_texts(options.records))
        result = {"estimates": estimates(matrix, json.loads((options.truth / "pairs.json").read_text()),
                                         adapters.THRESHOLD)}
    options.result.write_text(json.dumps(result | {"stages": clock.stages, "seconds": sum(clock.stages.values())}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
