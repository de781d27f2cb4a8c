"""JSON whose objects know the line that they begin in, for error messages."""

import json
from bisect import bisect_right
from collections.abc import Mapping
from json.decoder import JSONDecoder, JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from vmotion_model.language import ModelError

MAX_BYTES = 20_000_000
"""The largest model that ships has 200 kB."""


class LocatedObject(dict[str, Any]):
    """An object of a JSON text; ``line`` is where it begins, counted from 1."""

    line: int = 1


class _Decoder(JSONDecoder):
    def __init__(self, text: str) -> None:
        super().__init__(object_pairs_hook=self._object)
        self._breaks = [at for at, letter in enumerate(text) if letter == "\n"]
        self.parse_object = self._located
        self.scan_once = py_make_scanner(self)

    def _located(self, begin: tuple[str, int], *rest: Any) -> tuple[Any, int]:
        value, end = JSONObject(begin, *rest)
        value.line = bisect_right(self._breaks, begin[1] - 1) + 1
        return value, end

    def _object(self, pairs: list[tuple[str, Any]]) -> LocatedObject:
        found = LocatedObject()
        for key, value in pairs:
            if key in found:
                raise ValueError(f"the key {key!r} stands twice in one object")
            found[key] = value
        return found


def located_json(text: str, name: str) -> Mapping[str, Any]:
    """The object in a JSON text called ``name``; raises ``ModelError`` with its line where it is none."""
    if len(text) > MAX_BYTES:
        raise _wrong(f"is larger than {MAX_BYTES:,} characters, which no model needs", name, 1)
    try:
        data = _Decoder(text).decode(text)
    except json.JSONDecodeError as error:
        raise _wrong(f"is not JSON: {error.msg} (column {error.colno})", name, error.lineno) from None
    except RecursionError:
        raise _wrong("is nested too deeply", name, 1) from None
    except ValueError as error:
        raise _wrong(f"is not JSON: {error}", name, 1) from None
    if not isinstance(data, Mapping):
        raise _wrong("holds no model: the JSON form of a model is an object", name, 1)
    return data


def _wrong(message: str, name: str, line: int) -> ModelError:
    return placed(ModelError(message), name, line)


def placed(error: ModelError, name: str, line: int | None = None) -> ModelError:
    """The same error with its file, and its line where one is known (else the first), in front of the message."""
    where = line or error.line or 1
    found = ModelError(f"{name}:{where}: {error}")
    found.file, found.line, found.column = name, where, 1
    return found
