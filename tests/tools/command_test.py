"""Drives the built command as a user does: python3 command_test.py COPYDESK SAMPLES [unittest arguments].

COPYDESK is the binary, SAMPLES the folder samples/news. Only the standard library is used.
"""
import base64
import csv
import gzip
import hashlib
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

COPYDESK = ""
ARTICLES = Path()
COMMANDS = ["scan", "blocks", "compare", "explain", "add", "query", "show", "sweep", "audit", "dedup", "plan", "store"]
OUTPUTS = ["blocks.jsonl", "clusters.jsonl", "furniture.jsonl", "matches.jsonl", "rejects.jsonl", "report.html",
           "summary.json"]


def zstd_frame(data):
    """A zstd frame of raw blocks (RFC 8878): nothing is compressed, but it is a valid frame."""
    frame = struct.pack("<IBI", 0xFD2FB528, 0xA0, len(data))
    for begin in range(0, max(len(data), 1), 100_000):
        block = data[begin : begin + 100_000]
        last = begin + 100_000 >= len(data)
        frame += struct.pack("<I", int(last) | len(block) << 3)[:3] + block
    return frame


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


class CommandTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="copydesk-command-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def path(self, name):
        return str(self.folder / name)

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    def run_command(self, *arguments, status=0, stdin=b"", **options):
        result = subprocess.run(
            [COPYDESK, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, cwd=self.folder, **options
        )
        self.assertEqual(result.returncode, status, f"{arguments}: {result.stdout!r} {result.stderr!r}")
        result.out = result.stdout.decode()
        result.err = result.stderr.decode()
        return result

    def fails(self, *arguments, names, status=1, stdin=b"", **options):
        """The command fails with nothing on standard output and one line that has all of `names`."""
        result = self.run_command(*arguments, status=status, stdin=stdin, **options)
        self.assertEqual(result.out, "")
        if status == 1:
            self.assertEqual(result.err.count("\n"), 1, result.err)
            self.assertTrue(result.err.startswith("copydesk: "), result.err)
        for name in names:
            self.assertIn(name, result.err)
        return result

    def no_parts(self, folder=None):
        left = [path for path in (folder or self.folder).rglob("*.part*")]
        self.assertEqual(left, [])


class UsageTest(CommandTest):
    def test_version(self):
        self.assertRegex(self.run_command("--version").out, r"^copydesk \d+\.\d+\.\d+\n$")

    def test_help_of_every_command_shows_an_example(self):
        for arguments in [["--help"]] + [[command, "--help"] for command in COMMANDS]:
            result = self.run_command(*arguments)
            self.assertIn("Example:\n  copydesk ", result.out)
            self.assertEqual(result.err, "")
        for command in COMMANDS:
            self.assertIn(command, self.run_command("--help").out)

    def test_wrong_usage(self):
        for arguments in [
            [],
            ["frobnicate"],
            ["scan"],
            ["scan", "--frobnicate", ARTICLES],
            ["scan", ARTICLES, "--relations", "close"],
            ["scan", ARTICLES, "--threshold", "near"],
            ["scan", ARTICLES, "--threshold", "near=2"],
            ["scan", ARTICLES, "--threshold", "near=0"],
            ["scan", ARTICLES, "--threshold", "near=nan"],
            ["scan", ARTICLES, "--threshold", "far=0.5"],
            ["scan", ARTICLES, "--threshold", "story=0"],
            ["scan", ARTICLES, "--window", "72"],
            ["scan", ARTICLES, "--window", "-1h"],
            ["scan", ARTICLES, "--window", "nanh"],
            ["scan", ARTICLES, "--window", "100000d"],
            ["scan", ARTICLES, "--window", ""],
            ["scan", ARTICLES, "--unit", "word"],
            ["query", "--store", "x", "--model", "learn", ARTICLES],
            ["scan", ARTICLES, "--json", "everything"],
            ["sweep"],
            ["sweep", "one", "two"],
            ["sweep", "found", "--by", "far"],
            ["sweep", "found", "--thresholds", "0.5,1.5"],
            ["sweep", "found", "--thresholds", "0.5", "--from", "0.2"],
            ["sweep", "found", "--from", "0.9", "--to", "0.8"],
            ["sweep", "found", "--step", "0.0000001"],
            ["sweep", "found", "--at", "0"],
            ["scan", ARTICLES, "--input-format", "pdf"],
            ["scan", ARTICLES, "--on-error", "cry"],
            ["scan", ARTICLES, "--shingle", "five"],
            ["add", ARTICLES],
            ["query", ARTICLES],
            ["show", "--store", "x"],
            ["compare"],
            ["compare", ARTICLES, "--id", "harbour-01"],
        ]:
            result = self.run_command(*arguments, status=2)
            self.assertEqual(result.out, "", arguments)
            self.assertNotEqual(result.err, "", arguments)

    def test_a_missing_file_is_named(self):
        for arguments in [["scan"], ["add", "--store", "store"], ["compare", ARTICLES]]:
            self.fails(*arguments, self.path("missing.jsonl"), names=[self.path("missing.jsonl")])

    def test_options_out_of_range(self):
        self.fails("scan", ARTICLES, "--bins", "100", names=["bins"])
        self.fails("scan", ARTICLES, "--shingle", "1", names=["shingle"])
        self.fails("scan", ARTICLES, "--recall", "0.2", names=["recall"])
        self.fails("scan", ARTICLES, "--recall", "nan", names=["recall"])

    def test_hostile_arguments_are_printed_harmlessly(self):
        result = self.run_command("scan", "no\x1b[31m\nsuch", status=1)
        self.assertNotIn("\x1b", result.err)
        self.assertEqual(result.err.count("\n"), 1)

    def test_a_full_standard_output_is_an_error(self):
        with open("/dev/full", "wb") as full:
            for arguments in [["scan", ARTICLES], ["scan", ARTICLES, "--json", "matches"]]:
                result = subprocess.run([COPYDESK, *map(str, arguments)], stdout=full, stderr=subprocess.PIPE, timeout=60)
                self.assertEqual(result.returncode, 1)
                self.assertIn(b"standard output", result.stderr)


class ScanTest(CommandTest):
    def test_writes_all_files(self):
        result = self.run_command("scan", ARTICLES, "-o", "found")
        self.assertIn("48 documents", result.out)
        self.assertIn(" found\n", result.out)
        self.assertEqual(sorted(os.listdir(self.folder / "found")), OUTPUTS)
        files = {name: (self.folder / "found" / name).read_text() for name in OUTPUTS}
        summary = json.loads(files["summary.json"])
        matches = objects(files["matches.jsonl"])
        clusters = objects(files["clusters.jsonl"])
        self.assertEqual(len(objects(files["blocks.jsonl"])), 48)
        self.assertEqual(files["rejects.jsonl"], "")
        self.assertEqual(summary["documents"], 48)
        self.assertEqual(sum(summary["matches"].values()) + summary["story_only_pairs"], len(matches))
        self.assertGreater(summary["story_only_pairs"], 0)
        duplicates = [cluster for cluster in clusters if cluster["kind"] == "duplicate"]
        stories = [cluster for cluster in clusters if cluster["kind"] == "story"]
        versions = [cluster for cluster in clusters if cluster["kind"] == "versions"]
        self.assertEqual(duplicates + stories + versions, clusters)
        self.assertEqual(summary["version_groups"], len(versions))
        self.assertEqual(summary["versioned_blocks"], sum(len(group["members"]) for group in versions))
        strike = next(group["members"] for group in versions if group["centre"]["document"] == "meridian-03")
        self.assertEqual([(member["document"], member["version"]) for member in strike],
                         [("meridian-03", 1), ("brackenford-01", 2), ("harbour-02", 3), ("meridian-04", 4)])
        reports = {"tolvane-03", "tolvane-04"}  # of one market on two days
        self.assertFalse([member for cluster in duplicates for member in cluster["members"]
                          if member["document"] in reports])
        self.assertEqual(summary["clusters"], len(duplicates))
        self.assertEqual(summary["stories"], len(stories))
        sizes = {cluster["cluster"]: len(cluster["members"]) for cluster in duplicates}
        self.assertEqual(summary["clustered_blocks"], sum(sizes.values()))
        members = [member for story in stories for member in story["members"]]
        self.assertEqual(summary["story_blocks"], sum(sizes.get(member.get("cluster"), 1) for member in members))
        self.assertTrue(all(sizes[member["cluster"]] for member in members if "cluster" in member))
        for match in matches:
            self.assertLess(match["a"]["document"], match["b"]["document"])
        order = [(m["a"]["document"], m["b"]["document"]) for m in matches]
        self.assertEqual(order, sorted(order))
        # The same on standard output.
        for kind in ["matches", "clusters", "blocks"]:
            self.assertEqual(self.run_command("scan", ARTICLES, "--json", kind).out, files[kind + ".jsonl"])

    def test_writes_all_files_when_there_is_nothing(self):
        self.write("one.txt", "One text, and no other.")
        self.run_command("scan", "one.txt", "-o", "found")
        sizes = {name: (self.folder / "found" / name).stat().st_size for name in OUTPUTS}
        self.assertEqual([sizes["clusters.jsonl"], sizes["matches.jsonl"], sizes["rejects.jsonl"]], [0, 0, 0])
        self.assertGreater(sizes["summary.json"], 0)

    def test_existing_outputs_need_force(self):
        self.run_command("scan", ARTICLES, "-o", "found", "-q")
        before = {name: (self.folder / "found" / name).read_bytes() for name in OUTPUTS}
        self.write("one.txt", "One text, and no other.")
        self.fails("scan", "one.txt", "-o", "found", names=["found/", "--force"])
        self.assertEqual({name: (self.folder / "found" / name).read_bytes() for name in OUTPUTS}, before)
        self.run_command("scan", "one.txt", "-o", "found", "--force", "-q")
        self.assertEqual((self.folder / "found" / "matches.jsonl").read_bytes(), b"")
        self.no_parts()

    def test_an_output_that_is_an_input_is_refused(self):
        (self.folder / "news").mkdir()
        name = self.folder / "news" / "blocks.jsonl"
        shutil.copy(ARTICLES, name)
        for inputs in [["news/blocks.jsonl"], ["news"], ["."]]:
            self.fails("scan", *inputs, "-o", "news", "--force", names=["news/", "input"])
            self.assertEqual(name.read_bytes(), ARTICLES.read_bytes())
        self.no_parts()

    def test_outputs_go_through_no_link(self):
        (self.folder / "found").mkdir()
        target = self.write("target", "precious")
        (self.folder / "found" / "matches.jsonl").symlink_to(target)
        self.fails("scan", ARTICLES, "-o", "found", "--force", names=["matches.jsonl", "symbolic link"])
        self.assertEqual(Path(target).read_text(), "precious")

    def test_quiet_is_silent(self):
        bad = self.write("bad.jsonl", b'{"id": 1, "text": "good"}\nnot json\n')
        result = self.run_command("scan", ARTICLES, bad, "-q")
        self.assertEqual((result.out, result.err), ("", ""))
        self.run_command("scan", ARTICLES, "-o", "found", "-q")
        self.assertEqual(sorted(os.listdir(self.folder / "found")), OUTPUTS)

    def test_rejects_are_listed_and_strict_says_so(self):
        lines = [b'{"id": "a", "text": "one"}', b"not json", b'{"id": "b"}', b'{"id": "c", "text": "\xff"}']
        bad = self.write("bad.jsonl", b"\n".join(lines) + b"\n")
        result = self.run_command("scan", "bad.jsonl", "-o", "found")
        self.assertIn("bad.jsonl:2", result.err)
        self.assertIn("rejected", result.out)
        rejects = objects((self.folder / "found" / "rejects.jsonl").read_text())
        self.assertGreaterEqual(len(rejects), 2)
        self.assertEqual([reject["line"] for reject in rejects[:2]], [2, 3])
        self.assertEqual([reject["offset"] for reject in rejects[:2]], [len(lines[0]) + 1, len(lines[0] + lines[1]) + 2])
        for reject in rejects:
            self.assertEqual(reject["file"], "bad.jsonl")
            self.assertNotEqual(reject["reason"], "")
        summary = json.loads((self.folder / "found" / "summary.json").read_text())
        self.assertEqual(summary["rejects"], len(rejects))
        # Everything is done all the same.
        strict = self.run_command("scan", bad, "-o", "strict", "--strict", status=3)
        self.assertEqual(sorted(os.listdir(self.folder / "strict")), OUTPUTS)
        self.assertIn("rejected", strict.out)
        self.run_command("add", bad, "--store", "store", "--strict", status=3)
        self.run_command("query", bad, "--store", "store", "--strict", status=3)
        self.run_command("scan", ARTICLES, "--strict")
        failed = self.run_command("scan", "bad.jsonl", "--on-error", "fail", "-o", "failed", status=1)
        self.assertIn("bad.jsonl:2", failed.err)
        self.assertEqual(os.listdir(self.folder / "failed"), [])

    def test_many_rejects_do_not_flood(self):
        self.write("bad.jsonl", '{"id": "a", "text": "one"}\n' + "oops\n" * 1000)
        result = self.run_command("scan", "bad.jsonl")
        self.assertLess(result.err.count("\n"), 10)
        self.assertIn("1,000", result.out)

    def test_results_and_messages_are_apart(self):
        self.write("bad.jsonl", "oops\n")
        result = self.run_command("scan", ARTICLES, "bad.jsonl", "--json", "matches")
        self.assertGreater(len(objects(result.out)), 30)
        self.assertIn("oops" if "oops" in result.err else "bad.jsonl:1", result.err)

    def test_inputs_of_every_kind_give_the_same(self):
        data = ARTICLES.read_bytes()
        lines = data.splitlines(keepends=True)
        expected = self.run_command("scan", ARTICLES, "--json", "matches").out
        self.write("a.jsonl.gz", gzip.compress(b"".join(lines[:20])) + gzip.compress(b"".join(lines[20:])))
        self.write("a.jsonl.zst", zstd_frame(data))
        self.write("folder/x/first.jsonl", b"".join(lines[:7]))
        self.write("folder/second.jsonl.gz", gzip.compress(b"".join(lines[7:30])))
        self.write("folder/third", b"".join(lines[30:]))
        for inputs in [["a.jsonl.gz"], ["a.jsonl.zst"], ["folder"], ["folder/third", "folder/second.jsonl.gz", "folder/x"]]:
            self.assertEqual(self.run_command("scan", *inputs, "--json", "matches").out, expected, inputs)
        for stdin in [data, gzip.compress(data), zstd_frame(data)]:
            self.assertEqual(self.run_command("scan", "-", "--json", "matches", stdin=stdin).out, expected)
        for threads in ["1", "2", "4"]:
            self.assertEqual(self.run_command("scan", ARTICLES, "--json", "matches", "-j", threads).out, expected)

    def test_little_memory_gives_the_same(self):
        expected = self.run_command("scan", ARTICLES, "--json", "matches").out
        for memory in ["1", "1MiB", "4GiB", "0"]:
            arguments = ["scan", "--memory", memory, "--temp-dir", self.folder, ARTICLES, "--json", "matches"]
            self.assertEqual(self.run_command(*arguments).out, expected, memory)
        self.assertEqual(os.listdir(self.folder), [])
        self.fails("scan", ARTICLES, "--temp-dir", "nowhere", names=["nowhere", "--temp-dir"])
        self.fails("scan", ARTICLES, "--memory", "much", status=2, names=["--memory"])

    def test_text_files_are_records(self):
        text = json.loads(ARTICLES.read_text().splitlines()[0])["text"]
        self.write("texts/one.txt", text)
        self.write("texts/two.txt", text.upper())
        (match,) = objects(self.run_command("scan", "texts", "--json", "matches").out)
        self.assertEqual(match["a"]["document"], "texts/one.txt")
        self.assertEqual((match["relation"], match["identical"]), ("exact", "tokens"))

    def test_fields_relations_thresholds_evidence(self):
        records = [
            {"name": r["id"], "words": r["text"], "day": r["published"], "line": r["title"],
             "paper": r.get("source")}
            for r in map(json.loads, ARTICLES.read_text().splitlines())
        ]
        self.write("renamed.jsonl", "\n".join(map(json.dumps, records)))
        renamed = ["scan", "renamed.jsonl", "--text-field", "words", "--id-field", "name", "--published-field", "day",
                   "--title-field", "line", "--source-field", "paper", "--json", "matches"]
        expected = self.run_command("scan", ARTICLES, "--json", "matches").out
        self.assertEqual(self.run_command(*renamed).out, expected)
        matches = objects(expected)
        near = objects(self.run_command("scan", "--relations", "exact,near", ARTICLES, "--json", "matches").out)
        self.assertEqual([(m["a"], m["b"]) for m in near],
                         [(m["a"], m["b"]) for m in matches if m["relation"] in ("exact", "near")])
        bare = objects(self.run_command("scan", ARTICLES, "--json", "matches", "--evidence", "none").out)
        self.assertEqual(bare, [{k: v for k, v in m.items() if k != "spans"} for m in matches])
        loose = objects(self.run_command("scan", ARTICLES, "--json", "matches", "--threshold", "near=0.4,contains=0.3").out)
        self.assertGreater(
            sum(m["relation"] == "near" for m in loose), sum(m["relation"] == "near" for m in matches))

    def test_the_report_is_one_file_under_a_policy(self):
        for evidence, quotes, shortens in [("none", False, False), ("spans", True, True), ("full", True, False)]:
            self.run_command("scan", ARTICLES, "-o", evidence, "-q", "--evidence", evidence)
            report = (self.folder / evidence / "report.html").read_text()
            self.assertEqual("closed to all traffic" in report, quotes)
            self.assertEqual(" words …" in report, shortens)
            for element, directive in [("style", "style-src"), ("script", "script-src")]:
                ((content),) = re.findall(f"<{element}>(.*?)</{element}>", report, re.DOTALL)
                digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
                self.assertIn(f"{directive} 'sha256-{digest}'", report)

    def test_stories(self):
        def found(*options):
            return objects(self.run_command("scan", ARTICLES, "--json", "matches", *options).out)

        matches = found()
        told = [m for m in matches if m.get("same_story", 0) >= 0.5]
        self.assertGreater(len(told), 20)
        pair = next(m for m in matches if (m["a"]["document"], m["b"]["document"]) == ("brackenford-04", "tolvane-05"))
        self.assertEqual(pair["relation"], "none")
        self.assertGreater(pair["same_story"], 0.5)
        self.assertLess(pair["jaccard"], 0.1)
        self.assertIn("prowse", [word for word, _ in pair["terms"]])
        self.assertLessEqual(len(pair["terms"]), 10)
        self.assertNotIn("spans", pair)
        self.assertEqual(len({m["model"] for m in matches if "model" in m}), 1)
        # Without stories the rest is the same.
        text = ["exact", "near", "contains", "overlap", "quote"]
        strip = {"same_story", "terms", "model"}
        plain = [{k: v for k, v in m.items() if k not in strip} for m in found("--relations", ",".join(text))]
        expected = [{k: v for k, v in m.items() if k not in strip} for m in matches if m["relation"] in text]
        self.assertEqual(plain, expected)
        self.assertEqual(found("--relations", "story"), [m for m in matches if m.get("same_story", 0) >= 0.2])
        # Another model has another name.
        general = found("--model", "none")
        self.assertNotEqual({m.get("model") for m in general}, {m.get("model") for m in matches})
        # A window of an hour leaves only pairs of texts printed within it, or with a text relation.
        times = {json.loads(line)["id"]: json.loads(line)["published"] for line in ARTICLES.read_text().splitlines()}
        close = found("--window", "60m")
        self.assertFalse(any(m["relation"] == "none" and times[m["a"]["document"]][:10] != times[m["b"]["document"]][:10]
                             for m in close))
        self.assertLess(sum("same_story" in m for m in close), sum("same_story" in m for m in matches))
        self.assertGreaterEqual(sum("same_story" in m for m in found("--window", "none")), len(told))
        # Clusters: a higher threshold joins less.
        stories = [c for c in objects(self.run_command("scan", ARTICLES, "--json", "clusters").out)
                   if c["kind"] == "story"]
        self.assertTrue(all(c["cluster"].startswith("s-") and len(c["members"]) > 1 and c["terms"] for c in stories))
        strict = [c for c in objects(self.run_command(
            "scan", ARTICLES, "--json", "clusters", "--threshold", "story=0.99").out) if c["kind"] == "story"]
        self.assertLess(sum(len(c["members"]) for c in strict), sum(len(c["members"]) for c in stories))
        result = self.run_command("scan", ARTICLES)
        self.assertRegex(result.out, r"stories   \d+ with \d+ texts; \d+ pairs tell one story")
        self.assertRegex(result.out, r"about .*\bprowse\b")

    def test_the_same_id_twice(self):
        self.write("twice.jsonl", '{"id": "x", "text": "one text"}\n{"id": "x", "text": "another text"}\n')
        result = self.run_command("scan", "twice.jsonl", "--json", "blocks")
        self.assertEqual([block["document"] for block in objects(result.out)], ["x", "x#2"])
        self.assertIn("note: 1 text came under an id", self.run_command("scan", "twice.jsonl").out)

    def test_hostile_text_reaches_no_terminal(self):
        nasty = "\x1b]0;gotcha\x07 \u202e\u009b31m"
        record = {"id": "i" + nasty, "source": "s" + nasty, "title": "t" + nasty, "text": "word " * 30}
        other = dict(record, id="j" + nasty)
        self.write("nasty.jsonl", json.dumps(record) + "\n" + json.dumps(other) + "\n{" + nasty + "\n")
        for arguments in [[], ["--json", "matches"], ["--json", "clusters"], ["--json", "blocks"]]:
            result = self.run_command("scan", "nasty.jsonl", *arguments)
            for character in "\x1b\x07\u202e\u009b":
                self.assertNotIn(character, result.out + result.err)
        (match,) = objects(self.run_command("scan", "nasty.jsonl", "--json", "matches").out)
        self.assertEqual(match["a"]["document"], record["id"])


class PageTest(CommandTest):
    def pages(self, *names):
        return [str(ARTICLES.parents[1] / "pages" / name) for name in names]

    def test_blocks_of_a_page_and_its_story(self):
        (page,) = self.pages("en-digest.txt")
        result = self.run_command("blocks", page)
        self.assertRegex(result.out, r"(?m)^    1\.1  digest-item  A  Ferry drifts all night with 212 on board +\d+ words$")
        self.assertRegex(result.out, r"(?m)^  3      related      A  ")
        self.assertIn("Quayside Today, 5 hours ago, credit MERIDIAN WIRE", result.out)
        self.assertIn("1.1 and 3:", result.out)
        self.assertIn("READ MORE HERE (4 times)", result.out)
        self.assertTrue(all(len(line) <= 100 for line in result.out.splitlines()))
        blocks = objects(self.run_command("blocks", page, "--json", "blocks").out)
        self.assertEqual([b["block"] for b in blocks if b["role"] == "digest-item"], [f"1.{i}" for i in range(1, 6)])
        self.assertTrue(all(b["parent"] == "1" for b in blocks if b["role"] == "digest-item"))
        text = Path(page).read_bytes()
        (ferry,) = (b for b in blocks if b["block"] == "3")
        self.assertTrue(text[ferry["parts"][0][0] :].startswith(b"Wenna Tolliver"))
        (match,) = (m for m in objects(self.run_command("blocks", page, "--json", "matches").out)
                    if m["same_story"] >= 0.5)
        self.assertEqual((match["a"]["block"], match["b"]["block"], match["relation"]), ("1.1", "3", "none"))
        (story,) = objects(self.run_command("blocks", page, "--json", "clusters").out)
        self.assertEqual(sorted(m["block"] for m in story["members"]), ["1.1", "3"])

    def test_a_page_is_split_alike_however_it_is_laid_out(self):
        (page,) = self.pages("en-digest.txt")
        text = Path(page).read_text()

        def outline(name, data):
            lines = self.run_command("blocks", self.write(name, data), "--json", "blocks").out
            return [(b["block"], b["role"], b["title"], b["source"], b["age"], b["credit"], b["words"])
                    for b in objects(lines) if b["role"] != "furniture"]

        folded = subprocess.run(["fold", "-s", "-w", "80"], input=text.encode(), capture_output=True, check=True).stdout
        expected = outline("as-it-is.txt", text)
        self.assertEqual(outline("folded.txt", folded), expected)
        self.assertEqual(outline("crlf.txt", text.replace("\n", "\r\n")), expected)

    def test_html(self):
        (page,) = self.pages("en-article.html")
        blocks = objects(self.run_command("blocks", page, "--json", "blocks").out)
        source = Path(page).read_bytes()
        (main,) = (b for b in blocks if b["role"] == "main")
        begin, end = main["source_parts"][0]
        self.assertTrue(source[begin:end].startswith(b"The abandoned slate quarry"))
        self.assertTrue(all("source_parts" in b for b in blocks if b["role"] != "furniture"))
        # As text it is one block of tags and all.
        plain = objects(self.run_command("blocks", page, "--input-format", "text", "--json", "blocks").out)
        self.assertFalse(any("source_parts" in b for b in plain))

    PIER = """<!DOCTYPE html><html lang="en-GB"><head><title>Ferry pier to close - Ploverton Gazette</title>
        <link rel="canonical" href="https://gazette.example/2031/harbour/ferry-pier">
        <meta property="og:site_name" content="Ploverton Gazette"><meta name="author" content="Imogen Tarrow">
        <meta property="article:published_time" content="2031-03-04T05:06:07Z">
        <meta property="og:title" content="Ferry pier to close for the winter"></head><body><article>
        <h1>Ferry pier to close for the winter</h1>
        <p>PLOVERTON (NNA) — The ferry pier at Ploverton will close on the first of November, the harbour board said,
        because the beams below its deck have rotted faster than the surveyors had expected.</p>
        <p>Passengers for the northern islands will leave from the fish quay instead, where a ramp has been built in the
        last weeks, and the crossing will take a quarter of an hour longer.</p></article></body></html>"""

    def test_what_a_page_says_of_itself(self):
        (block,) = objects(self.run_command("blocks", self.write("pier.html", self.PIER), "--json", "blocks").out)
        said = {"source": "Ploverton Gazette", "published": "2031-03-04T05:06:07Z", "byline": "Imogen Tarrow",
                "title": "Ferry pier to close for the winter", "dateline": "PLOVERTON (NNA) —", "language": "en-GB",
                "link": "https://gazette.example/2031/harbour/ferry-pier",
                "canonical": "https://gazette.example/2031/harbour/ferry-pier"}
        self.assertEqual({name: block[name] for name in said}, said)
        shown = self.run_command("blocks", "pier.html").out
        self.assertIn("  by Imogen Tarrow\n  dateline PLOVERTON (NNA) —\n  language en-GB\n", shown)
        # A scan keeps what it needs to name the article, which is in stores too.
        (block,) = objects(self.run_command("scan", "pier.html", "--json", "blocks").out)
        self.assertEqual([block[name] for name in ("source", "published", "title", "link")],
                         [said[name] for name in ("source", "published", "title", "link")])
        self.assertNotIn("byline", block)

    def test_documents_as_the_unit_have_no_blocks(self):
        names = self.pages("en-digest.txt", "en-article.html")
        blocks = objects(self.run_command("scan", *names, "--unit", "document", "--json", "blocks").out)
        self.assertEqual(len(blocks), 2)
        self.assertTrue(all("block" not in b for b in blocks))
        matches = objects(self.run_command("scan", ARTICLES, "--unit", "document", "--json", "matches").out)
        self.assertTrue(matches)
        self.assertTrue(all("block" not in m[side] for m in matches for side in "ab"))

    def test_a_report_of_pages(self):
        self.run_command("blocks", *self.pages("en-digest.txt", "fr-puces.txt"), "-o", "found", "-q")
        self.assertEqual(sorted(p.name for p in (self.folder / "found").iterdir()), OUTPUTS)
        self.assertIn("Told more than once on this page", (self.folder / "found" / "report.html").read_text())


class LinkTest(CommandTest):
    HOME = """<html><head><base href="https://www.ploverton.example/"></head><body><ul>
        <li><a href="/2016/11/08/town/clock-tower-loses-a-hand?ref=top">Copper arm drops into the fountain</a></li>
        <li><a href="/live">Follow the harbour regatta minute by minute</a></li>
        <li><a href="/2016/11/08/sea/eels">Eels get a staircase of their own</a></li>
        <li><a href="/live">Ottoline Quill speaks about her novel</a></li>
        <li><a href="http://ploverton.example/2016/11/08/town/clock-tower-loses-a-hand/">Time stands still at Brack</a></li>
        </ul></body></html>"""
    ARTICLE = {"id": "clock", "url": "http://ploverton.example/2016/11/08/town/clock-tower-loses-a-hand",
               "text": "The minute hand of the town hall fell from its dial on Monday night, masons said. Nobody was hurt. "
                       "The council wants it back in place before the winter fair."}

    def matches(self, *arguments):
        return objects(self.run_command(*arguments, "--json", "matches").out)

    def test_two_headlines_of_one_link(self):
        page = self.write("home.html", self.HOME)
        (match,) = self.matches("blocks", page)
        self.assertEqual((match["a"]["block"], match["b"]["block"]), ("0", "4"))
        self.assertEqual((match["relation"], match["same_story"], match["evidence"]), ("none", 0.97, ["link"]))
        self.assertEqual(self.matches("blocks", page, "--no-link-evidence"), [])
        (story,) = objects(self.run_command("blocks", page, "--json", "clusters").out)
        self.assertEqual(sorted(m["block"] for m in story["members"]), ["0", "4"])
        self.assertIn("0 and 4: 97 % likely the same, same link, in other words", self.run_command("blocks", page).out)
        self.run_command("blocks", page, "-o", "found", "-q")
        self.assertIn("same link</span>", (self.folder / "found" / "report.html").read_text())
        summary = json.loads((self.folder / "found" / "summary.json").read_text())
        self.assertEqual((summary["linked_pairs"], summary["large_links"]), (1, 0))
        self.assertTrue(summary["model"]["link_evidence"])

    def test_explain_names_the_address(self):
        page = self.write("home.html", self.HOME)
        address = "ploverton.example/2016/11/08/town/clock-tower-loses-a-hand"
        found = json.loads(self.run_command("explain", f"{page}:0", f"{page}:4", page, "--json").out)
        self.assertEqual(found["shared_link"], {"address": address, "evidence": True})
        self.assertEqual(found["same_story"], 0.97)
        text = self.run_command("explain", f"{page}:0", f"{page}:4", page).out
        self.assertRegex(" ".join(text.split()), f"link both have {address}: one story")
        found = json.loads(self.run_command("explain", f"{page}:0", f"{page}:4", page, "--no-link-evidence", "--json").out)
        self.assertNotIn("shared_link", found)
        self.assertLess(found["same_story"], 0.5)
        self.assertNotIn("shared_link", json.loads(
            self.run_command("explain", f"{page}:1", f"{page}:3", page, "--json").out), "a live page is no story")

    def test_a_teaser_and_its_article_in_a_scan_and_in_a_store(self):
        page = self.write("home.html", self.HOME)
        article = self.write("article.jsonl", json.dumps(self.ARTICLE) + "\n")
        scanned = self.matches("scan", page, article, "--model", "none")
        self.assertEqual([m["evidence"] for m in scanned], [["link"]] * 3)
        self.run_command("add", "--store", "store", page, "-q")
        asked = objects(self.run_command("query", "--store", "store", article, "-q").out)
        self.assertEqual(asked, [m for m in scanned if "clock" in (m["a"]["document"], m["b"]["document"])])
        self.assertEqual(self.run_command("query", "--store", "store", article, "--no-link-evidence", "-q").out, "")
        self.assertEqual(self.run_command("store", "check", "--store", "store").returncode, 0)


class WarcTest(CommandTest):
    """Archives of web pages, compressed record by record."""

    @staticmethod
    def record(kind, name, content, *fields):
        head = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{name}>",
                "WARC-Date: 2024-05-06T07:08:09Z", *fields, f"Content-Length: {len(content)}"]
        return "\r\n".join(head).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"

    def response(self, name, body, *fields, kind="text/html"):
        http = "\r\n".join(["HTTP/1.1 200 OK", f"Content-Type: {kind}", *fields]).encode() + b"\r\n\r\n" + body
        return self.record("response", name, http, f"WARC-Target-URI: https://{name}.example/page",
                           "Content-Type: application/http; msgtype=response")

    def records(self):
        page = (ARTICLES.parents[1] / "pages" / "en-article.html").read_bytes()
        latin = page.decode().encode("windows-1252", "xmlcharrefreplace")
        return [self.record("warcinfo", "info", b"software: none\r\n"),
                self.response("plain", page),
                self.response("coded", gzip.compress(page), "Content-Encoding: gzip", kind="text/html; charset=utf-8"),
                self.response("latin", latin, kind="text/html; charset=iso-8859-1"),
                self.response("picture", b"\x89PNG", kind="image/png"),
                self.record("revisit", "again", b"", "WARC-Refers-To: <urn:uuid:plain>")]

    def test_copies_are_found_and_damage_costs_one_record(self):
        members = [gzip.compress(record) for record in self.records()]
        broken = members[1][:-30]
        warc = self.write("crawl.warc.gz", b"".join(members[:2]) + broken + b"".join(members[2:]))
        self.run_command("scan", warc, "-o", "found", "-q")
        matches = objects((self.folder / "found" / "matches.jsonl").read_text())
        exact = {(m["a"]["document"], m["b"]["document"]) for m in matches if m["relation"] == "exact"}
        names = ["urn:uuid:coded", "urn:uuid:latin", "urn:uuid:plain"]
        self.assertTrue({(names[0], names[2])} <= exact, matches)
        summary = json.loads((self.folder / "found" / "summary.json").read_text())
        self.assertEqual([summary[name] for name in ("records", "rejects", "passed_over", "revisits", "revisits_known")],
                         [3, 1, 2, 1, 1])
        (reject,) = objects((self.folder / "found" / "rejects.jsonl").read_text())
        self.assertIn("gzip", reject["reason"])
        self.assertEqual(reject["offset"], sum(map(len, self.records()[:2])))
        blocks = objects((self.folder / "found" / "blocks.jsonl").read_text())
        self.assertEqual({b["document"] for b in blocks}, set(names))
        (main,) = (b for b in blocks if b["document"] == names[0] and b["role"] == "main")
        self.assertEqual((main["url"], main["seen"]), ("https://coded.example/page", "2024-05-06T07:08:09Z"))
        begin, end = main["source_parts"][0]
        page = (ARTICLES.parents[1] / "pages" / "en-article.html").read_bytes()
        self.assertTrue(page[begin:end].startswith(b"The abandoned slate quarry"))

    def test_however_it_comes(self):
        records = self.records()
        expected = self.run_command("blocks", self.write("a.warc", b"".join(records)), "--json", "blocks").out
        for stored in [b"".join(map(gzip.compress, records)), gzip.compress(b"".join(records)),
                       b"".join(map(zstd_frame, records))]:
            self.assertEqual(self.run_command("blocks", "-", "--json", "blocks", stdin=stored).out, expected)
            for name in ["warc", "wet"]:
                self.assertEqual(self.run_command("blocks", self.write("named.txt", stored), "--input-format", name,
                                                  "--json", "blocks").out, expected)

    def test_wet(self):
        text = "The ferry to the northern islands will run twice a day from the first of May, the harbour office said."
        wet = self.record("conversion", "text", text.encode(), "Content-Type: text/plain",
                          "WARC-Target-URI: http://a.example/")
        (block,) = objects(self.run_command("blocks", self.write("a.wet", wet), "--json", "blocks").out)
        self.assertEqual((block["document"], block["parts"]), ("urn:uuid:text", [[0, len(text)]]))
        self.assertEqual(block["url"], "http://a.example/")

    def test_what_is_no_warc(self):
        result = self.run_command("scan", self.write("a.txt", "no archive"), "--input-format", "warc", "--strict", status=3)
        self.assertIn("no WARC record begins here", result.err)


