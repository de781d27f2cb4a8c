"""The compiled model: guards and effects as NumPy operations over many states at once.

This is the NumPy walker over the expression tree. Equal subexpressions are computed once per block of states.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vmotion_model.language import Command, Const, Enumeration, Expr, Integer, Model, ModelError, Param, Value, Var
from vmotion_model.language.expressions import Add, And, AtMost, Equal, IfThen, Key, Not, Or, Sub
from vmotion_model.language.types import contains

from .packing import Field, Layout, Words, code_of, layout_of

Result: TypeAlias = Any
"""A column, or one Python value where all states agree."""


class Numbers:
    """One small number for every expression of a program, so that results are looked up without hashing whole trees."""

    def __init__(self) -> None:
        """No expression has a number yet."""
        self._known: dict[Key, int] = {}

    def of(self, expr: Expr[Any]) -> int:
        """The number of the expression; two that are the same tree share it."""
        return self._known.setdefault(expr.key, len(self._known))


class Block:
    """A block of states, unpacked column by column as they are needed; results are kept while the block lives."""

    def __init__(self, words: Words) -> None:
        """Take the packed states, shape (words, n)."""
        self.words = words
        self.size = words.shape[1]
        self.known: dict[int, Result] = {}


Compiled: TypeAlias = Callable[[Block], Result]


@dataclass(frozen=True)
class Write:
    """An update that depends on the state: a field and the values that it gets."""

    field: Field
    value: Compiled
    checked: bool


@dataclass(frozen=True)
class CompiledStep:
    """A compiled command: which states enable it, and how it changes their words.

    ``keep`` and ``put`` hold the constant part of the effect, per word: ``word & keep | put``.
    """

    command: Command
    guard: Compiled
    keep: tuple[np.uint64, ...]
    put: tuple[np.uint64, ...]
    writes: tuple[Write, ...]

    def enabled(self, block: Block) -> NDArray[np.int64]:
        """The positions of the states that enable the step."""
        result = self.guard(block)
        if isinstance(result, bool | np.bool_):
            return np.arange(block.size) if result else np.empty(0, dtype=np.int64)
        return np.flatnonzero(result)

    def successors(self, block: Block, at: NDArray[np.int64]) -> Words:
        """The states after the step from the states at positions ``at``; raises ``ModelError`` out of range."""
        words: Words = np.take(block.words, at, axis=1)
        for i, (keep, put) in enumerate(zip(self.keep, self.put, strict=True)):
            if keep != _ALL:
                words[i] &= keep
                words[i] |= put
        for write in self.writes:
            words[write.field.word] |= self._codes(write, block, at) << np.uint64(write.field.shift)
        return words

    def _codes(self, write: Write, block: Block, at: NDArray[np.int64]) -> NDArray[np.uint64]:
        value = write.value(block)
        chosen = value[at] if isinstance(value, np.ndarray) else np.full(len(at), value)
        if write.field.low:
            chosen = chosen.astype(np.int64) - write.field.low
        if write.checked and len(chosen):
            top = write.field.encode(write.field.var.type.high)  # type: ignore[union-attr]
            if chosen.max() > top or (chosen.dtype.kind == "i" and chosen.min() < 0):
                raise ModelError(f"command {self.command.name}: {write.field.var.name} leaves its range")
        codes: NDArray[np.uint64] = chosen.astype(np.uint64)
        return codes


_ALL = np.uint64(2**64 - 1)


@dataclass(frozen=True)
class Program:
    """A finite model, compiled."""

    model: Model
    layout: Layout
    steps: tuple[CompiledStep, ...]
    numbers: Numbers

    @cached_property
    def step(self) -> dict[str, CompiledStep]:
        """Steps by command name."""
        return {s.command.name: s for s in self.steps}

    def block(self, words: Words) -> Block:
        """Make states ready for evaluation."""
        return Block(words)

    def compile(self, expr: Expr[Any]) -> Compiled:
        """Any expression over the model's variables."""
        return _compile(expr, self.layout, self.model, self.numbers)

    def state(self, words: Words, index: int) -> dict[str, Value]:
        """One state as values."""
        return self.layout.unpack([int(w) for w in words[:, index]])


