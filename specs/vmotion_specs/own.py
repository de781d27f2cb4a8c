"""The suite that ``--model`` means: a shipped one by its name, one's own in a JSON file, or one's own in Python code.

Of a JSON file nothing is executed. ``package.module:name`` runs the user's own code: that is what it is for.
"""

import sys
import sysconfig
import traceback
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import vmotion_model
from vmotion_model.language import Model, ModelError, nearest

from .properties import Property
from .suite import Suite, checked
from .suite_json import suite_from_json
from .suites import SUITES, suite
from .teaching import TEACHING
from .text_places import located_json, placed

T = TypeVar("T")
WANTED = "a Suite, a Model, a pair of a Model and its properties, or a function that returns one of these"


def find_suite(argument: str) -> Suite:
    """The suite that a name, a JSON file or ``package.module:name`` means; raises ``ModelError``.

    The current folder is importable for the last kind. A shipped name comes first.
    """
    if argument in SUITES or argument in TEACHING:
        return suite(argument)
    if is_file(argument):
        return read_suite(argument)
    if ":" in argument:
        return load_suite(argument)
    close = nearest(argument, (*SUITES, *TEACHING))
    raise ModelError(
        f"there is no model {argument!r}; {close}; one's own is a file FILE.json, or package.module:name in Python"
    )


def is_file(argument: str) -> bool:
    """Whether the argument means a JSON file, be it there or not."""
    if argument.endswith(".json"):
        return True
    try:
        return Path(argument).is_file()
    except (OSError, ValueError):
        return False


def file_of(source: str) -> Path | None:
    """The file that a source stands in: the JSON file itself, or the module, if it has been loaded."""
    if not source or is_file(source):
        return Path(source) if source else None
    file = getattr(sys.modules.get(source.partition(":")[0]), "__file__", None)
    return None if file is None else Path(file)


def read_suite(argument: str) -> Suite:
    """The suite in a JSON file; raises ``ModelError`` with file and line. Nothing in the file is executed."""
    try:
        text = Path(argument).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise placed(ModelError("is no UTF-8 text; is it the JSON form of a model?"), argument, _line(error)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise placed(ModelError(f"can't be read: {reason}"), argument) from None
    return suite_from_text(text, argument)


def suite_from_text(text: str, name: str) -> Suite:
    """The suite in a JSON text that is called ``name``; raises ``ModelError`` with name and line."""
    data = located_json(text, name)
    try:
        return suite_from_json(data, name)
    except ModelError as error:
        raise placed(error, name, error.line or _entry(str(error), data)) from None


def _line(error: UnicodeDecodeError) -> int:
    return error.object[: error.start].count(b"\n") + 1


def _entry(message: str, data: Any) -> int | None:
    """The line of the entry that a message without a line speaks of: what is wrong shows only in the model as a whole."""
    words = message.replace(",", " ").replace(":", " ").replace("'", " ").split()
    for table in ("commands", "variables", "constants", "deadlines", "statements"):
        for entry in data.get(table, ()) if isinstance(data.get(table), list) else ():
            if isinstance(entry, dict) and {entry.get("name"), entry.get("clock"), entry.get("id")} & set(words[:8]):
                line: int | None = getattr(entry, "line", None)
                return line
    return None


def load_suite(argument: str) -> Suite:
    """The suite that ``package.module:name`` names, or that the function of this name returns; raises ``ModelError``.

    The module is imported, which runs it, and the current folder is importable.
    """
    name, _, attribute = argument.partition(":")
    if not all(part.isidentifier() for part in (*name.split("."), *attribute.split("."))):
        raise ModelError(f"{argument!r} names no model: package.module:name is wanted, or a file that ends in .json")
    module = _imported(name, argument)
    found: Any = module
    for part in attribute.split("."):
        if not hasattr(found, part):
            there = [n for n, v in vars(found).items() if not n.startswith("_") and not isinstance(v, ModuleType)]
            raise placed(ModelError(f"there is no {part!r} in it; {nearest(part, there)}"), _place(module, name))
        found = getattr(found, part)
    try:
        return _guarded(argument, lambda: _suite(found() if _is_function(found) else found, argument))
    except ModelError as error:
        # No line of theirs raised it: what they made is not right.
        raise (placed(error, _place(module, name)) if error.file is None else error) from None


def _imported(name: str, argument: str) -> ModuleType:
    folder = str(Path.cwd())
    if folder not in sys.path and "" not in sys.path:
        sys.path.insert(0, folder)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        # What is compiled beside a model that is being edited may be older than the model by less than a second.
        return _guarded(argument, lambda: import_module(name))
    except _MissingError:
        raise ModelError(
            f"there is no module {name!r} for --model {argument}: it is looked for in {folder} and in Python's path"
        ) from None
    finally:
        sys.dont_write_bytecode = writes


class _MissingError(ModelError):
    """The module itself, or a package around it, is not there."""


def _guarded(argument: str, call: Callable[[], T]) -> T:
    """What the user's code gives; whatever it raises is one message with the line of that code."""
    name = argument.partition(":")[0]
    try:
        return call()
    except ModuleNotFoundError as error:
        if error.name and (name == error.name or name.startswith(f"{error.name}.")):
            raise _MissingError(str(error)) from None
        raise _failed(argument, error) from None
    except (Exception, SystemExit) as error:
        if isinstance(error, ModelError) and error.file is not None:
            raise
        raise _failed(argument, error) from None


def _failed(argument: str, error: BaseException) -> ModelError:
    """The error of the user's code, shortened to its kind, its message and the line of theirs that led to it."""
    try:
        said = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - what says it is the user's code as well
        said = ""
    kind = "" if isinstance(error, ModelError) else type(error).__name__ + (": " if said else "")
    message = ModelError(f"--model {argument} fails to load: {kind}{said[:300]}")
    if isinstance(error, SyntaxError) and error.filename:
        return placed(message, error.filename, error.lineno)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not _library(f.filename)]
    return placed(message, frames[-1].filename, frames[-1].lineno) if frames else message


def _library(file: str) -> bool:
    """Whether a line belongs to this package, to Python or to a library, and not to who wrote the model."""
    paths = sysconfig.get_paths()
    folders = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    folders += [str(Path(module).parent) for module in (__file__, vmotion_model.__file__)]
    return file.startswith("<") or any(Path(file).is_relative_to(folder) for folder in folders)


def _place(module: ModuleType, name: str) -> str:
    return getattr(module, "__file__", None) or name


def _is_function(value: Any) -> bool:
    return callable(value) and not isinstance(value, Suite | Model)


def _suite(value: Any, argument: str) -> Suite:
    match value:
        case Suite():
            found = value
        case Model():
            found = Suite.of(value)
        case (Model() as model, [*properties]) if all(isinstance(p, Property) for p in properties):
            found = Suite.of(model, properties)
        case _:
            raise ModelError(f"it is of type {type(value).__name__}; {WANTED} is wanted")
    # Nothing on file speaks of it, whatever it is called.
    return checked(replace(found, source=argument, shipped=False))
