"""A sweep as heat maps: its first two axes across and up, one small map for each value of the others."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmotion_convergence.report import show_axis_value
from vmotion_convergence.sweep import CODES, Grid
from vmotion_convergence.verdict import Outcome
from vmotion_diagrams.style import PLOT_INK, SHADE_DIVERGES, SHADE_GUARANTEED, SHADE_NOT_GUARANTEED, SHADE_WITH_STUN
from vmotion_model.common.errors import InputError

from .canvas import figure, save

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

SHADES: Mapping[str, str] = {
    Outcome.GUARANTEED.value: SHADE_GUARANTEED,
    f"{Outcome.GUARANTEED.value} with a stun": SHADE_WITH_STUN,
    Outcome.NOT_GUARANTEED.value: SHADE_NOT_GUARANTEED,
    Outcome.DIVERGES.value: SHADE_DIVERGES,
}
MOST_MAPS = 12
"""Small maps on one picture; of more slices it draws so many, evenly spread, and says so."""


def shades(grid: Grid) -> NDArray[np.int8]:
    """Which of SHADES each scenario has, as an index, in the grid's shape."""
    import numpy as np

    missed = np.where(grid.verdict == CODES.index(Outcome.DIVERGES), 3, 2)
    return np.where(grid.kind < 2, grid.kind, missed).astype(np.int8).reshape(grid.shape)


def plot_grid(grid: Grid, path: Path) -> None:
    """Draw it. Raises InputError for a sweep of one axis."""
    from matplotlib.patches import Patch

    names = list(grid.axes)
    if len(names) < 2:
        raise InputError("a heat map needs two axes; a sweep of one axis is best read as a table (--output)")
    every = list(product(*(range(len(grid.axes[name])) for name in names[2:])))
    shown = every
    if len(every) > MOST_MAPS:
        shown = [every[round(k * (len(every) - 1) / (MOST_MAPS - 1))] for k in range(MOST_MAPS)]
    across = min(len(shown), 3 if len(shown) > 4 else 2)
    down = ceil(len(shown) / across)
    size = (8.5, 6.0) if len(shown) == 1 else (4.6 * across, 3.5 * down + 1.0)
    drawn, axes = figure(down, across, size)
    values: Any = shades(grid)
    for place, ax in enumerate(axes.flat):
        if place >= len(shown):
            ax.set_visible(False)
            continue
        _map(ax, values[:, :, *shown[place]], grid, few=len(shown) > 1)
        fixed = zip(names[2:], shown[place], strict=True)
        title = ", ".join(f"{name} {show_axis_value(name, grid.axes[name][k])}" for name, k in fixed)
        ax.set_title(title, loc="left", fontsize=10, color=PLOT_INK)
    left_out = "" if len(shown) == len(every) else f"   ({len(shown)} of {len(every)} slices; all are in --output)"
    drawn.suptitle(f"Does pre-copy end?{left_out}", x=0.01, ha="left", color=PLOT_INK, weight="bold", fontsize=13)
    drawn.legend(
        handles=[Patch(color=colour, label=label) for label, colour in SHADES.items()],
        loc="outside lower center",
        ncols=4,
        frameon=False,
    )
    save(drawn, path)


def _map(ax: Axes, values: Any, grid: Grid, *, few: bool) -> None:
    from matplotlib.colors import ListedColormap

    names = list(grid.axes)
    ax.grid(visible=False)
    ax.imshow(
        values,
        aspect="auto",
        origin="lower",
        cmap=ListedColormap(list(SHADES.values())),
        vmin=-0.5,
        vmax=3.5,
        interpolation="nearest",
    )
    places, words = _ticks(names[1], grid.axes[names[1]], 5 if few else 8)
    ax.set_xticks(places, words, rotation=30, ha="right")
    places, words = _ticks(names[0], grid.axes[names[0]], 5 if few else 8)
    ax.set_yticks(places, words)
    ax.set_xlabel(names[1])
    ax.set_ylabel(names[0])


def _ticks(name: str, values: tuple[Fraction, ...], most: int) -> tuple[list[int], list[str]]:
    count = min(most, len(values))
    places = sorted({round(k * (len(values) - 1) / max(count - 1, 1)) for k in range(count)})
    return places, [show_axis_value(name, values[k]) for k in places]
