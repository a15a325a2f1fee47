"""Fits the constants of `copydesk plan` to runs (plan_runs.py) and writes src/plan/plan_constants.cc.

Each is the least sum of squared relative errors, none below zero. Processor seconds are fitted, not those of the clock:
they change by some percent when other programs run beside, the clock by as much as those take. How well processors are
used is told by the clock corrected by what threads waited for a processor (processes.py).
"""
import itertools
import math

import machine
import stores

GROWTH_FROM, VECTOR_BYTES, BANDS = 100_000, 2000, 42  # as in src/plan/scan_cost.cc; bands of the default plan
BUCKETS, BULK_BESIDES = 1 << 20, 100  # as in docs/store-format.md; bytes a document, as BulkOptions::memory says
LINE = ("base", "document", "byte")
SCAN = ("measured_documents", "processor", "growth", "memory", "bounded", "bounded_share", "temporary",
        "temporary_processor", "output", "serial")
STORE = ("measured_documents", "bulk", "bulk_memory", "bulk_bounded", "bulk_share", "bulk_temporary", "batches", "batches_memory",
         "bulk_serial", "batches_serial", "records", "text", "signatures", "bands", "fingerprints", "terms", "bucket",
         "batches_disk", "warm", "cold", "added")
TOP = ("measured_on", "measured_bytes", "random_read", "verified", "copies", "stories", "story_vector", "store")
RECORDS = ("docs", "ids", "contents", "stories", "meta", "model", "default")


def solve(matrix: list, right: list) -> list | None:
    """A small linear system; none when it has no single solution."""
    rows = [row + [value] for row, value in zip(matrix, right)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        if abs(rows[pivot][at]) < 1e-12:
            return None
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for row in range(size):
            if row != at:
                factor = rows[row][at] / rows[at][at]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[at])]
    return [rows[at][size] / rows[at][at] for at in range(size)]


def least_squares(features: list, values: list) -> list:
    """Factors of the features, none below zero, with the least sum of squared relative errors."""
    count = len(features[0])
    scales = [max(abs(row[at]) for row in features) or 1.0 for at in range(count)]
    top = max(values)
    rows = [[row[at] / scales[at] * top / value for at in range(count)] for row, value in zip(features, values)]
    best, found = math.inf, [0.0] * count
    for size in range(1, count + 1):
        for chosen in itertools.combinations(range(count), size):
            normal = [[sum(row[a] * row[b] for row in rows) for b in chosen] for a in chosen]
            solution = solve(normal, [sum(row[a] for row in rows) for a in chosen])
            if solution is None or min(solution) < 0:
                continue
            error = sum((sum(f * row[a] for f, a in zip(solution, chosen)) - 1) ** 2 for row in rows)
            if error < best - 1e-12:
                best, found = error, [0.0] * count
                for factor, at in zip(solution, chosen):
                    found[at] = factor * top / scales[at]
    return found


def line(runs: list, value, base: bool = True) -> dict:
    """A PlanLine through runs; without a base where what is counted begins at nothing."""
    features = [[float(base), run["documents"], run["documents"] * run["mean_bytes"]] for run in runs]
    return dict(zip(LINE, least_squares(features, [max(value(run), 1e-9) for run in runs])))


def at(fitted: dict, run: dict) -> float:
    return fitted["base"] + run["documents"] * (fitted["document"] + fitted["byte"] * run["mean_bytes"])


def mean(values) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def serial(runs: list) -> float:
    """The share of processor time during which one thread works, by Amdahl's law, of runs on several threads."""
    shares = [(run["undisturbed_seconds"] * run["threads"] / run["processor_seconds"] - 1) / (run["threads"] - 1)
              for run in runs if run["threads"] > 1]
    return min(1.0, max(0.0, mean(shares)))


def processor(run: dict) -> float:
    return run["processor_seconds"]


def growth(runs: list, fitted: dict) -> float:
    rates = [math.log(run["processor_seconds"] / at(fitted, run)) / math.log(run["documents"] / GROWTH_FROM)
             for run in runs if run["documents"] > GROWTH_FROM]
    return max(0.0, mean(rates))


def grown(constants: dict, run: dict) -> float:
    return at(constants["processor"], run) * max(1.0, run["documents"] / GROWTH_FROM) ** constants["growth"]


def is_split(run: dict) -> bool:
    return run["temporary_bytes"] > 0


