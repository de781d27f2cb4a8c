"""What two versions of a model have in common: the parts that say the same in both, and the names that stand in them."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from vmotion_model.language import Command, Const, Enumeration, Expr, Model, Param, Var, lift, to_text
from vmotion_model.language.expressions import leaves
from vmotion_model.language.types import describe

from .properties import Property
from .suite_json import ModelVersion
from .text_alignment import NamedThing, NameKind

ASKED = "property"


class Ground:
    """What two versions have in common, and so what a name stands on: something that has it and is the same in both."""

    def __init__(self, before: ModelVersion, after: ModelVersion) -> None:
        self._parts = _parts(before), _parts(after)
        own, other = self._parts
        self._same = {key for key, (what, _) in own.items() if key in other and other[key][0] == what}

    def holds(self, name: NamedThing) -> bool:
        """Whether what has this name is the same in both versions, and so is something that speaks of it, if anything does."""
        if (
            name.kind in (NameKind.COMMAND, NameKind.VARIABLE, NameKind.CONSTANT)
            and (name.kind, name.text) not in self._same
        ):
            return False
        if name.kind is NameKind.COMMAND:
            return True
        # A property alone shows nothing of what the model itself uses: it may ask for something else now.
        for asked in (False, True):
            if any(name in self._parts[0][key][1] for key in self._same if (key[0] == ASKED) is asked):
                return True
            if any(name in names for of in self._parts for key, (_, names) in of.items() if (key[0] == ASKED) is asked):
                return False
        return True


def _parts(version: ModelVersion) -> Mapping[tuple[NameKind | str, str], tuple[Hashable, frozenset[NamedThing]]]:
    """Of each part of a version what it is, but for its words, and whose names it has in it."""
    model = version.model
    found: dict[tuple[NameKind | str, str], tuple[Hashable, frozenset[NamedThing]]] = {}
    for command in model.commands:
        expressions = (*command.guard.values(), *command.updates.values())
        names = {n for e in expressions for n in _names(e)} | {
            NamedThing(NameKind.VARIABLE, n) for n in command.updates
        }
        found[(NameKind.COMMAND, command.name)] = (_command(command), frozenset(names))
    for var in model.variables:
        names = set() if var.active is None else set(_names(var.active))
        if isinstance(var.type, Enumeration):
            names |= {
                NamedThing(NameKind.ENUMERATION, var.type.name),
                NamedThing(NameKind.MEMBER, str(var.initial), var.type.name),
            }
        names |= {NamedThing(NameKind.CONSTANT, var.follows)} if var.follows else set()
        found[(NameKind.VARIABLE, var.name)] = (_variable(var), frozenset(names))
    found |= {(NameKind.CONSTANT, name): (what, frozenset()) for name, what in constants_of(model).items()}
    for due in model.deadlines:
        names = {*_names(due.limit), NamedThing(NameKind.VARIABLE, due.clock)}
        found[("deadline", due.clock)] = ((to_text(due.limit), due.handlers), frozenset(names))
    for item in version.properties:
        if not item.generated and not item.progress:
            found[(ASKED, item.id)] = (_statement(item), frozenset((*_names(item.premise), *_names(item.claim))))
    return found


def _command(command: Command) -> Hashable:
    texts = (frozenset((n, to_text(e)) for n, e in part.items()) for part in (command.guard, command.updates))
    return (str(command.role), command.fault, command.fair, tuple(map(str, command.events)), *texts)


def _variable(var: Var[Any]) -> Hashable:
    active = "" if var.active is None else to_text(var.active)
    return str(var.owner), describe(var.type), str(var.initial), active, var.follows, var.rigid


def _names(expr: Expr[Any]) -> Iterator[NamedThing]:
    for leaf in leaves(expr):
        match leaf:
            case Var(name=name):
                yield NamedThing(NameKind.VARIABLE, name)
            case Param(name=name):
                yield NamedThing(NameKind.CONSTANT, name)
            case Const(value=value, of_type=Enumeration(name=name)):
                yield NamedThing(NameKind.MEMBER, str(value), name)


def constants_of(model: Model) -> Mapping[str, Hashable]:
    return {c.name: (c.value, c.unit) for c in model.constants}


def statements(version: ModelVersion) -> Mapping[str, Hashable]:
    """By id all that a property says, but for its words."""
    return {p.id: _statement(p) for p in version.properties if not p.progress}


def _statement(item: Property) -> Hashable:
    observed = tuple(
        (
            o.var.name,
            *(tuple((str(n), to_text(lift(v, o.var.type))) for n, v in d.items()) for d in (o.effects, o.events)),
        )
        for o in item.observers
    )
    way = item.waiting
    made = None if way is None else (to_text(way.terminal), way.roles, way.also)
    return item.kind, to_text(item.premise), to_text(item.claim), observed, item.assumptions and _assumed(item), made


def _assumed(item: Property) -> Hashable:
    return tuple((a.name, a.weak, a.strong, a.finite, tuple(map(to_text, a.recurring))) for a in item.assumptions)
