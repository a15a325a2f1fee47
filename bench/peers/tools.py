"""The tools that are compared: where they come from, and how each is set."""
import dataclasses

BANDED = "256 hashes, 32 bands of 8"
OURS = "words of truth.py"


@dataclasses.dataclass(frozen=True)
class Tool:
    packages: tuple  # to install; the first is the peer
    setting: str
    words: str
    gives: str
    samples: bool = False  # it looks at a part of its input only


TOOLS = {
    "copydesk": Tool((), "scan --unit document --relations exact,near --evidence none; 256 bins, 42 bands of 6 and "
                         "fingerprints; pairs are those whose verified Jaccard is at least the threshold", "its own",
                     "verified pairs"),
    "datasketch": Tool(("datasketch", "xxhash"), "MinHash.bulk, affine32, xxh32 (from hashes: their low 32 bits); "
                                                 f"MinHashLSH, {BANDED}; pairs by their estimate", OURS, "pairs"),
    "rensa": Tool(("rensa",), f"RMinHash, all shingles: from_token_sets, insert_many, query_all, {BANDED}; pairs by "
                              "their estimate", OURS, "pairs"),
    "rensa-rho": Tool(("rensa",), f"RMinHash rho, 4 probes, query_duplicate_flags_matrix_one_shot, {BANDED}: the mode of "
                                  "its published figures", OURS, "flagged documents", samples=True),
    "FastSketchLSH": Tool(("FastSketchLSH",), f"batch, batch_csr, LSH.query as CSR, {BANDED}; pairs by their estimate", OURS,
                          "pairs"),
    "gaoya": Tool(("gaoya",), f"MinHashStringIndex, 32 bit, par_bulk_insert_docs, par_bulk_query, {BANDED}",
                  "its own, in Rust: lower case, split at blanks", "pairs"),
    "text-dedup": Tool(("text-dedup",), f"text_dedup.minhash, xxh3, 32 bit, {BANDED}; its last steps write the kept texts",
                       "its own: split at each character that is none of a word", "clusters"),
    "datatrove": Tool(("datatrove", "spacy", "tokenizers", "orjson", "xxhash"),
                      f"stages 1 to 3 of MinHash by LocalPipelineExecutor, xxhash, 32 bit, {BANDED}, no normalisation, "
                      "one input file a worker", OURS + " in the place of spaCy's, which are far slower", "clusters"),
}
