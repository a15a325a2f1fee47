#!/usr/bin/env python3
"""Measures `copydesk blocks` on pages with known blocks and stories.

    bench/quality/pages.py [--copydesk build/release/copydesk] [--list]

samples/pages against its truth files: roles, titles, outlets, ages, credits, where texts begin and end, furniture that got
into a block, and stories. When COPYDESK_DATA names a folder with seed-page.txt, that page (a digest whose first item is the
story of the third related article) and changed forms of it: folded at 80 columns, with CR LF, with another outlet's name,
with its related articles in another order, with an unrelated article more. Each must give the same blocks and the one
story. Prints a line a page; --list adds what differs. Ends with status 1 when a form of the seed page differs.
"""
import argparse
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXTRA = """Harbour Gazette
5 hours ago
- Harbour Gazette
Orchard growers hope for frost
Growers in the Tarn valley are asking for a week of frost. The apple trees need it to set fruit, said Mara Quill, who has
 run the Westfold orchards for thirty years. Last winter was the mildest on record and the harvest fell by a third. The
 council has offered to pay for shade nets, but Ms Quill thinks that nets are no answer. A decision is due in October. DPA
""".replace("\n ", " ")


def collapse(text: str) -> str:
    return " ".join(text.split())


def run(command: str, page: pathlib.Path) -> tuple[list[dict], list[tuple[str, str]], list[dict]]:
    """The blocks of a page with their texts, its story pairs, and its stories."""
    def lines(kind: str) -> list[dict]:
        result = subprocess.run([command, "blocks", "-q", "--json", kind, str(page)], check=True, capture_output=True)
        return [json.loads(line) for line in result.stdout.decode().splitlines()]

    blocks = lines("blocks")
    raw = page.read_bytes()
    for block in blocks:  # of HTML the source without its tags comes close enough to the text
        parts = block.get("source_parts") or block["parts"]
        texts = [raw[begin:end].decode("utf-8", "replace") for begin, end in parts]
        block["text"] = collapse(" ".join(re.sub(r"<[^>]*>", " ", t) for t in texts) if "source_parts" in block
                                 else " ".join(texts))
    pairs = [(m["a"]["block"], m["b"]["block"]) for m in lines("matches") if m.get("same_story", 0) >= 0.5]
    return blocks, pairs, [c for c in lines("clusters") if c["kind"] == "story"]


def measure_sample(command: str, truth_file: pathlib.Path, show: bool) -> None:
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    blocks, pairs, _ = run(command, truth_file.parent / truth["page"])
    found = [b for b in blocks if b["role"] != "furniture"]
    expected = [b for b in truth["blocks"] if b["role"] != "furniture"]
    html = truth["page"].endswith(".html")
    right = dict.fromkeys(("role", "title", "source", "age", "credit", "text"), 0)
    names = {}
    differences = []
    for want, have in itertools.zip_longest(expected, found):
        if want is None or have is None:
            differences.append(f"{(want or have)['block']}: {'not found' if have is None else 'too much'}")
            continue
        names[want["block"]] = have["block"]
        checks = {"role": have["role"] == want["role"],
                  "title": collapse(have["title"] or "").startswith(collapse(want["title"] or "")),
                  **{f: collapse(have[f] or "") == collapse(want[f] or "") for f in ("source", "age", "credit")},
                  "text": html or (collapse(want["begins"]) in have["text"] and collapse(want["ends"]) in have["text"]
                                   and len(have["text"]) - have["text"].rindex(collapse(want["ends"])) <= 120)}
        for name, good in checks.items():
            right[name] += good
            if not good:
                differences.append(f"{want['block']} {name}: {have.get(name)!r}")
    kept = sum(collapse(f) in b["text"] for f in truth["furniture"] for b in found)
    stories = {frozenset(names.get(n, n) for n in pair) for pair in truth["stories"]}
    told = {frozenset(pair) for pair in pairs}
    print(f"{truth['page']:16} {len(expected):2} blocks, {len(found):2} found; right: "
          + ", ".join(f"{k} {v}" for k, v in right.items())
          + f"; furniture in blocks {kept} of {len(truth['furniture'])}"
          + f"; stories {len(stories & told)} of {len(stories)}, {len(told - stories)} too many")
    for line in differences if show else []:
        print(f"    {line}")
    for pair in (told ^ stories) if show else []:
        print(f"    {' '.join(sorted(pair))}: {'too much' if pair in told else 'missing'}")


