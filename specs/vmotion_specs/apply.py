"""Applying a change to a model: every edit is checked where it stands in the change file."""

import re
from dataclasses import dataclass, replace
from typing import Any, cast

from vmotion_model.language import (
    Boolean,
    Clock,
    Command,
    Constant,
    Deadline,
    Enumeration,
    Expr,
    ExpressionError,
    Integer,
    Model,
    ModelError,
    Scope,
    Var,
    nearest,
    parse,
)
from vmotion_model.language.rebuild import transform
from vmotion_model.language.types import Type

from .change import Change, ChangeError, Edit
from .properties import Property, PropertyKind
from .timing import TIMELOCK

MAX_VALUES = 256
"""So many values an integer variable may have: more make a model that no engine finishes."""
_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$")
_MEMBER = re.compile(r"^[A-Za-z][A-Za-z0-9_]*$")
_RANGE = re.compile(r"^integer\s+(-?\d{1,9})\s*\.\.\s*(-?\d{1,9})$")


@dataclass
class _Draft:
    """A command under change."""

    name: str
    role: str
    guard: dict[str, Expr[bool]]
    effect: dict[str, Expr[Any]]
    description: str = ""
    citation: str = ""
    failures: tuple[str, ...] = ()
    fault: str | None = None
    fair: bool = True
    events: tuple[str, ...] = ()
    touched: Edit | None = None
    key: str = ""


def apply_change(change: Change, model: Model) -> Model:
    """The changed model. Raises ``ChangeError`` with the place of the edit that makes no sense, or that the language refuses."""
    return _Application(change, model).model()


def apply_to_properties(change: Change, model: Model, properties: tuple[Property, ...]) -> tuple[Property, ...]:
    """The properties to check of the changed ``model``: dropped, replaced and added ones taken into account.

    What a replacement does not name stays as it was: the premise and the words, and always the kind, the assumptions and the
    observers. An added property is an invariant.
    """
    result = {p.id: p for p in properties}
    seen: set[str] = set()
    for edit in change.of("property"):
        action, name = edit.keys["action"], edit.keys["id"]
        _one_of(change, edit, "action", ("add", "replace", "drop"))
        if name in seen:
            raise change.error(edit, "id", f"property {name} is changed twice, which is contradictory")
        seen.add(name)
        if action == "add" and name in result:
            raise change.error(edit, "id", f'there is a property {name!r} already; use action = "replace"')
        if name in result and result[name].progress:
            raise change.error(edit, "id", f"{name} guards every verdict about time and is always checked as it is")
        if action != "add" and name not in result:
            raise change.error(edit, "id", f"there is no property {name!r}; {nearest(name, result)}")
        if action == "drop":
            _nothing_else(change, edit, "title", "claim", "premise", "why")
            del result[name]
            continue
        if "claim" not in edit.keys:
            raise change.error(edit, "id", f"property {name} needs a claim")
        old = result.get(name)
        scope = model.scope
        if old is not None:
            scope = replace(scope, variables={**scope.variables, **{o.var.name: o.var for o in old.observers}})
        parts: dict[str, Any] = {k: edit.keys[k] for k in ("title", "why") if k in edit.keys}
        for key in ("claim", "premise"):
            if key in edit.keys:
                parts[key] = _expression(change, edit, key, edit.keys[key], scope, Boolean())
        if old is not None and old.kind is PropertyKind.REACHABLE and "premise" in parts:
            raise change.error(edit, "premise", f"{name} demands that something can be reached, which has no premise")
        if old is None:
            result[name] = Property(name, parts.pop("title", name), **parts)
        else:
            result[name] = replace(old, generated=False, **parts)
    dropped = {n for n, word in change.expect.statements.items() if word == "removed"}
    for name in (*change.expect.verdicts, *change.expect.statements):
        # The timelock goes with the last deadline.
        gone = name in dropped and (name == TIMELOCK or any(p.id == name for p in properties))
        if name not in result and not gone:
            place = change.places.of("expect", 0, name)
            message = f"[expect] names {name!r}, which is no property; {nearest(name, result)}"
            raise ChangeError(message, change.name, place.line, place.column)
    return tuple(result.values())


