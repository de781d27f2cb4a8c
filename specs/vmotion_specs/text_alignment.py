"""Two texts side by side: which names of the one stand where names of the other stand, if nothing else differs.

It knows of two versions of a model which names are in one of them only. Everything else has to be the same to the letter.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any

from vmotion_model.language import Command, Const, Deadline, Enumeration, Expr, Model, Param, Type, Value, Var

from .properties import Property

MOST_WAYS = 24
"""With so many ways to pair the renamed variables that a command sets, it tells none of them."""


class NameKind(StrEnum):
    """What can have another name."""

    COMMAND = "command"
    VARIABLE = "variable"
    CONSTANT = "constant"
    ENUMERATION = "enumeration"
    MEMBER = "member"
    ROLE = "role"


@dataclass(frozen=True)
class NamedThing:
    """A name; ``of`` is the enumeration of a member."""

    kind: NameKind
    text: str
    of: str = ""


class DiffersError(Exception):
    """The two texts differ in more than names."""


Pairs = Mapping[NamedThing, NamedThing]
"""Names of the newer version by those of the older one."""


def named(model: Model) -> dict[NamedThing, Hashable]:
    """All names that a model has, in their order."""
    found: dict[NamedThing, Hashable] = {NamedThing(NameKind.COMMAND, c.name): None for c in model.commands}
    found |= {NamedThing(NameKind.VARIABLE, v.name): None for v in model.variables}
    found |= {NamedThing(NameKind.CONSTANT, c.name): None for c in model.constants}
    for type_ in enumerations(model).values():
        found[NamedThing(NameKind.ENUMERATION, type_.name)] = None
        found |= {NamedThing(NameKind.MEMBER, m, type_.name): None for m in type_.members}
    found |= {NamedThing(NameKind.ROLE, r): None for r in (*model.roles, *(str(v.owner) for v in model.variables))}
    return found


def enumerations(model: Model) -> Mapping[str, Enumeration]:
    """Its enumerations by name."""
    return {v.type.name: v.type for v in model.variables if isinstance(v.type, Enumeration)}


@dataclass
class Alignment:
    """Names paired so far: ``known`` from elsewhere, ``pairs`` here. Its methods raise ``DiffersError``."""

    older: Mapping[NamedThing, Hashable]
    newer: Mapping[NamedThing, Hashable]
    known: Pairs
    taken: Mapping[NamedThing, NamedThing]
    pairs: dict[NamedThing, NamedThing] = field(default_factory=dict)

    def name(self, kind: NameKind, old: str, new: str, of: tuple[str, str] = ("", "")) -> None:
        """Pair two names of a kind; those of members are ``of`` enumerations, which are paired, too."""
        if kind is NameKind.MEMBER:
            self.name(NameKind.ENUMERATION, *of)
        one, two = NamedThing(kind, old, of[0]), NamedThing(kind, new, of[1])
        if kind is NameKind.MEMBER:
            gone = one in self.older and NamedThing(kind, old, of[1]) not in self.newer
            came = two in self.newer and NamedThing(kind, new, of[0]) not in self.older
        else:
            gone, came = one in self.older and one not in self.newer, two in self.newer and two not in self.older
        if not gone or not came:
            if old != new or gone or came:
                raise DiffersError
            return
        if self.known.get(one, two) != two or self.taken.get(two, one) != one:
            raise DiffersError
        if self.pairs.setdefault(one, two) != two or any(b == two and a != one for a, b in self.pairs.items()):
            raise DiffersError

    def type(self, old: Type, new: Type) -> None:
        """Two types; of enumerations the name, for one that has a member more is still the same."""
        if isinstance(old, Enumeration) and isinstance(new, Enumeration):
            self.name(NameKind.ENUMERATION, old.name, new.name)
        elif old != new:
            raise DiffersError

    def value(self, old: Value, new: Value, types: tuple[Type, Type]) -> None:
        """Two values of these types."""
        self.type(*types)
        if isinstance(types[0], Enumeration) and isinstance(types[1], Enumeration):
            self.name(NameKind.MEMBER, str(old), str(new), (types[0].name, types[1].name))
        elif type(old) is not type(new) or old != new:
            raise DiffersError

    def expression(self, old: Expr[Any], new: Expr[Any]) -> None:
        """Two expressions, part by part in their order."""
        match old, new:
            case Var(), Var():
                self.name(NameKind.VARIABLE, old.name, new.name)
            case Param(), Param():
                self.name(NameKind.CONSTANT, old.name, new.name)
            case Const(), Const():
                types = [c.of_type if isinstance(c.of_type, Enumeration) else None for c in (old, new)]
                if types[0] is not None and types[1] is not None:
                    self.value(old.value, new.value, (types[0], types[1]))
                elif types != [None, None] or type(old.value) is not type(new.value) or old.value != new.value:
                    raise DiffersError
            case _:
                if type(old) is not type(new) or len(old.children) != len(new.children):
                    raise DiffersError
                for one, two in zip(old.children, new.children, strict=True):
                    self.expression(one, two)

    def variable(self, old: Var[Any], new: Var[Any]) -> None:
        """Two variables, all but their sentences."""
        self.name(NameKind.VARIABLE, old.name, new.name)
        self.name(NameKind.ROLE, str(old.owner), str(new.owner))
        self.value(old.initial, new.initial, (old.type, new.type))
        if (
            (old.active is None) != (new.active is None)
            or old.rigid != new.rigid
            or bool(old.follows) != bool(new.follows)
        ):
            raise DiffersError
        if old.active is not None and new.active is not None:
            self.expression(old.active, new.active)
        if old.follows:
            self.name(NameKind.CONSTANT, old.follows, new.follows)

    def command(self, old: Command, new: Command) -> None:
        """Two commands, all but their sentences and sources."""
        if (old.fault, old.fair, old.events) != (
            new.fault,
            new.fair,
            new.events,
        ) or old.guard.keys() != new.guard.keys():
            raise DiffersError
        self.name(NameKind.COMMAND, old.name, new.name)
        self.name(NameKind.ROLE, str(old.role), str(new.role))
        for label, conjunct in old.guard.items():
            self.expression(conjunct, new.guard[label])
        self._effects(old.updates, new.updates)

    def deadline(self, old: Deadline, new: Deadline) -> None:
        """Two deadlines."""
        if len(old.handlers) != len(new.handlers):
            raise DiffersError
        self.name(NameKind.VARIABLE, old.clock, new.clock)
        self.expression(old.limit, new.limit)
        for one, two in zip(old.handlers, new.handlers, strict=True):
            self.name(NameKind.COMMAND, one, two)

    def property(self, old: Property, new: Property) -> None:
        """What two properties say, but for their observers and assumptions."""
        if old.kind is not new.kind:
            raise DiffersError
        self.expression(old.premise, new.premise)
        self.expression(old.claim, new.claim)

    def _effects(self, old: Mapping[str, Expr[Any]], new: Mapping[str, Expr[Any]]) -> None:
        """Their order says nothing: what is set is paired by its name, and else in the only way that fits."""
        if len(old) != len(new):
            raise DiffersError
        left, right = dict(old), dict(new)
        for name in old:
            own = NamedThing(NameKind.VARIABLE, name)
            partner = self.known.get(own, self.pairs.get(own, own)).text
            if partner in right:
                self.name(NameKind.VARIABLE, name, partner)
                self.expression(left.pop(name), right.pop(partner))
        ways = list(islice(self._ways(left, right), MOST_WAYS))
        if not ways:
            raise DiffersError
        if len(ways) < MOST_WAYS:
            # What all ways agree in.
            self.pairs |= {one: two for one, two in ways[0].items() if all(way.get(one) == two for way in ways)}

    def _ways(
        self, left: Mapping[str, Expr[Any]], right: Mapping[str, Expr[Any]]
    ) -> Iterator[Mapping[NamedThing, NamedThing]]:
        """What is paired, in each way to pair what is set."""
        if not left:
            yield self.pairs
            return
        (one, value), *rest = left.items()
        for two, other in right.items():
            trial = Alignment(self.older, self.newer, self.known, self.taken, dict(self.pairs))
            try:
                trial.name(NameKind.VARIABLE, one, two)
                trial.expression(value, other)
            except DiffersError:
                continue
            yield from trial._ways(dict(rest), {n: v for n, v in right.items() if n != two})


def paired(align: Callable[[Alignment], None], alignment: Alignment) -> Pairs | None:
    """The names that are paired; None where more differs than names."""
    try:
        align(alignment)
    except DiffersError:
        return None
    return alignment.pairs
