"""Reading scripts: text is data, limited in length, nesting and steps before anything is played."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from vmotion_model.language import ELAPSE, Boolean, ExpressionError, Model, Value, nearest, parse

from .conditions import conditions_of, model_under
from .statements import (
    END,
    REPEAT,
    SET,
    WORDS,
    Do,
    Elapse,
    Expect,
    Refused,
    Repeat,
    Script,
    ScriptError,
    Setting,
    Statement,
)

MAX_CHARACTERS = 1_000_000
MAX_STEPS = 100_000
MAX_NESTING = 4
_NUMBER = re.compile(r"[0-9]{1,9}")


def read_script(text: str, model: Model, name: str = "script", given: Mapping[str, Value] | None = None) -> Script:
    """Read a script for ``model``; ``name`` is what error messages call it.

    ``given`` are conditions from outside, which count more than those that the script sets. Under conditions the script's model
    is the protocol there, and ``model`` must be the protocol as it ships.

    Raises ``ScriptError`` for text that is too long, binary or holds no step, for unknown words and names, for blocks that
    are not closed, for conditions that cannot be set, and for more than ``MAX_STEPS`` steps in all.
    """
    return _Reader(text, model, name).read(given)


def load_script(path: Path, model: Model, given: Mapping[str, Value] | None = None) -> Script:
    """Read the script in a file (UTF-8); raises ``ScriptError`` also where the file cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(4 * MAX_CHARACTERS + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise ScriptError(str(path), f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ScriptError(str(path), "this is no UTF-8 text; scripts are plain text files", line) from None
    return read_script(text, model, str(path), given)


def title_of(text: str) -> str:
    """The title of a script, which is its first comment before the first step; "" where there is none."""
    for line in _lines(text):
        content, _, comment = line.partition("#")
        if content.strip():
            if _split(content)[0] == SET:
                continue
            break
        if comment.strip():
            return comment.strip()
    return ""


def _lines(text: str) -> list[str]:
    return re.split("\r\n|\r|\n", text)


class _Reader:
    """Reads lines one by one; ``blocks`` holds the statements of every block that is still open, outermost first."""

    def __init__(self, text: str, model: Model, name: str) -> None:
        self.text = text
        self.model = model
        self.name = name
        self.blocks: list[list[Statement]] = [[]]
        self.opened: list[tuple[int, int]] = []

    def read(self, given: Mapping[str, Value] | None) -> Script:
        self._check_text()
        reserved = [w for w in WORDS if w in self.model.command]
        if reserved:
            raise ScriptError(
                self.name, f"the model has a command {reserved[0]!r}, which is a word of scripts; rename it"
            )
        lines = _lines(self.text)
        conditions = self._under(lines, given)
        for number, line in enumerate(lines, 1):
            self._line(number, line)
        if self.opened:
            raise ScriptError(self.name, f"this {REPEAT!r} has no {END!r}", self.opened[-1][0])
        statements = tuple(self.blocks[0])
        steps = _count(statements)
        if not statements or not steps:
            raise ScriptError(self.name, "there is no step in this script; write one command per line")
        if steps > MAX_STEPS:
            raise ScriptError(self.name, f"the script has {steps} steps in all; at most {MAX_STEPS} are played")
        return Script(self.name, title_of(self.text) or self.name, statements, self.model, conditions)

    def _under(self, lines: Sequence[str], given: Mapping[str, Value] | None) -> Mapping[str, Value] | None:
        """The conditions; the model becomes the protocol there. They are read first, because they say which steps there are."""
        found = []
        for number, line in enumerate(lines, 1):
            word, rest, column = _split(line.partition("#")[0])
            if word == SET:
                found.append(Setting(number, column, rest))
        conditions = conditions_of(self.name, found, given)
        if conditions is not None:
            self.model = model_under(self.name, self.model, conditions, found[0].line if found else None)
        return conditions

    def _check_text(self) -> None:
        if len(self.text) > MAX_CHARACTERS:
            raise ScriptError(self.name, f"the script is longer than {MAX_CHARACTERS} characters")
        control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", self.text)
        if control:
            before = self.text[: control.start()]
            raise ScriptError(self.name, "control characters: this is no script", before.count("\n") + 1)

    def _line(self, number: int, line: str) -> None:
        content, _, _ = line.partition("#")
        word, rest, column = _split(content)
        match word:
            case "":
                return
            case "repeat":
                self._open(number, rest, column)
            case "end":
                self._close(number, rest, column)
            case "set":
                if self.opened or self.blocks[0]:
                    self._fail(number, f"{SET!r} stands before all steps: conditions are the same for a whole run")
            case _:
                self.blocks[-1].append(self._statement(number, word, rest, column, content.index(word) + 1))

    def _open(self, number: int, rest: str, column: int) -> None:
        if len(self.opened) == MAX_NESTING:
            self._fail(number, f"blocks are nested deeper than {MAX_NESTING}")
        self.opened.append((number, self._number(number, REPEAT, rest, column)))
        self.blocks.append([])

    def _close(self, number: int, rest: str, column: int) -> None:
        if rest:
            self._fail(number, f"nothing may follow {END!r}", column)
        if not self.opened:
            self._fail(number, f"this {END!r} closes nothing: there is no {REPEAT!r} before it")
        line, times = self.opened.pop()
        body = tuple(self.blocks.pop())
        if not body:
            self._fail(line, f"nothing stands between {REPEAT!r} and {END!r}")
        self.blocks[-1].append(Repeat(line, times, body))

    def _statement(self, number: int, word: str, rest: str, column: int, start: int) -> Statement:
        match word:
            case "elapse":
                return Elapse(number, self._number(number, ELAPSE, rest, column))
            case "expect":
                return self._expect(number, rest, column)
            case "refused":
                return self._refused(number, rest, column)
        if word not in self.model.command:
            known = [*WORDS, *self.model.command]
            self._fail(number, f"unknown command {word[:60]!r}; {nearest(word, known)}", start)
        if rest:
            self._fail(number, f"nothing may follow a command; write one step per line, not {rest!r} here", column)
        return Do(number, word)

    def _expect(self, number: int, rest: str, column: int) -> Expect:
        try:
            return Expect(number, parse(rest, self.model.scope, Boolean()))
        except ExpressionError as error:
            raise ScriptError(self.name, str(error), number, column + error.offset) from None

    def _refused(self, number: int, rest: str, column: int) -> Refused:
        command, _, labels = rest.partition(":")
        command = command.strip()
        if command not in self.model.command:
            self._fail(number, f"unknown command {command[:60]!r}; {nearest(command, self.model.command)}", column)
        guard = self.model.command[command].guard
        failing = [label.strip() for label in labels.split(";")]
        for label in failing:
            if label not in guard:
                what = f"{command} has no guard {label!r}" if label else "say which guards fail, after a colon"
                self._fail(number, f"{what}; {nearest(label, guard)}", column)
        return Refused(number, command, frozenset(failing))

    def _number(self, number: int, word: str, rest: str, column: int) -> int:
        if not _NUMBER.fullmatch(rest) or int(rest) < 1:
            self._fail(number, f"{word!r} wants a whole number from 1 to 999999999, not {rest[:40]!r}", column)
        return int(rest)

    def _fail(self, line: int, message: str, column: int | None = None) -> NoReturn:
        raise ScriptError(self.name, message, line, column)


def _split(content: str) -> tuple[str, str, int]:
    """The first word of a line, the rest, and the column (from 1) where the rest begins."""
    word = content.split(maxsplit=1)[0] if content.strip() else ""
    after = content.index(word) + len(word)
    rest = content[after:]
    return word, rest.strip(), after + 1 + len(rest) - len(rest.lstrip())


def _count(statements: Sequence[Statement]) -> int:
    """How many statements are played in all."""
    return sum(s.times * _count(s.body) if isinstance(s, Repeat) else 1 for s in statements)
