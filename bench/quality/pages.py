#!/usr/bin/env python3
"""Measures `copydesk blocks` on pages with known blocks and stories.

    COPYDESK_DATA=DIR bench/quality/pages.py [--copydesk COMMAND] [--list]

samples/pages against its truth files: roles, titles, outlets, ages, credits, where texts begin and end, furniture that
got into a block, and stories. When DIR holds seed-page.txt: that page (a digest whose first item is the story of the third
related article) and changed forms of it: folded at 80 columns, with CR LF, with another outlet's name, with its related
articles in another order, with an unrelated article more. Each must give the same blocks and the one story. --list adds
what differs.
"""
import html
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import metrics
import table
from product import Product, ROOT, STORY

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


def body(text: str, captions: list) -> str:
    """A text without captions, which may be counted in or out, and without the mark of a list before it."""
    for caption in captions:
        text = text.replace(collapse(caption), "")
    return re.sub(r"^[•*–-] ", "", collapse(text))


class Page:
    """The blocks of a page with their texts, the pairs that tell one story, and the stories."""

    def __init__(self, product: Product, page: pathlib.Path):
        found = product.page(page)
        self.blocks = found.blocks
        raw = page.read_bytes()
        for block in self.blocks:  # of HTML the source without its tags is close enough to the text
            parts = block.get("source_parts") or block["parts"]
            text = " ".join(raw[begin:end].decode("utf-8", "replace") for begin, end in parts)
            block["text"] = collapse(html.unescape(re.sub(r"<[^>]*>", " ", text)) if "source_parts" in block else text)
        self.scores = {frozenset((m["a"]["block"], m["b"]["block"])): m.get("same_story", 0)
                       for m in found.all_matches}
        self.stories = [[member["block"] for member in cluster["members"]]
                        for cluster in found.story_clusters]

    def holding(self, begins: str):
        """The smallest block with these words: of a digest and its item, the item."""
        return min((block for block in self.blocks if collapse(begins) in block["text"]),
                   key=lambda block: len(block["text"]), default={"block": None, "role": "furniture", "text": "", "body": ""})


class Sample:
    """A sample page with its truth beside what was found."""

    def __init__(self, product: Product, truth_file: pathlib.Path):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        self.name = truth["page"]
        self.page = Page(product, truth_file.parent / self.name)
        self.pairs = [(want, self.page.holding(want["begins"])) for want in truth["blocks"]]
        for block in self.page.blocks:
            block["body"] = body(block["text"], truth.get("captions", []))
        self.kept = [f for f in truth["furniture"] for b in self.page.blocks
                     if b["role"] != "furniture" and collapse(f) in b["text"]]
        self.furniture = truth["furniture"]
        found = {want["block"]: have["block"] for want, have in self.pairs}
        self.stories = {frozenset(found[name] or f"missed {name}" for name in pair) for pair in truth["stories"]}
        wanted = [want["block"] for want in truth["blocks"] if want["role"] != "furniture"]
        # A digest tells what its items tell.
        self.tellers = [name for name in wanted if not any(other.startswith(f"{name}.") for other in wanted)]
        self.found = found

    def texts(self) -> list:
        return [(want, have) for want, have in self.pairs if want["role"] != "furniture"]

    def borders(self) -> tuple:
        """How many borders of blocks are right, found, and true: where a text begins, and where it ends."""
        right = sum(have["role"] != "furniture" and test(collapse(want[border]))
                    for want, have in self.texts()
                    for border, test in (("begins", have["body"].startswith), ("ends", have["body"].endswith)))
        return right, 2 * sum(b["role"] != "furniture" for b in self.page.blocks), 2 * len(self.texts())

    def differences(self):
        for want, have in self.pairs:
            for name, right in {"role": have["role"] == want["role"], **fields(want, have)}.items():
                if not right:
                    yield f"{want['block']} {name}: {have.get(name)!r}, not {want[name]!r}"
            if want["role"] != "furniture":
                for border, test in (("begins", have["body"].startswith), ("ends", have["body"].endswith)):
                    if not test(collapse(want[border])):
                        yield f"{want['block']} {border}: {have['body'][:40]!r} ... {have['body'][-80:]!r}"
        yield from (f"furniture in a block: {text!r}" for text in self.kept)
        told = {pair for pair, score in self.page.scores.items() if score >= STORY}
        for pair in told ^ self.stories:
            yield f"{' '.join(sorted(pair))}: {'too much' if pair in told else 'missing'}"


def fields(want: dict, have: dict) -> dict:
    """Which fields of a block are right; none is asked of furniture."""
    if want["role"] == "furniture":
        return {}
    return {"title": collapse(have.get("title") or "").startswith(collapse(want["title"] or "")),
            **{name: collapse(have.get(name) or "") == collapse(want[name] or "") for name in ("source", "age", "credit")}}


