"""Figures of merit and their intervals.

Intervals are 95 % bootstrap intervals over groups (B. Efron, 1979): groups, not cases, are drawn with replacement,
because cases that share a document go wrong together. Every figure is a function of how often each group was drawn.
"""
import bisect
import collections
import functools
import itertools
import operator
import random

SAMPLES = 1000
SEED = 1
Z = 1.96

# A value with its interval and what it was counted from.
Figure = collections.namedtuple("Figure", "value low high detail")


def ratio(part: float, whole: float, empty: float = 0.0) -> float:
    return part / whole if whole else empty


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return ratio(2 * precision * recall, precision + recall)


@functools.cache
def draws(groups: int, samples: int = SAMPLES, seed: int = SEED) -> list:
    """Bootstrap samples: in each, how often each group was drawn."""
    chance = random.Random(seed)
    drawn = []
    for _ in range(samples):
        weights = [0] * groups
        for group in chance.choices(range(groups), k=groups):
            weights[group] += 1
        drawn.append(weights)
    return drawn


def interval(groups: int, figure) -> tuple:
    """The middle 95 % of figure(weights) over the samples; weights[g] is how often group g was drawn."""
    values = sorted(figure(weights) for weights in draws(groups)) if groups else [0.0]
    return values[len(values) // 40], values[-1 - len(values) // 40]


def of_sums(counts: dict, formula, detail: str = "") -> Figure:
    """formula(*sums) of the counts of all groups, {group: (number, ...)}, with its interval.

    Samples of groups that are all right show no spread. There the interval is Wilson's for so many groups.
    """
    vectors = [counts[group] for group in sorted(counts) if any(counts[group])]
    columns = list(zip(*vectors))

    def figure(weights):
        return formula(*(sum(map(operator.mul, weights, column)) for column in columns))

    if not vectors:
        return Figure(0.0, 0.0, 0.0, detail or "no case")
    value = figure([1] * len(vectors))
    low, high = interval(len(vectors), figure)
    if low == high and value in (0, 1):
        spread = Z * Z / len(vectors)
        low, high = (1 / (1 + spread), 1.0) if value else (0.0, spread / (1 + spread))
    return Figure(value, low, high, detail)


def share(cases, detail: str = "") -> Figure:
    """The share of cases that hold; cases are (group, holds)."""
    counts = collections.defaultdict(lambda: (0, 0))
    for group, holds in cases:
        part, whole = counts[group]
        counts[group] = part + bool(holds), whole + 1
    right, of = (sum(column) for column in zip(*counts.values())) if counts else (0, 0)
    return of_sums(counts, ratio, detail or f"{right} of {of}")


def rates(cases) -> dict:
    """Precision, recall and F1 of cases (group, said, true)."""
    counts = collections.defaultdict(lambda: (0, 0, 0))
    for group, said, true in cases:
        both, all_said, all_true = counts[group]
        counts[group] = both + (bool(said) and bool(true)), all_said + bool(said), all_true + bool(true)
    right, said, true = (sum(column) for column in zip(*counts.values())) if counts else (0, 0, 0)
    return {"precision": of_sums(counts, lambda r, s, t: ratio(r, s), f"{right} of {said}"),
            "recall": of_sums(counts, lambda r, s, t: ratio(r, t), f"{right} of {true}"),
            "F1": of_sums(counts, lambda r, s, t: ratio(2 * r, s + t))}


class Ranking:
    """Cases (group, score, true) by falling score; `missing`, {group: number}, are true ones without a score."""

    GROWTH = 100  # intervals look at thresholds that are one hundredth of the cases before them apart; figures at all

    def __init__(self, cases, missing: dict = {}):
        cases = sorted(cases, key=lambda case: -case[1])
        number = {name: i for i, name in enumerate(sorted({case[0] for case in cases} | set(missing)))}
        self.groups = len(number)
        self.true = [0] * self.groups
        for group, count in missing.items():
            self.true[number[group]] += count
        self.levels = []  # (score, {group: (cases of this score, true ones)})
        for score, level in itertools.groupby(cases, key=lambda case: case[1]):
            counts = collections.Counter()
            right = collections.Counter()
            for group, _, true in level:
                counts[number[group]] += 1
                right[number[group]] += bool(true)
            self.levels.append((score, {group: (counts[group], right[group]) for group in counts}))
            for group in right:
                self.true[group] += right[group]

    def _steps(self) -> list:
        """Levels, with neighbours merged as long as they add little to the cases before them."""
        steps = []
        before = added = 0
        for score, level in self.levels:
            if not steps or added * self.GROWTH > before:
                before, added = before + added, 0
                steps.append((score, collections.defaultdict(lambda: (0, 0))))
            merged = steps[-1][1]
            for group, (count, right) in level.items():
                merged[group] = merged[group][0] + count, merged[group][1] + right
                added += count
        return steps

    def curve(self, weights=None, levels=None):
        """(score, precision, recall) of the cases with at least that score, by falling score."""
        weights = weights or [1] * self.groups
        true = sum(map(operator.mul, weights, self.true))
        right = said = 0
        for score, level in self.levels if levels is None else levels:
            for group, (count, holds) in level.items():
                said += weights[group] * count
                right += weights[group] * holds
            yield score, ratio(right, said), ratio(right, true)

    def _figure(self, of_curve, detail: str = "") -> Figure:
        steps = self._steps()
        return Figure(of_curve(self.curve()),
                      *interval(self.groups, lambda weights: of_curve(self.curve(weights, steps))), detail)

    def recall_at(self, precision: float) -> Figure:
        """The largest recall at which precision is at least so much."""
        return self._figure(lambda curve: max((r for _, p, r in curve if p >= precision), default=0.0))

    def best_f1(self) -> Figure:
        """F1 at the threshold that is best on these very cases; chosen anew in every sample."""
        _, threshold = max(((harmonic(p, r), score) for score, p, r in self.curve()), default=(0.0, 0.0))
        return self._figure(lambda curve: max((harmonic(p, r) for _, p, r in curve), default=0.0),
                            f"at {threshold:.2f}, chosen on these pairs")


def connected(pairs) -> dict:
    """For each item in `pairs`, the smallest item that a chain of pairs joins it to."""
    parent = {}

    def root(item):
        parent.setdefault(item, item)
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    for a, b in pairs:
        a, b = sorted((root(a), root(b)))
        parent[b] = a
    return {item: root(item) for item in parent}


def clusterings(label: dict, groups, sample: dict) -> dict:
    """B-cubed precision, recall and F1 (A. Bagga, B. Baldwin, 1998), adjusted Rand index (L. Hubert, P. Arabie, 1985).

    `label` has the true class of every item, `groups` are the clusters found; items in none are alone, and items
    without a label do not count. `sample` has the bootstrap group of every item.
    """
    found = {item: ("cluster", number) for number, members in enumerate(groups) for item in members}
    found = {item: found.get(item, ("item", item)) for item in label}
    clusters = collections.Counter(found.values())
    classes = collections.Counter(label.values())
    cells = collections.Counter((found[item], label[item]) for item in label)
    counts = collections.defaultdict(lambda: (0, 0.0, 0.0, 0, 0, 0))
    for item in label:
        cell, cluster, own = cells[found[item], label[item]], clusters[found[item]], classes[label[item]]
        added = 1, cell / cluster, cell / own, cell - 1, cluster - 1, own - 1
        counts[sample[item]] = tuple(map(sum, zip(counts[sample[item]], added)))

    def rand(items, precision, recall, both, in_clusters, in_classes):
        # Each pair was counted at both of its ends, in all three sums.
        expected = ratio(in_clusters * in_classes, items * (items - 1))
        return ratio(both - expected, (in_clusters + in_classes) / 2 - expected, empty=1.0)

    detail = f"{len(label)} items, {len(classes)} true groups"
    return {"B-cubed precision": of_sums(counts, lambda n, p, r, *_: ratio(p, n), detail),
            "B-cubed recall": of_sums(counts, lambda n, p, r, *_: ratio(r, n), detail),
            "B-cubed F1": of_sums(counts, lambda n, p, r, *_: harmonic(ratio(p, n), ratio(r, n)), detail),
            "adjusted Rand index": of_sums(counts, rand, detail)}


def calibration(cases, edges) -> tuple:
    """Bins (mean said, share true, number) of cases (group, probability, true), and the expected calibration error.

    Bin i holds probabilities from edges[i] to below edges[i + 1], the last one its upper edge too.
    """
    counts = collections.defaultdict(lambda: [0] * (3 * (len(edges) - 1)))
    for group, said, true in cases:
        place = 3 * min(max(bisect.bisect_right(edges, said) - 1, 0), len(edges) - 2)
        row = counts[group]
        row[place] += 1
        row[place + 1] += said
        row[place + 2] += bool(true)
    sums = [sum(column) for column in zip(*counts.values())]
    bins = [(said / number, true / number, number) for number, said, true in zip(*[iter(sums)] * 3) if number]

    def error(*sums):
        number = sum(sums[::3])
        return ratio(sum(abs(said - true) for _, said, true in zip(*[iter(sums)] * 3)), number)

    return bins, of_sums(counts, error, f"{sum(number for *_, number in bins)} cases")


def covered(ranges) -> list:
    """The union of half-open ranges, ascending and apart."""
    union = []
    for begin, end in sorted(r for r in ranges if r[0] < r[1]):
        if union and begin <= union[-1][1]:
            union[-1][1] = max(union[-1][1], end)
        else:
            union.append([begin, end])
    return [tuple(r) for r in union]


def length(ranges) -> int:
    return sum(end - begin for begin, end in covered(ranges))


def both(a, b) -> list:
    """What both sets of ranges cover."""
    return [(max(x[0], y[0]), min(x[1], y[1])) for x in covered(a) for y in covered(b)
            if max(x[0], y[0]) < min(x[1], y[1])]


def without(a, b) -> list:
    """What a covers and b does not."""
    left = covered(a)
    for begin, end in covered(b):
        left = [part for x, y in left for part in ((x, min(y, begin)), (max(x, end), y)) if part[0] < part[1]]
    return left
