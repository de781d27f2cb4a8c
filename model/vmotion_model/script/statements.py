"""What a script is made of, and the error that names a place in one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from vmotion_model.common.errors import VmotionError
from vmotion_model.language import ELAPSE, Expr, Model, Value

SET, EXPECT, REFUSED, REPEAT, END = "set", "expect", "refused", "repeat", "end"
WORDS = (SET, ELAPSE, EXPECT, REFUSED, REPEAT, END)
"""The words of the format; a model whose commands bear one of these names has no scripts."""


class ScriptError(VmotionError):
    """A script that cannot be read, or does not play as written; the message says where and what to do.

    ``line`` and ``column`` count from 1, None where no single place is to blame.
    """

    def __init__(self, name: str, message: str, line: int | None = None, column: int | None = None) -> None:
        """Say which script, what is wrong and where."""
        place = ":".join(str(p) for p in (name, line, column) if p is not None)
        super().__init__(f"{place}: {message}")
        self.name = name
        self.message = message
        self.line = line
        self.column = column


@dataclass(frozen=True)
class Setting:
    """A line that sets a condition, as it is written: ``name=value``. It stands before all statements."""

    line: int
    column: int
    text: str


@dataclass(frozen=True)
class Do:
    """Do a command."""

    line: int
    command: str


@dataclass(frozen=True)
class Elapse:
    """Let time pass."""

    line: int
    seconds: int


@dataclass(frozen=True)
class Expect:
    """What must hold now."""

    line: int
    condition: Expr[bool]


@dataclass(frozen=True)
class Refused:
    """A command that must not be enabled, for the reason that exactly these conjuncts of its guard fail."""

    line: int
    command: str
    failing: frozenset[str]


@dataclass(frozen=True)
class Repeat:
    """A block that is played ``times`` times."""

    line: int
    times: int
    body: tuple["Statement", ...]


Statement: TypeAlias = Do | Elapse | Expect | Refused | Repeat


@dataclass(frozen=True)
class Script:
    """A script that was read for a model: every name in it is one of the model's.

    ``conditions`` are those under which it is played, what is not named being healthy, and ``model`` is the protocol there;
    None where it sets none: then any failure may come.
    """

    name: str
    title: str
    statements: tuple[Statement, ...]
    model: Model
    conditions: Mapping[str, Value] | None = None