def scan_constants(runs: list) -> dict:
    """Of scans without stories: those of all sizes in memory, and of some with a bound that they do not fit in."""
    kept = [run for run in runs if not run["memory"] and run["threads"] > 1]
    split = [run for run in runs if run["memory"] and is_split(run)]
    found = {"measured_documents": max(run["documents"] for run in kept)}
    found["processor"] = line([run for run in kept if run["documents"] <= GROWTH_FROM], processor, base=False)
    found["growth"] = growth(kept, found["processor"])
    found["memory"] = line(kept, lambda run: run["peak_bytes"])
    features = [[1.0, run["documents"], run["memory"]] for run in split]
    base, document, share = least_squares(features, [run["peak_bytes"] for run in split])
    found["bounded"] = {"base": base, "document": document, "byte": 0.0}
    found["bounded_share"] = share
    found["temporary"] = line(split, lambda run: run["temporary_bytes"], base=False)
    found["temporary_processor"] = max(0.0, mean((run["processor_seconds"] - grown(found, run)) / run["documents"]
                                                 for run in split))
    found["output"] = mean(run["output_bytes"] / run["documents"] for run in kept)
    found["serial"] = serial(kept)
    return found


def story_constants(runs: list, copies: dict) -> tuple:
    """Of scans with stories, beside those without; and what a vector costs that is made again."""
    kept = [run for run in runs if not run["memory"]]
    split = [run for run in runs if run["memory"] and is_split(run)]
    found = {"measured_documents": max(run["documents"] for run in kept)}
    found["processor"] = line([run for run in kept if run["documents"] <= GROWTH_FROM], processor, base=False)
    found["growth"] = growth(kept, found["processor"])
    more = mean((run["peak_bytes"] - at(copies["memory"], run)) / run["documents"] for run in kept)
    found["memory"] = dict(copies["memory"], document=copies["memory"]["document"] + max(0.0, more))
    share = copies["bounded_share"] + 0.25  # of --memory, a quarter is for vectors
    more = mean((run["peak_bytes"] - at(copies["bounded"], run) - share * run["memory"]) / run["documents"]
                for run in split)
    found["bounded"] = dict(copies["bounded"], document=copies["bounded"]["document"] + max(0.0, more))
    found["bounded_share"] = share
    more = mean((run["temporary_bytes"] - at(copies["temporary"], run)) / run["documents"] for run in split)
    found["temporary"] = dict(copies["temporary"], document=copies["temporary"]["document"] + max(0.0, more))
    found["temporary_processor"] = copies["temporary_processor"]
    found["output"] = mean(run["output_bytes"] / run["documents"] for run in kept)
    found["serial"] = serial(kept)
    vectors = []
    for run in split:
        remade = run["documents"] - run["memory"] / 4 / VECTOR_BYTES
        if remade > 0:
            rest = grown(found, run) + run["documents"] * found["temporary_processor"]
            vectors.append((run["processor_seconds"] - rest) / remade)
    return found, max(0.0, mean(vectors))


def posting_bytes(postings: float, documents: float, bucket: float) -> float:
    """As PostingBytes of src/plan/store_cost.cc."""
    if postings <= 0:
        return 0.0
    gap = min(2.0**48 / postings, 2.0**48 / BUCKETS / 2)
    head = 1 + sum(math.exp(-2.0**bits / (4 * gap)) for bits in (7, 14, 21, 28))
    number = 1 + sum(max(0.0, 1 - 2.0**bits / (2 * documents)) for bits in range(7, 63, 7))
    return BUCKETS * -math.expm1(-postings / BUCKETS) * bucket + postings * (3 + head + number)


def postings_of(size: float, documents: float, bucket: float) -> float:
    """How many postings a family of so many bytes has."""
    low, high = 0.0, size
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if posting_bytes(middle, documents, bucket) < size else (low, middle)
    return low


def family(run: dict, *names: str) -> float:
    return sum(run["bulk"]["families"].get(name, 0) for name in names)


def bucket_bytes(runs: list) -> float:
    """With which every store has as many postings of bands a document as the others, as near as can be."""
    def spread(bucket: float) -> float:
        each = [postings_of(family(run, "bands"), run["documents"], bucket) / run["documents"] for run in runs]
        return max(each) / max(min(each), 1e-9)
    return float(min(range(0, 61), key=spread))


def stored(run: dict, threads: int, mean_bytes: float) -> dict:
    """A run of the part stores as one of this part: made at once, with texts."""
    bulk = run["bulk with texts"]
    return {"documents": run["documents"], "mean_bytes": mean_bytes, "threads": threads,
            "bulk": bulk | {"families": run["families"], "temporary_bytes": 0,
                            "undisturbed_seconds": bulk.get("undisturbed_seconds", bulk["seconds"])}}


def query(runs: list, state: str) -> dict:
    """Of the part stores, which has one size of texts."""
    features = [[1.0, run["documents"]] for run in runs]
    base, document = least_squares(features, [run[state]["p50"] / 1000 for run in runs])
    return {"base": base, "document": document, "byte": 0.0}