class ExplainTest(CommandTest):
    def explain(self, *arguments):
        return json.loads(self.run_command("explain", *arguments, "--json").out)

    def test_every_stage_of_a_pair(self):
        found = self.explain("brackenford-02", "kestrel-02", ARTICLES)
        (match,) = (m for m in objects(self.run_command("scan", ARTICLES, "--json", "matches").out)
                    if (m["a"]["document"], m["b"]["document"]) == ("brackenford-02", "kestrel-02"))
        self.assertEqual(found["relation"], match["relation"])
        self.assertEqual(found["same_story"], match["same_story"])
        self.assertTrue(found["candidates"]["compared"])
        self.assertGreaterEqual(found["candidates"]["longest_run"], 25)
        held = {c["relation"] for c in found["conditions"] if c["holds"]}
        self.assertIn("contains", held)
        self.assertNotIn("near", held)
        text = self.run_command("explain", "brackenford-02", "kestrel-02", ARTICLES).out
        self.assertRegex(text, r"nearest +near: ")
        # The other way round the sides change places.
        back = self.explain("kestrel-02", "brackenford-02", ARTICLES)
        self.assertEqual((back["a"], back["b"]), (found["b"], found["a"]))

    def test_blocks_of_a_page(self):
        page = str(ARTICLES.parents[1] / "pages" / "en-digest.txt")
        found = self.explain(f"{page}:1.1", f"{page}:3", page)
        self.assertEqual(found["relation"], "none")
        self.assertGreaterEqual(found["same_story"], 0.5)
        self.assertEqual(self.explain(f"{page}:1", f"{page}:1.1", page)["never_compared"],
                         "a digest is never compared with its own items")
        self.assertEqual(self.explain(f"{page}:0", f"{page}:f1", page)["never_compared"], "furniture is never compared")
        self.assertEqual(self.explain(page, page, page)["b"]["block"], "3")  # the pair that matches
        self.assertIn("has no block 9", self.run_command("explain", f"{page}:9", f"{page}:3", page, status=1).err)

    def test_the_clusters_of_the_pair(self):
        found = self.explain("harbour-01", "meridian-01", ARTICLES)["clusters"]
        (cluster,) = (c for c in objects(self.run_command("scan", ARTICLES, "--json", "clusters").out)
                      if c["kind"] == "duplicate" and "harbour-01" in [m["document"] for m in c["members"]])
        self.assertEqual(found["a"], {"cluster": cluster["cluster"], "centre": cluster["centre"]})
        self.assertEqual(found["a"], found["b"])
        self.assertEqual(found["why"], "they are in one cluster")
        apart = self.explain("brackenford-02", "kestrel-02", ARTICLES)["clusters"]
        self.assertIn("contains attaches", apart["why"])

    def test_what_is_set_aside(self):
        line = "Write to the desk of the Dunmarsh Courier with a name and an address that can be checked by the editors."
        topics = ["barley", "ferries", "bells", "bridges", "lamps", "herons"]
        records = []
        for topic in topics:
            prose = " ".join(f"{topic}{number} {topic}word{number * 7}" for number in range(80))
            records.append({"id": topic, "source": "Courier", "text": f"{prose}.\n\n{line}"})
        self.write("news.jsonl", "".join(json.dumps(record) + "\n" for record in records))
        found = self.explain("barley", "bells", "news.jsonl")
        self.assertEqual(found["a"]["set_aside"], {"passages": 1, "texts": [line]})
        self.assertEqual(found["furniture"], [21, 21])
        self.assertIn(line[:60], self.run_command("explain", "barley", "bells", "news.jsonl").out)

    def test_two_files_and_a_store(self):
        one, other = self.write("one.txt", "One short text of a few words."), self.write("two.txt", "Another text.")
        self.assertEqual(self.explain(one, other)["relation"], "none")
        self.run_command("add", "--store", "store", ARTICLES, "-q")
        stored = self.explain("brackenford-02", "kestrel-02", "--store", "store")
        self.assertEqual(stored["relation"], "contains")
        self.assertNotIn("clusters", stored)  # a store may be large
        self.assertIn("no record has the id nobody",
                      self.run_command("explain", "nobody", "kestrel-02", "--store", "store", status=1).err)


