"""The form in which a model is committed: the model, and with it what is asked of it, both as JSON data.

Without its statements a version says nothing of what was claimed of it: a property that somebody deletes would leave no trace.
What is made from the commands (deadlock) is longer than the commands; of it only a digest is kept, which shows whether it is
still made in the same way.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vmotion_model.language import (
    Boolean,
    Command,
    Expr,
    ExpressionError,
    Model,
    ModelError,
    Scope,
    from_json,
    lift,
    parse,
    to_json,
    to_text,
)
from vmotion_model.language.canonical import normal, variable_from_json, variable_to_json

from .fairness import Assumption, Done, Steps, Works
from .properties import Observer, Property, PropertyKind
from .suites import Suite
from .timing import TIMELOCK, timelock

STATEMENTS = "statements"


def form_of(model: Model, properties: Sequence[Property]) -> dict[str, Any]:
    """A model and its properties as JSON data."""
    return {**to_json(model), STATEMENTS: [_statement(p) for p in properties]}


@dataclass(frozen=True)
class ModelVersion:
    """A version of a model and what is asked of it.

    ``stated``: the version itself says so; otherwise, in an older schema, it does not, and ``properties`` are those of today.
    ``otherwise`` are ids of statements that were made from the commands in another way than today.
    """

    model: Model
    properties: tuple[Property, ...]
    stated: bool = True
    otherwise: frozenset[str] = frozenset()


def version_of(data: Mapping[str, Any], suite: Suite) -> ModelVersion:
    """A model and its properties read back; what is made from commands, or what the data does not say, as ``suite`` has it.

    Data of schema 1 knows no attributes of commands: those are taken over from the suite's model, by name. Whether time can stop
    is always asked of the model itself, whatever the data says. Raises ``ModelError``.
    """
    model = from_json(data)
    if data.get("schema") == 1:
        known = suite.model.command
        model = replace(model, commands=tuple(_with_attributes(c, known.get(c.name, c)) for c in model.commands))
    if STATEMENTS not in data:
        return ModelVersion(model, suite.properties_of(model), stated=False)
    try:
        made = {p.id: p for p in suite.properties_of(model) if p.generated}
    except ModelError:
        made = {}
    try:
        entries = [e for e in data[STATEMENTS] if e["id"] != TIMELOCK]
        stated = tuple(_read(entry, model, made) for entry in entries)
        otherwise = frozenset(e["id"] for e in entries if "made" in e and e["made"] != _made(made[e["id"]]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"these are no statements in JSON form: {type(error).__name__} at {error}") from None
    except ExpressionError as error:
        raise ModelError(f"an expression of the statements is damaged: {error}") from None
    lock = timelock(model)
    return ModelVersion(model, (*(() if lock is None else (lock,)), *stated), otherwise=otherwise)


def _with_attributes(command: Command, like: Command) -> Command:
    return replace(command, fair=like.fair, events=like.events)


def _made(item: Property) -> str:
    return hashlib.sha256(json.dumps([normal(item.premise), normal(item.claim)]).encode()).hexdigest()


def _statement(item: Property) -> dict[str, Any]:
    data: dict[str, Any] = {"id": item.id, "kind": item.kind.value, "title": item.title}
    if item.kind is not PropertyKind.REACHABLE:
        data["premise"] = to_text(item.premise)
    if item.generated:
        data.pop("premise", None)
        data["made"] = _made(item)
    else:
        data["claim"] = to_text(item.claim)
    data |= {key: words for key, words in (("why", item.why), ("ground", item.citation)) if words}
    if item.observers:
        data["observers"] = [_observer(o) for o in item.observers]
    if item.assumptions:
        data["assumptions"] = [_assumption(a) for a in item.assumptions]
    return data


def _observer(observer: Observer) -> dict[str, Any]:
    data = variable_to_json(observer.var)
    for key, effects in (("effects", observer.effects), ("events", observer.events)):
        if effects:
            data[key] = {str(n): to_text(lift(value, observer.var.type)) for n, value in effects.items()}
    return data


def _assumption(item: Assumption) -> dict[str, Any]:
    data: dict[str, Any] = {"name": item.name, "says": item.description}
    for key, steps in (("weak", item.weak), ("strong", item.strong), ("finite", item.finite)):
        if steps:
            data[key] = [_steps(s) for s in steps]
    if item.recurring:
        data["recurring"] = [to_text(r) for r in item.recurring]
    if item.theorems:
        data["theorems"] = list(item.theorems)
    return data


def _steps(steps: Steps) -> Any:
    match steps:
        case Done(event=event):
            return {"event": str(event)}
        case Works(role=role):
            return {"works": str(role)}
        case _:
            return str(steps)


def _read(data: Mapping[str, Any], model: Model, made: Mapping[str, Property]) -> Property:
    if "made" in data:
        name = _words(data, "id")
        if name not in made:
            raise ModelError(f"statement {name!r} was made from the commands, and nobody knows how any more")
        return made[name]
    scope = model.scope
    observers = tuple(_read_observer(o, scope) for o in data.get("observers", ()))
    scope = replace(scope, variables={**scope.variables, **{o.var.name: o.var for o in observers}})
    # An observer may read itself, and others of its property.
    observers = tuple(
        replace(
            o,
            effects=_read_effects(entry, "effects", o, scope),
            events=_read_effects(entry, "events", o, scope),
        )
        for o, entry in zip(observers, data.get("observers", ()), strict=True)
    )
    item = Property(
        _words(data, "id"),
        _words(data, "title"),
        parse(_words(data, "claim"), scope, Boolean()),
        kind=PropertyKind(_words(data, "kind")),
        why=_words(data, "why", ""),
        citation=_words(data, "ground", ""),
        observers=observers,
        assumptions=tuple(_read_assumption(a, model) for a in data.get("assumptions", ())),
    )
    if "premise" in data:
        item = replace(item, premise=parse(_words(data, "premise"), scope, Boolean()))
    return item


def _read_observer(data: Mapping[str, Any], scope: Scope) -> Observer:
    return Observer(variable_from_json(data, scope))


def _read_effects(data: Mapping[str, Any], key: str, observer: Observer, scope: Scope) -> dict[str, Expr[Any]]:
    effects: Mapping[str, str] = data.get(key, {})
    return {name: parse(text, scope, observer.var.type) for name, text in effects.items()}


def _read_assumption(data: Mapping[str, Any], model: Model) -> Assumption:
    weak, strong, finite = (tuple(_read_steps(s) for s in data.get(key, ())) for key in ("weak", "strong", "finite"))
    recurring = tuple(parse(text, model.scope, Boolean()) for text in data.get("recurring", ()))
    theorems = tuple(str(t) for t in data.get("theorems", ()))
    return Assumption(_words(data, "name"), _words(data, "says"), weak, strong, finite, recurring, theorems)


def _read_steps(data: Any) -> Steps:
    if isinstance(data, str):
        return data
    ((key, name),) = data.items()
    if not isinstance(name, str) or key not in ("event", "works"):
        raise ModelError(f"{data!r} names no steps: a command, an event or a role that works is wanted")
    return Done(name) if key == "event" else Works(name)


def _words(data: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = data[key] if default is None else data.get(key, default)
    if not isinstance(value, str):
        raise ModelError(f"{key} of a statement is a text, not {value!r}")
    return value
