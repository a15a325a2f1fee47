"""Charts of measurements as SVG files. Needs matplotlib, which is optional: without it nothing is drawn."""
import pathlib

HOW_TO_GET = "no plots: matplotlib is missing"
MARKERS = "osD^vPX*<>"


def available() -> bool:
    """Whether charts can be drawn."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        return False
    return True


def curves(path, title: str, x_label: str, y_label: str, series: dict, log_x: bool = False) -> bool:
    """Draws `series`, {name: (xs, ys)}, as lines with marks; False, and no file, without matplotlib."""
    if not available():
        return False
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "copydesk", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot
    figure, axes = pyplot.subplots(figsize=(6, 4), layout="constrained")
    axes.set_title(title)
    axes.set_xlabel(x_label)
    axes.set_ylabel(y_label)
    axes.grid(color="0.9")
    for number, (name, (xs, ys)) in enumerate(series.items()):
        axes.plot(xs, ys, marker=MARKERS[number % len(MARKERS)], markersize=4, linewidth=1.3, label=name)
    if log_x:
        axes.set_xscale("log")
    if len(series) > 1:
        axes.legend(frameon=False, fontsize=8)
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    return True
