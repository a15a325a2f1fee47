"""Figures of bench/quality/metrics.py against values worked out by hand, and against brute force over all pairs."""

import itertools
import pathlib
import random
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench/quality"))
import metrics


def alone(label):
    """Every item its own bootstrap group."""
    return {item: item for item in label}


def brute_force_rand(label, found):
    """The adjusted Rand index from the definition, with the expectation over all pairs of items."""
    pairs = list(itertools.combinations(sorted(label), 2))
    in_classes = sum(label[a] == label[b] for a, b in pairs)
    in_clusters = sum(found[a] == found[b] for a, b in pairs)
    both = sum(label[a] == label[b] and found[a] == found[b] for a, b in pairs)
    expected = in_classes * in_clusters / len(pairs)
    most = (in_classes + in_clusters) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def brute_force_b_cubed(label, found):
    precision = recall = 0
    for item in label:
        cluster = [other for other in label if found[other] == found[item]]
        own = [other for other in label if label[other] == label[item]]
        both = len(set(cluster) & set(own))
        precision += both / len(cluster) / len(label)
        recall += both / len(own) / len(label)
    return precision, recall


class ClusteringsTest(unittest.TestCase):
    def test_worked_out_by_hand(self):
        # Classes {a b c} {d e}; clusters {a b} {c d e}. B-cubed precision: (1 + 1 + 1/3 + 2/3 + 2/3) / 5; recall:
        # (2/3 + 2/3 + 1/3 + 1 + 1) / 5. Pairs: 2 of the 4 in clusters are among the 4 in classes, of 10.
        label = dict(zip("abcde", (1, 1, 1, 2, 2)))
        figures = metrics.clusterings(label, ["ab", "cde"], alone(label))
        self.assertAlmostEqual(figures["B-cubed precision"].value, 11 / 15)
        self.assertAlmostEqual(figures["B-cubed recall"].value, 11 / 15)
        self.assertAlmostEqual(figures["B-cubed F1"].value, 11 / 15)
        self.assertAlmostEqual(figures["adjusted Rand index"].value, (2 - 1.6) / (4 - 1.6))

    def test_items_in_no_cluster_are_alone_and_items_without_label_do_not_count(self):
        label = dict(zip("abcd", (1, 1, 2, 2)))
        figures = metrics.clusterings(label, ["abx"], alone(label))
        self.assertEqual(figures["B-cubed precision"].value, 1)
        self.assertEqual(figures["B-cubed recall"].value, 0.75)

    def test_equal_groupings_are_perfect(self):
        for groups in (["abcd"], ["a", "b", "c", "d"], ["ab", "cd"]):
            label = {item: number for number, members in enumerate(groups) for item in members}
            for figure in metrics.clusterings(label, groups, alone(label)).values():
                self.assertEqual(figure.value, 1)

    def test_agrees_with_brute_force(self):
        chance = random.Random(7)
        for _ in range(50):
            size = chance.randrange(2, 20)
            label = {item: chance.randrange(5) for item in range(size)}
            found = {item: chance.randrange(5) for item in range(size)}
            groups = [[item for item in label if found[item] == number] for number in range(5)]
            figures = metrics.clusterings(label, groups, alone(label))
            precision, recall = brute_force_b_cubed(label, found)
            self.assertAlmostEqual(figures["B-cubed precision"].value, precision)
            self.assertAlmostEqual(figures["B-cubed recall"].value, recall)
            self.assertAlmostEqual(figures["adjusted Rand index"].value, brute_force_rand(label, found))


