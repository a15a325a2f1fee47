"""docs/performance.md from the figures that were kept."""
import collections
import pathlib
import re

import charts
import machine
import peers_table

HEAD = """# How fast it is

Made by `bench/performance/measure.py` from the last run of each part; do not edit. How each figure is measured is said at
the top of the script of its part in `bench/performance` and `bench/peers`. To measure all again, on a machine that does
nothing else:

    cmake --preset release && cmake --build --preset release
    bench/performance/measure.py --documents 10000 --documents 100000 --documents 1000000 --remove
    bench/peers/compare.py --set planted-20000 --set planted-100000 --set newsgroups
    bench/performance/measure.py --part plan && cmake --build --preset release
    bench/performance/measure.py --part plan --documents 1000000
    bench/performance/measure.py --part page

`COPYDESK_DATA` names the folder that holds `newsgroups.jsonl.gz`, and `helsinki.jsonl` for the texts `news` of the kernels;
plots need matplotlib (`bench/requirements.txt`). 10⁶ documents are 4.2 GB on the disk, plain, and 1.6 GB as zstd.
"""
NONE = "Not measured yet: `bench/performance/measure.py --part {}`."
PEERS = """`bench/peers/compare.py` installs the peers from PyPI at pinned versions into `build/peers` and runs them and
`copydesk` on the same files in turns, on all processors, each in its fastest documented way. All are asked for pairs
of documents whose sets of 5-word shingles have a Jaccard of at least 0.7; what is right is told by brute force.
*Sketches from hashed shingles* get hashes that are in memory, *from texts* texts that are in memory; *from a file* is
the way from JSON lines to pairs or clusters. (Of `copydesk`, the first gets hashes of words, and makes the shingles
of them.) Starting Python and importing are not counted for the peers; for `copydesk`, the whole command is. One that
*samples* looks at a part of its input only. *Mean error* is that of the estimated Jaccard, and *recall* and
*precision* those of an estimate of 0.7, on the pairs of at least 0.5. *Pairs* are those that a tool gives, *clusters*
pairs of documents that are in one cluster, *documents* those that have a duplicate at all. The planted corpora have
no disguised letters, for those are copies by the words of `copydesk` and not by those of the brute force.
"""


def size(value) -> str:
    return "" if value is None else f"{value:,}"


def ratio(value) -> str:
    return "–" if value is None else f"{value:.3f}"


def image(name: str, text: str, drawn: bool) -> list:
    return ["", f"![{text}](images/{name})"] if drawn else []


def micro(results: dict, images: pathlib.Path) -> list:
    lines = [f"{machine.shown(results['machine'])}; one thread; medians of {results['repetitions']} runs in turns.", "",
             "| function | texts | bytes | MB/s | of XXH3 | of a plain read |", "| --- | --- | --- | --- | --- | --- |"]
    for row in results["rows"]:
        rate = f"{row['bytes_per_second'] / 1e6:,.0f}"
        lines.append(f"| {row['function']} | {row['kind']} | {size(row['size'])} | {rate} | {ratio(row['of_xxh3'])} | "
                     f"{ratio(row['of_read'])} |")
    rates = {row["function"]: row["bytes_per_second"] / 1e6 for row in results["rows"]
             if row["kind"] == "english" and row["size"] == 4096}
    drawn = charts.bars(images / "performance-micro.svg", "English documents of 4 KB, one thread", "MB a second", rates)
    lines += image("performance-micro.svg", "MB a second of each kernel", drawn)
    by_size = collections.defaultdict(list)
    for row in results["rows"]:
        if row["kind"] == "english" and row["size"]:
            by_size[row["function"]].append((row["size"], row["bytes_per_second"] / 1e6))
    curves = {name: tuple(zip(*sorted(points))) for name, points in by_size.items() if len(points) > 2}
    drawn = bool(curves) and charts.curves(images / "performance-micro-sizes.svg", "English documents, one thread",
                                           "bytes of a document", "MB a second", curves, log_x=True)
    return lines + image("performance-micro-sizes.svg", "MB a second by the size of a document", drawn)


def per_document(run: dict, what: float) -> float:
    return what / run["documents"]


