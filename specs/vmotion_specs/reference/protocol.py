"""Entries made from a model and its properties."""

from collections.abc import Iterator, Mapping
from typing import Any

from vmotion_model.catalogue import all_failures
from vmotion_model.language import (
    Boolean,
    Clock,
    Command,
    Enumeration,
    Expr,
    Integer,
    Model,
    Param,
    Var,
    to_text,
    values_of,
)
from vmotion_model.language.expressions import leaves
from vmotion_model.language.types import describe
from vmotion_model.machines import MachineEdge, edges
from vmotion_model.protocol.printed import printed_by
from vmotion_model.vmx_states import Dialect, StateNumber, VmxState
from vmotion_specs.assumptions import Assumption, fairness_of
from vmotion_specs.properties import Property
from vmotion_specs.suite import Meaning, Suite

from .causes import causes_of_command
from .entries import (
    AssumptionEntry,
    AssumptionUse,
    CommandEntry,
    ConstantEntry,
    Entry,
    Fair,
    Labelled,
    Named,
    Number,
    PhaseEntry,
    PropertyEntry,
    RoleEntry,
    VariableEntry,
)
from .theorems import theorem_entries


def suite_entries(suite: Suite) -> Iterator[Entry]:
    """Everything of one model that has a name."""
    model = suite.model
    moves = {role: edges(model, model.variable[name]) for role, name in suite.locations.items()}
    if suite.locations:
        yield from _roles(suite)
    for role, name in suite.locations.items():
        yield from _phases(suite, model.variable[name], role, moves[role])
    for command in model.commands:
        yield _command(model, command, moves.get(command.role, ()), suite.article)
    uses = {c.name: _used(*c.guard.values()) for c in model.commands}
    for var in model.variables:
        yield _variable(model, var, tuple(name for name, names in uses.items() if var.name in names))
    properties = suite.properties
    yield from _constants(model, properties)
    for item in properties:
        yield _property(model, item)
    yield from _assumptions(model, properties)


def _roles(suite: Suite) -> Iterator[RoleEntry]:
    model = suite.model
    for role in model.roles:
        location = suite.locations.get(role)
        phases = () if location is None else tuple(map(str, values_of(model.variable[location].type)))
        commands = tuple(c.name for c in model.commands if c.role == role)
        variables = tuple(v.name for v in model.variables if v.owner == role)
        known = suite.meanings.get(str(role), Meaning(f"Who does {', '.join(commands)}."))
        yield RoleEntry(str(role), known.says, model.name, phases, commands, variables)


def _phases(suite: Suite, location: Var[Any], role: str, moves: tuple[MachineEdge, ...]) -> Iterator[PhaseEntry]:
    for value in map(str, values_of(location.type)):
        known = suite.meanings.get(f"{role}.{value}", Meaning(location.description))
        vmware = known.vmware
        yield PhaseEntry(
            f"{role}.{value}",
            known.says,
            suite.model.name,
            str(role),
            value == str(location.initial),
            vmware.name if vmware else "",
            tuple(_numbers(vmware)) if vmware else (),
            known.step,
            _names(e.command for e in moves if e.target == value and e.source != value),
            _names(e.command for e in moves if e.source == value and e.target != value),
            tuple(Named(f.id, f.title) for f in all_failures() if vmware and vmware.name in f.states),
        )


def _numbers(state: VmxState) -> Iterator[Number]:
    known: Mapping[Dialect, StateNumber | None] = {Dialect.OLD: state.old, Dialect.NEW: state.new}
    for dialect, number in known.items():
        if number is None:
            yield Number(dialect, None, "no source gives it", "")
        else:
            yield Number(dialect, number.value, number.evidence.words, number.source)


