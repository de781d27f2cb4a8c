"""Strict reading of data files: every key is asked for, nothing is left over, and an error says where it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from vmotion_model.common.errors import VmotionError

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)


class DataError(VmotionError, ValueError):
    """A data file is wrong. The message names the entry, the key and what was expected."""


class Table:
    """A TOML table that is read key by key, and knows which keys nobody asked for.

    `where` names it in errors. Every method raises DataError for a value of the wrong type or form.
    """

    def __init__(self, where: str, raw: Mapping[str, Any]) -> None:
        """Read `raw`, calling it `where`."""
        self.where = where
        self._left = dict(raw)

    @classmethod
    def document(cls, where: str, text: str) -> Table:
        """The top table of the TOML in `text`."""
        try:
            return cls(where, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise DataError(f"{where} is not TOML: {error}") from error

    def __contains__(self, key: str) -> bool:
        """Whether `key` is there and was not read yet."""
        return key in self._left

    def error(self, message: str) -> DataError:
        """An error about this table, to be raised."""
        return DataError(f"{self.where}: {message}")

    def text(self, key: str) -> str:
        """A string that must be there and must not be empty."""
        if key not in self._left:
            raise self.error(f"the key {key!r} is missing")
        value = self._left.pop(key)
        if not isinstance(value, str):
            raise self.error(f"{key} must be a string, not {value!r}")
        if not value or value != value.strip():
            raise self.error(f"{key} is empty, or begins or ends with white space")
        return value

    def optional_text(self, key: str) -> str:
        """A string, or "" where the key is absent."""
        return self.text(key) if key in self._left else ""

    def optional_integer(self, key: str) -> int | None:
        """An integer, or None where the key is absent."""
        if key not in self._left:
            return None
        value = self._left.pop(key)
        if type(value) is not int:  # a boolean is no integer here
            raise self.error(f"{key} must be an integer, not {value!r}")
        return value

    def raw_text(self, key: str) -> str:
        """A string that must be there and whose white space at the ends counts."""
        value = self._left.pop(key, None)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"{key} must be a string that is not empty, not {value!r}")
        return value

    def optional_flag(self, key: str) -> bool:
        """A boolean; false where the key is absent."""
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise self.error(f"{key} must be true or false, not {value!r}")
        return value

    def one_of(self, key: str, kind: type[_E]) -> _E:
        """A member of the enumeration `kind`, written as its value."""
        value = self.text(key)
        try:
            return kind(value)
        except ValueError:
            raise self.error(f"{key} must be one of {', '.join(kind)}, not {value!r}") from None

    def items(self, key: str, kind: type[_T]) -> tuple[_T, ...]:
        """A list of different `kind`s; empty where the key is absent."""
        values = self._left.pop(key, [])
        if not isinstance(values, list):
            raise self.error(f"{key} must be a list, not {values!r}")
        for value in values:
            if type(value) is not kind:
                raise self.error(f"every item of {key} must be a {kind.__name__}, not {value!r}")
        if any(value in values[:place] for place, value in enumerate(values)):
            raise self.error(f"{key} names something twice")
        return tuple(values)

    def tables(self, key: str, name_key: str = "") -> tuple[Table, ...]:
        """The tables of a list that must not be empty, each named by its `name_key`, else by its place."""
        raws = self.items(key, dict)
        if not raws:
            raise self.error(f"{key} is missing or empty")
        return tuple(Table(f"{key} {raw.get(name_key, place)}", raw) for place, raw in enumerate(raws, 1))

    def nothing_left(self) -> None:
        """Refuse keys that nobody asked for."""
        if self._left:
            raise self.error(f"unknown key {', '.join(sorted(self._left))}")
