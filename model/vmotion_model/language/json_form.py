"""The JSON form of a model, which round-trips, and its digest, which covers meaning only."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from .commands import Command
from .declarations import Constant, Deadline
from .errors import ExpressionError, ModelError, nearest
from .expressions import And, Const, Equal, Expr, Or, Var, to_text
from .model import Model
from .parser import Scope, parse
from .types import Boolean, Clock, Enumeration, Integer, Type

SCHEMA = 2
"""Of what is written. Schema 1, which knew no ``fair`` and no ``events`` of commands, is read as well."""


_KNOWN: Mapping[str, frozenset[str]] = {
    "constants": frozenset({"name", "value", "unit", "says", "fact"}),
    "variables": frozenset({"name", "owner", "type", "says", "initial", "active", "rigid", "follows"}),
    "commands": frozenset(
        {"name", "role", "guard", "effect", "says", "fact", "failures", "fault", "fair", "events"},
    ),
    "deadlines": frozenset({"clock", "limit", "handlers"}),
}
"""What entries of a model may say."""


def refuse_unknown_keys(data: Mapping[str, Any]) -> None:
    """Raise ``ModelError`` for a key of an entry that nobody reads: in what people write it is a mistake, and would go unseen."""
    for table, known in _KNOWN.items():
        entries = data.get(table)
        for entry in entries if isinstance(entries, list) else ():
            for key in entry if isinstance(entry, Mapping) else ():
                if key not in known:
                    with _of(table.removesuffix("s"), entry):
                        raise ModelError(f"unknown key {key!r} in {table}; {nearest(key, known)}")


def to_json(model: Model) -> dict[str, Any]:
    """The whole model as JSON data, expressions in the text form."""
    return {
        "schema": SCHEMA,
        "name": model.name,
        "says": model.description,
        "constants": [
            {"name": c.name, "value": c.value, "unit": c.unit, "says": c.description, "fact": c.citation}
            for c in model.constants
        ],
        "variables": [variable_to_json(v) for v in model.variables],
        "commands": [_command(c) for c in model.commands],
        "deadlines": [
            {"clock": d.clock, "limit": to_text(d.limit), "handlers": list(d.handlers)} for d in model.deadlines
        ],
    }


def from_json(data: Mapping[str, Any]) -> Model:
    """Read a model back. Raises ``ModelError`` for another schema, missing parts and everything a definition refuses."""
    if not isinstance(data, Mapping):
        raise ModelError("this is no model in JSON form: an object is wanted")
    if type(data.get("schema")) is not int or not 1 <= data["schema"] <= SCHEMA:
        message = f"this is schema {data.get('schema')!r} of the model's JSON form; this version reads 1 to {SCHEMA}"
        raise ModelError(message)
    with reading("this is no model in JSON form", "an expression of the model is damaged"):
        return _read(data)


@contextmanager
def reading(what: str, damaged: str, entry: Any = None) -> Iterator[None]:
    """Whatever goes wrong in the block becomes a ``ModelError``: ``what`` is wrong, or an expression is ``damaged``.

    It gets the line of the ``entry`` that is read, where a reader of files has left one in its attribute ``line``, unless an
    inner block has found a nearer one.
    """
    try:
        yield
    except ExpressionError as error:
        wrong = ModelError(f"{damaged}: {error}")
        wrong.line = error.line
    except ModelError as error:
        wrong = error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        missing = isinstance(error, KeyError)
        wrong = ModelError(f"{what}: " + (f"{error} is missing" if missing else f"{type(error).__name__} at {error}"))
    else:
        return
    if wrong.line is None:
        wrong.line = getattr(entry, "line", None)
    raise wrong from None


def digest(model: Model) -> str:
    """SHA-256 over what the model means.

    Documentation, the order of definitions, the names of guard conjuncts and the order of operands do not change it.
    """
    return hashlib.sha256(json.dumps(_meaning(model), sort_keys=True).encode()).hexdigest()


def variable_to_json(var: Var[Any]) -> dict[str, Any]:
    """A variable as JSON data."""
    data: dict[str, Any] = {
        "name": var.name,
        "owner": var.owner,
        "type": type_to_json(var.type),
        "says": var.description,
    }
    if var.active is not None:
        return data | {"active": to_text(var.active)}
    if var.rigid:
        data["rigid"] = True
    data["initial"] = var.initial
    return data | {"follows": var.follows} if var.follows else data


def variable_from_json(entry: Mapping[str, Any], scope: Scope) -> Var[Any]:
    """Read a variable back; the condition of a clock speaks of what is in ``scope``."""
    active = parse(entry["active"], scope, Boolean()) if "active" in entry else None
    initial = 0 if active is not None else entry["initial"]
    type_ = type_from_json(entry["type"])
    rigid = entry.get("rigid", False)
    if not isinstance(rigid, bool):
        raise TypeError("rigid is true or false")
    follows = _text(entry, "follows", "")
    if follows and scope.constants.get(follows) != getattr(type_, "high", None):
        raise ModelError(
            f"variable {entry['name']}: its range does not end at the constant {follows!r} that it follows"
        )
    name, owner, description = _text(entry, "name"), _text(entry, "owner"), _text(entry, "says", "")
    return Var(name, type_, owner, initial, description, active, follows, rigid=rigid)


def _command(command: Command) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": command.name,
        "role": command.role,
        "guard": {label: to_text(g) for label, g in command.guard.items()},
        "effect": {name: to_text(u) for name, u in command.updates.items()},
        "says": command.description,
    }
    if command.citation:
        data["fact"] = command.citation
    if command.failures:
        data["failures"] = list(command.failures)
    if command.fault is not None:
        data["fault"] = command.fault
    if not command.fair:
        data["fair"] = False
    if command.events:
        data["events"] = [str(e) for e in command.events]
    return data


def type_to_json(type_: Type) -> dict[str, Any]:
    """A type as JSON data."""
    match type_:
        case Enumeration(name=name, members=members):
            return {"enumeration": name, "members": list(members)}
        case Boolean():
            return {"boolean": True}
        case Integer(low=low, high=high):
            return {"integer": [low, high]}
        case Clock():
            return {"clock": True}


def type_from_json(data: Mapping[str, Any]) -> Type:
    """Read a type back."""
    if "enumeration" in data:
        return Enumeration(_text(data, "enumeration"), _texts(data, "members"))
    if "integer" in data:
        low, high = data["integer"]
        return Integer(low, high)
    if data == type_to_json(Clock()):
        return Clock()
    if data == type_to_json(Boolean()):
        return Boolean()
    raise ModelError(f"{dict(data)} is no type")


def _read(data: Mapping[str, Any]) -> Model:
    constants = tuple(_read_constant(c) for c in data["constants"])
    values = {c.name: c.value for c in constants}
    variables: dict[str, Var[Any]] = {}
    # A clock's condition speaks of other variables, so clocks come second; the order of the file is kept.
    for entry in sorted(data["variables"], key=lambda e: "active" in e):
        with _of("variable", entry):
            var = variable_from_json(entry, Scope(variables, values))
            if var.name in variables:
                raise ModelError(f"variable {var.name!r} is defined twice")
            variables[var.name] = var
    scope = Scope(variables, values)
    return Model(
        _text(data, "name"),
        tuple(variables[e["name"]] for e in data["variables"]),
        constants,
        tuple(_read_command(c, scope) for c in data["commands"]),
        tuple(_read_deadline(d, scope) for d in data["deadlines"]),
        _text(data, "says", ""),
    )


@contextmanager
def _of(kind: str, entry: Any, part: str = "", place: Any = None) -> Iterator[None]:
    """Reading one entry, or a part of it: what goes wrong names both, and has the line of ``place`` (the entry's own)."""
    name = entry.get("name", entry.get("clock")) if isinstance(entry, Mapping) else None
    where = f"{kind} {name}{part}"
    with reading(f"{where} is no {kind} in JSON form", where, entry if place is None else place):
        yield


def _read_constant(data: Mapping[str, Any]) -> Constant:
    with _of("constant", data):
        return Constant(
            _text(data, "name"), data["value"], _text(data, "unit"), _text(data, "says", ""), _text(data, "fact", "")
        )


def _read_deadline(data: Mapping[str, Any], scope: Scope) -> Deadline:
    with _of("deadline", data):
        return Deadline(_text(data, "clock"), parse(_text(data, "limit"), scope), _texts(data, "handlers"))


def _read_command(data: Mapping[str, Any], scope: Scope) -> Command:
    with _of("command", data):
        return _command_of(data, scope)


def _command_of(data: Mapping[str, Any], scope: Scope) -> Command:
    effect, guard = {}, {}
    for name, text in data["effect"].items():
        with _of("command", data, f", effect on {name}", data["effect"]):
            if name not in scope.variables:
                raise ModelError(f"command {data['name']}: unknown variable {name!r}; {nearest(name, scope.variables)}")
            effect[scope.variables[name]] = parse(text, scope, scope.variables[name].type)
    for label, text in data["guard"].items():
        with _of("command", data, f", guard {label!r}", data["guard"]):
            guard[label] = parse(text, scope, Boolean())
    return Command(
        _text(data, "name"),
        _text(data, "role"),
        guard=guard,
        effect=effect,
        description=_text(data, "says", ""),
        citation=_text(data, "fact", ""),
        failures=_texts(data, "failures") if "failures" in data else (),
        fault=_text(data, "fault") if "fault" in data else None,
        fair=_truth(data, "fair", True),
        events=_texts(data, "events") if "events" in data else (),
    )


def _text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = data[name] if default is None else data.get(name, default)
    if not isinstance(value, str):
        raise ModelError(f"{name} is a text, not {value!r}")
    return value


def _truth(data: Mapping[str, Any], name: str, default: bool) -> bool:
    value = data.get(name, default)
    if not isinstance(value, bool):
        raise ModelError(f"{name} is true or false, not {value!r}")
    return value


def _texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = data[name]
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise ModelError(f"{name} is a list of texts, not {values!r}")
    return tuple(values)


def _meaning(model: Model) -> dict[str, Any]:
    return {
        "constants": {c.name: [c.value, c.unit] for c in model.constants},
        "variables": {
            v.name: [
                v.owner,
                _type_meaning(v.type),
                v.initial if v.active is None else normal(v.active),
                *(["rigid"] if v.rigid else []),
            ]
            for v in model.variables
        },
        "commands": {
            c.name: [
                c.role,
                c.fault,
                normal(c.enabled),
                {n: normal(u) for n, u in c.updates.items() if not (isinstance(u, Var) and u.name == n)},
            ]
            for c in model.commands
        },
        "deadlines": sorted([d.clock, str(normal(d.limit)), sorted(d.handlers)] for d in model.deadlines),
    }


def _type_meaning(type_: Type) -> Any:
    if isinstance(type_, Enumeration):
        return ["enumeration", type_.name, sorted(type_.members)]
    return type_to_json(type_)


def normal(expr: Expr[Any]) -> Any:
    """A form that does not depend on the order of operands of ``and``, ``or`` and ``==``."""
    parts = [normal(p) for p in expr.children]
    if isinstance(expr, Const) and isinstance(expr.of_type, Enumeration):
        # The members stand with the variables.
        return ["const", expr.of_type.name, expr.value]
    if not parts:
        return list(map(str, expr.key.parts))
    if isinstance(expr, And | Or | Equal):
        parts.sort(key=repr)
    return [type(expr).__name__, *parts]