class PlanTest(CommandTest):
    MACHINE = ["--threads", 2, "--machine-memory", "24GiB", "--free-disk", "200GB"]

    def plan(self, *arguments):
        return json.loads(self.run_command("plan", *arguments, *self.MACHINE, "--json").out)

    def test_a_size_that_one_machine_does(self):
        shown = self.run_command("plan", "--docs", "1M", "--mean-bytes", 2400, *self.MACHINE).out
        self.assertIn("1,000,000 documents", shown)
        for word in ["scan, copies", "scan, all relations", "add --bulk", "fingerprints", "Recall: 42 bands of 6 rows"]:
            self.assertIn(word, shown)
        self.assertNotIn("cluster", shown)
        self.assertLessEqual(max(map(len, shown.splitlines())), 80)

    def test_a_size_that_takes_a_cluster(self):
        shown = self.run_command("plan", "--docs", "1G", *self.MACHINE).out
        self.assertIn("cluster", shown)
        self.assertIn("extrapolated", shown)
        planned = self.plan("--docs", "1G")
        self.assertGreater(planned["machines"], 3)
        self.assertEqual(planned["documents"], 10**9)
        self.assertIn("disk", planned["scan_exceeds"])

    def test_options_change_the_plan(self):
        both = self.plan("--docs", 10**6)
        self.assertGreater(both["scan_stories"]["seconds"], both["scan_copies"]["seconds"])
        self.assertNotIn("scan_stories", self.plan("--docs", 10**6, "--relations", "exact,near"))
        self.assertNotIn("scan_copies", self.plan("--docs", 10**6, "--relations", "near,story"))
        small = self.plan("--docs", 10**6, "--memory", "1GiB")
        self.assertLess(small["scan_copies"]["memory_bytes"], both["scan_copies"]["memory_bytes"])
        self.assertGreater(small["scan_copies"]["temporary_bytes"], both["scan_copies"]["temporary_bytes"])
        self.assertEqual(self.plan("--docs", 10**6, "--no-text")["families"]["text"], 0)
        strict = self.plan("--docs", 10, "--threshold", "near=0.8", "--recall", 0.95)
        self.assertGreater(strict["rows"], both["rows"])
        self.assertEqual([one["jaccard"] for one in strict["recall"]], [0.7, 0.8, 0.9])
        self.assertGreaterEqual(strict["recall"][1]["recall"], 0.95)

    def test_wrong_usage(self):
        for arguments in [[], ["--docs", "many"], ["--docs", -1], ["--docs", 10, "--relations", "close"],
                          ["--docs", 10, "--threshold", "near=2"]]:
            self.run_command("plan", *arguments, status=2)
        self.fails("plan", "--docs", 10**15 + 1, names=["10^15"])
        self.fails("plan", "--docs", 10, "--mean-bytes", 0, names=["mean"])
        self.fails("plan", "--docs", 10, "--recall", 0.2, names=["recall"])


