"""An empty plot, and how a plot reaches a file. Matplotlib is imported only here and only when something is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmotion_diagrams.style import PLOT_GRID, PLOT_INK, PLOT_QUIET
from vmotion_model.common.errors import InputError
from vmotion_model.common.files import written_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENDINGS = (".png", ".svg", ".pdf")


def figure(rows: int, columns: int, size: tuple[float, float]) -> tuple[Figure, Any]:
    """A figure with a grid of axes. Raises InputError when Matplotlib is not installed."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise InputError("plots need Matplotlib: pip install 'vmotion-model[pictures]'") from None
    drawn = Figure(figsize=size, layout="constrained")
    axes = drawn.subplots(rows, columns, squeeze=False)
    for ax in axes.flat:
        ax.spines[["top", "right"]].set_visible(False)
        ax.spines[["left", "bottom"]].set_color(PLOT_QUIET)
        ax.tick_params(colors=PLOT_INK, labelsize=9)
        ax.title.set_color(PLOT_INK)
        ax.grid(visible=True, color=PLOT_GRID, linewidth=0.8)
        ax.set_axisbelow(True)
    return drawn, axes


def check_plot_path(path: Path) -> None:
    """Raise InputError now rather than after the work when a plot cannot be written there."""
    if path.suffix not in ENDINGS:
        raise InputError(f"--plot {path}: a plot is written as {', '.join(ENDINGS)}")
    if not path.resolve().parent.is_dir():
        raise InputError(f"--plot {path}: the folder does not exist")


def save(drawn: Figure, path: Path) -> None:
    """Write it whole. Raises InputError for other endings."""
    check_plot_path(path)
    with written_whole(path) as part:
        drawn.savefig(part, dpi=150)
