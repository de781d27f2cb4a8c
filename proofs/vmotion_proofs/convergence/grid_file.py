"""A sweep as a table on file: CSV, or Parquet where pyarrow is installed. Written under another name, then renamed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vmotion_model.files import written_whole
from vmotion_model.precopy.units import InputError
from vmotion_proofs.convergence.sweep import CLASSES, CODES, Grid

_UNITS = {"memory": "B", "working-set": "B", "link": "Bps", "dirty-rate": "Bps", "goal": "s", "fault-sleep": "s"}


def write_grid(grid: Grid, path: Path) -> None:
    """One row per scenario: the axes in base units, the verdict and the class. Raises InputError for other endings."""
    if path.suffix not in (".csv", ".parquet"):
        raise InputError(f"--output {path}: a sweep is written as .csv or .parquet")
    with written_whole(path) as part:
        if path.suffix == ".csv":
            _write_csv(grid, part)
        else:
            _write_parquet(grid, part)


def columns(grid: Grid) -> dict[str, Any]:
    """Columns by name, each as long as the grid."""
    import numpy as np

    indices = np.indices(grid.shape).reshape(len(grid.shape), -1)
    table: dict[str, Any] = {}
    for place, (name, values) in enumerate(grid.axes.items()):
        table[f"{name.replace('-', '_')}_{_UNITS[name]}"] = np.array([float(v) for v in values])[indices[place]]
    table["verdict"] = np.array([code.value for code in CODES])[grid.verdict]
    table["class"] = np.array(CLASSES)[grid.kind]
    return table


def _write_csv(grid: Grid, path: Path) -> None:
    table = columns(grid)
    lists = [column.tolist() for column in table.values()]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(table) + "\n")
        file.writelines(",".join(map(_cell, row)) + "\n" for row in zip(*lists, strict=True))


def _cell(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _write_parquet(grid: Grid, path: Path) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError("Parquet needs pyarrow: pip install 'vmotion-model[parquet]', or write .csv") from None
    parquet.write_table(pyarrow.table(columns(grid)), path)
