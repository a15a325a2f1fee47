"""Runs the built command and reads its result files."""
import functools
import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = ROOT / "build/release/copydesk"
STORY = 0.5  # a pair that is at least so likely to tell one story is said to
STRONG = ("exact", "near", "contains")
OVERLAP = STRONG + ("overlap",)
RELATIONS = ("none", "quote", "overlap", "contains", "near", "exact")  # from the weakest


class Found:
    """The result files of one run.

    `lines`, `all_matches`, `clusters`, `blocks`, `furniture` and `summary` as printed. `matches`: by the ids (a, b) of
    two documents, the match of their blocks with the strongest relation; `score`: their largest same_story.
    `duplicates` and `stories`: clusters as lists of ids; `groups`: stories, and the duplicates that are in none.
    """

    def __init__(self, folder: pathlib.Path):
        def read(name):
            return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]

        self.lines = (folder / "matches.jsonl").read_text(encoding="utf-8").splitlines()
        self.blocks = read("blocks.jsonl")
        self.furniture = read("furniture.jsonl")
        self.summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        self.matches = {}
        self.score = {}
        self.all_matches = [json.loads(line) for line in self.lines]
        self.clusters = read("clusters.jsonl")
        for match in self.all_matches:
            pair = match["a"]["document"], match["b"]["document"]
            if pair[0] == pair[1]:
                continue
            known = self.matches.get(pair)
            if known is None or RELATIONS.index(match["relation"]) > RELATIONS.index(known["relation"]):
                self.matches[pair] = match
            if "same_story" in match:
                self.score[pair] = max(match["same_story"], self.score.get(pair, 0))
        named = {c["cluster"]: [m["document"] for m in c["members"]] for c in self.clusters if c["kind"] == "duplicate"}
        self.duplicates = list(named.values())
        self.story_clusters = [c for c in self.clusters if c["kind"] == "story"]
        self.stories = [[document for member in c["members"]
                         for document in (named[member["cluster"]] if "cluster" in member else [member["document"]])]
                        for c in self.story_clusters]
        told = {member.get("cluster") for c in self.story_clusters for member in c["members"]}
        self.groups = self.stories + [members for name, members in named.items() if name not in told]

    def relation(self, a: str, b: str) -> str:
        match = self.matches.get((min(a, b), max(a, b)))
        return match["relation"] if match else "none"


class Product:
    """The command, with options for every scan. Scans are remembered, so that several measures can ask for one."""

    def __init__(self, command, scan_options=()):
        self.command = str(command)
        self.scan_options = tuple(scan_options)

    def run(self, *arguments) -> str:
        """What the command prints."""
        return subprocess.run([self.command, *map(str, arguments)], check=True, capture_output=True).stdout.decode()

    def _found(self, subcommand: str, collection, *options) -> Found:
        with tempfile.TemporaryDirectory() as folder:
            self.run(subcommand, collection, "-q", "-o", folder, "--force", *options)
            return Found(pathlib.Path(folder))

    @functools.cache
    def scan(self, collection: pathlib.Path, *options: str) -> Found:
        return self._found("scan", collection, *options, *self.scan_options)

    def scan_records(self, records: list, *options: str) -> Found:
        with tempfile.TemporaryDirectory() as folder:
            collection = pathlib.Path(folder, "records.jsonl")
            collection.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
            return self._found("scan", collection, *options, *self.scan_options)

    def page(self, page: pathlib.Path, *options: str) -> Found:
        """The blocks of one page."""
        return self._found("blocks", page, *options)
