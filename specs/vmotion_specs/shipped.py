"""The change files that ship with the package, by name: those of the protocol, and of each other model in a folder of its own."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from vmotion_model.language import nearest

from .apply import whole_error
from .change import Change, ChangeError, parse_change, read_change
from .suite import Suite

PROTOCOL = "vmotion"


def change_names(model: str = PROTOCOL) -> tuple[str, ...]:
    """The names of the shipped changes of one model."""
    return tuple(sorted(_entries(_folder(model))))


def shipped_change(name: str) -> Change:
    """A shipped change of any model by name; raises ``ChangeError`` where it is damaged and ``KeyError`` where there is none."""
    return parse_change(_all()[name].read_bytes(), f"{name}.toml")


def find_change(argument: str, suite: Suite | None = None) -> Change:
    """A shipped name, or the path of a file; raises ``ChangeError``, for a change of the suite's model with all that is wrong."""
    if argument in _all():
        return shipped_change(argument)
    path = Path(argument)
    try:
        there = path.exists()
    except OSError:
        # A name that no file can have.
        there = False
    if not there:
        message = f"there is no such file, and no shipped change of that name; {nearest(argument, _all())}"
        raise ChangeError(message, argument)
    try:
        return read_change(path)
    except ChangeError as error:
        raise (error if suite is None else whole_error(error, suite)) from None


def change_path(argument: str) -> Path:
    """The file that ``find_change`` reads, whether or not it is there."""
    return Path(str(_all()[argument])) if argument in _all() else Path(argument)


@cache
def _all() -> dict[str, Traversable]:
    """Every shipped change; names are unique across models (a test says so)."""
    root = _folder(PROTOCOL)
    folders = [entry for entry in root.iterdir() if entry.is_dir()] if root.is_dir() else []
    return {name: entry for folder in (*folders, root) for name, entry in _entries(folder).items()}


def _folder(model: str) -> Traversable:
    root = files(__package__) / "changes"
    return root if model == PROTOCOL else root / model


def _entries(folder: Traversable) -> dict[str, Traversable]:
    return {e.name.removesuffix(".toml"): e for e in _toml(folder)}


def _toml(folder: Traversable) -> Iterator[Traversable]:
    if folder.is_dir():
        yield from (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
