"""Packing: where each variable of a finite model sits in the machine words of a state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vmotion_model.language import Boolean, Enumeration, Integer, Model, ModelError, Value, Var

Words: TypeAlias = NDArray[np.uint64]
"""States, shape (number of words, number of states)."""
Column: TypeAlias = NDArray[Any]
"""One value per state: codes of enumeration members, truth values or integers."""

WORD = 64


@dataclass(frozen=True)
class Field:
    """A variable's place: ``bits`` bits from ``shift`` on in word ``word``; ``low`` is added to an integer's code."""

    var: Var[Any]
    word: int
    shift: int
    bits: int
    low: int

    @property
    def mask(self) -> int:
        """The field's bits within its word."""
        return ((1 << self.bits) - 1) << self.shift

    def encode(self, value: Value) -> int:
        """The code of a value, not shifted."""
        match self.var.type:
            case Enumeration(members=members):
                return code_of(members, str(value))
            case Boolean():
                return int(value)
            case _:
                return int(value) - self.low

    def decode(self, code: int) -> Value:
        """The value of a code."""
        match self.var.type:
            case Enumeration(members=members):
                return sorted(members)[code]
            case Boolean():
                return bool(code)
            case _:
                return int(code) + self.low


@dataclass(frozen=True)
class Layout:
    """All fields of a model."""

    fields: tuple[Field, ...]
    words: int

    @cached_property
    def field(self) -> Mapping[str, Field]:
        """Fields by variable name."""
        return {f.var.name: f for f in self.fields}

    def pack(self, state: Mapping[str, Value]) -> Words:
        """One state as words, shape (words, 1)."""
        packed = [0] * self.words
        for field in self.fields:
            packed[field.word] |= field.encode(state[field.var.name]) << field.shift
        return np.array(packed, dtype=np.uint64).reshape(self.words, 1)

    def unpack(self, words: Sequence[int]) -> dict[str, Value]:
        """A state as values."""
        return {f.var.name: f.decode((int(words[f.word]) >> f.shift) & ((1 << f.bits) - 1)) for f in self.fields}

    def column(self, words: Words, name: str) -> Column:
        """The values of one variable in many states."""
        field = self.field[name]
        codes = (words[field.word] >> np.uint64(field.shift)) & np.uint64((1 << field.bits) - 1)
        if isinstance(field.var.type, Boolean):
            truths: Column = codes.astype(np.bool_)
            return truths
        small: Column = codes.astype(np.uint8 if field.bits <= 8 else np.uint16)
        if field.low:
            small = small.astype(np.int64) + field.low
        return small


def code_of(members: Sequence[str], member: str) -> int:
    """The code of an enumeration member; it does not depend on the order of definition."""
    return sorted(members).index(member)


def layout_of(model: Model) -> Layout:
    """Place the variables, largest first, so that none straddles two words. Refuses dense clocks and huge ranges."""
    sized = sorted(((_bits(v), v) for v in model.variables), key=lambda pair: -pair[0])
    used: list[int] = []
    places: dict[str, tuple[int, int, int]] = {}
    for bits, var in sized:
        word = next((i for i, u in enumerate(used) if u + bits <= WORD), len(used))
        if word == len(used):
            used.append(0)
        places[var.name] = (word, used[word], bits)
        used[word] += bits
    fields = tuple(Field(v, *places[v.name], v.type.low if isinstance(v.type, Integer) else 0) for v in model.variables)
    return Layout(fields, max(len(used), 1))


def _bits(var: Var[Any]) -> int:
    match var.type:
        case Enumeration(members=members):
            size = len(members)
        case Boolean():
            size = 2
        case Integer(low=low, high=high):
            size = high - low + 1
        case _:
            raise ModelError(f"{var.name} is a dense clock: discretise the model before searching it")
    if size > 1 << 16:
        raise ModelError(f"{var.name} has {size} values; the search takes at most {1 << 16}")
    return max((size - 1).bit_length(), 1)
