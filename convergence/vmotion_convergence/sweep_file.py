"""A sweep as a table on file: its axes, the verdict and the class, and where they are asked for the figures to plan with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from vmotion_model.precopy.scenario import Scenario

from .planning import answers
from .sweep import CLASSES, CODES, Grid, at
from .table_file import answer_columns, write_table

_UNITS = {
    "memory": "_B",
    "working-set": "_B",
    "page-size": "_B",
    "link": "_Bps",
    "dirty-rate": "_Bps",
    "goal": "_s",
    "fault-sleep": "_s",
    "vcpus": "",
    "growth": "",
}
MOST_PLANNED = 20_000
"""Rows up to which a table has all figures without being asked: each takes some two milliseconds."""


def write_grid(grid: Grid, path: Path, base: Scenario | None = None, *, jobs: int = 1, backend: str = "loky") -> None:
    """One row per scenario: the axes in base units, the verdict and the class; with the ``base`` scenario also theorem,
    expected and worst figures. Raises InputError for other endings.
    """
    table = columns(grid)
    if base is not None:
        found = answers(list(_scenarios(grid, base)), jobs=jobs, backend=backend)
        figures = answer_columns(found)
        del figures["verdict"]  # the same word; the tests hold the two against each other
        table |= figures
    write_table({name: c if isinstance(c, list) else c.tolist() for name, c in table.items()}, path)


def _scenarios(grid: Grid, base: Scenario) -> Iterator[Scenario]:
    for values in product(*grid.axes.values()):
        yield at(base, dict(zip(grid.axes, values, strict=True)))


def columns(grid: Grid) -> dict[str, Any]:
    """Columns by name, each as long as the grid."""
    import numpy as np

    indices = np.indices(grid.shape).reshape(len(grid.shape), -1)
    table: dict[str, Any] = {}
    for place, (name, values) in enumerate(grid.axes.items()):
        table[f"{name.replace('-', '_')}{_UNITS[name]}"] = np.array([float(v) for v in values])[indices[place]]
    table["verdict"] = np.array([code.value for code in CODES])[grid.verdict]
    table["class"] = np.array(CLASSES)[grid.kind]
    return table