def compile_model(model: Model) -> Program:
    """Compile a finite model (``discretise`` makes one of a model with clocks).

    Raises ``ModelError`` where rigid variables are open: the search starts in one state.
    """
    model.refuse_open("the search")
    layout = layout_of(model)
    numbers = Numbers()
    return Program(model, layout, tuple(_step(c, layout, model, numbers) for c in model.commands), numbers)


def _step(command: Command, layout: Layout, model: Model, numbers: Numbers) -> CompiledStep:
    keep = [2**64 - 1] * layout.words
    put = [0] * layout.words
    writes = []
    for name, update in command.updates.items():
        field = layout.field[name]
        if isinstance(update, Var) and update.name == name:
            continue
        keep[field.word] &= ~field.mask
        if isinstance(update, Const | Param):
            value = update.value if isinstance(update, Const) else model.values[update.name]
            if not contains(field.var.type, value):
                raise ModelError(f"command {command.name}: {value!r} is outside the range of {name}")
            put[field.word] |= field.encode(value) << field.shift
        else:
            checked = isinstance(field.var.type, Integer)
            writes.append(Write(field, _compile(update, layout, model, numbers), checked))
    mask = 2**64 - 1
    return CompiledStep(
        command,
        _compile(command.enabled, layout, model, numbers),
        tuple(np.uint64(k & mask) for k in keep),
        tuple(np.uint64(p) for p in put),
        tuple(writes),
    )


def _compile(expr: Expr[Any], layout: Layout, model: Model, numbers: Numbers) -> Compiled:
    match expr:
        case Const(value=value, of_type=of_type):
            literal: Any = code_of(of_type.members, str(value)) if isinstance(of_type, Enumeration) else value
            return lambda _: literal
        case Param(name=constant):
            fixed = model.values[constant]
            return lambda _: fixed
        case Var(name=variable):
            return _once(numbers.of(expr), lambda block: layout.column(block.words, variable))
    parts = [_compile(p, layout, model, numbers) for p in expr.children]
    return _once(numbers.of(expr), _operation(expr, parts))


def _once(number: int, compute: Compiled) -> Compiled:
    """Compute a result the first time that a block asks for it."""

    def result(block: Block) -> Result:
        known = block.known
        if number not in known:
            known[number] = compute(block)
        return known[number]

    return result


def _operation(expr: Expr[Any], parts: list[Compiled]) -> Compiled:
    match expr:
        case Not():
            (body,) = parts
            return lambda block: np.logical_not(body(block))
        case And():
            return lambda block: _fold(np.logical_and, parts, block)
        case Or():
            return lambda block: _fold(np.logical_or, parts, block)
        case Equal():
            left, right = parts
            return lambda block: left(block) == right(block)
        case AtMost():
            left, right = parts
            return lambda block: left(block) <= right(block)
        case Add():
            left, right = parts
            return lambda block: _wide(left(block)) + _wide(right(block))
        case Sub():
            left, right = parts
            return lambda block: _wide(left(block)) - _wide(right(block))
        case IfThen():
            condition, then, otherwise = parts
            return lambda block: _choose(condition(block), then(block), otherwise(block))
    raise ModelError(f"{type(expr).__name__} can't be compiled")


def _fold(operation: Callable[[Result, Result], Result], parts: list[Compiled], block: Block) -> Result:
    result = parts[0](block)
    for part in parts[1:]:
        result = operation(result, part(block))
    return result


def _choose(condition: Result, then: Result, otherwise: Result) -> Result:
    if not isinstance(condition, np.ndarray):
        return then if condition else otherwise
    # As arrays: NumPy would squeeze a plain number into the small codes of the other branch.
    return np.where(condition, np.asarray(then), np.asarray(otherwise))


def _wide(value: Result) -> Result:
    """Small codes would wrap around in sums."""
    return value.astype(np.int64) if isinstance(value, np.ndarray) else int(value)
