"""Draw the pictures that the README shows anew: ``python -m vmotion_diagrams.refresh``, from a checkout with Graphviz.

Each carries the digest of its description, so that a test can tell when the model has moved on.
"""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from vmotion_model.common.files import written_whole

from .description import Description, digest
from .errors import RendererError
from .formats.svg import digest_in, to_svg
from .kinds import COUNTEREXAMPLE, describe

FOLDER = Path(__file__).resolve().parent.parent
PICTURES: Mapping[str, Callable[[], Description]] = {
    "phases.svg": partial(describe, "phases"),
    "two-owners.svg": partial(describe, COUNTEREXAMPLE, change="fall-back-without-lock", property_id="S1"),
}
"""File names beside this package, and what they show."""


def stale(folder: Path = FOLDER) -> list[str]:
    """The pictures that are missing, or whose description has changed since they were drawn."""
    return [name for name, make in PICTURES.items() if _drawn(folder / name) != digest(make())]


def _drawn(path: Path) -> str | None:
    return digest_in(path.read_text(encoding="utf-8")) if path.is_file() else None


def refresh(folder: Path = FOLDER) -> list[str]:
    """Draw what is stale; returns the names. Raises ``RendererError``."""
    names = stale(folder)
    for name in names:
        drawn = to_svg(PICTURES[name]())
        with written_whole(folder / name) as part:
            part.write_text(drawn, encoding="utf-8")
    return names


def main() -> int:
    """Draw what is stale and say what was drawn."""
    try:
        names = refresh()
    except RendererError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"drawn anew: {', '.join(names) or 'nothing, all are current'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