def read_samples(product: Product) -> list:
    return [Sample(product, truth) for truth in sorted((ROOT / "samples/pages").glob("*.truth.json"))]


def samples(product: Product, data: table.Data, out: table.Table) -> None:
    name = "samples/pages"
    pages = read_samples(product)
    out.add("blocks", name, "role accuracy", metrics.share(
        (page.name, have["role"] == want["role"]) for page in pages for want, have in page.pairs))
    out.add("blocks", name, "title, outlet, age and credit right", metrics.share(
        (page.name, right) for page in pages for want, have in page.pairs for right in fields(want, have).values()))
    borders = {page.name: page.borders() for page in pages}
    right, found, true = (sum(column) for column in zip(*borders.values()))
    out.add("blocks", name, "borders: precision", metrics.of_sums(
        borders, lambda r, f, t: metrics.ratio(r, f), f"{right} of {found}"))
    out.add("blocks", name, "borders: recall", metrics.of_sums(
        borders, lambda r, f, t: metrics.ratio(r, t), f"{right} of {true}"))
    out.add("blocks", name, "borders: F1", metrics.of_sums(borders, lambda r, f, t: metrics.ratio(2 * r, f + t)))
    out.add("blocks", name, "furniture kept out of blocks", metrics.share(
        (page.name, text not in page.kept) for page in pages for text in page.furniture))
    out.add_all("stories", name, f"pairs of blocks, same_story >= {STORY}", metrics.rates(
        (page.name, page.page.scores.get(pair, 0) >= STORY, pair in page.stories)
        for page in pages for pair in page.stories | set(page.page.scores)))
    label = {}
    groups = []
    for page in pages:
        told = metrics.connected(tuple(sorted(pair)) for pair in page.stories)
        here = [page.found[name] or f"missed {name}" for name in page.tellers]
        label |= {(page.name, block): (page.name, told.get(block, block)) for block in here}
        groups += [[(page.name, block) for block in story] for story in page.page.stories]
    out.add_all("clusters", f"{name}, stories", "", metrics.clusterings(
        label, groups, {item: item[0] for item in label}))


def list_samples(product: Product, data: table.Data, out: table.Table) -> None:
    for page in read_samples(product):
        for line in page.differences():
            out.show(f"  {page.name}: {line}")


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


def outline(page: Page, order: list[int]):
    """Blocks and pairs of one story with related articles under the numbers that they have in the page as it is."""
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
                  for b in page.blocks if b["role"] != "furniture")
    return [k for k in kept if k[0] != "extra"], sorted(
        tuple(sorted(map(name, pair))) for pair, score in page.scores.items() if score >= STORY)


def seed_outlines(product: Product, data: table.Data) -> list:
    """(form, outline, number of stories) of every form of the seed page, each as it is and folded."""
    page = data.file("seed-page.txt").read_bytes().decode("utf-8")
    outlines = []
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "page.txt")
        for label, text, order in seed_forms(page):
            for folded in ("", ", folded"):
                file.write_bytes(text.encode("utf-8"))
                if folded:
                    file.write_bytes(subprocess.run(["fold", "-s", "-w", "80", str(file)], check=True,
                                                    capture_output=True).stdout)
                found = Page(product, file)
                outlines.append((label + folded, outline(found, order), len(found.stories)))
    return outlines


def seed(product: Product, data: table.Data, out: table.Table) -> None:
    outlines = seed_outlines(product, data)
    expected = outlines[0][1]
    out.add("blocks", "seed page", "forms with the same blocks and the one story", metrics.share(
        (label, result == expected and stories == 1) for label, result, stories in outlines), goal=1.0)


def list_seed(product: Product, data: table.Data, out: table.Table) -> None:
    outlines = seed_outlines(product, data)
    blocks, pairs = outlines[0][1]
    out.show(f"  seed page: {', '.join(f'{block[0]} {block[1]}' for block in blocks)}; one story: {pairs}")
    for label, result, stories in outlines:
        if result != outlines[0][1] or stories != 1:
            out.show(f"  seed page, {label}: {result[1]}, {stories} stories")
            for one, other in itertools.zip_longest(blocks, result[0]):
                if one != other:
                    out.show(f"    {one}\n    {other}")


MEASURES = {"sample pages": samples, "seed page": seed}


def main() -> int:
    parser = table.parser(__doc__)
    parser.add_argument("--list", action="store_true", help="show what differs")
    options = parser.parse_args()
    lists = {"differences in the samples": list_samples, "differences in the seed page": list_seed}
    return table.show(MEASURES | (lists if options.list else {}), options)


if __name__ == "__main__":
    sys.exit(main())
