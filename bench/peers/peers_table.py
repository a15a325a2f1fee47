"""The results of compare.py as tables of a page, and as charts."""
import pathlib

import charts
import machine

MODES = {"tokens": "Sketches from hashed shingles", "text": "Sketches from texts",
         "whole": "From a file to pairs or clusters"}


def number(value, digits: int = 3) -> str:
    """About as many digits as are known."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.{digits}g}"


def share(value) -> str:
    return "–" if value is None else f"{value:.3f}"


def megabytes(value) -> str:
    return "–" if value is None else number(value / 1e6)


def shown_name(results: dict, tool: str) -> str:
    return tool + (" (samples)" if results["tools"][tool]["samples"] else "")


def sketch_cells(run: dict) -> list:
    said = run.get("estimates", {})
    return [share(said.get("mean_error")), share(said.get("recall")), share(said.get("precision"))]


def found_cells(said: dict) -> list:
    cells = []
    for what in ("pairs", "clusters", "documents"):
        cells += ["–", "–"] if said[what] is None else [share(said[what]["recall"]), share(said[what]["precision"])]
    return cells


def measured_runs(results: dict, collection: str, mode: str) -> list:
    runs = [run for run in results["runs"] if run["set"] == collection and run["mode"] == mode and "error" not in run]
    return sorted(runs, key=lambda run: -run["documents_per_second"])


def row(cells: list) -> str:
    return f"| {' | '.join(cells)} |"


def head(columns: list) -> list:
    return [row(columns), "| --- " * len(columns) + "|"]


def table(results: dict, collection: str, mode: str) -> list:
    right = [] if mode == "whole" else ["mean error", "recall", "precision"]
    lines = head(["", "documents/s", "MB/s", "peak MB"] + right)
    for run in measured_runs(results, collection, mode):
        own = " (one thread, texts of copydesk-bench)" if run.get("own_texts") else ""
        cells = [shown_name(results, run["tool"]) + own, number(run["documents_per_second"]),
                 megabytes(run["bytes_per_second"]), megabytes(run["peak_bytes"])]
        lines.append(row(cells + ([] if mode == "whole" else sketch_cells(run))))
    absent = [f"{run['tool']} ({run['error']})" for run in results["runs"]
              if run["set"] == collection and run["mode"] == mode and "error" in run]
    return lines + (["", f"Not measured: {'; '.join(absent)}."] if absent else [])


def found_table(results: dict, collection: str, key: str) -> list:
    runs = [run for run in measured_runs(results, collection, "whole") if key in run]
    if not runs:
        return []
    columns = [f"{what}: {figure}" for what in ("pairs", "clusters", "documents") for figure in ("recall", "precision")]
    return head([""] + columns) + [row([shown_name(results, run["tool"])] + found_cells(run[key])) for run in runs]


def lines(results: dict) -> list:
    out = [f"{machine.shown(results['machine'])}, {results['threads']} threads, Python {results['machine']['python']}; "
           f"medians of {results['repetitions']}, all in turns. Peers of PyPI:", ""]
    out += head(["", "version", "how", "words", "gives"])
    for name, tool in results["tools"].items():
        version = results["not_installed"].get(name) or (tool["version"] or "").removeprefix("copydesk ")
        out.append(row([shown_name(results, name), version, tool["setting"], tool["words"], tool["gives"]]))
    for collection, size in results["sets"].items():
        out += ["", f"### {pathlib.Path(collection).name}: {size['documents']:,} documents, {size['bytes'] / 1e6:.0f} MB, "
                    f"{size['true_pairs']:,} pairs of Jaccard ≥ {results['threshold']}"]
        for mode, title in MODES.items():
            out += ["", f"{title}:", ""] + table(results, collection, mode)
        out += ["", "What is found, against brute force:", ""] + found_table(results, collection, "scores")
        rest = found_table(results, collection, "scores_without_templates")
        if rest:
            out += ["", "The same without pages of one form, which copydesk on purpose does not call copies:", ""] + rest
    return out


def draw(results: dict, folder: pathlib.Path) -> bool:
    """One chart a set and mode; false where nothing can be drawn."""
    drawn = False
    for collection in results["sets"]:
        for mode, title in MODES.items():
            rates = {shown_name(results, run["tool"]): run["documents_per_second"] for run in results["runs"]
                     if run["set"] == collection and run["mode"] == mode and "error" not in run}
            name = f"peers-{pathlib.Path(collection).name.partition('.')[0]}-{mode}.svg"
            heading = f"{title}, {pathlib.Path(collection).name}"
            drawn = charts.bars(folder / name, heading, "documents a second", rates) or drawn
    return drawn
