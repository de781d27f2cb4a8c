"""Change files: a proposed change of a model as TOML data, with the verdicts that are expected of it.

Nothing in a change file is executed: expressions go through the language's own parser. Errors name file, line and column.
``grammar`` says what a file may hold, ``reading`` reads one; ``vmotion_specs.apply`` makes the changed model.
"""

from .change_file import Change, ChangeError, Edit, Expectation, SweepPoint
from .grammar import BEHAVIOURS, MAX_BYTES, SCHEMA, STATEMENTS, VERDICTS
from .reading import parse_change, read_change

__all__ = [
    "BEHAVIOURS",
    "MAX_BYTES",
    "SCHEMA",
    "STATEMENTS",
    "VERDICTS",
    "Change",
    "ChangeError",
    "Edit",
    "Expectation",
    "SweepPoint",
    "parse_change",
    "read_change",
]