class SweepTest(CommandTest):
    def sweep(self, *arguments):
        return json.loads(self.run_command("sweep", "found", *arguments, "--json").out)

    def scan(self, *arguments):
        self.run_command("scan", ARTICLES, "-o", "found", "-q", "--force", *arguments)
        return [c for c in objects((self.folder / "found" / "clusters.jsonl").read_text())]

    def test_the_row_of_a_threshold_is_the_scan_at_it(self):
        rows = {}
        for threshold in ["0.9", "0.8", "0.7"]:
            clusters = [c for c in self.scan("--threshold", f"near={threshold}") if c["kind"] == "duplicate"]
            rows[float(threshold)] = (len(clusters), sum(len(c["members"]) for c in clusters),
                                      max(len(c["members"]) for c in clusters))
        swept = self.sweep()
        self.assertEqual((swept["scanned_at"], swept["complete_from"], swept["documents"]), (0.7, 0.7, 48))
        found = {row["threshold"]: (row["clusters"], row["clustered"], row["largest"]) for row in swept["rows"]}
        self.assertEqual({threshold: found[threshold] for threshold in rows}, rows)
        self.assertGreater(len(set(rows.values())), 1)
        self.assertEqual([row["complete"] for row in swept["rows"]],
                         [row["threshold"] >= 0.7 for row in swept["rows"]])
        removed = [row["removed_bytes"] for row in swept["rows"]]
        self.assertEqual(removed, sorted(removed, reverse=True))

    def test_the_pairs_at_a_threshold(self):
        self.scan()
        swept = self.sweep("--at", "0.6,0.8", "--pairs", "4")
        pairs = {row["threshold"]: row["borderline"] for row in swept["rows"] if "borderline" in row}
        self.assertEqual(sorted(pairs), [0.6, 0.8])
        for threshold, listed in pairs.items():
            self.assertEqual(len(listed), 4)
            scores = [pair["score"] for pair in listed]
            self.assertEqual(scores, sorted(scores, reverse=True))
            self.assertEqual([score >= threshold for score in scores], [True, True, False, False])
            self.assertTrue(all(pair["titles"][0] for pair in listed))
        text = self.run_command("sweep", "found", "--at", "0.6").out
        self.assertIn("Nearest to 0.6, with", text)
        self.assertIn("----- below 0.6", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_other_scores(self):
        stories = [c for c in self.scan() if c["kind"] == "story"]
        swept = {by: self.sweep("--by", by, "--thresholds", "0.5,0.9") for by in ["contains", "story", "equivalence"]}
        for by, sweep in swept.items():
            self.assertEqual(sweep["by"], by)
            self.assertGreater(sweep["rows"][0]["removed"], sweep["rows"][-1]["removed"])
        self.assertEqual(swept["story"]["rows"][0]["clusters"], len(stories))

    def test_what_cannot_be_swept(self):
        self.fails("sweep", "nowhere", names=["nowhere/summary.json", "scan -o"])
        self.scan("--relations", "exact,near")
        self.fails("sweep", "found", "--by", "story", names=["stories"])
        self.fails("sweep", "found", "--by", "contains", names=["contains", "scan again"])
        self.assertEqual(len(self.sweep("--from", "0.7", "--to", "0.8")["rows"]), 3)
        matches = self.folder / "found" / "matches.jsonl"
        lines = matches.read_text().splitlines()
        lines[2] = lines[2][:40]
        matches.write_text("\n".join(lines))
        self.fails("sweep", "found", names=["matches.jsonl:3", "malformed JSON"])


class DisguiseTest(CommandTest):
    """Disguised copies are found, and what disguises them is counted wherever results are shown."""

    LOOK_ALIKES = str.maketrans("aeopcx", "\u0430\u0435\u043e\u0440\u0441\u0445")

    def setUp(self):
        super().setUp()
        records = objects(ARTICLES.read_text())
        text = next(r["text"] for r in records if r["id"] == "kestrel-02")
        self.plain = self.write("plain.txt", text)
        self.disguised = self.write("disguised.txt", "\u200b".join(text[:300]) + text[300:].translate(self.LOOK_ALIKES))

    def test_scan(self):
        result = self.run_command("scan", self.plain, self.disguised, "-o", "found")
        self.assertIn("1 text holds characters that disguise words", result.out)
        self.assertIn("that disguise words", (self.folder / "found/report.html").read_text())
        self.assertEqual(json.loads((self.folder / "found/summary.json").read_text())["disguised_blocks"], 1)
        blocks = {b["document"]: b for b in objects((self.folder / "found/blocks.jsonl").read_text())}
        self.assertGreater(blocks[self.disguised]["disguised"], 500)
        self.assertNotIn("disguised", blocks[self.plain])
        (match,) = objects((self.folder / "found/matches.jsonl").read_text())
        self.assertEqual((match["relation"], match["identical"]), ("exact", "tokens"))

    def test_none_is_not_mentioned(self):
        result = self.run_command("scan", ARTICLES, "-o", "found")
        self.assertNotIn("disguise", result.out)
        self.assertNotIn("disguise", (self.folder / "found/report.html").read_text())

    def test_compare_and_explain(self):
        text = self.run_command("compare", self.plain, self.disguised).out
        self.assertIn("relation  exact", text)
        self.assertRegex(text, r"\nb holds \d+ characters that disguise words")
        self.assertNotIn("\na holds", text)
        self.assertNotIn("disguise", self.run_command("compare", self.plain, self.plain.replace("plain", "./plain")).out)
        text = " ".join(self.run_command("explain", self.plain, self.disguised).out.split())
        self.assertEqual(text.count("characters disguise words"), 1)
        found = json.loads(self.run_command("explain", self.plain, self.disguised, "--json").out)
        self.assertGreater(found["b"]["disguised"], 500)
        self.assertEqual(found["a"]["disguised"], 0)


class LanguagesTest(CommandTest):
    def test_one_story_in_eight_languages(self):
        """samples/languages: its README's table, by language."""
        texts = ARTICLES.parents[1] / "languages" / "articles.jsonl"
        relations = {}
        for match in objects(self.run_command("scan", texts, "--json", "matches").out):
            a, b = match["a"]["document"], match["b"]["document"]
            if a[:2] == b[:2] and match["relation"] != "none":
                relations.setdefault(a[:2], set()).add((a[3:], b[3:], match["relation"]))
        self.assertEqual(sorted(relations), ["ar", "de", "en", "hi", "ja", "ru", "th", "zh"])
        for language, found in relations.items():
            self.assertEqual(found, relations["en"], language)
        self.assertIn(("copy", "original", "exact"), relations["en"])


class StoreTest(CommandTest):
    def add(self, *inputs, status=0):
        return self.run_command("add", "--store", "store", *(inputs or [ARTICLES]), status=status)

    def test_adding_twice_changes_nothing(self):
        self.assertIn("48 documents added, 0 were there already", self.add().out)
        blocks = self.run_command("scan", "--store", "store", ARTICLES, "--json", "blocks").out
        again = self.add().out
        self.assertIn("0 documents added, 48 were there already", again)
        self.assertIn("the store holds 48", again)
        self.assertEqual(self.run_command("scan", "--store", "store", ARTICLES, "--json", "blocks").out, blocks)

    def test_quiet_add(self):
        result = self.run_command("add", "-q", "--store", "store", ARTICLES)
        self.assertEqual((result.out, result.err), ("", ""))

    def test_query_equals_the_pairs_across_of_a_scan(self):
        lines = ARTICLES.read_text().splitlines(keepends=True)
        self.write("stored.jsonl", "".join(lines[0::2]))
        self.write("asked.jsonl", "".join(lines[1::2]))
        stored = {json.loads(line)["id"] for line in lines[0::2]}
        self.add("stored.jsonl")
        asked = self.run_command("query", "--store", "store", "asked.jsonl")
        across = [
            line
            for line in self.run_command("scan", ARTICLES, "--json", "matches", "--model", "none").out.splitlines()
            if len({m["document"] in stored for m in (json.loads(line)["a"], json.loads(line)["b"])}) == 2
        ]
        self.assertGreater(len(across), 10)
        self.assertEqual(sorted(asked.out.splitlines()), sorted(across))
        # A query adds nothing, and its output may be a file.
        self.run_command("query", "--store", "store", "asked.jsonl", "-o", "out.jsonl")
        self.assertEqual((self.folder / "out.jsonl").read_text(), asked.out)
        self.fails("query", "--store", "store", "asked.jsonl", "-o", "out.jsonl", names=["out.jsonl", "--force"])
        self.fails(
            "query", "--store", "store", "asked.jsonl", "-o", "asked.jsonl", "--force", names=["asked.jsonl", "input"])
        self.run_command("query", "--store", "store", "asked.jsonl", "-o", "out.jsonl", "--force")
        self.assertEqual(self.run_command("query", "--store", "store", "-", stdin=b"".join(
            line.encode() for line in lines[1::2])).out, asked.out)

    def test_a_scan_with_a_store_is_a_scan_of_all_it_holds(self):
        lines = ARTICLES.read_text().splitlines(keepends=True)
        self.write("first.jsonl", "".join(lines[:30]))
        self.write("second.jsonl", "".join(lines[30:]))
        self.add("first.jsonl")
        for kind in ["matches", "clusters", "blocks"]:
            expected = self.run_command("scan", ARTICLES, "--json", kind).out
            found = self.run_command("scan", "--store", "store", "second.jsonl", "--json", kind).out
            self.assertEqual(found, expected)

    def test_show(self):
        self.add()
        record = json.loads(ARTICLES.read_text().splitlines()[0])
        block, text = self.run_command("show", "--store", "store", record["id"]).out.split("\n\n", 1)
        self.assertEqual(json.loads(block)["title"], record["title"])
        self.assertEqual(text, record["text"] + "\n")
        self.fails("show", "--store", "store", "nobody-99", names=["nobody-99"])
        self.fails("show", "--store", "nowhere", "x", names=["nowhere"])

    def test_show_makes_control_characters_visible_on_a_terminal_only(self):
        text = "first \x1b[31mred\n\nthird \u202eline\u009b\x07\r\n"
        self.write("nasty.jsonl", json.dumps({"id": "x", "text": text}))
        self.add("nasty.jsonl")
        self.assertTrue(self.run_command("show", "--store", "store", "x").out.endswith("\n\n" + text + "\n"))
        shown = self.on_terminal("show", "--store", "store", "x").replace("\r\n", "\n")
        for character in "\x1b\u202e\u009b\x07":
            self.assertNotIn(character, shown)
        self.assertIn("first <U+001B>[31mred\n\nthird <U+202E>line<U+009B><U+0007>", shown)

    def on_terminal(self, *arguments):
        main, terminal = pty.openpty()
        process = subprocess.Popen([COPYDESK, *arguments], stdout=terminal, stdin=subprocess.DEVNULL, cwd=self.folder)
        os.close(terminal)
        output = b""
        while True:
            try:
                data = os.read(main, 65536)
            except OSError:  # the other end was closed
                break
            if not data:
                break
            output += data
        os.close(main)
        self.assertEqual(process.wait(timeout=60), 0)
        return output.decode()

    def test_another_configuration_is_refused_and_both_are_named(self):
        self.add()
        for arguments in [["add"], ["scan"]]:
            result = self.fails(*arguments, "--store", "store", "--shingle", "7", ARTICLES, names=["store"])
            self.assertIn("shingle=5", result.err)
            self.assertIn("shingle=7", result.err)
        # What was not asked for is taken from the store.
        self.run_command("add", "--store", "seven", "--shingle", "7", ARTICLES)
        self.assertIn("48 were there already", self.run_command("add", "--store", "seven", ARTICLES).out)
        seven = self.run_command("scan", "--shingle", "7", ARTICLES, "--json", "matches").out
        self.assertEqual(self.run_command("scan", "--store", "seven", ARTICLES, "--json", "matches").out, seven)

    def test_a_store_without_texts(self):
        self.run_command("add", "--no-text", "--store", "store", ARTICLES)
        matches = objects(self.run_command("query", "--store", "store", ARTICLES).out)
        self.assertGreater(len(matches), 0)
        for match in matches:
            self.assertFalse(match["verified"])
            self.assertEqual(len(match["jaccard_bounds"]), 2)
        result = self.run_command("show", "--store", "store", "harbour-01")
        self.assertEqual(len(objects(result.out)), 1)
        self.assertIn("keeps no texts", result.err)
        self.assertIn("could not be verified", self.run_command("scan", "--store", "store", ARTICLES).out)

    def test_what_is_no_store_is_refused(self):
        self.fails("query", "--store", "nowhere", ARTICLES, names=["nowhere"])
        self.assertFalse((self.folder / "nowhere").exists())
        self.write("file", "text")
        self.fails("add", "--store", "file", ARTICLES, names=["file"])
        self.assertEqual((self.folder / "file").read_text(), "text")


class StoreCareTest(CommandTest):
    """copydesk store info, check, forget, compact and backup, and the ways to add."""

    def add(self, *arguments):
        return self.run_command("add", "--store", "store", *arguments).out

    def query(self, store="store"):
        return self.run_command("query", "--store", store, ARTICLES).out

    def info(self, store="store"):
        return json.loads(self.run_command("store", "info", "--store", store, "--json").out)

    def check(self, *arguments, **options):
        return self.run_command("store", "check", "--store", "store", *arguments, **options)

    def records(self):
        return [json.loads(line) for line in ARTICLES.read_text().splitlines()]

    def test_everything_at_once_is_the_same_as_in_batches(self):
        self.add(ARTICLES)
        self.assertIn("48 documents added", self.run_command("add", "--bulk", "--store", "bulk", ARTICLES).out)
        self.assertEqual(self.query("bulk"), self.query())
        again = self.run_command("add", "--bulk", "--memory", "1MB", "--store", "bulk", ARTICLES).out
        self.assertIn("0 documents added, 48 were there already", again)

    def test_kept_matches_are_those_of_a_scan(self):
        lines = ARTICLES.read_text().splitlines(keepends=True)
        for i in range(0, 48, 17):
            self.write(f"{i}.jsonl", "".join(lines[i : i + 17]))
        self.assertIn(" matches were found and kept", self.add("--matches", self.path("0.jsonl")))
        self.add(self.path("17.jsonl"))  # those of these come with the next
        self.add("--matches", self.path("34.jsonl"))
        self.assertEqual(self.info()["matched"], 48)
        kept = self.info()["families"]["matches"]["keys"]

        def scan(*arguments):
            return self.run_command("scan", "-q", "--json", "matches", *arguments).out

        matches = scan("--store", "store", "--model", "none")
        self.assertEqual(matches, scan(ARTICLES, "--model", "none"))
        self.assertEqual(kept, 2 * len(matches.splitlines()))
        self.assertIn("0 matches were found", self.add("--matches", ARTICLES))
        self.assertIn("0 problems", self.check().out)
        # Other options: what is kept is of no use.
        strict = ["--model", "none", "--threshold", "near=0.95"]
        self.assertEqual(scan("--store", "store", *strict), scan(ARTICLES, *strict))
        # A model changes stories: all are found again.
        self.run_command("store", "learn", "-q", "--store", "store")
        self.assertEqual(scan("--store", "store", "--model", "store"), scan(ARTICLES, "--model", "store"))
        self.assertNotIn("\n0 matches", self.add("--matches", ARTICLES))
        self.assertEqual(scan("--store", "store", "--model", "store"), scan(ARTICLES, "--model", "store"))
        # What is forgotten takes its matches with it.
        self.write("ids", "".join(json.loads(line)["id"] + "\n" for line in lines[:30]))
        self.run_command("store", "forget", "-q", "--store", "store", "--ids", self.path("ids"))
        self.assertEqual(scan("--store", "store", "--model", "store"), scan(self.write("rest.jsonl", "".join(lines[30:])),
                                                                            "--model", "store"))
        self.assertIn("0 problems", self.check().out)
        self.fails("scan", names=["INPUT is required"], status=2)
        self.fails("scan", "--store", "nothing", names=["nothing"])

    def test_info_and_check(self):
        self.add(ARTICLES)
        info = self.info()
        self.assertEqual((info["documents"], info["forgotten"], info["model_version"]), (48, 0, 0))
        self.assertEqual(info["families"]["docs"]["keys"], 48)
        self.assertGreater(info["bytes"], sum(family["bytes"] for family in info["families"].values()))
        self.assertIn("48 documents\n", self.run_command("store", "info", "--store", "store").out)
        self.assertRegex(self.check().out, r"48 documents, \d+ blocks, [\d,]+ postings read; 0 problems")
        self.assertEqual(self.check("-q").out, "")
        self.assertIn("0 problems", self.check("--repair").out)
        for command in ["info", "check", "compact"]:
            self.fails("store", command, "--store", "nowhere", names=["nowhere"])
        self.assertFalse((self.folder / "nowhere").exists())

    def test_forgetting_is_as_if_it_had_not_been_added(self):
        records = self.records()
        self.add(ARTICLES)
        ids = [record["id"] for record in records[::3]]
        self.write("ids.txt", "\r\n".join([*ids, "nobody", ""]))
        dry = self.run_command("store", "forget", "--store", "store", "--ids", "ids.txt", "--dry-run").out
        self.assertIn("16 documents would be forgotten; the store holds 48", dry)
        self.assertIn("1 ids are not in it", dry)
        told = self.run_command("store", "forget", "--store", "store", "--ids", "ids.txt").out
        self.assertIn("16 documents forgotten; the store holds 32", told)
        rest = [line for line, record in zip(ARTICLES.read_text().splitlines(keepends=True), records)
                if record["id"] not in ids]
        self.write("rest.jsonl", "".join(rest))
        self.run_command("add", "--store", "other", "rest.jsonl")
        self.assertEqual(self.query(), self.query("other"))
        self.assertIn("0 problems", self.check().out)
        self.assertEqual((self.info()["documents"], self.info()["forgotten"]), (32, 16))
        self.fails("show", "--store", "store", ids[0], names=[ids[0]])
        self.assertIn("16 documents added, 32 were there already", self.add(ARTICLES))
        # Standard input, and a file that is not there.
        self.run_command("store", "forget", "-q", "--store", "store", "--ids", "-", stdin=ids[0].encode())
        self.assertEqual(self.info()["documents"], 47)
        self.fails("store", "forget", "--store", "store", "--ids", "none.txt", names=["none.txt", "--ids"])
        self.fails("store", "forget", "--store", "store", names=["--older-than, --source or --ids"], status=2)

    def test_a_window_of_time_and_a_source(self):
        def day(ago):
            return time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.time() - ago * 86400))
        texts = [f"the {word} was closed for the whole of the winter season" for word in ["port", "pier", "quay", "dock"]]
        records = [{"id": "old", "published": day(40), "source": "Herald"},
                   {"id": "new", "published": day(2), "source": "Herald"},
                   {"id": "old-and-seen", "published": day(400), "seen": day(1), "source": "Echo"},
                   {"id": "undated", "source": "Herald"}]
        self.write("in.jsonl", "".join(json.dumps({**r, "text": t}) + "\n" for r, t in zip(records, texts)))
        self.add("in.jsonl")
        told = self.run_command("store", "forget", "--store", "store", "--older-than", "30d").out
        self.assertIn("1 documents forgotten; the store holds 3", told)
        self.assertIn("1 stay because their time is not known", told)
        self.fails("show", "--store", "store", "old", names=["old"])
        told = self.run_command("store", "forget", "--store", "store", "--source", "Herald", "--older-than", "24h").out
        self.assertIn("1 documents forgotten; the store holds 2", told)
        told = self.run_command("store", "forget", "--store", "store", "--source", "Echo", "--source", "Herald").out
        self.assertIn("2 documents forgotten; the store holds 0", told)
        self.assertIn("0 problems", self.check().out)
        self.fails("store", "forget", "--store", "store", "--older-than", "soon", names=["--older-than", "soon"],
                   status=2)

    def test_a_new_text_replaces_the_old_one(self):
        self.write("one.jsonl", json.dumps({"id": "a", "text": "the first text of this record"}))
        self.write("two.jsonl", json.dumps({"id": "a", "text": "the second text of this record, which is longer"}))
        self.add("one.jsonl")
        self.assertIn("1 came under an id that has another text; the store holds 2", self.add("two.jsonl"))
        for bulk in [[], ["--bulk"]]:
            told = self.add("--versions", "replace", *bulk, "one.jsonl")
            self.assertIn("the store holds 1", told)
            self.assertIn("the first text", self.run_command("show", "--store", "store", "a").out)
            told = self.add("--versions", "replace", *bulk, "two.jsonl")
            self.assertIn("1 documents added, 0 were there already, 1 came under an id that had another text", told)
            self.assertIn("the store holds 1", told)
            self.assertIn("the second text", self.run_command("show", "--store", "store", "a").out)
        self.assertIn("0 problems", self.check().out)

    def test_compacting_changes_nothing_but_the_size(self):
        self.add(ARTICLES)
        for record in self.records():
            record["text"] += " and some more"
            self.write("more.jsonl", json.dumps(record))
        self.add("more.jsonl")
        before = self.query()
        self.assertRegex(self.run_command("store", "compact", "--store", "store").out, r"before, .* now")
        self.assertEqual(self.query(), before)
        self.assertIn("0 problems", self.check().out)

    def test_a_backup_is_a_store(self):
        self.add(ARTICLES)
        self.assertIn("48 documents", self.run_command("store", "backup", "--store", "store", "-o", "copy").out)
        self.assertEqual(self.query("copy"), self.query())
        self.fails("store", "backup", "--store", "store", "-o", "copy", names=["copy", "there already"])
        shutil.rmtree(self.folder / "store")
        self.assertIn("48 were there already", self.run_command("add", "--store", "copy", ARTICLES).out)
        self.assertIn("0 problems", self.run_command("store", "check", "--store", "copy").out)

    def export(self, *arguments, store="store"):
        return self.run_command("store", "export", "--store", store, *arguments)

    def load(self, file, *arguments, store, **options):
        return self.run_command("store", "import", "--store", store, *arguments, file, **options)

    def test_an_exported_store_comes_back(self):
        self.write("note.txt", b"a note whose last words are no UTF-8: \xff\xfe")
        records = self.records()
        records[0]["text"] += " and some more, in another version of it"
        self.write("version.jsonl", json.dumps(records[0]))
        for store, options in [("store", []), ("bare", ["--no-text"])]:
            for inputs in [ARTICLES], ["note.txt", "version.jsonl"]:
                self.run_command("add", "--store", store, *options, *inputs)
            self.run_command("store", "forget", "--store", store, "--ids", "-", stdin=records[7]["id"].encode())
            self.run_command("store", "learn", "--store", store)
            for name in ["export.jsonl", "export.jsonl.gz", "export.jsonl.zst"]:
                told = self.export("-o", name, "--force", store=store).out
                self.assertRegex(told, rf"^49 documents and a model, [\d.]+ kB, in {re.escape(name)}\n$")
                copy = f"{store}-{name}"
                told = self.load(name, store=copy).out
                self.assertEqual(told, "49 documents added, 0 were there already, 1 came under an id that has another "
                                       "text; the store holds 49 and has the model\n")
                self.assertEqual(self.query(copy), self.query(store))
                self.assertEqual(self.export("-q", "-o", "-", store=copy).stdout,
                                 (self.folder / "export.jsonl").read_bytes())
                self.assertIn("0 problems", self.run_command("store", "check", "--store", copy).out)
            self.assertEqual(gzip.decompress((self.folder / "export.jsonl.gz").read_bytes()),
                             (self.folder / "export.jsonl").read_bytes())
        self.no_parts()

    def test_an_export_goes_through_pipes_and_is_input(self):
        self.add(ARTICLES)
        exported = self.export("-o", "-")
        self.assertRegex(exported.err, r"^48 documents, [\d.]+ kB\n$")
        lines = objects(exported.out)
        self.assertEqual([line["id"] for line in lines[1:-1]], [record["id"] for record in self.records()])
        self.assertEqual((lines[0]["documents"], lines[-1]["documents"]), (48, 48))
        told = self.load("-", "-q", store="copy", stdin=gzip.compress(exported.stdout))
        self.assertEqual((told.out, told.err), ("", ""))
        self.assertIn("0 documents added, 48 were there already", self.load("-", store="copy", stdin=exported.stdout).out)
        self.write("export.jsonl", exported.stdout)
        self.assertIn("0 documents added, 48 were there already", self.add("export.jsonl"))
        self.run_command("store", "learn", "--store", "copy")
        self.export("-q", "-o", "learned.jsonl", store="copy")
        self.assertIn("holds 48 and has the model\n", self.load("learned.jsonl", store="store").out)
        self.assertIn("holds 48 and keeps the model that it had\n", self.load("learned.jsonl", store="store").out)

    def test_what_cannot_be_exported_or_imported(self):
        self.add(ARTICLES)
        self.export("-o", "export.jsonl")
        whole = (self.folder / "export.jsonl").read_bytes()
        self.fails("store", "export", "--store", "store", "-o", "export.jsonl", names=["export.jsonl", "--force"])
        self.fails("store", "export", "--store", "store", "-o", "store/x", names=["lies in the input folder"])
        self.fails("store", "export", "--store", "nowhere", "-o", "x.jsonl", names=["nowhere"])
        self.assertFalse((self.folder / "x.jsonl").exists())
        self.no_parts()

        def refused(data, *names):
            self.write("bad.jsonl", data)
            self.fails("store", "import", "--store", "copy", "bad.jsonl", names=["bad.jsonl", *names])
            if (self.folder / "copy").exists():
                self.assertEqual((self.info("copy")["documents"], self.info("copy")["model_version"]), (0, 0))

        lines = whole.splitlines(keepends=True)
        refused(ARTICLES.read_bytes(), ":1: no export of a store", "copydesk add")
        refused(b"", ":1: the file is empty")
        refused(b"".join(lines[:20]), ":21: the file ends before its last line: it was cut short", "again")
        refused(whole.replace(b'"parts":[[0,', b'"parts":[[9999999,', 1), ":2: block 0: parts are not ascending")
        refused(whole.replace(b'"signature":"', b'"signature":"!', 1), ":2: block 0.signature is no base64")
        refused(whole.replace(b'"version":1', b'"version":2', 1), ":1: the export has version 2; this program reads version 1")
        refused(whole.replace(b"harbour", b"\xff", 1), ":3: not UTF-8")
        refused(whole.replace(b"harbour", b"Harbour", 1), ":50: the checksum does not agree")
        refused(gzip.compress(whole)[:5000], "truncated gzip")
        self.fails("store", "import", "--store", "copy", "--max-record", "1kB", "export.jsonl",
                   names=[": line longer than 1024 bytes", "--max-record"])
        self.fails("store", "import", "--store", "copy", "none.jsonl", names=["none.jsonl"])
        self.run_command("add", "--store", "other", "--shingle", "4", ARTICLES)
        self.fails("store", "import", "--store", "other", "export.jsonl",
                   names=["store other", "shingle=4", "export.jsonl", "shingle=5", "new folder"])
        self.assertIn("48 documents added", self.load("export.jsonl", store="copy").out)