def seed_forms(page: str):
    yield "as it is", page, []
    yield "CR LF", page.replace("\n", "\r\n"), []
    outlet = re.search(r"\n\n(.+)\n(?:\d+|an?) \w+ ago\n", page).group(1)
    yield "another outlet", page.replace(outlet, "Morning Herald"), []
    head, _, rest = page.partition(f"\n\n{outlet}\n")
    records = [f"{outlet}\n" + r.strip("\n") for r in rest.split(f"\n\n{outlet}\n")]
    for order in itertools.permutations(range(len(records))):
        yield f"in the order {order}", "\n\n".join([head, *(records[i] for i in order)]), list(order)
    for place in range(len(records) + 1):
        more = [*records[:place], EXTRA.strip(), *records[place:]]
        yield f"an article more at {place}", "\n\n".join([head, *more]), [i for i in range(len(more)) if i != place]


def outline(blocks: list[dict], pairs: list[tuple[str, str]], order: list[int]):
    """Blocks and stories with related articles under the numbers that they have in the page as it is."""
    # order[i]: which article stands at place i; with one more article, places[i]: where article i stands.
    moved = bool(order) and max(order) >= len(order)
    places = {str(place + 1): str(i + 1) for i, place in enumerate(order)}
    back = places if moved else {str(place + 1): str(i + 1) for place, i in enumerate(order)}
    if len(order) == 3 and order == [0, 1, 2]:
        back = {str(i): str(i) for i in (1, 2, 3)}

    def name(block: str) -> str:
        first, dot, item = block.partition(".")
        return back.get(first, first if not order or first == "0" else "extra") + dot + item

    kept = sorted((name(b["block"]), b["role"], b["title"], b["age"], b["credit"], collapse(b["text"])[:60], b["words"])
                  for b in blocks if b["role"] != "furniture")
    return [k for k in kept if k[0] != "extra"], sorted(tuple(sorted(map(name, pair))) for pair in pairs)


def measure_seed(command: str, seed: pathlib.Path, show: bool) -> bool:
    page = seed.read_bytes().decode("utf-8")
    expected = None
    same = True
    with tempfile.TemporaryDirectory() as folder:
        for label, text, order in seed_forms(page):
            for folded in (False, True):
                file = pathlib.Path(folder, "page.txt")
                file.write_bytes(text.encode("utf-8"))
                if folded:
                    file.write_bytes(subprocess.run(["fold", "-s", "-w", "80", str(file)], check=True,
                                                    capture_output=True).stdout)
                blocks, pairs, stories = run(command, file)
                result = outline(blocks, pairs, order)
                if expected is None:
                    expected = result
                    roles = [b["role"] for b in blocks]
                    credits = [f"{b['block']} {b['credit']}" for b in blocks if b["credit"]]
                    print(f"seed page: main {roles.count('main')}, related {roles.count('related')}, digest items "
                          f"{roles.count('digest-item')}, furniture {roles.count('furniture')}; credits: "
                          f"{', '.join(credits)}; stories {len(stories)}: {pairs}")
                good = result == expected and len(stories) == 1
                same = same and good
                print(f"seed page, {label}{', folded' if folded else ''}: {'the same' if good else 'DIFFERENT'}")
                if show and not good:
                    for one, other in itertools.zip_longest(*(r[0] for r in (expected, result))):
                        if one != other:
                            print(f"    {one}\n    {other}")
                    print(f"    {expected[1]} {result[1]} {len(stories)}")
    return same


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copydesk", default=str(ROOT / "build/release/copydesk"))
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    for truth in sorted((ROOT / "samples/pages").glob("*.truth.json")):
        measure_sample(options.copydesk, truth, options.list)
    data = os.environ.get("COPYDESK_DATA")
    seed = pathlib.Path(data or "", "seed-page.txt")
    if not data or not seed.exists():
        print("seed page: skipped, COPYDESK_DATA has no seed-page.txt")
        return 0
    return 0 if measure_seed(options.copydesk, seed, options.list) else 1


if __name__ == "__main__":
    sys.exit(main())
