"""A planted corpus (bench/corpus/generate.py) and what a scan found in it, side by side."""
import json
import pathlib

ORDER = ("exact", "near", "contains", "overlap", "quote")
STRONG = ORDER[:3]


def read_lines(path: pathlib.Path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Found:
    """What a scan says of two documents: their strongest match, and all its spans."""
    __slots__ = ("relation", "template", "shared", "spans")

    def __init__(self, match: dict):
        self.relation, self.template = match["relation"], match.get("template", False)
        self.shared = match.get("shared_tokens", 0)
        self.spans = [(tuple(span["a"]), tuple(span["b"])) for span in match.get("spans", ())]

    def add(self, other: "Found") -> None:
        if ORDER.index(other.relation) < ORDER.index(self.relation):
            self.relation, self.template, self.shared = other.relation, other.template, other.shared
        self.spans += other.spans

    @property
    def merges(self) -> bool:
        """Says that one text is the other, or a part of it."""
        return self.relation in ("exact", "contains") or (self.relation == "near" and not self.template)


class Corpus:
    """`documents`: by id; `truth`: planted pairs; `found`: by (a, b), a < b; `clusters`: member ids of each."""

    def __init__(self, corpus: pathlib.Path, found: pathlib.Path):
        self.documents = {document["id"]: document for document in read_lines(corpus / "documents.jsonl")}
        self.truth = list(read_lines(corpus / "truth.jsonl"))
        self.found = {}
        for match in read_lines(found / "matches.jsonl"):
            a, b = match["a"]["document"], match["b"]["document"]
            if a == b or match["relation"] not in ORDER:
                continue
            new = Found(match)
            if a > b:
                a, b, new.spans = b, a, [span[::-1] for span in new.spans]
            if (a, b) in self.found:
                self.found[a, b].add(new)
            else:
                self.found[a, b] = new
        self.clusters = [[member["document"] for member in cluster["members"]]
                         for cluster in read_lines(found / "clusters.jsonl") if cluster["kind"] == "duplicate"]

    def are_relatives(self, a: str, b: str) -> bool:
        return self.documents[a]["group"] == self.documents[b]["group"]

    def are_one_family(self, a: str, b: str) -> bool:
        family = self.documents[a].get("family")
        return family is not None and family == self.documents[b].get("family")