def _command(model: Model, command: Command, moves: tuple[MachineEdge, ...], article: bool) -> CommandEntry:
    titles = {f.id: f.title for f in all_failures()}
    mine = [e for e in moves if e.command == command.name]
    return CommandEntry(
        command.name,
        command.description,
        model.name,
        str(command.role),
        _names(e.source for e in mine),
        _names(e.target for e in mine if e.target != e.source),
        tuple(Labelled(label, to_text(g)) for label, g in command.guard.items()),
        tuple(Labelled(name, to_text(u)) for name, u in command.updates.items()),
        _names(d.clock for d in model.deadlines if command.name in d.handlers),
        None if command.fault is None else str(command.fault),
        command.citation,
        tuple(Named(f, titles.get(f, "")) for f in command.failures),
        command.fair and command.fault is None,
        _names(command.events),
        *(causes_of_command(model.name, command.name) if article else ((), ())),
        tuple(Named(each.log, str(each.text)) for each in printed_by(command)) if article else (),
    )


def _variable(model: Model, var: Var[Any], read_by: tuple[str, ...]) -> VariableEntry:
    return VariableEntry(
        var.name,
        var.description,
        model.name,
        str(var.owner),
        describe(var.type),
        _plain_values(var),
        _plain(var.initial),
        "" if var.active is None else to_text(var.active),
        _names(c.name for c in model.commands if var.name in c.updates),
        read_by,
    )


def _plain_values(var: Var[Any]) -> tuple[str | bool | int, ...]:
    match var.type:
        case Enumeration() | Boolean():
            return tuple(map(_plain, values_of(var.type)))
        case Integer() | Clock():
            return ()


def _plain(value: Any) -> str | bool | int:
    """Members of enumerations as plain strings."""
    return str(value) if isinstance(value, str) else value


def _constants(model: Model, properties: tuple[Property, ...]) -> Iterator[ConstantEntry]:
    uses = {c.name: _used(*c.guard.values(), *c.updates.values()) for c in model.commands}
    uses |= {f"the deadline of {d.clock}": _used(d.limit) for d in model.deadlines}
    uses |= {p.id: _used(p.formula) for p in properties}
    for constant in model.constants:
        users = tuple(user for user, names in uses.items() if constant.name in names)
        yield ConstantEntry(
            constant.name, constant.description, model.name, constant.value, constant.unit, constant.citation, users
        )


def _used(*expressions: Expr[Any]) -> frozenset[str]:
    """The names of all variables and constants in some expressions; the two never share one (variables have a dot)."""
    return frozenset(leaf.name for e in expressions for leaf in leaves(e) if isinstance(leaf, Var | Param))


def _property(model: Model, item: Property) -> PropertyEntry:
    premise = to_text(item.premise)
    return PropertyEntry(
        item.id,
        item.title,
        model.name,
        item.kind.value,
        item.why,
        item.citation,
        "" if premise == "True" else premise,
        to_text(item.claim),
        to_text(item.formula),
        tuple(Labelled(o.var.name, o.var.description) for o in item.observers),
        tuple(AssumptionUse(a.name, a.description, _asks(a), a.theorems) for a in item.assumptions),
    )


def _asks(assumption: Assumption) -> tuple[Fair, ...]:
    parts = {
        Fair.WEAK: assumption.weak,
        Fair.STRONG: assumption.strong,
        Fair.FINITE: assumption.finite,
        Fair.RECURRING: assumption.recurring,
    }
    return tuple(fair for fair, part in parts.items() if part)


def _assumptions(model: Model, properties: tuple[Property, ...]) -> Iterator[AssumptionEntry]:
    titles = {t.name: t.title for t in theorem_entries()}
    for assumption in {a.name: a for p in properties for a in p.assumptions}.values():
        fairness = fairness_of(f"assumption {assumption.name}", model, (assumption,))
        yield AssumptionEntry(
            assumption.name,
            assumption.description,
            model.name,
            fairness.weak,
            fairness.strong,
            tuple(c.name for c in model.commands if c.name in fairness.finite),
            tuple(map(to_text, fairness.recurring)),
            tuple(Named(t, titles.get(t, "")) for t in assumption.theorems),
            tuple(p.id for p in properties if any(a.name == assumption.name for a in p.assumptions)),
        )


def _names(names: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, names)))
