"""The formats of pictures: each module here is one, found by its ``FORMAT``; nothing else lists them.

To add a format, add a module with a ``FORMAT``. The option ``--format`` and the file endings are read from here.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from .format import Format

__all__ = ["Format", "all_formats", "by_ending"]


@cache
def all_formats() -> Mapping[str, Format]:
    """Every format by its name, in the order of the names."""
    found = (getattr(import_module(f"{__name__}.{m.name}"), "FORMAT", None) for m in pkgutil.iter_modules(__path__))
    named = sorted((f.name, f) for f in found if isinstance(f, Format))
    return MappingProxyType(dict(named))


def by_ending(ending: str) -> Format | None:
    """The format of files that end so (with the dot, in any case), None where there is none."""
    return next((f for f in all_formats().values() if ending.lower() in f.endings), None)
