"""One class for each peer: how its released package is called. Runs in the environment that compare.py makes.

A peer has some of `tokens` (sketches from hashed shingles), `text` (sketches from texts in memory) and `whole` (from a
JSON lines file to pairs, clusters or flagged documents). The first two return the matrix of signatures, a row a document.
Nothing is imported before it is needed, so that the memory of a run is that peer's own.
"""
import contextlib
import io
import json
import os
import pathlib
import shutil
import time

from truth import SHINGLE, shingles, words

HASHES, BANDS, ROWS = 256, 32, 8
THRESHOLD = 0.7
SEED = 1
BATCH = 4096  # documents whose shingles are in memory at a time


class Clock:
    """Seconds by stage."""

    def __init__(self):
        self.stages = {}

    @contextlib.contextmanager
    def __call__(self, stage: str):
        began = time.perf_counter()
        yield
        self.stages[stage] = self.stages.get(stage, 0) + time.perf_counter() - began


def read_texts(path: pathlib.Path) -> list:
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def batches(texts: list):
    for begin in range(0, len(texts), BATCH):
        yield texts[begin:begin + BATCH]


def nested(offsets, flat) -> list:
    return [flat[begin:end] for begin, end in zip(offsets[:-1], offsets[1:])]


class Peer:
    def __init__(self, threads: int, work: pathlib.Path, clock: Clock):
        self.threads, self.work, self.clock = threads, work, clock

    def sketch_strings(self, documents: list):
        """The signatures of documents that are lists of shingles, as the peer gives them; `rows` makes arrays of them."""
        raise NotImplementedError

    def rows(self, signatures):
        return signatures

    def text(self, texts: list):
        import numpy
        parts = []
        for batch in batches(texts):
            with self.clock("shingles"):
                documents = [shingles(text) for text in batch]
            with self.clock("sketch"):
                parts.append(self.sketch_strings(documents))
        return numpy.concatenate([numpy.asarray(self.rows(part)) for part in parts])


class Datasketch(Peer):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        import datasketch
        import xxhash
        self.module, self.hash = datasketch, xxhash.xxh32_intdigest

    def tokens(self, flat, offsets):
        import numpy
        low = (flat & 0xffffffff).astype("uint32")
        documents = nested(offsets, low)
        with self.clock("sketch"):
            made = self.module.MinHash.bulk(documents, num_perm=HASHES, hashfunc=lambda value: value)
        return numpy.array([one.hashvalues for one in made])

    def minhashes(self, documents: list) -> list:
        return self.module.MinHash.bulk(([shingle.encode() for shingle in document] for document in documents),
                                        num_perm=HASHES, hashfunc=self.hash)

    def sketch_strings(self, documents: list):
        return self.minhashes(documents)

    def rows(self, signatures):
        return [one.hashvalues for one in signatures]

    def whole(self, path: pathlib.Path) -> dict:
        with self.clock("read"):
            texts = read_texts(path)
        made = []
        for batch in batches(texts):
            with self.clock("shingles"):
                documents = [shingles(text) for text in batch]
            with self.clock("sketch"):
                made += self.minhashes(documents)
        with self.clock("search"):
            index = self.module.MinHashLSH(num_perm=HASHES, params=(BANDS, ROWS))
            for number, one in enumerate(made):
                if not one.is_empty():
                    index.insert(number, one, check_duplication=False)
            pairs = [(other, number) for number, one in enumerate(made) if not one.is_empty()
                     for other in index.query(one) if other < number and one.jaccard(made[other]) >= THRESHOLD]
        return {"pairs": pairs}


class Rensa(Peer):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        import rensa
        self.module, self.sketch = rensa, rensa.RMinHash

    def tokens(self, flat, offsets):
        with self.clock("sketch"):
            matrix = self.sketch.digest_matrix_from_flat_token_hashes(flat, offsets, HASHES, SEED)
        return matrix.to_rows()

    def sketch_strings(self, documents: list):
        return self.sketch.digest_matrix_from_token_sets(documents, HASHES, SEED)

    def rows(self, signatures):
        return signatures.to_rows()

    def whole(self, path: pathlib.Path) -> dict:
        with self.clock("read"):
            texts = read_texts(path)
        made = []
        for batch in batches(texts):
            with self.clock("shingles"):
                documents = [shingles(text) for text in batch]
            with self.clock("sketch"):
                made += self.sketch.from_token_sets(documents, HASHES, SEED)
        with self.clock("search"):
            index = self.module.RMinHashLSH(THRESHOLD, HASHES, BANDS)
            index.insert_many(made)
            found = index.query_all(made)
            pairs = [(other, number) for number, others in enumerate(found) for other in others
                     if other < number and made[number].jaccard(made[other]) >= THRESHOLD]
        return {"pairs": pairs}


