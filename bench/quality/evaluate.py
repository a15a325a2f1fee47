#!/usr/bin/env python3
"""Measures what copydesk finds, over the labelled sets that are there and our own samples, in one table.

    COPYDESK_DATA=DIR bench/quality/evaluate.py [--copydesk COMMAND] [-o FOLDER] [--markdown FILE] [--readme FILE]
                                              [--part NAME ...]

Prints the table; -o writes table.txt, results.json and, where matplotlib is installed, plots as SVG into FOLDER;
--markdown writes the table as a page (docs/accuracy.md), --readme its main rows into a page that has marks for them.
Sets that DIR does not have are skipped with a reason. The defaults of the product hold throughout, but where a row says
otherwise. Each part has a script of its own in this folder, which shows more of it. Takes some minutes; needs Python
only, and warcio for the home pages.
"""
import functools
import json
import pathlib
import sys
import time

import accuracy_page
import clusters
import furniture
import homepages
import pages
import planted_rows
import reprints
import spans
import stories
import table
import versions

PARTS = {
    "pairs": reprints.MEASURES,
    "equivalence": {"webis-core": versions.measure},
    "clusters": clusters.MEASURES,
    "spans": spans.MEASURES,
    "blocks": pages.MEASURES,
    "stories": stories.MEASURES | {"homepages": homepages.measure},
    "furniture": {"helsinki": furniture.measure},
    "planted": {"relations": planted_rows.measure},
}


def write(folder: pathlib.Path, out: table.Table, lines: list, version: str) -> None:
    (folder / "table.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    results = {"version": version, "rows": out.rows, "reliability": out.bins, "curves": out.series, "skipped": out.skipped,
               "plots": sorted(out.charts)}
    (folder / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    parser = table.parser(__doc__)
    parser.add_argument("-o", "--output", type=pathlib.Path, help="folder for the table, results.json and plots")
    parser.add_argument("--markdown", type=pathlib.Path, help="write the table as a page of documentation")
    parser.add_argument("--readme", type=pathlib.Path, help="replace the main rows in this page")
    parser.add_argument("--part", choices=tuple(PARTS), action="append", help="measure this part only")
    parser.add_argument("--planted", type=int, default=planted_rows.DOCUMENTS, metavar="N",
                        help="documents of the corpus with planted relations")
    options = parser.parse_args()
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        if not table.charts.available():
            print(table.charts.HOW_TO_GET, file=sys.stderr)
    lines = []

    def show(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    out = table.Table(options.output, show)
    product = table.product_of(options)
    version = product.run("--version").strip()
    began = time.monotonic()
    parts = PARTS | {"planted": {"relations": functools.partial(planted_rows.measure, documents=options.planted)}}
    for part in options.part or parts:
        table.run({f"{part}: {name}": measure for name, measure in parts[part].items()}, product, out)
    missed = [row for row in out.rows if not row.get("reached", True)]
    show(f"{len(out.rows)} rows; goals: {sum('goal' in row for row in out.rows) - len(missed)} reached, "
         f"{len(missed)} missed; {len(out.skipped)} skipped")
    print(f"{time.monotonic() - began:.0f} seconds")
    if options.output:
        write(options.output, out, lines, version)
    if options.markdown:
        options.markdown.write_text(accuracy_page.page(out, version), encoding="utf-8")
    if options.readme:
        text = options.readme.read_text(encoding="utf-8")
        options.readme.write_text(accuracy_page.with_main_rows(text, out), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
