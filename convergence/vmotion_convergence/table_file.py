"""Tables on file: CSV, or Parquet where pyarrow is installed. Written under another name, then renamed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from vmotion_model.common.errors import InputError
from vmotion_model.common.files import written_whole
from vmotion_model.precopy.machine_table import Machines

from .planning import PlanningAnswer

ENDINGS = (".csv", ".parquet")


def check_table_path(path: Path) -> None:
    """Raise InputError at once where a table could not be written at the end of something long."""
    if path.suffix not in ENDINGS:
        raise InputError(f"--output {path}: a table is written as {' or '.join(ENDINGS)}")
    if path.suffix == ".parquet":
        try:
            import pyarrow.parquet  # noqa: F401
        except ImportError:
            raise InputError("Parquet needs pyarrow: pip install 'vmotion-model[parquet]', or write .csv") from None


def machine_table(machines: Machines, found: Sequence[PlanningAnswer]) -> dict[str, list[Any]]:
    """Columns by name: the cells of the file as they stand, then the answers."""
    table: dict[str, list[Any]] = {
        name: [row.cells[place] for row in machines.rows] for place, name in enumerate(machines.header)
    }
    return table | answer_columns(found)


def answer_columns(found: Sequence[PlanningAnswer]) -> dict[str, list[Any]]:
    """The answers as columns; None where there is no figure."""
    rows = [one.cells for one in found]
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def write_table(table: Mapping[str, Sequence[Any]], path: Path) -> None:
    """Write columns of one length. Raises InputError for other endings, WriteError where the file can't be written."""
    check_table_path(path)
    with written_whole(path) as part:
        if path.suffix == ".csv":
            with part.open("w", encoding="utf-8", newline="") as file:
                write_csv(table, file)
            return
        import pyarrow
        from pyarrow import parquet

        parquet.write_table(pyarrow.table({name: list(column) for name, column in table.items()}), part)


def write_csv(table: Mapping[str, Sequence[Any]], file: IO[str]) -> None:
    """The same as CSV text; no figure is an empty cell."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(_cells(row) for row in zip(*table.values(), strict=True))


def _cells(row: Iterable[object]) -> list[str]:
    return ["" if v is None else f"{v:.12g}" if isinstance(v, float) else str(v) for v in row]