class RensaRho(Rensa):
    """The mode of its published figures: it looks at some places of a text only, and flags documents with a duplicate."""

    PROBES = 4

    def tokens(self, flat, offsets):
        with self.clock("sketch"):
            matrix = self.sketch.digest_matrix_from_flat_token_hashes_rho(flat, offsets, HASHES, SEED,
                                                                          probes=self.PROBES)
        return matrix.to_rows()

    def sketch_strings(self, documents: list):
        return self.sketch.digest_matrix_from_token_sets_rho(documents, HASHES, SEED, probes=self.PROBES)

    def whole(self, path: pathlib.Path) -> dict:
        with self.clock("read"):
            texts = read_texts(path)
        with self.clock("shingles"):
            documents = [shingles(text) for text in texts]  # the call takes one matrix of all
        with self.clock("sketch"):
            matrix = self.sketch_strings(documents)
        with self.clock("search"):
            flags = self.module.RMinHashLSH(THRESHOLD, HASHES, BANDS).query_duplicate_flags_matrix_one_shot(matrix)
        return {"flags": [number for number, flag in enumerate(flags) if flag]}


class FastSketch(Peer):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        import FastSketchLSH
        self.module, self.sketch = FastSketchLSH, FastSketchLSH.FastSimilaritySketch(size=HASHES, seed=SEED)

    def tokens(self, flat, offsets):
        with self.clock("sketch"):
            return self.sketch.batch_csr(flat, offsets, prehashed=True, num_threads=self.threads)

    def sketch_strings(self, documents: list):
        return self.sketch.batch(documents, num_threads=self.threads)

    def whole(self, path: pathlib.Path) -> dict:
        import numpy
        with self.clock("read"):
            texts = read_texts(path)
        matrix = self.text(texts)
        with self.clock("search"):
            index = self.module.LSH(num_perm=HASHES, num_bands=BANDS, num_threads=self.threads)
            index.insert(matrix)
            found, ends = index.query(matrix, format="csr")
            rows = numpy.repeat(numpy.arange(len(matrix)), numpy.diff(ends.astype("int64")))
            others = found.astype("int64")
            rows, others = rows[others < rows], others[others < rows]
            pairs = []
            for begin in range(0, len(rows), 65536):
                a, b = rows[begin:begin + 65536], others[begin:begin + 65536]
                alike = (matrix[a] == matrix[b]).mean(axis=1) >= THRESHOLD
                pairs += zip(b[alike].tolist(), a[alike].tolist())
        return {"pairs": pairs}


class Gaoya(Peer):
    text = None  # it has no call that gives signatures

    def whole(self, path: pathlib.Path) -> dict:
        import gaoya
        with self.clock("read"):
            texts = read_texts(path)
        index = gaoya.minhash.MinHashStringIndex(32, THRESHOLD, BANDS, ROWS, None, "word", True, (SHINGLE, SHINGLE),
                                                 "vec")
        with self.clock("sketch"):
            index.par_bulk_insert_docs(list(range(len(texts))), texts)
        with self.clock("search"):
            pairs = [(other, number) for number, others in enumerate(index.par_bulk_query(texts)) for other in others
                     if other < number]
        return {"pairs": pairs}


class TextDedup(Peer):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_CACHE=str(self.work / "cache"))
        import text_dedup.minhash
        self.module = text_dedup.minhash

    def text(self, texts: list):
        import numpy
        prime = numpy.uint32((1 << 32) - 5)
        random = numpy.random.RandomState(SEED)
        settings = {"num_perm": HASHES, "ngram_size": SHINGLE, "min_length": 1, "hash_func": self.module.xxh3_32hash,
                    "hashranges": [(i * ROWS, (i + 1) * ROWS) for i in range(BANDS)], "dtype": numpy.uint32,
                    "max_hash": numpy.uint32((1 << 32) - 1), "modulo_prime": prime,
                    "permutations": (random.randint(1, prime, size=(HASHES,), dtype=numpy.uint32),
                                     random.randint(0, prime, size=(HASHES,), dtype=numpy.uint32))}
        with self.clock("sketch"):
            made = [self.module.embed_func(text, number, **settings) for number, text in enumerate(texts)]
        return numpy.array([numpy.frombuffer(b"".join(one["__signatures__"]), dtype="uint32") for one in made])

    def whole(self, path: pathlib.Path) -> dict:
        with self.clock("all"), contextlib.redirect_stderr(io.StringIO()):
            self.module.main(["--path", "json", "--data_files", str(path), "--split", "train", "--column", "text",
                              "--cache_dir", str(self.work / "cache"), "--output", str(self.work / "kept"), "--ngram", "5",
                              "--min_length", "1", "--num_perm", str(HASHES), "--b", str(BANDS), "--r", str(ROWS),
                              "--hash_func", "xxh3", "--hash_bits", "32", "--num_proc", str(self.threads)],
                             standalone_mode=False)
        found = self.module.uf
        clusters = {}
        for document in list(found.parent):
            clusters.setdefault(found.find(document), []).append(document)
        return {"clusters": list(clusters.values())}


