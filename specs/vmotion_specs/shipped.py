"""The change files that ship with the package, by name."""

from importlib.resources import files
from pathlib import Path

from .change import Change, ChangeError, parse_change


def change_names() -> tuple[str, ...]:
    """The names of the shipped changes."""
    folder = files(__package__) / "changes"
    if not folder.is_dir():
        return ()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def shipped_change(name: str) -> Change:
    """A shipped change by name; raises ``ChangeError`` where it is damaged and ``KeyError`` where there is none."""
    entry = files(__package__) / "changes" / f"{name}.toml"
    if name not in change_names():
        raise KeyError(name)
    return parse_change(entry.read_bytes(), f"{name}.toml")


def find_change(argument: str) -> Change:
    """A shipped name, or the path of a file; raises ``ChangeError``."""
    if argument in change_names():
        return shipped_change(argument)
    from vmotion_model.language import nearest

    from .change import read_change

    path = Path(argument)
    try:
        there = path.exists()
    except OSError:
        # A name that no file can have.
        there = False
    if not there:
        message = f"there is no such file, and no shipped change of that name; {nearest(argument, change_names())}"
        raise ChangeError(message, argument)
    return read_change(path)