def store_constants(own: list, queried: list) -> dict:
    """Of stores of this part, and of those of the part stores."""
    mean_bytes = mean(run["mean_bytes"] for run in own if run["size"] == stores.BYTES)
    runs = own + [stored(run, own[0]["threads"], mean_bytes) for run in queried]

    def of(name: str, field: str):
        return lambda run: run[name][field]

    def postings(name: str, for_each: int = 1):
        return line(runs, lambda run: postings_of(family(run, name), run["documents"], bucket) / for_each, base=False)

    bucket = bucket_bytes(runs)
    found = {"measured_documents": max(run["documents"] for run in runs)}
    found["bulk"] = line(runs, of("bulk", "processor_seconds"), base=False)
    found["bulk_memory"] = line([run for run in runs if not run["bulk"]["temporary_bytes"]], of("bulk", "peak_bytes"))
    bounded = [run for run in own if run["bounded"]["temporary_bytes"]]
    share = 0.25  # of --memory, for postings
    rest = [run["bounded"]["peak_bytes"] - share * run["bounded"]["memory"] for run in bounded]
    base = max(0.0, mean(size - BULK_BESIDES * run["documents"] for size, run in zip(rest, bounded)))
    found["bulk_bounded"] = {"base": base, "document": float(BULK_BESIDES), "byte": 0.0}
    found["bulk_share"] = share
    found["bulk_temporary"] = line(bounded, lambda run: run["bounded"]["temporary_bytes"], base=False)
    found["batches"] = line(own, of("batches", "processor_seconds"), base=False)
    found["batches_memory"] = max(run["batches"]["peak_bytes"] for run in own)
    for name, those in (("bulk", runs), ("batches", own)):
        found[f"{name}_serial"] = serial([run[name] | {"threads": run["threads"]} for run in those])
    found["records"] = line(runs, lambda run: family(run, *RECORDS), base=False)
    found["text"] = line(runs, lambda run: family(run, "text"), base=False)
    found["signatures"] = line(runs, lambda run: family(run, "signatures"), base=False)
    found["bands"] = postings("bands", BANDS)
    found["fingerprints"] = postings("fingerprints")
    found["terms"] = line(runs, lambda run: family(run, "terms"), base=False)
    found["bucket"] = bucket
    found["batches_disk"] = mean(run["batches"]["store_bytes"] / run["bulk"]["store_bytes"] for run in own)
    for name, state in (("warm", "warm"), ("cold", "cold"), ("added", "warm after")):
        found[name] = query(queried, state)
    return found


def constants(results: dict, of_stores: dict) -> dict:
    """All constants, of the results of this part and of the part stores."""
    scans = [run for run in results["runs"] if run["what"] == "scan"]
    made = [run for run in results["runs"] if run["what"] == "store"]
    copies = scan_constants([run for run in scans if not run["stories"]])
    stories, vector = story_constants([run for run in scans if run["stories"]], copies)
    return {"measured_on": f"{machine.shown(results['machine'])}; {results['version']}",
            "measured_bytes": max(run["mean_bytes"] for run in results["runs"]),
            "random_read": results["random_read"],
            "verified": mean(run["verified"] / run["documents"] for run in scans if run["documents"] <= GROWTH_FROM
                             and not run["stories"]),
            "copies": copies, "stories": stories, "story_vector": vector, "store": store_constants(made, of_stores["runs"])}


def shown(value) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, dict):
        return "{" + ", ".join(f".{name} = {shown(value[name])}" for name in LINE) + "}"
    return repr(int(value)) if value == int(value) else f"{value:.4g}"


def source(found: dict, results: dict, of_stores: dict) -> str:
    """The text of src/plan/plan_constants.cc."""
    sizes = sorted({(run["documents"], run["size"]) for run in results["runs"]}
                   | {(run["documents"], stores.BYTES) for run in of_stores["runs"]})
    lines = ["// Written by bench/performance/measure.py --part plan; do not edit. What each is: plan_constants.h.", "//",
             "// Measured on collections of bench/corpus/large.py, documents and bytes of a text:"]
    lines += [f"// {documents:,} of {size:,}" for documents, size in sizes]
    lines += ["#include \"plan/plan_constants.h\"", "", "namespace copydesk {", "", "// clang-format off",
              "constexpr PlanConstants kMeasured = {"]
    for name in TOP:
        if name in ("copies", "stories", "store"):
            fields = STORE if name == "store" else SCAN
            lines.append(f"    .{name} = {{")
            lines += [f"        .{field} = {shown(found[name][field])}," for field in fields]
            lines.append("    },")
        else:
            lines.append(f"    .{name} = {shown(found[name])},")
    lines += ["};", "// clang-format on", "", "const PlanConstants kPlanConstants = kMeasured;", "", "}  // namespace copydesk", ""]
    return "\n".join(lines)