class Datatrove(Peer):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        from datatrove.pipeline.dedup import minhash
        from datatrove.utils.hashing import HashConfig
        from datatrove.utils.text import TextNormConfig
        self.module = minhash
        self.config = minhash.MinhashConfig(n_grams=SHINGLE, num_buckets=BANDS, hashes_per_bucket=ROWS, seed=SEED,
                                            hash_config=HashConfig(precision=32),
                                            norm_config=TextNormConfig(False, False, False, False, False))

    def signer(self):
        """Its own signatures, of our words instead of spaCy's."""
        step = self.module.MinhashDedupSignature(str(self.work / "signatures"), config=self.config)
        step.word_tokenizer = Words()
        return step

    def tokens(self, flat, offsets):
        import numpy
        signer, documents = self.signer(), [one.reshape(-1, 1) for one in nested(offsets, flat & 0xffffffff)]
        empty = [[0] * HASHES]
        with self.clock("sketch"):
            made = [signer.get_signature(one) if len(one) else empty for one in documents]
        return numpy.array([numpy.concatenate(one) for one in made])

    def text(self, texts: list):
        import numpy
        signer, empty, made = self.signer(), [[0] * HASHES], []
        for text in texts:
            with self.clock("shingles"):
                one = signer.get_shingles(text)
            with self.clock("sketch"):
                made.append(signer.get_signature(one) if len(one) else empty)
        return numpy.array([numpy.concatenate(one) for one in made])

    def whole(self, path: pathlib.Path) -> dict:
        from datatrove.executor import LocalPipelineExecutor
        from datatrove.pipeline.readers import JsonlReader
        numbers = self.split(path)

        def execute(name: str, steps: list, tasks: int) -> None:
            with self.clock(name):
                LocalPipelineExecutor(steps, tasks=tasks, workers=min(tasks, self.threads),
                                      logging_dir=str(self.work / "logs" / name)).run()

        execute("sketch", [JsonlReader(str(self.work / "input")), self.signer()], self.threads)
        execute("search", [self.module.MinhashDedupBuckets(str(self.work / "signatures"), str(self.work / "buckets"),
                                                           config=self.config)], BANDS)
        execute("cluster", [self.module.MinhashDedupCluster(str(self.work / "buckets"), str(self.work / "clusters"),
                                                            config=self.config, save_cluster_id=True)], 1)
        clusters = {}
        for file in sorted((self.work / "clusters").glob("*.clusters")):
            import numpy
            for document, cluster in numpy.fromfile(file, dtype="<u4").reshape(-1, 2).tolist():
                clusters.setdefault(cluster, []).append(numbers[int(file.stem)][document])
        return {"clusters": list(clusters.values())}

    def split(self, path: pathlib.Path) -> list:
        """One file for each worker, which is how it shares out work; not timed."""
        folder = self.work / "input"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        lines = path.read_bytes().splitlines(keepends=True)
        parts = [list(range(part, len(lines), self.threads)) for part in range(self.threads)]
        for number, part in enumerate(parts):
            (folder / f"{number:03}.jsonl").write_bytes(b"".join(lines[i] for i in part))
        return parts


class Words:
    """The words of truth.py, in the place of a tokenizer of datatrove."""

    def word_tokenize(self, text: str) -> list:
        return words(text)


PEERS = {"datasketch": Datasketch, "rensa": Rensa, "rensa-rho": RensaRho, "FastSketchLSH": FastSketch, "gaoya": Gaoya,
         "text-dedup": TextDedup, "datatrove": Datatrove}
