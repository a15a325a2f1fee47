"""Charts of measurements as SVG files: curves, bars, and reliability of probabilities.

A thin layer over matplotlib, which is optional: without it nothing is drawn, `available()` is false, and `HOW_TO_GET` is
the line to print. The same numbers give the same bytes with the versions that bench/requirements.txt pins.
"""
import pathlib

HOW_TO_GET = ("no plots: matplotlib is missing (python3 -m venv build/bench && build/bench/bin/pip install "
              "-r bench/requirements.txt, then run this with build/bench/bin/python)")
MARKERS = "osD^vPX*<>"


def available() -> bool:
    """Whether charts can be drawn."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        return False
    return True


def _figure(title: str, x_label: str, y_label: str):
    """An empty chart: the figure and its axes."""
    import matplotlib
    matplotlib.use("svg")
    # Without a salt the ids inside the file are random; text as text keeps it small and searchable.
    matplotlib.rcParams.update({"svg.hashsalt": "copydesk", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot
    figure, axes = pyplot.subplots(figsize=(6, 4), layout="constrained")
    axes.set_title(title)
    axes.set_xlabel(x_label)
    axes.set_ylabel(y_label)
    axes.grid(color="0.9")
    axes.set_axisbelow(True)
    return figure, axes


def _save(figure, path) -> None:
    from matplotlib import pyplot
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def curves(path, title: str, x_label: str, y_label: str, series: dict, log_x: bool = False) -> bool:
    """Draws `series`, {name: (xs, ys)}, as lines with marks; False, and no file, without matplotlib."""
    if not available():
        return False
    figure, axes = _figure(title, x_label, y_label)
    for number, (name, (xs, ys)) in enumerate(series.items()):
        mark = MARKERS[number % len(MARKERS)] if len(xs) <= 50 else ""
        axes.plot(xs, ys, marker=mark, markersize=4, linewidth=1.3, label=name)
    if log_x:
        axes.set_xscale("log")
    if len(series) > 1:
        axes.legend(frameon=False, fontsize=8)
    _save(figure, path)
    return True


def bars(path, title: str, x_label: str, values: dict) -> bool:
    """Draws `values`, {name: number}, as bars on a logarithmic axis, the longest on top; False, and no file, without
    matplotlib or values."""
    if not values or not available():
        return False
    figure, axes = _figure(title, x_label, "")
    names = sorted(values, key=values.get)
    drawn = axes.barh(names, [values[name] for name in names], log=True, height=0.6)
    shown = [f"{values[name]:,.0f}" if values[name] >= 100 else f"{values[name]:.3g}" for name in names]
    axes.bar_label(drawn, labels=shown, padding=3, fontsize=8)
    axes.margins(x=0.15)
    _save(figure, path)
    return True


def reliability(path, title: str, series: dict) -> bool:
    """Draws how often what was said to be so likely is true; False, and no file, without matplotlib.

    `series` is {name: bins}, a bin being (mean probability said, share that is true, number of cases), as
    `metrics.calibration` gives them. A point is as large as its bin is full; on the diagonal, probabilities are right.
    """
    if not available():
        return False
    figure, axes = _figure(title, "probability said", "share that is true")
    axes.plot((0, 1), (0, 1), color="0.6", linewidth=1, linestyle="--")
    for number, (name, bins) in enumerate(series.items()):
        xs, ys, counts = zip(*bins) if bins else ((), (), ())
        largest = max(counts, default=1)
        line, = axes.plot(xs, ys, linewidth=1.3, label=name)
        axes.scatter(xs, ys, s=[10 + 60 * count / largest for count in counts], color=line.get_color(),
                     marker=MARKERS[number % len(MARKERS)])
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    if len(series) > 1:
        axes.legend(frameon=False, fontsize=8)
    _save(figure, path)
    return True
