"""Stores on disk: adding at once and in batches, bytes by kind of record, and how long queries take.

Of each size a store is made of a collection of bench/corpus/large.py with texts of about 2,400 bytes (400 words): with
`copydesk add --bulk`, without texts and with them. Then 50,000 other documents are added to it in batches as `copydesk add`
makes them, and 2,000 of its documents are asked for again under other ids, one by one (bench/store/query_latency.cc):
twice, of which the second is counted, and 300 with the files put out of the page cache before each.
"""
import contextlib
import itertools
import json
import pathlib
import shutil
import subprocess
import sys

import processes

MAKER = pathlib.Path(__file__).resolve().parents[1] / "corpus/large.py"
BYTES, ADDED, WARM, COLD = 2400, 50_000, 2_000, 300


def collection(path: pathlib.Path, documents: int, jobs: int) -> pathlib.Path:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name("part-" + path.name)
        subprocess.run([sys.executable, MAKER, "-n", str(documents), "--bytes", str(BYTES), "-j", str(jobs), "-o", part],
                       check=True, capture_output=True)
        part.rename(path)
    return path


@contextlib.contextmanager
def opened(path: pathlib.Path):
    """The lines of a file, decompressed when its name ends in .zst."""
    if path.suffix != ".zst":
        with open(path, "rb") as file:
            yield file
        return
    with subprocess.Popen(["zstd", "-dc", path], stdout=subprocess.PIPE) as unpacker:
        yield unpacker.stdout


def some(path: pathlib.Path, documents: int, count: int) -> pathlib.Path:
    """`count` records, evenly spread."""
    step = max(1, documents // count)
    sample = path.with_suffix(".sample")
    with opened(path) as file, open(sample, "wb") as out:
        out.writelines(itertools.islice(file, 0, None, step))
    return sample


def added(path: pathlib.Path, target: pathlib.Path) -> pathlib.Path:
    """Other documents than those of the store: their words are in another order, and their ids are others."""
    with open(path, encoding="utf-8") as file, open(target, "w", encoding="utf-8") as out:
        for line in itertools.islice(file, ADDED):
            record = json.loads(line)
            record["id"] = "added-" + record["id"]
            record["text"] = " ".join(reversed(record["text"].split()))
            out.write(json.dumps(record) + "\n")
    return target


def run(command: list) -> processes.Measured:
    done = processes.run(command)
    if done.status:
        raise RuntimeError(f"{command[:2]} ended with {done.status}: {done.error.strip()[-300:]}")
    return done


def latencies(options, store: pathlib.Path, sample: pathlib.Path, count: int, *mode: str) -> dict:
    return json.loads(run([options.latency, store, sample, count, *mode]).output)


def measure_one(options, documents: int) -> dict:
    """With --quick, for sizes whose files fill a disk: a compressed collection, and neither texts, nor a check, nor adding."""
    name = f"store-{documents}.jsonl" + (".zst" if options.quick else "")
    path = collection(options.corpora / name, documents, options.threads)
    store = options.corpora / f"store-{documents}"
    result = {"documents": documents, "file_bytes": path.stat().st_size}
    for name, extra in (("bulk", ["--no-text"]), ("bulk with texts", []))[:1 if options.quick else 2]:
        shutil.rmtree(store, ignore_errors=True)
        done = run([options.copydesk, "add", "-q", "--bulk", *extra, "--store", store, path])
        result[name] = {"seconds": done.seconds, "processor_seconds": done.processor_seconds,
                        "peak_bytes": done.peak_bytes}
    if not options.quick:
        checked = run([options.copydesk, "store", "check", "--store", store])
        result["postings"] = int(checked.output.split(" postings")[0].rpartition(" ")[2].replace(",", ""))
        result["check_seconds"] = checked.seconds
    info = json.loads(run([options.copydesk, "store", "info", "--json", "--store", store]).output)
    result["families"] = {name: family["bytes"] for name, family in info["families"].items()}
    sample = some(path, documents, WARM)
    latencies(options, store, sample, WARM)
    result["warm"] = latencies(options, store, sample, WARM)
    result["cold"] = latencies(options, store, sample, COLD, "cold")
    if not options.quick:
        more = added(path, path.with_suffix(".added"))
        done = run([options.copydesk, "add", "-q", "--store", store, more])
        result["added"] = {"documents": min(ADDED, documents), "seconds": done.seconds, "peak_bytes": done.peak_bytes}
        result["warm after"] = latencies(options, store, sample, WARM)
        more.unlink()
    shutil.rmtree(store)
    sample.unlink()
    if options.remove:
        path.unlink()
    return result


def measure(options, keep) -> None:
    runs = []
    for documents in options.documents:
        runs.append(measure_one(options, documents))
        print(f"store of {documents} documents: bulk {runs[-1]['bulk']['seconds']:.1f} s, queries p50 "
              f"{runs[-1]['warm']['p50']:.2f} ms", flush=True)
        keep(runs)


def merged(old: list, new: list) -> list:
    """Runs by size, new ones in the place of old ones."""
    return [one for _, one in sorted({one["documents"]: one for one in old + new}.items())]
