"""The table of evaluate.py as a page of documentation, and its main rows for the README."""
import itertools

import table

HEAD = """# How accurate it is

Made by `COPYDESK_DATA=DIR bench/quality/evaluate.py --markdown docs/accuracy.md` with {version}; do not edit. What is
measured, and on what, is said at the top of each script of `bench/quality`. The collections are real ones that are not
part of the project; the defaults that were chosen on some of them ([tuning](tuning.md)) look better there than elsewhere.

In brackets is the 95 % bootstrap interval over groups of cases that hang together: pairs connected by shared documents
(labelled pairs, `webis-core`, the samples, passages), posts of one message, the topic of the first text (`ecbplus-dev`),
the first document (all pairs of `helsinki`), the page (blocks, home pages), the outlet (furniture). Where every case is
right, it is Wilson's interval for so many groups; of planted relations it is Wilson's for all cases, and the
bootstrap over passages for their bytes. A *best threshold* is the best that one number could do on these very pairs,
when chosen with their labels at hand: Jaccard, and containment of the smaller set, of 5-word shingles of the raw texts.

{summary}
"""

BEGIN, END = "<!-- made by bench/quality/evaluate.py --readme -->\n", "<!-- end -->\n"
# Beside the rows that have goals: (set, measure).
MAIN = {("helsinki", "overlap or stronger against copy: best threshold on containment, F1"),
        ("helsinki", "overlap or stronger against copy: F1"),
        ("helsinki", "characters: precision"), ("helsinki", "characters: recall"),
        ("webis-core", "one text: best threshold on Jaccard, F1"),
        ("samples/pages", "role accuracy"), ("samples/pages", "borders: F1"),
        ("ecbplus-dev", "expected calibration error"),
        ("ecbplus-dev", "pairs by a plain TF·IDF cosine: recall at precision 0.95"),
        ("homepages", "teasers of one link, same_story >= 0.5: recall"),
        ("homepages", "with links: teasers of one link: recall"),
        ("homepages", "with links: teaser and article of one link: recall")}


def main_rows(out: table.Table) -> str:
    lines = ["| set | measure | value | goal |", "| --- | --- | --- | --- |"]
    for row in sorted(out.rows, key=lambda row: table.PARTS.index(row["part"])):
        if "goal" in row or (row["set"], row["measure"]) in MAIN:
            lines.append(f"| {row['set']} | {row['measure']} | {table.shown(row)} | {goal(row)} |")
    return "\n".join(lines) + "\n"


def with_main_rows(text: str, out: table.Table) -> str:
    """A page with the main rows put between its marks."""
    before, mark, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (mark and end):
        raise ValueError(f"the page has no lines {BEGIN.strip()!r} and {END.strip()!r}")
    return f"{before}{mark}{main_rows(out)}{end}{after}"


def summary(out: table.Table) -> str:
    with_goal = [row for row in out.rows if "goal" in row]
    missed = [row for row in with_goal if not row["reached"]]
    lines = [f"Of {len(with_goal)} goals {len(with_goal) - len(missed)} are reached."]
    lines += [f"* Missed: {row['set']}, {row['measure']}: {table.shown(row)}, goal {goal(row).partition(':')[0]}." for row in missed]
    lines += [f"* Not measured: {skipped['what']}, {skipped['reason']}." for skipped in out.skipped]
    return "\n".join(lines)


def goal(row: dict) -> str:
    return table.verdict(row).removeprefix("goal ").replace("MISSED", "**missed**")


def page(out: table.Table, version: str) -> str:
    lines = [HEAD.format(version=version, summary=summary(out))]
    rows = sorted(enumerate(out.rows), key=lambda item: (table.PARTS.index(item[1]["part"]), item[0]))
    for part, group in itertools.groupby((row for _, row in rows), key=lambda row: row["part"]):
        lines += [f"## {part.capitalize()}",
                  "| set | measure | value | counted | goal |", "| --- | --- | --- | --- | --- |"]
        lines += [f"| {row['set']} | {row['measure']} | {table.shown(row)} | {row['detail']} | {goal(row)} |"
                  for row in group]
        lines.append("")
        for name, bins in out.bins.items():
            if name.startswith(f"{part}: "):
                lines += [f"How right the probabilities are, {name.partition(': ')[2]}:", "",
                          "| said, on average | true | cases |", "| --- | --- | --- |"]
                lines += [f"| {b['said']:.3f} | {b['true']:.3f} | {b['cases']} |" for b in bins]
                lines.append("")
        for what, columns, points in (series for series in out.series if series[0].startswith(f"{part}: ")):
            lines += [f"{what.partition(': ')[2]}:", "",
                      f"| {' | '.join(columns)} |", "| --- " * len(columns) + "|"]
            lines += ["| " + " | ".join(f"{x:.3f}" if isinstance(x, float) else str(x) for x in point) + " |"
                      for point in points]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"