class StoreFaultTest(CommandTest):
    """What goes wrong with disks: a clear error, no wrong answer, and nothing lost of what was acknowledged."""

    def large_input(self, count=4000):
        generator = random.Random(7)
        words = ["".join(generator.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(3000)]
        with open(self.folder / "large.jsonl", "w", encoding="utf-8") as file:
            for i in range(count):
                file.write(json.dumps({"id": f"doc-{i}", "text": " ".join(generator.choices(words, k=300))}) + "\n")

    def on_mount(self, script, options):
        """Runs a shell script in a mount namespace of its own, where the folder "disk" is a small file system."""
        (self.folder / "disk").mkdir()
        script = f'set -u; mount -t tmpfs -o {options} none disk || exit 77; ' + script
        result = subprocess.run(["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, timeout=300,
                                cwd=self.folder, env={**os.environ, "COPYDESK": COPYDESK, "ARTICLES": str(ARTICLES)})
        if result.returncode == 77 or "unshare:" in result.stderr:
            self.skipTest("file systems cannot be mounted here")
        return result

    def test_a_full_disk(self):
        self.large_input()
        for bulk in ["", "--bulk"]:
            with self.subTest(bulk=bulk):
                shutil.rmtree(self.folder / "disk", ignore_errors=True)
                result = self.on_mount(
                    f"""$COPYDESK add -q --store disk/s $ARTICLES || echo first
                    $COPYDESK add -q {bulk} --store disk/s large.jsonl && echo fitted
                    mount -o remount,size=400m disk
                    $COPYDESK store check -q --store disk/s || echo damaged
                    $COPYDESK add --store disk/s $ARTICLES
                    $COPYDESK add -q {bulk} --store disk/s large.jsonl && echo fits
                    $COPYDESK store check --store disk/s""", "size=8m")
                self.assertIn("No space left on device", result.stderr)
                self.assertIn("store disk/s: ", result.stderr)
                for word in ["first", "fitted", "damaged"]:
                    self.assertNotIn(word, result.stdout.split(), result.stderr)
                self.assertIn("0 documents added, 48 were there already", result.stdout)
                self.assertIn("fits\n4,048 documents", result.stdout)
                self.assertIn("0 problems", result.stdout)

    def test_a_folder_that_may_not_be_written(self):
        result = self.on_mount(
            """$COPYDESK add -q --store disk/s $ARTICLES; echo $?
            mount -o remount,ro disk
            $COPYDESK query --store disk/s $ARTICLES > matches; echo $?
            $COPYDESK store check -q --store disk/s; echo $?
            $COPYDESK add -q --store disk/s $ARTICLES; echo $?
            $COPYDESK add -q --store disk/new $ARTICLES; echo $?""", "size=64m")
        self.assertEqual(result.stdout.split(), ["0", "0", "0", "1", "1"], result.stderr)
        self.assertEqual(result.stderr.count("Read-only file system"), 2, result.stderr)
        self.assertGreater(len((self.folder / "matches").read_text().splitlines()), 10)

    def test_few_file_handles(self):
        self.run_command("add", "-q", "--store", "store", ARTICLES)
        expected = self.run_command("query", "--store", "store", ARTICLES).out
        self.large_input(500)
        for handles in [12, 20, 30, 60]:
            for arguments in [["query", "--store", "store", ARTICLES], ["add", "--store", "store", "large.jsonl"]]:
                result = subprocess.run(["sh", "-c", f'ulimit -n {handles}; exec "$0" "$@"', COPYDESK, *map(str, arguments)],
                                        capture_output=True, text=True, timeout=120, cwd=self.folder)
                if "object has invalid vptr" in result.stderr:
                    continue  # said by a sanitizer that found no handle for the pipe by which it looks at memory
                if result.returncode != 0:
                    self.assertEqual(result.returncode, 1, (handles, result.stderr))
                    self.assertIn("Too many open files", result.stderr)
                elif arguments[0] == "query":
                    self.assertEqual(result.stdout, expected)
        self.assertIn("0 problems", self.run_command("store", "check", "--store", "store").out)
        self.run_command("add", "-q", "--store", "store", "large.jsonl")
        self.assertIn("548 documents", self.run_command("store", "check", "--store", "store").out)

    def test_a_clock_that_went_back(self):
        """The files are from the future; so are records, which no age takes out."""
        self.run_command("add", "-q", "--store", "store", ARTICLES)
        expected = self.run_command("query", "--store", "store", ARTICLES).out
        future = time.time() + 10 * 365 * 86400
        for path in [self.folder / "store", *(self.folder / "store").iterdir()]:
            os.utime(path, (future, future))
        record = {"id": "tomorrow", "published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(future)), "text": "Seen early."}
        self.write("tomorrow.jsonl", json.dumps(record))
        self.assertEqual(self.run_command("query", "--store", "store", ARTICLES).out, expected)
        self.assertIn("1 documents added", self.run_command("add", "--store", "store", self.path("tomorrow.jsonl")).out)
        forgotten = self.run_command("store", "forget", "--store", "store", "--older-than", "1h").out
        self.assertIn("48 documents", forgotten)
        self.assertIn("Seen early.", self.run_command("show", "--store", "store", "tomorrow").out)
        check = self.run_command("store", "check", "--store", "store").out
        self.assertIn("1 documents", check)
        self.assertIn("0 problems", check)

    def test_a_missing_table(self):
        self.run_command("add", "-q", "--store", "store", ARTICLES)
        tables = sorted((self.folder / "store").glob("*.sst"))
        self.assertGreater(len(tables), 3)
        for table in tables:
            away = table.rename(self.folder / "away")
            for arguments in [["query", ARTICLES], ["add", ARTICLES], ["store", "check"], ["store", "info"]]:
                self.fails(*arguments, "--store", "store", names=["store store", table.stem.lstrip("0")])
            away.rename(table)
        self.assertIn("0 problems", self.run_command("store", "check", "--store", "store").out)

    def test_a_cut_log(self):
        """What was acknowledged is in the log of a writer that was killed; a part of it is missing then."""
        process = subprocess.Popen([COPYDESK, "add", "--store", "store", "-"], stdin=subprocess.PIPE, cwd=self.folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        process.stdin.write(ARTICLES.read_bytes() * 500)  # more than a batch
        process.stdin.flush()
        committed = self.folder / "store" / "COMMITTED"
        deadline = time.monotonic() + 60
        while not (committed.exists() and struct.unpack("<Q", committed.read_bytes()[:8])[0] > 0):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        process.kill()
        process.wait()
        process.stdin.close()
        shutil.copytree(self.folder / "store", self.folder / "whole")
        self.assertIn("48 documents", self.run_command("store", "check", "--store", "whole").out)
        log = max((self.folder / "store").glob("*.log"), key=lambda path: path.stat().st_size)
        size = log.stat().st_size
        for length in [0, 100, size // 2, size - 1]:
            with open(log, "r+b") as file:
                file.truncate(length)
            for arguments in [["query", ARTICLES], ["add", ARTICLES], ["store", "check"]]:
                self.fails(*arguments, "--store", "store", names=["store store"])
            log.write_bytes((self.folder / "whole" / log.name).read_bytes())
        self.assertIn("0 problems", self.run_command("store", "check", "--store", "store").out)


class ModelTest(CommandTest):
    def setUp(self):
        super().setUp()
        lines = ARTICLES.read_text().splitlines(keepends=True)
        self.write("stored.jsonl", "".join(lines[0::2]))
        self.write("asked.jsonl", "".join(lines[1::2]))
        self.stored = {json.loads(line)["id"] for line in lines[0::2]}
        self.run_command("add", "-q", "--store", "store", "stored.jsonl")

    def learn(self, *arguments):
        return self.run_command("store", "learn", "--store", "store", *arguments)

    def models(self, *arguments):
        """The models that the matches of a command name."""
        lines = self.run_command(*arguments).out
        return {match["model"] for match in objects(lines) if "same_story" in match}

    def test_learning_says_what_it_learned(self):
        first = self.learn()
        self.assertRegex(first.out, r"^model m-[0-9a-f]{16}, version 1 of this store\n  documents +24\n")
        self.assertIn("the first one", first.out)
        self.assertEqual(first.err, "")
        name = first.out.split(",")[0].removeprefix("model ")
        again = self.learn()
        self.assertIn(f"model {name}, version 1", again.out)
        self.assertIn("nothing new was learned", again.out)
        self.run_command("add", "-q", "--store", "store", "asked.jsonl")
        third = self.learn().out
        self.assertIn("version 2 of this store", third)
        self.assertRegex(third, r"documents +48 +\+24\n")
        self.assertIn(f"it replaces {name}", third)
        self.assertEqual(self.learn("-q").out, "")

    def test_queries_use_the_model_and_a_scan_can(self):
        background = self.models("query", "--store", "store", "asked.jsonl")
        name = self.learn().out.split(",")[0].removeprefix("model ")
        asked = self.run_command("query", "--store", "store", "asked.jsonl").out
        self.assertEqual(self.models("query", "--store", "store", "asked.jsonl"), {name})
        self.assertNotEqual(background, {name})
        self.assertEqual(self.models("query", "--store", "store", "asked.jsonl", "--model", "none"), background)
        scan = self.run_command("scan", ARTICLES, "--json", "matches", "--model", "store").out.splitlines()
        across = [line for line in scan
                  if len({json.loads(line)[side]["document"] in self.stored for side in "ab"}) == 2]
        self.assertGreater(len(across), 10)
        self.assertEqual(sorted(asked.splitlines()), sorted(across))
        # It is frozen: what is added changes nothing of it.
        self.run_command("add", "-q", "--store", "store", "asked.jsonl")
        self.assertEqual(self.models("query", "--store", "store", "asked.jsonl"), {name})
        self.assertEqual(self.models("query", "--store", "store", "asked.jsonl", "--model", "store"), {name})
        explained = self.run_command("explain", "brackenford-02", "kestrel-02", "--store", "store", "--json").out
        self.assertEqual(json.loads(explained)["model"], name)

    def test_a_scan_learns_the_model_that_a_store_learns(self):
        self.run_command("add", "-q", "--store", "store", "asked.jsonl")
        name = self.learn().out.split(",")[0].removeprefix("model ")
        self.assertEqual(self.models("scan", ARTICLES, "--json", "matches"), {name})
        learned = self.run_command("scan", ARTICLES, "--json", "matches").out
        self.assertEqual(self.run_command("scan", ARTICLES, "--json", "matches", "--model", "store").out, learned)
        # A scan of a store keeps its model as it is.
        self.run_command("scan", "-q", "--store", "store", ARTICLES)
        self.assertIn("nothing new was learned", self.learn().out)

    def test_what_cannot_be(self):
        self.fails("scan", ARTICLES, "--model", "store", names=["has no model", "copydesk store learn --store store"])
        self.fails("scan", ARTICLES, "--model", "nowhere", names=["no store in nowhere"])
        self.fails("scan", ARTICLES, "--store", "new", "--model", "store", names=["has no model"])
        self.fails("store", "learn", "--store", "nowhere", names=["no store in nowhere"])
        self.assertFalse((self.folder / "nowhere").exists() or (self.folder / "new").exists())
        self.fails("query", "--store", "store", "asked.jsonl", "--model", "learn", status=2, names=["learn"])
        for arguments in [["store"], ["store", "frobnicate"], ["store", "learn"]]:
            self.fails(*arguments, status=2, names=["--help"])
        self.assertIn("Example:\n  copydesk store learn", self.run_command("store", "learn", "--help").out)


class CompareTest(CommandTest):
    def test_two_text_files(self):
        text = json.loads(ARTICLES.read_text().splitlines()[0])["text"]
        self.write("a.txt", text)
        self.write("b.txt", text[: len(text) // 2])
        result = self.run_command("compare", "a.txt", "b.txt")
        self.assertIn("contains, b is in a", result.out)
        self.assertIn("passage 1 of ", result.out)
        for line in result.out.splitlines():
            self.assertLessEqual(len(line), 100)
        match = json.loads(self.run_command("compare", "a.txt", "b.txt", "--json").out)
        self.assertEqual((match["relation"], match["direction"]), ("contains", "b_in_a"))
        self.assertGreater(match["same_story"], 0.9)
        self.assertTrue(match["model"].startswith("m-"))
        self.assertRegex(result.out, r"story     (over )?\d+ % likely the same; about \w+")

    def test_html_is_compared_by_its_visible_text(self):
        text = json.loads(ARTICLES.read_text().splitlines()[0])["text"]
        self.write("a.txt", text)
        self.write("a.html", f"<html><body><nav><b>x</b></nav><p>{text.replace('&', '&amp;')}</p></body></html>")
        match = json.loads(self.run_command("compare", "a.txt", "a.html", "--json").out)
        self.assertEqual(match["relation"], "near")
        self.assertGreater(match["jaccard"], 0.95)

    def test_two_records(self):
        arguments = ["compare", ARTICLES, "--id", "saltmere-03", "--id", "saltmere-04"]
        self.assertIn("exact, byte for byte", self.run_command(*arguments).out)
        found = json.loads(self.run_command(*arguments, "--json").out)
        expected = [
            match
            for match in objects(self.run_command("scan", ARTICLES, "--json", "matches", "--model", "none").out)
            if match["a"]["document"] == "saltmere-03" and match["b"]["document"] == "saltmere-04"
        ]
        self.assertEqual([found], expected)

    def test_headlines_word_for_word(self):
        lines = [
            "Ferry drifts all night off Dunmarsh after engines fail",
            "Ferry drifts all day off Dunmarsh after engines fail",
            "Ferry drifts all night off Saltmere after engines fail",
            "Gauge at the old bridge stands at 412 this noon",
            "Gauge at the old bridge stands at 398 this noon",
        ]
        self.write("ticker.jsonl", "".join(json.dumps({"id": f"t{i}", "text": t}) + "\n" for i, t in enumerate(lines)))
        pairs = {
            (match["a"]["document"], match["b"]["document"]): match
            for match in objects(self.run_command("scan", "ticker.jsonl", "--json", "matches").out)
        }
        self.assertEqual([pair for pair, match in pairs.items() if match["relation"] == "near"], [("t0", "t1")])
        self.assertTrue(pairs["t3", "t4"]["template"])
        self.assertLess(pairs["t3", "t4"]["same_story"], 0.5)
        explained = self.run_command("explain", "t0", "t2", "ticker.jsonl").out
        self.assertIn("no other name or number", explained)

    def test_what_is_not_two(self):
        self.fails("compare", ARTICLES, names=["48 records", "--id"])
        self.fails("compare", ARTICLES, "--id", "harbour-01", "--id", "nobody-99", names=["nobody-99"])
        self.fails("compare", ARTICLES, "--id", "harbour-01", "--id", "harbour-01", names=["twice"])

    def test_the_first_record_of_an_id_counts(self):
        records = ["first", "second", "third", "fourth"]
        lines = [json.dumps({"id": "a", "text": text}) for text in records] + ['{"id": "b", "text": "First"}']
        self.write("ids.jsonl", "\n".join(lines))
        result = self.run_command("compare", "ids.jsonl", "--id", "a", "--id", "b")
        self.assertIn("relation  exact", result.out)

    def test_strict(self):
        self.write("bad.jsonl", '{"id": "a", "text": "x"}\noops\n{"id": "b", "text": "x"}\n')
        self.run_command("compare", "bad.jsonl")
        self.run_command("compare", "bad.jsonl", "--strict", status=3)


class AuditTest(CommandTest):
    TABLES = ["agencies", "conflicts", "copies", "credits", "findings", "groups", "outlet_agency", "outlets",
              "paragraphs", "timeline", "versions"]

    def audit(self, *arguments, **options):
        return self.run_command("audit", ARTICLES, "--agencies", ARTICLES.parent / "agencies.tsv", *arguments, **options)

    def table(self, name, folder="audit"):
        with open(self.folder / folder / f"{name}.csv", newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def finding(self, target, folder="audit"):
        return next(row for row in self.table("findings", folder) if row["target"] == target)

    def test_the_sample(self):
        result = self.audit("-o", self.path("audit"))
        self.assertIn("48 articles, of which 23 credit an agency; 12 groups share copy", result.out)
        files = sorted(path.name for path in (self.folder / "audit").iterdir())
        tables = [name + ending for name in self.TABLES for ending in (".csv", ".jsonl")]
        self.assertEqual(files, sorted([*OUTPUTS, "audit.json", *tables]))
        row = self.finding("harbour-01")
        self.assertEqual(row["source"], "meridian-01")
        self.assertEqual((row["share_kept"], row["credit"], row["credited"], row["verdict"], row["lag_seconds"]),
                         ("1", "credited-verbatim", "Meridian Wire", "counts", "9300"))
        group = next(row for row in self.table("groups") if row["reference_document"] == "meridian-01")
        self.assertEqual((group["origin_agency"], group["origin_document"]), ("Meridian Wire", "meridian-01"))
        clusters = objects((self.folder / "audit" / "clusters.jsonl").read_text())
        origins = [cluster["origin"] for cluster in clusters if cluster["kind"] == "duplicate"
                   and any(member["document"] == "meridian-01" for member in cluster["members"])]
        self.assertEqual([(origin["agency"], origin["document"], origin["declared"]) for origin in origins],
                         [("Meridian Wire", "meridian-01", "Meridian Wire")])
        agency = next(row for row in self.table("agencies") if row["agency"] == "Meridian Wire")
        self.assertEqual(agency["stories"], "4")
        summary = json.loads((self.folder / "audit" / "audit.json").read_text())
        self.assertEqual(summary["policy"]["min_share"], 0.8)
        self.assertEqual(json.loads((self.folder / "audit" / "summary.json").read_text())["command"], "audit")

    def test_csv_and_json_say_the_same(self):
        self.audit("-q", "-o", self.path("audit"))
        for name in self.TABLES:
            lines = objects((self.folder / "audit" / f"{name}.jsonl").read_text())
            rows = self.table(name)
            self.assertEqual(len(rows), len(lines), name)
            for row, line in zip(rows, lines):
                self.assertEqual(list(row), list(line))
                for column, value in line.items():
                    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                    if isinstance(value, float):
                        self.assertEqual(float(row[column]), value)
                    else:
                        self.assertIn(row[column], (text, "'" + text))
        printed = self.audit("--json", "findings")
        self.assertEqual(printed.out, (self.folder / "audit" / "findings.jsonl").read_text())

    def test_a_store_gives_the_same_tables(self):
        self.run_command("add", "-q", "--store", self.path("store"), ARTICLES)
        agencies = ["--agencies", ARTICLES.parent / "agencies.tsv"]
        self.run_command("audit", "-q", "--store", self.path("store"), *agencies, "-o", self.path("stored"))
        self.audit("-q", "-o", self.path("audit"))
        for name in self.TABLES:
            self.assertEqual((self.folder / "stored" / f"{name}.csv").read_bytes(),
                             (self.folder / "audit" / f"{name}.csv").read_bytes(), name)

    def test_choices_and_policy(self):
        def groups(*arguments):
            return len(self.audit(*arguments, "--json", "groups").out.splitlines())

        self.assertEqual(groups(), 12)
        self.assertEqual(groups("--source", "harbour courier"), 2)
        self.assertEqual(groups("--agency", "meridian wire"), 4)
        self.assertEqual(groups("--since", "2040-01-01"), 0)
        verdicts = {row["target"]: row["verdict"] for row in objects(self.audit("--min-share", "0.5", "--json", "findings").out)}
        self.assertEqual(verdicts["quayside-01"], "counts")
        rows = objects(self.audit("--exclude-source", "Meridian Wire", "--json", "findings").out)
        self.assertEqual({row["verdict"] for row in rows if row["source"].startswith("meridian")}, {"excluded-source"})
        phrases = self.write("phrases.txt", "The Ansel Bridge, the only road link between Port Elder and the southern islands\n")
        rows = {row["target"]: row for row in objects(self.audit("--exclude-phrases", phrases, "--json", "findings").out)}
        plain = {row["target"]: row for row in objects(self.audit("--json", "findings").out)}
        self.assertLess(rows["harbour-01"]["words_kept"], plain["harbour-01"]["words_kept"])

    def test_records_of_an_agency(self):
        articles = [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
        bridge = next(article for article in articles if article["id"] == "meridian-01")
        body = bridge["text"].split(" - ", 1)[1]  # the dateline says what the record's own fields say here
        record = {"uri": "urn:meridian:1", "headline": bridge["title"], "firstcreated": bridge["published"],
                  "infosources": [{"name": "Meridian Wire"}],
                  "bodies": [{"contenttype": "text/plain", "value": body}]}
        reprint = {"id": "post-1", "source": "Post", "text": body, "published": "2026-03-04T10:00:00Z"}
        path = self.write("feed.jsonl", json.dumps(record) + "\n" + json.dumps(reprint) + "\n")
        rows = objects(self.run_command("audit", path, "--agencies", ARTICLES.parent / "agencies.tsv", "--json", "findings").out)
        self.assertEqual([(row["source"], row["target"], row["share_kept"], row["credit"]) for row in rows],
                         [("urn:meridian:1", "post-1", 1.0, "no-credit-found")])
        credits = objects(self.run_command("audit", path, "--agencies", ARTICLES.parent / "agencies.tsv", "--json", "credits").out)
        self.assertIn(("urn:meridian:1", "metadata", "Meridian Wire"),
                      [(row["document"], row["kind"], row["agency"]) for row in credits])
        self.fails("audit", self.write("bad.jsonl", '{"uri": "a", "body_text": ""}\n'), "--on-error", "fail",
                   names=["bad.jsonl:1", "body_text"])

    def test_what_people_said_survives(self):
        self.audit("-q", "-o", self.path("first"))
        rows = self.table("findings", "first")
        for row in rows:
            if row["target"] == "harbour-01":
                row["status"], row["note"] = "licensed", "=see contract, page 4"
        rows.append({**rows[0], "target": "gone-01", "status": "unsure"})
        with open(self.path("said.csv"), "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        result = self.audit("--status", self.path("said.csv"), "-o", self.path("audit"))
        self.assertIn("1 status is of a finding that is not there now", result.out)
        row = self.finding("harbour-01")
        self.assertEqual((row["status"], row["note"], row["status_match"]), ("licensed", "'=see contract, page 4", "same"))
        self.assertEqual(self.finding("gone-01")["status_match"], "gone")
        # The file that it wrote is given to the next one.
        self.audit("-q", "--status", self.path("audit/findings.csv"), "-o", self.path("again"))
        self.assertEqual((self.folder / "again" / "findings.csv").read_bytes(),
                         (self.folder / "audit" / "findings.csv").read_bytes())

    def test_what_cannot_be(self):
        self.fails("audit", names=["INPUT"], status=2)
        self.fails("audit", ARTICLES, "--since", "soon", names=["--since", "2026-03-01"], status=2)
        self.fails("audit", ARTICLES, "--min-share", "3", names=["min_share"], status=2)
        self.fails("audit", ARTICLES, "--agency", "Nobody's News", names=["Nobody's News", "--agencies"])
        self.fails("audit", ARTICLES, "--agencies", self.path("none.tsv"), names=["none.tsv", "docs/credits.md"])
        self.fails("audit", ARTICLES, "--agencies", self.write("bad.tsv", "one column\n"), names=["bad.tsv:1"])
        self.fails("audit", ARTICLES, "--status", self.write("said.csv", "a,b\n"), names=["said.csv:1", "findings.csv"])
        self.run_command("add", "-q", "--no-text", "--store", self.path("store"), ARTICLES)
        self.fails("audit", "-q", "--store", self.path("store"), "-o", self.path("audit"), names=["texts"])
        self.assertEqual(list((self.folder / "audit").iterdir()), [])


class DedupTest(CommandTest):
    def records(self, name, texts, **more):
        return self.write(name, "".join(json.dumps({"id": f"{name}-{i}", "text": text, **more}) + "\n"
                                        for i, text in enumerate(texts)))

    def text(self, seed, words=80):
        source = random.Random(seed)
        return " ".join("".join(source.choices("abcdefghij", k=6)) for _ in range(words))

    def test_sample_and_its_check(self):
        clean, removed = self.path("clean.jsonl"), self.path("removed.jsonl")
        arguments = ["dedup", str(ARTICLES), "-o", clean, "--removed", removed]
        output = self.run_command(*arguments).out
        check = next(line for line in output.splitlines() if line.startswith("  copydesk dedup --verify"))
        lines = ARTICLES.read_bytes().splitlines(keepends=True)
        gone = objects(Path(removed).read_text())
        self.assertGreater(len(gone), 5)
        self.assertEqual(Path(clean).read_bytes(),
                         b"".join(line for i, line in enumerate(lines, 1) if i not in {one["removed"]["line"] for one in gone}))
        kept = {json.loads(line)["id"] for line in Path(clean).read_text().splitlines()}
        for one in gone:
            self.assertNotIn(one["removed"]["document"], kept)
            self.assertIn(one["kept"]["document"], kept)
        verified = self.run_command(*check.split()[1:]).out
        self.assertIn("The output is the input without what the certificate lists", verified)
        again = self.path("again.jsonl")
        summary = json.loads(self.run_command("dedup", clean, "-o", again, "--json").out)
        self.assertEqual(summary["removed"], 0)
        self.assertEqual(Path(again).read_bytes(), Path(clean).read_bytes())
        written = Path(removed).read_text()
        near = next(i for i, one in enumerate(gone) if one["relation"] == "near")

        def forge(change):
            lines = [dict(one, removed=dict(one["removed"]), kept=dict(one["kept"])) for one in gone]
            change(lines[near])
            Path(removed).write_text("".join(json.dumps(one) + "\n" for one in lines))
            return self.run_command(*check.split()[1:], status=1).err

        self.assertIn("not exact", forge(lambda one: one.update(relation="exact")))
        self.assertIn("not contains", forge(lambda one: one.update(relation="contains")))
        self.assertIn("the score", forge(lambda one: one.update(score=round(one["score"] - 0.0001, 4))))
        self.assertIn("tokens", forge(lambda one: one.update(tokens=7)))
        self.assertIn("another line", forge(lambda one: one["removed"].update(line=one["removed"]["line"] + 1)))
        self.assertIn("another line", forge(lambda one: one["kept"].update(line=one["kept"]["line"] + 1)))
        Path(removed).write_text(written)
        self.run_command(*check.split()[1:])
        self.assertIn("exists", self.run_command(*arguments, status=1).err)

    def test_shards_keep_their_names(self):
        self.records("in/a.jsonl", [self.text(1), self.text(2)])
        plain = (self.folder / "in/a.jsonl").read_bytes()
        self.write("in/b/c.jsonl.gz", gzip.compress(plain + json.dumps({"id": "new", "text": self.text(3)}).encode() + b"\n"))
        self.run_command("dedup", self.path("in"), "-o", self.path("out"), "--removed", self.path("removed"))
        self.assertEqual((self.folder / "out/a.jsonl").read_bytes(), plain)
        self.assertEqual(json.loads(gzip.decompress((self.folder / "out/b/c.jsonl.gz").read_bytes()))["id"], "new")
        self.run_command("dedup", "--verify", self.path("in"), "-o", self.path("out"), "--removed", self.path("removed"))

    def test_keep_and_against(self):
        self.records("old.jsonl", [self.text(1)])
        self.run_command("add", "--store", self.path("store"), self.path("old.jsonl"))
        new = self.records("new.jsonl", [self.text(1), self.text(2), self.text(2) + " more"])
        arguments = ["dedup", new, "-o", self.path("out"), "--removed", self.path("removed"), "--against",
                     self.path("store"), "--keep", "longest"]
        self.run_command(*arguments)
        self.assertEqual([one["id"] for one in objects(Path(self.path("out")).read_text())], ["new.jsonl-2"])
        reasons = [one.get("reason") for one in objects(Path(self.path("removed")).read_text())]
        self.assertEqual(reasons, ["against", None])
        self.run_command("dedup", "--verify", new, "-o", self.path("out"), "--removed", self.path("removed"),
                         "--against", self.path("store"))

    def test_passages(self):
        shared = ". ".join(self.text(seed, 30) for seed in range(20, 23)) + "."
        records = self.records("in.jsonl", [f"{self.text(1)}.\n{shared}", f"{shared}\n{self.text(2)}."])
        self.run_command("dedup", records, "-o", self.path("out"), "--removed", self.path("removed"), "--unit", "passage")
        first, second = objects(Path(self.path("out")).read_text())
        self.assertIn(shared, first["text"])
        self.assertNotIn(shared, second["text"])
        self.run_command("dedup", "--verify", records, "-o", self.path("out"), "--removed", self.path("removed"))

    def test_archives_stay_archives(self):
        make = WarcTest("record")
        pages = ["".join(f"<p>{self.text(seed * 10 + i, 40)}.</p>" for i in range(4)).encode() for seed in range(3)]
        records = [WarcTest.record("warcinfo", "info", b"software: none\r\n"), make.response("a", pages[0]),
                   WarcTest.record("request", "asked", b"GET / HTTP/1.1\r\n\r\n"), make.response("b", pages[1]),
                   make.response("c", pages[0]), make.response("d", pages[2])]
        for name, stored in [("in.warc", b"".join(records)), ("in.warc.gz", b"".join(map(gzip.compress, records)))]:
            source, out, removed = self.write(name, stored), self.path("out-" + name), self.path("removed-" + name)
            self.run_command("dedup", source, "-o", out, "--removed", removed)
            (line,) = objects(Path(removed).read_text())
            self.assertEqual((line["removed"]["document"], line["kept"]["document"]), ("urn:uuid:c", "urn:uuid:a"))
            kept = records[:4] + records[5:]
            written = Path(out).read_bytes()
            self.assertEqual(gzip.decompress(written) if name.endswith(".gz") else written, b"".join(kept))
            if name.endswith(".gz"):
                self.assertEqual(written.count(b"\x1f\x8b\x08"), len(kept), "each record is a member of its own")
            self.run_command("dedup", "--verify", source, "-o", out, "--removed", removed)
            self.assertIn("WARC", self.run_command("dedup", source, "-o", out, "--unit", "passage", status=1).err)

    def test_archives_with_records_that_are_too_long(self):
        make = WarcTest("record")
        pages = [self.text(1), "long " * 100_000, self.text(1)]
        archive = b"".join(make.response(str(i), f"<p>{text}.</p>".encode()) for i, text in enumerate(pages))
        source, removed = self.write("in.warc", archive), self.path("removed.jsonl")
        for name in ["out.warc", "out.warc.gz", "out.warc.zst"]:  # which are read in pieces of other sizes
            arguments = [source, "-o", self.path(name), "--removed", removed, "--max-record", "64KB"]
            self.run_command("dedup", "--force", *arguments)
            self.assertEqual(len(objects(Path(removed).read_text())), 1)
            self.run_command("dedup", "--verify", *arguments)

    def test_outputs_stay_where_they_are_named(self):
        self.records("in/sub/a.jsonl", [self.text(1)])
        for folder in ["out", "elsewhere"]:
            (self.folder / folder).mkdir()
        (self.folder / "out/sub").symlink_to(self.folder / "elsewhere")
        os.mkfifo(self.folder / "pipe")
        for output, named in [("out", "symbolic link"), ("pipe", "device or a pipe"), ("none/out.jsonl", "folder does not exist")]:
            source = self.path("in") if output == "out" else self.path("in/sub/a.jsonl")
            failed = self.run_command("dedup", source, "-o", self.path(output), "--force", status=1)
            self.assertIn(named, failed.err)
            self.assertNotIn(".part-", failed.err)
        self.assertEqual(list((self.folder / "elsewhere").iterdir()), [])
        self.assertTrue((self.folder / "pipe").is_fifo())

    def test_killed_runs_go_on(self):
        """Killed at any moment, a run that is resumed writes what an uninterrupted one does."""
        for shard in range(8):
            self.records(f"in/{shard}.jsonl", [self.text(seed) for seed in range(shard * 150, shard * 150 + 300)])
        whole = ["dedup", "-q", self.path("in"), "-o", self.path("whole"), "--removed", self.path("whole.jsonl")]
        began = time.monotonic()
        self.run_command(*whole)
        lasts = time.monotonic() - began
        arguments = [COPYDESK, "dedup", "-q", self.path("in"), "-o", self.path("out"), "--removed",
                     self.path("removed.jsonl"), "--resume"]
        source, kills = random.Random(7), 0
        while True:
            process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            try:
                _, error = process.communicate(timeout=source.uniform(0.02, 0.8) * lasts * (1 + kills / 8))
                self.assertEqual(process.returncode, 0, error)
                break
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                kills += 1
        self.assertGreater(kills, 0)
        for shard in range(8):
            name = f"{shard}.jsonl"
            self.assertEqual((self.folder / "out" / name).read_bytes(), (self.folder / "whole" / name).read_bytes())
        self.assertEqual(Path(self.path("removed.jsonl")).read_bytes(), Path(self.path("whole.jsonl")).read_bytes())
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()),
                         ["in", "out", "removed.jsonl", "whole", "whole.jsonl"])

    def test_usage(self):
        records = self.records("in.jsonl", [self.text(1)])
        for wrong, message in [([records], "--output"), (["-", "-o", "x"], "twice"), ([records, "-o", "x", "--keep", "best"], "--keep"),
                               ([records, "-o", "x", "--keep", "field:"], "--keep"), (["--verify", records, "-o", "x"], "--removed"),
                               ([records, "-o", "x", "--relations", "overlap"], "--relations")]:
            self.assertIn(message, self.run_command("dedup", *wrong, status=2).err)


class InterruptTest(CommandTest):
    """Ctrl-C ends soon, with status 1, and leaves stores and finished outputs whole."""

    # The command promises about a second; the rest is for a busy machine and for sanitizers.
    PATIENCE = 30

    def large_input(self):
        generator = random.Random(1)
        words = ["".join(generator.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(3000)]
        with open(self.folder / "large.jsonl", "w", encoding="utf-8") as file:
            for i in range(30_000):
                text = " ".join(generator.choices(words, k=150))
                file.write(json.dumps({"id": f"doc-{i}", "text": text}) + "\n")

    def start(self, *arguments, **options):
        return subprocess.Popen(
            [COPYDESK, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder, **options)

    def interrupt(self, process, kind=signal.SIGINT):
        process.send_signal(kind)
        begin = time.monotonic()
        _, err = process.communicate(timeout=self.PATIENCE)
        self.assertEqual(process.returncode, 1, err)
        self.assertIn(b"interrupted", err)
        return time.monotonic() - begin

    def wait_for(self, process, condition):
        while process.poll() is None and not condition():
            select.select([], [], [], 0.01)
        self.assertIsNone(process.poll(), "the work ended before it could be interrupted")

    def test_scan_leaves_no_part_of_an_output(self):
        self.large_input()
        (self.folder / "found").mkdir()
        process = self.start("scan", "large.jsonl", "-o", "found")
        self.wait_for(process, lambda: len(os.listdir(self.folder / "found")) == len(OUTPUTS))
        self.interrupt(process)
        self.assertEqual(os.listdir(self.folder / "found"), [])

    def test_finished_outputs_stay(self):
        self.run_command("scan", ARTICLES, "-o", "found", "-q")
        before = {name: (self.folder / "found" / name).read_bytes() for name in OUTPUTS}
        self.large_input()
        process = self.start("scan", "large.jsonl", "-o", "found", "--force")
        self.wait_for(process, lambda: len(os.listdir(self.folder / "found")) == 2 * len(OUTPUTS))
        self.interrupt(process, signal.SIGTERM)
        self.assertEqual({name: (self.folder / "found" / name).read_bytes() for name in OUTPUTS}, before)
        self.no_parts()

    def test_add_leaves_a_whole_store(self):
        self.run_command("add", "-q", "--store", "store", ARTICLES)
        matches = self.run_command("scan", "--store", "store", ARTICLES, "--json", "matches").out
        # Waiting for input, after some of it: nothing but the signal ends it.
        process = self.start("add", "--store", "store", "-", stdin=subprocess.PIPE)
        process.stdin.write(b'{"id": "new-1", "text": "one text"}\n')
        process.stdin.flush()
        lock = self.folder / "store"
        self.wait_for(process, lambda: lock.exists() and self.is_reading(process))
        stdin, process.stdin = process.stdin, None
        self.interrupt(process)
        stdin.close()
        again = self.run_command("add", "--store", "store", ARTICLES).out
        self.assertIn("0 documents added, 48 were there already", again)
        self.assertEqual(self.run_command("scan", "--store", "store", ARTICLES, "--json", "matches").out, matches)

    def test_import_adds_nothing_and_export_leaves_no_part(self):
        self.run_command("add", "-q", "--store", "store", ARTICLES)
        self.run_command("store", "export", "-q", "--store", "store", "-o", "export.jsonl")
        whole = (self.folder / "export.jsonl").read_bytes()
        process = self.start("store", "import", "--store", "copy", "-", stdin=subprocess.PIPE)
        process.stdin.write(whole[:-10])
        process.stdin.flush()
        self.wait_for(process, lambda: (self.folder / "copy").exists() and self.is_reading(process))
        stdin, process.stdin = process.stdin, None
        self.interrupt(process)
        stdin.close()
        self.assertIn("48 documents added", self.run_command("store", "import", "--store", "copy", "export.jsonl").out)
        self.large_input()
        self.run_command("add", "-q", "--bulk", "--store", "large", "large.jsonl")
        process = self.start("store", "export", "--store", "large", "-j", "1", "-o", "large.jsonl.gz")
        self.wait_for(process, lambda: list(self.folder.glob("*.part*")))
        self.interrupt(process)
        self.no_parts()
        self.assertFalse((self.folder / "large.jsonl.gz").exists())

    @staticmethod
    def is_reading(process):
        """Whether a thread of the process waits for input (7 is the number of poll on x86)."""
        try:
            calls = [path.read_text().split() for path in Path(f"/proc/{process.pid}/task").glob("*/syscall")]
        except OSError:
            return True
        return any(words[:1] == ["7"] for words in calls)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    COPYDESK = os.path.abspath(sys.argv[1])
    ARTICLES = Path(sys.argv[2]).resolve() / "articles.jsonl"
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
