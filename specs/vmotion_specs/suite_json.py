"""The form in which a model is committed, and in which one's own may be written: a whole suite as JSON data.

Without its statements a version says nothing of what was claimed of it: a property that somebody deletes would leave no trace.
What is made from the commands (deadlock) is longer than the commands; of it is kept how it is made (``waiting``), and a
digest, which shows whether it is still made in the same way.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vmotion_model.language import (
    FALSE,
    Boolean,
    Command,
    Expr,
    Model,
    ModelError,
    Scope,
    from_json,
    lift,
    nearest,
    parse,
    to_json,
    to_text,
)
from vmotion_model.language.expressions import same
from vmotion_model.language.json_form import normal, reading, refuse_unknown_keys, variable_from_json, variable_to_json

from .assumptions import Assumption, Done, Steps, Works
from .properties import Observer, Property, PropertyKind, Waiting, unfit_premise
from .suite import Suite, checked
from .timing import TIMELOCK, deadlock, timelock

_STATEMENT = ("id", "kind", "title", "premise", "claim", "why", "ground", "observers", "assumptions", "made")
STATEMENTS, LOCATIONS, ENDED = "statements", "locations", "ended"
_KEYS = ("schema", "name", "says", "constants", "variables", "commands", "deadlines", STATEMENTS, LOCATIONS, ENDED)


def form_of(suite: Suite) -> dict[str, Any]:
    """A suite as JSON data: its model, what is asked of it, where each role stands, and where a run has reached an end."""
    data = {**to_json(suite.model), STATEMENTS: [_statement(p) for p in suite.properties]}
    if suite.locations:
        data[LOCATIONS] = {str(role): name for role, name in suite.locations.items()}
    if not same(suite.ended, FALSE):
        data[ENDED] = to_text(suite.ended)
    return data


def suite_from_json(data: Mapping[str, Any], source: str = "") -> Suite:
    """A suite read from its JSON form alone. Nothing in it is executed; raises ``ModelError``, with the line where one is known.

    What is made from the commands is made again where the form says how, and is otherwise what it says.
    """
    if isinstance(data, Mapping):
        for key in data:
            if key not in _KEYS:
                raise ModelError(f"unknown key {key!r}; {nearest(key, _KEYS)}")
        refuse_unknown_keys(data)
    version = version_of(data, None)
    model = version.model
    with reading("locations name a variable for each role", "locations", data.get(LOCATIONS)):
        locations = dict(data.get(LOCATIONS, {}))
        for role, name in locations.items():
            if not isinstance(name, str):
                raise ModelError(f"the location of {role} is the name of a variable, not {name!r}")
    with reading("ended is an expression", "ended", data):
        ended = parse(_words(data, ENDED, "False"), model.scope, Boolean())
    return replace(checked(Suite.of(model, version.properties, locations, ended)), source=source)


@dataclass(frozen=True)
class ModelVersion:
    """A version of a model and what is asked of it.

    ``stated``: the version itself says so; otherwise, in an older schema, it does not, and ``properties`` are those of today.
    ``otherwise`` are ids of statements that were made from the commands in another way than today. ``note`` is for the reader.
    """

    model: Model
    properties: tuple[Property, ...]
    stated: bool = True
    otherwise: frozenset[str] = frozenset()
    note: str = ""


def version_of(data: Mapping[str, Any], suite: Suite | None) -> ModelVersion:
    """A model and its properties read back; what is made from commands, or what the data does not say, as ``suite`` has it.

    Without a suite the data say it all; where they have no statements, nothing is asked but whether time can stop.

    Data of schema 1 knows no attributes of commands: those are taken over from the suite's model, by name. Whether time can stop
    is always asked of the model itself, whatever the data says. Raises ``ModelError``.
    """
    model = from_json(data)
    if data.get("schema") == 1 and suite is not None:
        known = suite.model.command
        model = replace(model, commands=tuple(_with_attributes(c, known.get(c.name, c)) for c in model.commands))
    lock = timelock(model)
    always = () if lock is None else (lock,)
    if STATEMENTS not in data:
        return ModelVersion(model, always if suite is None else suite.properties_of(model), stated=False)
    try:
        made = None if suite is None else {p.id: p for p in suite.properties_of(model) if p.generated}
    except ModelError:
        made = {}
    stated: list[Property] = []
    otherwise: set[str] = set()
    with reading("these are no statements in JSON form", "a statement"):
        for entry in data[STATEMENTS]:
            with reading(f"{_named(entry)} is no statement in JSON form", _named(entry), entry):
                if entry["id"] == TIMELOCK and ("claim" not in entry or ("made" in entry and lock is not None)):
                    continue
                if entry["id"] == TIMELOCK and lock is not None:
                    raise ModelError(f"{TIMELOCK} is made from the deadlines; a statement of your own needs another id")
                stated.append(_read(entry, model, made))
                if made and "made" in entry and entry["id"] in made and entry["made"] != _made(made[entry["id"]]):
                    otherwise.add(entry["id"])
    return ModelVersion(model, (*always, *stated), otherwise=frozenset(otherwise))


def _named(entry: Any) -> str:
    return f"statement {entry.get('id')!r}" if isinstance(entry, Mapping) else f"statement {entry!r}"


def _with_attributes(command: Command, like: Command) -> Command:
    return replace(command, fair=like.fair, events=like.events)


def _made(item: Property) -> str:
    return hashlib.sha256(json.dumps([normal(item.premise), normal(item.claim)]).encode()).hexdigest()


def _statement(item: Property) -> dict[str, Any]:
    data: dict[str, Any] = {"id": item.id, "kind": item.kind.value, "title": item.title}
    if item.kind is not PropertyKind.REACHABLE:
        data["premise"] = to_text(item.premise)
    if item.generated:
        data["made"] = _made(item)
    if item.waiting is not None:
        data["waiting"] = _waiting(item.waiting)
    if item.waiting is not None or item.progress:
        data.pop("premise", None)
    else:
        data["claim"] = to_text(item.claim)
    data |= {key: words for key, words in (("why", item.why), ("ground", item.citation)) if words}
    if item.observers:
        data["observers"] = [_observer(o) for o in item.observers]
    if item.assumptions:
        data["assumptions"] = [_assumption(a) for a in item.assumptions]
    return data


def _waiting(way: Waiting) -> dict[str, Any]:
    data: dict[str, Any] = {"terminal": to_text(way.terminal)}
    if way.roles is not None:
        data["roles"] = list(way.roles)
    return data | {"also": list(way.also)} if way.also else data


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


def _read(data: Mapping[str, Any], model: Model, made: Mapping[str, Property] | None) -> Property:
    name = _words(data, "id")
    if "made" in data and made is not None and name in made:
        return made[name]
    if "waiting" in data:
        return _read_waiting(data, model)
    if "made" in data and (made is not None or "claim" not in data):
        raise ModelError(f"statement {name!r} was made from the commands, and nobody knows how any more")
    _refuse_unknown(data, _STATEMENT)
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
    if (why := unfit_premise(item)) is not None:
        raise ModelError(f"statement {name!r}: {why}")
    return item


def _read_waiting(data: Mapping[str, Any], model: Model) -> Property:
    _refuse_unknown(data, ("id", "kind", "title", "why", "ground", "made", "waiting"))
    way = data["waiting"]
    _refuse_unknown(way, ("terminal", "roles", "also"))
    terminal = parse(_words(way, "terminal", "False"), model.scope, Boolean())
    roles = _names(way, "roles") if "roles" in way else None
    for role in roles or ():
        if role not in model.roles:
            raise ModelError(f"no command has the role {role!r}; {nearest(role, model.roles)}")
    item = deadlock(model, terminal, roles, _names(way, "also") if "also" in way else ())
    return replace(
        item,
        id=_words(data, "id"),
        title=_words(data, "title", item.title),
        why=_words(data, "why", ""),
        citation=_words(data, "ground", ""),
    )


def _refuse_unknown(data: Mapping[str, Any], known: Sequence[str]) -> None:
    for key in data:
        if key not in known:
            raise ModelError(f"unknown key {key!r} of a statement; {nearest(key, known)}")


def _names(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = data[key]
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise ModelError(f"{key} is a list of names, not {values!r}")
    return tuple(values)


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