def scan_tables(results: dict, images: pathlib.Path) -> list:
    runs = results["runs"]
    stages = list(dict.fromkeys(stage for run in runs for stage in run["stages"]))
    lines = [f"{results['version']}; {machine.shown(results['machine'])}. Collections of `bench/corpus/large.py`: texts "
             "of about 4 KB, or what is said, a fifth of them relatives of another. MB are those of the texts; the seconds are those of the "
             "whole command, with all output files. *Read* is how fast the file itself can be read.", "",
             "| documents | | threads | s | MB/s | read, MB/s | µs a document | peak MB | bytes of memory a document | "
             "candidates a document | verified a document | matches a document |", "| --- " * 12 + "|"]
    for run in runs:
        matches = sum(run["matches"].values())
        read = run["file_bytes"] / max(run["read_seconds"], 1e-9) / 1e6
        lines.append(f"| {run['documents']:,} | {run['variant']} | {run['threads']} | {run['seconds']:.1f} | "
                     f"{run['text_bytes'] / run['seconds'] / 1e6:.1f} | {read:,.0f} | "
                     f"{per_document(run, run['seconds'] * 1e6):.1f} | {run['peak_bytes'] / 1e6:,.0f} | "
                     f"{per_document(run, run['peak_bytes']):,.0f} | {per_document(run, run['candidates']):.2f} | "
                     f"{per_document(run, run['verified']):.2f} | {per_document(run, matches):.2f} |")
    lines += ["", "Seconds by stage:", "", f"| documents | | {' | '.join(stages)} | other |",
              "| --- " * (len(stages) + 3) + "|"]
    for run in runs:
        other = max(0.0, run["seconds"] - sum(run["stages"].values()))
        cells = [f"{run['stages'][stage]:.2f}" if stage in run["stages"] else "–" for stage in stages]
        cells.append(f"{other:.2f}")
        lines.append(f"| {run['documents']:,} | {run['variant']} | {' | '.join(cells)} |")
    for name, title, label, value in (
            ("performance-speed.svg", "Whole scans", "MB a second", lambda run: run["text_bytes"] / run["seconds"] / 1e6),
            ("performance-memory.svg", "Peak memory", "MB", lambda run: run["peak_bytes"] / 1e6)):
        series = collections.defaultdict(list)
        for run in runs:
            series[run["variant"]].append((run["documents"], value(run)))
        curves = {variant: tuple(zip(*points)) for variant, points in series.items()}
        drawn = charts.curves(images / name, title, "documents", label, curves, log_x=True)
        lines += image(name, f"{label} by the number of documents", drawn)
    return lines


def store_tables(results: dict, images: pathlib.Path) -> list:
    runs = results["runs"]
    lines = [f"{results['version']}; {machine.shown(results['machine'])}. Collections of `bench/corpus/large.py` with texts of "
             "about 400 words. *Added*: 50,000 other documents in batches, without matching. Milliseconds of queries without "
             "stories, each verified (without texts, a row with gaps, not); *cold*: the files were put out of the page "
             "cache before each.", "",
             "| documents | bulk, s | documents/s | postings/s | peak MB | with texts, s | added, documents/s | check, s | "
             "query p50 | p99 | after adding p50 | p99 | cold p50 | p99 |", "| --- " * 14 + "|"]
    for run in runs:
        seconds, more = run["bulk"]["seconds"], run.get("added")
        cells = [f"{run['documents']:,}", f"{seconds:.1f}", f"{run['documents'] / seconds:,.0f}",
                 f"{run['postings'] / seconds:,.0f}" if "postings" in run else "",
                 f"{run['bulk']['peak_bytes'] / 1e6:,.0f}",
                 f"{run['bulk with texts']['seconds']:.1f}" if "bulk with texts" in run else "",
                 f"{more['documents'] / more['seconds']:,.0f}" if more else "",
                 f"{run['check_seconds']:.1f}" if "check_seconds" in run else ""]
        cells += [f"{run[state][at]:.2f}" if state in run else "" for state in ("warm", "warm after", "cold")
                  for at in ("p50", "p99")]
        lines.append(f"| {' | '.join(cells)} |")
    families = list(runs[0]["families"]) if runs else []
    lines += ["", "Bytes a document, by column family:", "",
              f"| documents | {' | '.join(families)} | without texts |", "| --- " * (len(families) + 2) + "|"]
    for run in runs:
        each = [per_document(run, run["families"][name]) for name in families]
        rest = sum(value for name, value in zip(families, each) if name != "text")
        lines.append(f"| {run['documents']:,} | {' | '.join(f'{value:,.0f}' for value in each)} | {rest:,.0f} |")
    return lines