class RatesTest(unittest.TestCase):
    def test_counts(self):
        cases = [(1, True, True), (2, True, False), (3, False, True), (4, True, True), (5, False, False)]
        figures = metrics.rates(cases)
        self.assertAlmostEqual(figures["precision"].value, 2 / 3)
        self.assertAlmostEqual(figures["recall"].value, 2 / 3)
        self.assertAlmostEqual(figures["F1"].value, 2 / 3)
        self.assertEqual(figures["precision"].detail, "2 of 3")

    def test_nothing_said_and_nothing_there(self):
        self.assertEqual(metrics.rates([(1, False, True)])["precision"].value, 0)
        self.assertEqual(metrics.rates([])["F1"].value, 0)
        self.assertEqual(metrics.share([]).value, 0)

    def test_interval_holds_the_value_and_is_the_same_again_and_in_any_order(self):
        cases = [(number, number % 3 > 0) for number in range(60)]
        first = metrics.share(cases)
        self.assertEqual(first, metrics.share(list(reversed(cases))))
        self.assertLess(first.low, first.value)
        self.assertGreater(first.high, first.value)
        # Of 60 independent cases: about 2/3 ± 1.96 · sqrt(2/9 / 60).
        self.assertAlmostEqual(first.high - first.low, 2 * 1.96 * (2 / 9 / 60) ** 0.5, delta=0.03)

    def test_groups_are_drawn_as_a_whole(self):
        # The same cases in six groups that are right or wrong together tell far less.
        cases = [(number // 10, number // 10 % 3 > 0) for number in range(60)]
        figure = metrics.share(cases)
        self.assertGreater(figure.high - figure.low, 0.5)

    def test_interval_where_every_case_is_right_is_that_of_wilson(self):
        figure = metrics.share([(number, True) for number in range(10)])
        self.assertAlmostEqual(figure.low, 10 / (10 + 1.96 ** 2))
        self.assertEqual(figure.high, 1)
        figure = metrics.share([(number, False) for number in range(10)])
        self.assertAlmostEqual(figure.high, 1.96 ** 2 / (10 + 1.96 ** 2))


class RankingTest(unittest.TestCase):
    def setUp(self):
        # One true case has no score.
        cases = [("a", 0.9, True), ("b", 0.8, True), ("c", 0.7, False), ("d", 0.7, True), ("e", 0.2, False)]
        self.ranking = metrics.Ranking(cases, {"f": 1})

    def test_curve_takes_equal_scores_together(self):
        points = [(score, round(precision, 3), recall) for score, precision, recall in self.ranking.curve()]
        self.assertEqual(points, [(0.9, 1, 0.25), (0.8, 1, 0.5), (0.7, 0.75, 0.75), (0.2, 0.6, 0.75)])

    def test_recall_at_precision_and_best_f1(self):
        self.assertEqual(self.ranking.recall_at(0.95).value, 0.5)
        self.assertEqual(self.ranking.recall_at(0.7).value, 0.75)
        best = self.ranking.best_f1()
        self.assertAlmostEqual(best.value, 0.75)
        self.assertIn("at 0.70", best.detail)

    def test_weights_count_cases_as_often_as_they_were_drawn(self):
        twice = metrics.Ranking([("a", 0.9, True), ("a", 0.5, False), ("b", 0.7, False)])
        self.assertEqual([precision for _, precision, _ in twice.curve([2, 1])], [1, 2 / 3, 2 / 5])

    def test_merged_thresholds_change_intervals_little(self):
        chance = random.Random(3)
        cases = [(number % 40, score := chance.random(), chance.random() < score) for number in range(2000)]
        ranking = metrics.Ranking(cases)
        levels = len(ranking._steps())
        self.assertLess(levels, 700)
        exact = max(metrics.harmonic(p, r) for _, p, r in ranking.curve())
        merged = max(metrics.harmonic(p, r) for _, p, r in ranking.curve(None, ranking._steps()))
        self.assertAlmostEqual(exact, merged, delta=0.005)


class CalibrationTest(unittest.TestCase):
    def test_bins_and_error(self):
        cases = [(1, 0.1, False), (2, 0.3, True), (3, 0.5, True), (4, 0.9, True), (5, 1.0, False)]
        bins, error = metrics.calibration(cases, (0, 0.5, 1))
        self.assertEqual([(round(said, 6), round(true, 6), number) for said, true, number in bins],
                         [(0.2, 0.5, 2), (0.8, 0.666667, 3)])
        self.assertAlmostEqual(error.value, (2 * 0.3 + 3 * (0.8 - 2 / 3)) / 5)

    def test_right_probabilities_have_no_error(self):
        cases = [(number, 0.25, number % 4 == 0) for number in range(40)]
        self.assertAlmostEqual(metrics.calibration(cases, (0, 0.5, 1))[1].value, 0)


class GroupsAndRangesTest(unittest.TestCase):
    def test_chains_of_pairs_are_one_group(self):
        group = metrics.connected([("b", "c"), ("x", "y"), ("a", "b"), ("c", "d")])
        self.assertEqual(group, dict(a="a", b="a", c="a", d="a", x="x", y="x"))

    def test_ranges_agree_with_sets_of_numbers(self):
        chance = random.Random(5)

        def some():
            return [(begin, begin + chance.randrange(6)) for begin in (chance.randrange(30) for _ in range(5))]

        def numbers(ranges):
            return {x for begin, end in ranges for x in range(begin, end)}

        for _ in range(200):
            a, b = some(), some()
            self.assertEqual(metrics.length(a), len(numbers(a)))
            self.assertEqual(numbers(metrics.both(a, b)), numbers(a) & numbers(b))
            self.assertEqual(numbers(metrics.without(a, b)), numbers(a) - numbers(b))
            union = metrics.covered([*a, *b])
            self.assertEqual(numbers(union), numbers(a) | numbers(b))
            self.assertTrue(all(x[1] < y[0] for x, y in zip(union, union[1:])))


if __name__ == "__main__":
    unittest.main()