class _Application:
    def __init__(self, change: Change, model: Model) -> None:
        self.change = change
        self.old = model
        self.constants = {c.name: c for c in model.constants}
        self.variables = {v.name: v for v in model.variables}
        self.deadlines = list(model.deadlines)
        self.drafts = {
            c.name: _Draft(
                c.name,
                c.role,
                dict(c.guard),
                dict(c.updates),
                c.description,
                c.citation,
                c.failures,
                c.fault,
                c.fair,
                c.events,
            )
            for c in model.commands
        }
        self.removed: set[str] = set()
        self.rebuilt = False
        self.seen: set[tuple[str, ...]] = set()

    def model(self) -> Model:
        for table, act in (
            ("constant", self._constant),
            ("variable", self._variable),
            ("command", self._command),
            ("guard", self._guard),
            ("effect", self._effect),
            ("deadline", self._deadline),
        ):
            for edit in self.change.of(table):
                act(edit)
        commands = tuple(self._build(d) for d in self.drafts.values())
        deadlines = tuple(
            replace(d, handlers=tuple(h for h in d.handlers if h not in self.removed)) for d in self.deadlines
        )
        try:
            return Model(
                self.old.name,
                tuple(self.variables.values()),
                tuple(self.constants.values()),
                commands,
                deadlines,
                self.old.description,
            )
        except ModelError as error:
            raise self.change.error(self.change.edits[0], "", str(error)) from None

    @property
    def scope(self) -> Scope:
        return Scope(self.variables, {n: c.value for n, c in self.constants.items()})

    def _once(self, edit: Edit, key: str, *what: str) -> None:
        if what in self.seen:
            raise self.change.error(edit, key, f"{' '.join(what)} is changed twice, which is contradictory")
        self.seen.add(what)

    def _constant(self, edit: Edit) -> None:
        name = edit.keys["name"]
        if name not in self.constants:
            raise self.change.error(edit, "name", f"there is no constant {name!r}; {nearest(name, self.constants)}")
        self._once(edit, "name", "constant", name)
        old = self.constants[name]
        self.constants[name] = Constant(name, edit.keys["value"], old.unit, old.description, old.citation)
        try:
            self._follow(self.constants[name])
        except ModelError as error:
            raise self.change.error(edit, "value", str(error)) from None

    def _follow(self, constant: Constant) -> None:
        """The ranges that end at a constant end at its new value, in the variables and in all that speaks of them."""
        fresh: dict[str, Expr[Any]] = {}
        for var in self.variables.values():
            if var.follows == constant.name and isinstance(var.type, Integer):
                fresh[var.name] = replace(var, of_type=Integer(var.type.low, constant.value))
        if not fresh:
            return

        def own(leaf: Expr[Any]) -> Expr[Any]:
            return fresh.get(leaf.name, leaf) if isinstance(leaf, Var) else leaf

        for clock in [v for v in self.variables.values() if v.active is not None]:
            active = transform(clock.active, own) if clock.active is not None else None
            if active is not clock.active:
                fresh[clock.name] = replace(clock, active=active)
        self.variables = {n: cast("Var[Any]", fresh.get(n, v)) for n, v in self.variables.items()}
        self.deadlines = [replace(d, limit=transform(d.limit, own)) for d in self.deadlines]
        for draft in self.drafts.values():
            draft.guard = {label: transform(g, own) for label, g in draft.guard.items()}
            draft.effect = {name: transform(e, own) for name, e in draft.effect.items()}
        self.rebuilt = True

    def _variable(self, edit: Edit) -> None:
        name, owner = edit.keys["name"], edit.keys["owner"]
        if name in self.variables:
            raise self.change.error(edit, "name", f"there is a variable {name!r} already")
        if not _NAME.match(name):
            raise self.change.error(edit, "name", f"{name!r} is no name; write it like 'network.batch'")
        owners = {v.owner for v in self.old.variables} | set(self.old.roles)
        if owner not in owners:
            raise self.change.error(edit, "owner", f"nobody is called {owner!r}; {nearest(owner, owners)}")
        type_ = self._type(edit)
        active = None
        if isinstance(type_, Clock):
            if "active" not in edit.keys:
                raise self.change.error(edit, "name", "a clock needs active: the condition under which it runs")
            active = _expression(self.change, edit, "active", edit.keys["active"], self.scope, Boolean())
        elif "active" in edit.keys:
            raise self.change.error(edit, "active", "only a clock says when it is active")
        elif "initial" not in edit.keys:
            raise self.change.error(edit, "name", f"variable {name} needs an initial value")
        try:
            self.variables[name] = Var(
                name, type_, owner, edit.keys.get("initial", 0), edit.keys.get("says", ""), active
            )
        except ModelError as error:
            raise self.change.error(edit, "initial", str(error)) from None

    def _type(self, edit: Edit) -> Type:
        kind = edit.keys["kind"]
        if isinstance(kind, list):
            for var in self.old.variables:
                if isinstance(var.type, Enumeration) and set(var.type.members) == set(kind):
                    return var.type
            if not kind or len(set(kind)) < len(kind) or not all(_MEMBER.match(m) for m in kind):
                raise self.change.error(edit, "kind", "a list of members is wanted, each a plain name and different")
            return Enumeration(edit.keys["name"].replace(".", "_"), tuple(kind))
        if kind == "boolean":
            return Boolean()
        if kind == "clock":
            return Clock()
        if match := _RANGE.match(kind):
            low, high = int(match.group(1)), int(match.group(2))
            if not low <= high < low + MAX_VALUES:
                message = f"an integer goes from low to high and has at most {MAX_VALUES} values"
                raise self.change.error(edit, "kind", message)
            return Integer(low, high)
        enumerations = {v.type.name: v.type for v in self.old.variables if isinstance(v.type, Enumeration)}
        if kind in enumerations:
            return enumerations[kind]
        known = ["boolean", "clock", "integer 0..3", *enumerations]
        raise self.change.error(edit, "kind", f"unknown kind {kind!r}; {nearest(kind, known)}")

    def _command(self, edit: Edit) -> None:
        name = edit.keys["name"]
        _one_of(self.change, edit, "action", ("add", "remove"))
        self._once(edit, "name", "command", name)
        if edit.keys["action"] == "remove":
            _nothing_else(self.change, edit, "role", "guard", "effect", "says", "fact", "fault", "fair", "events")
            if name not in self.drafts:
                raise self.change.error(edit, "name", f"there is no command {name!r}; {nearest(name, self.drafts)}")
            del self.drafts[name]
            self.removed.add(name)
            return
        if name in self.drafts:
            raise self.change.error(edit, "name", f"there is a command {name!r} already")
        role = edit.keys.get("role", "")
        if role not in self.old.roles:
            raise self.change.error(edit, "role", f"there is no role {role!r}; {nearest(role, self.old.roles)}")
        draft = _Draft(name, role, {}, {}, edit.keys.get("says", ""), edit.keys.get("fact", ""), touched=edit)
        draft.fault = edit.keys.get("fault")
        draft.fair = edit.keys.get("fair", True)
        draft.events = tuple(edit.keys.get("events", ()))
        known = {str(e) for c in self.old.commands for e in c.events}
        for event in draft.events:
            if event not in known:
                # Properties and assumptions know no other: it would mean nothing.
                raise self.change.error(edit, "events", f"there is no event {event!r}; {nearest(event, known)}")
        for label, text in edit.keys.get("guard", {}).items():
            key = f"guard.{label}"
            draft.guard[label] = _expression(self.change, edit, key, text, self.scope, Boolean())
        for variable, text in edit.keys.get("effect", {}).items():
            key = f"effect.{variable}"
            var = self._find_variable(edit, key, variable)
            draft.effect[variable] = _expression(self.change, edit, key, text, self.scope, var.type)
        self.drafts[name] = draft

    def _guard(self, edit: Edit) -> None:
        draft, label = self._draft(edit), edit.keys["conjunct"]
        _one_of(self.change, edit, "action", ("drop", "add", "replace"))
        action = edit.keys["action"]
        self._once(edit, "conjunct", "guard", draft.name, label)
        if action == "add" and label in draft.guard:
            raise self.change.error(edit, "conjunct", f"command {draft.name} has a guard {label!r} already")
        if action != "add" and label not in draft.guard:
            message = f"command {draft.name} has no guard {label!r}; {nearest(label, draft.guard)}"
            raise self.change.error(edit, "conjunct", message)
        if action == "drop":
            _nothing_else(self.change, edit, "expression")
            del draft.guard[label]
        else:
            if "expression" not in edit.keys:
                raise self.change.error(edit, "action", f"action = {action!r} needs an expression")
            text = edit.keys["expression"]
            draft.guard[label] = _expression(self.change, edit, "expression", text, self.scope, Boolean())
        draft.touched, draft.key = edit, "expression" if "expression" in edit.keys else "conjunct"

    def _effect(self, edit: Edit) -> None:
        draft, name = self._draft(edit), edit.keys["variable"]
        var = self._find_variable(edit, "variable", name)
        self._once(edit, "variable", "effect", draft.name, name)
        if edit.keys.get("action", "set") == "remove":
            _nothing_else(self.change, edit, "value")
            if name not in draft.effect:
                message = f"command {draft.name} does not change {name}; {nearest(name, draft.effect)}"
                raise self.change.error(edit, "variable", message)
            del draft.effect[name]
            draft.touched, draft.key = edit, "variable"
            return
        _one_of(self.change, edit, "action", ("set", "remove"), default="set")
        if "value" not in edit.keys:
            raise self.change.error(edit, "variable", 'an effect needs a value, or action = "remove"')
        draft.effect[name] = _expression(self.change, edit, "value", edit.keys["value"], self.scope, var.type)
        draft.touched, draft.key = edit, "value"

    def _deadline(self, edit: Edit) -> None:
        _one_of(self.change, edit, "action", ("add", "remove", "replace"))
        clock, action = edit.keys["clock"], edit.keys["action"]
        known = [d.clock for d in self.deadlines]
        self._once(edit, "clock", "deadline", clock)
        if action == "add" and clock in known:
            raise self.change.error(edit, "clock", f'{clock} has a deadline already; use action = "replace"')
        if action != "add" and clock not in known:
            raise self.change.error(edit, "clock", f"there is no deadline of {clock!r}; {nearest(clock, known)}")
        old = next((d for d in self.deadlines if d.clock == clock), None)
        self.deadlines = [d for d in self.deadlines if d.clock != clock]
        if action == "remove":
            _nothing_else(self.change, edit, "limit", "handlers")
            return
        self._find_variable(edit, "clock", clock)
        limit = None if old is None else old.limit
        if "limit" in edit.keys:
            limit = _expression(self.change, edit, "limit", edit.keys["limit"], self.scope, Integer(0, 0))
        if limit is None:
            raise self.change.error(edit, "clock", "a new deadline needs a limit")
        handlers = tuple(edit.keys.get("handlers", () if old is None else old.handlers))
        for handler in handlers:
            if handler not in self.drafts:
                raise self.change.error(edit, "handlers", f"unknown {handler!r}; {nearest(handler, self.drafts)}")
        self.deadlines.append(Deadline(clock, limit, handlers))

    def _draft(self, edit: Edit) -> _Draft:
        name = edit.keys["command"]
        if name not in self.drafts:
            gone = " (this change removes it)" if name in self.removed else ""
            message = f"there is no command {name!r}{gone}; {nearest(name, self.drafts)}"
            raise self.change.error(edit, "command", message)
        return self.drafts[name]

    def _find_variable(self, edit: Edit, key: str, name: str) -> Var[Any]:
        if name not in self.variables:
            raise self.change.error(edit, key, f"there is no variable {name!r}; {nearest(name, self.variables)}")
        return self.variables[name]

    def _build(self, draft: _Draft) -> Command:
        if draft.touched is None and not self.rebuilt:
            return self.old.command[draft.name]
        effect = {self.variables[n]: e for n, e in draft.effect.items()}
        try:
            return Command(
                draft.name,
                draft.role,
                draft.guard,
                effect,
                draft.description,
                draft.citation,
                draft.failures,
                draft.fault,
                draft.fair,
                draft.events,
            )
        except ModelError as error:
            raise self.change.error(draft.touched or self.change.edits[0], draft.key, str(error)) from None


def _expression(change: Change, edit: Edit, key: str, text: str, scope: Scope, expected: Type) -> Expr[Any]:
    try:
        return parse(text, scope, expected)
    except ExpressionError as error:
        raise change.error(edit, key, str(error), error.offset) from None


def _nothing_else(change: Change, edit: Edit, *keys: str) -> None:
    for key in keys:
        if key in edit.keys:
            raise change.error(edit, key, f"action = {edit.keys['action']!r} takes no {key}")


def _one_of(change: Change, edit: Edit, key: str, allowed: tuple[str, ...], default: str | None = None) -> None:
    value = edit.keys.get(key, default)
    if value not in allowed:
        raise change.error(edit, key, f"{key} must be one of {', '.join(allowed)}, not {value!r}")