def year_table(results: dict, images: pathlib.Path) -> list:
    lines = [f"{results['version']}; {machine.shown(results['machine'])}. {results['per_day']:,} documents a day are added with "
             f"their matches, and what is older than {results['kept']} days is forgotten (`bench/performance/measure.py --part "
             "year`). Milliseconds of queries for texts of the last day; at the end the store is checked.", "",
             "| day | documents | matches | MB | add, s a day | forget, s a day | query p50 | p99 | with stories p50 | p99 |",
             "| --- " * 10 + "|"]
    for month in results["months"]:
        lines.append(f"| {month['day']} | {month['documents']:,} | {month['matches']:,} | {month['bytes'] / 1e6:,.0f} | "
                     f"{month['add_seconds']:.2f} | {month['forget_seconds']:.2f} | "
                     + " | ".join(f"{month[kind][at]:.2f}" for kind in ("texts", "stories") for at in ("p50", "p99")) + " |")
    return lines


def plan_tables(results: dict, images: pathlib.Path) -> list:
    about = results.get("compared_on") or results
    lines = ["`copydesk plan` beside what is measured (`bench/performance/measure.py --part plan --documents N`): "
             f"{about['version']}; {machine.shown(about['machine'])}. *Error* is that of the plan. Seconds of the clock "
             "are corrected by what threads waited for a processor that others used."]
    for one in results.get("compared", []):
        lines += ["", f"{one['documents']:,} documents of {one['size']:,} bytes:", "",
                  "| | | plan | measured | error |", "| --- " * 5 + "|"]
        for what, unit, plan, measured in one["rows"]:
            error = f"{100 * (plan / measured - 1):+.0f} %" if measured else "–"
            lines.append(f"| {what} | {unit} | {plan:,.1f} | {measured:,.1f} | {error} |")
    return lines


def instructions(results: dict, images: pathlib.Path) -> list:
    lines = [f"{results['version']}; {results['documents']:,} documents of `bench/corpus/large.py`, one thread, by "
             "callgrind; they depend on the processor only in which instructions it has.", "",
             "| | instructions a document | a byte of the file |", "| --- | --- | --- |"]
    lines += [f"| {row['variant']} | {row['per_document']:,.0f} | {row['per_byte']:.1f} |" for row in results["rows"]]
    row = results["rows"][-1]
    if row["functions"]:
        lines += ["", f"Where they are spent, {row['variant']}:", "", "| function | share |", "| --- | --- |"]
        for one in row["functions"]:
            name = one["name"].replace("|", "\\|")
            lines.append(f"| `{name}` | {100 * one['instructions'] / row['total']:.1f} % |")
    return lines


def peers(results: dict, images: pathlib.Path) -> list:
    peers_table.draw(results, images)
    lines = peers_table.lines(results)
    for path in sorted(images.glob("peers-*-whole.svg")):
        lines += image(path.name, "Documents a second from a file to pairs or clusters", True)
    return lines


ABOUT = {"peers": [PEERS]}
SECTIONS = (("micro", "Kernels", micro), ("scans", "Whole collections", scan_tables),
            ("stores", "Stores", store_tables), ("year", "A year of news", year_table),
            ("plan", "Plans", plan_tables),
            ("instructions", "Instructions", instructions), ("peers", "Beside other tools", peers))


def sections(text: str) -> dict:
    """{title: lines} of a page that was made before."""
    parts = re.split(r"(?m)^## (.+)\n", text)
    return {title: body.strip("\n").split("\n") for title, body in zip(parts[1::2], parts[2::2])}


def page(results: dict, images: pathlib.Path, before: str = "") -> str:
    """The page; a part that is not in `results` stays as it is on the page that was made before."""
    kept = sections(before)
    lines = [HEAD]
    for part, title, section in SECTIONS:
        lines += [f"## {title}", ""]
        if results.get(part):
            lines += ABOUT.get(part, []) + section(results[part], images)
        else:
            lines += kept.get(title, ABOUT.get(part, []) + [NONE.format(part)])
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
