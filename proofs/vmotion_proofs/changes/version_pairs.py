"""Two versions of a model side by side: the model of the runs that both have, and what must hold along them.

A state of the pair holds what either version holds after the same commands and delays. A variable that both versions provably
hold alike is kept once (*merged*), any other once for each version; variables that no guard and no deadline ever depends on are
left out. The pair is an ordinary model, with dense time and the deadlines of both versions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vmotion_model.language import (
    ELAPSE,
    FALSE,
    SHARED,
    TRUE,
    Clock,
    Deadline,
    Expr,
    Integer,
    Model,
    Param,
    Var,
    all_of,
    any_of,
    lift,
    negate,
    substitute,
    variables_of,
)
from vmotion_model.language.commands import derived, reads_clock
from vmotion_model.language.expressions import Add, And, AtMost, Equal, is_literal, same
from vmotion_model.language.substitute import transform
from vmotion_model.language.types import Type, comparable

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Pair:
    """Both versions, with the variables named in ``apart`` kept once for each.

    ``seen`` are variables that are to be kept although no guard depends on them.
    """

    before: Model
    after: Model
    apart: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()

    def version(self, side: str) -> Model:
        """The version of one side."""
        return self.before if side == BEFORE else self.after

    @staticmethod
    def other(side: str) -> str:
        """The other side."""
        return AFTER if side == BEFORE else BEFORE

    @cached_property
    def merged(self) -> frozenset[str]:
        """The variables that are kept once."""
        kept = self.kept[BEFORE] | self.kept[AFTER]
        return frozenset(n for n in kept - self.apart if alike(self.before, self.after, n))

    @cached_property
    def kept(self) -> Mapping[str, frozenset[str]]:
        """The variables of each version that something depends on; of those that may be merged, in either version."""
        shared = {n for n in self.before.variable if alike(self.before, self.after, n)}
        wanted = set(self.seen)
        while True:
            found = {side: _relevant(self.version(side), wanted) for side in (BEFORE, AFTER)}
            more = (found[BEFORE] | found[AFTER]) & shared
            if more <= wanted:
                return found
            wanted |= more

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, Var[Any]]]:
        """By side and name in that version: the variable of the pair (of every variable, kept or not)."""
        prefix = {side: _prefix(side, self.before, self.after) for side in (BEFORE, AFTER)}
        found: dict[str, dict[str, Var[Any]]] = {BEFORE: {}, AFTER: {}}
        for timed in (False, True):
            # What a clock's condition reads is no clock, so that comes first.
            for side, own in found.items():
                for var in self.version(side).variables:
                    if isinstance(var.type, Clock) != timed:
                        continue
                    if side == AFTER and var.name in self.merged:
                        own[var.name] = found[BEFORE][var.name]
                        continue
                    name = var.name if var.name in self.merged else f"{prefix[side]}.{var.name}"
                    active = None if var.active is None else substitute(self._fix(var.active, side), own)
                    own[var.name] = Var(name, var.type, SHARED, var.initial, var.description, active, rigid=var.rigid)
        return found

    def of(self, side: str, expr: Expr[Any]) -> Expr[Any]:
        """An expression of one version, over the pair."""
        return substitute(self._fix(expr, side), self.names[side])

    def _fix(self, expr: Expr[Any], side: str) -> Expr[Any]:
        """The expression with the version's constants filled in: the two may differ in them."""
        values = self.version(side).values
        return transform(expr, lambda e: lift(values[e.name]) if isinstance(e, Param) else e)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The commands of both versions."""
        return tuple(dict.fromkeys([*self.before.command, *self.after.command]))

    @cached_property
    def guards(self) -> Mapping[str, Mapping[str, Expr[bool]]]:
        """By side and label; ``FALSE`` for a command that the version does not have."""
        found: dict[str, dict[str, Expr[bool]]] = {BEFORE: {}, AFTER: {}}
        for side, own in found.items():
            commands = self.version(side).command
            for label in self.labels:
                own[label] = self.of(side, commands[label].enabled) if label in commands else FALSE
        return found

    def differing(self, label: str, side: str) -> Expr[bool]:
        """Where only the version of ``side`` can do the command."""
        mine, yours = self.guards[side][label], self.guards[self.other(side)][label]
        parts = {p.key for p in _parts(mine)}
        missing = [p for p in _parts(yours) if p.key not in parts]
        return all_of(mine, negate(all_of(*missing)))

    def timed(self, side: str) -> bool:
        """Whether it is an open condition, which whole ticks do not decide, that only the version of ``side`` can do something.

        What it asks of clocks is closed, and so is what it does not ask of them; the pair is closed as well. So the condition is
        open only where the other version asks something else of clocks, or other deadlines bind it.
        """
        for label in self.labels:
            mine, yours = self.guards[side][label], self.guards[self.other(side)][label]
            parts = {p.key for p in _parts(mine)}
            if not is_literal(mine, False) and any(reads_clock(p) for p in _parts(yours) if p.key not in parts):
                return True
        return not is_literal(self.waits(side), True)

    def goals(self, side: str) -> dict[str, Expr[bool]]:
        """What must hold in all states for the version of ``side`` to have no run of its own; what holds anyway is left out."""
        found = {label: negate(self.differing(label, side)) for label in self.labels}
        found[ELAPSE] = self.waits(side)
        return {f"{side}: {name}": goal for name, goal in found.items() if not is_literal(goal, True)}

    def waits(self, side: str) -> Expr[bool]:
        """That the other version may wait as long as that of ``side`` may: each of its deadlines comes no earlier than some."""
        mine, yours = self.deadlines(side), self.deadlines(self.other(side))
        return all_of(*(_no_earlier(d, mine) for d in yours))

    def deadlines(self, side: str) -> list[tuple[Var[Any], int]]:
        """The clocks of one version that have deadlines, with the limits in seconds."""
        model = self.version(side)
        return [(self.names[side][d.clock], model.limit_of(d)) for d in model.deadlines]

    def may_elapse(self, side: str, seconds: int) -> Expr[bool]:
        """Whether the version of one side may let so much time pass."""
        return self.of(side, self.version(side).may_elapse(lift(seconds)))

    @cached_property
    def agreements(self) -> Mapping[tuple[str, str], Expr[bool]]:
        """What must hold in all states for merged variables to be alike for ever, by what it is about and the variable."""
        found: dict[tuple[str, str], Expr[bool]] = {}
        for label in self.labels:
            if label not in self.before.command or label not in self.after.command:
                continue
            if self._unchanged(label):
                continue
            old, new = (self.version(s).updates_of[label] for s in (BEFORE, AFTER))
            both = all_of(self.guards[BEFORE][label], self.guards[AFTER][label])
            for name in sorted(self.merged & (old.keys() | new.keys())):
                here = self.names[BEFORE][name]
                one, two = (self.of(s, u[name]) if name in u else here for s, u in ((BEFORE, old), (AFTER, new)))
                if not same(one, two):
                    found[label, name] = both.implies(Equal(one, two))
        for name in sorted(self.merged):
            conditions = [self.version(s).variable[name].active for s in (BEFORE, AFTER)]
            if conditions[0] is not None and conditions[1] is not None:
                one, two = self.of(BEFORE, conditions[0]), self.of(AFTER, conditions[1])
                if not same(one, two):
                    found[ELAPSE, name] = Equal(one, two)
        return found

    def _unchanged(self, label: str) -> bool:
        """Whether a command is one and the same object over merged variables only, so that nothing need be compared."""
        command = self.before.command[label]
        if command is not self.after.command[label] or dict(self.before.values) != dict(self.after.values):
            return False
        old, new = (self.version(s).updates_of[label] for s in (BEFORE, AFTER))
        return old.keys() == new.keys() and all(
            same(u, new[n]) and variables_of(u).keys() <= self.merged for n, u in old.items() if n in self.merged
        )

    def clocks_agree(self, name: str) -> Expr[bool]:
        """That a clock of both versions is started, stopped and reset together in the state, whatever happens next."""
        old, new = (self.version(s).variable[name] for s in (BEFORE, AFTER))
        assert old.active is not None
        assert new.active is not None
        parts: list[Expr[bool]] = [Equal(self.of(BEFORE, old.active), self.of(AFTER, new.active))]
        parts.extend(
            negate(all_of(self.guards[BEFORE][label], self.guards[AFTER][label]))
            for label in self.before.command.keys() & self.after.command.keys()
            if (name in self.before.command[label].updates) != (name in self.after.command[label].updates)
        )
        return all_of(*parts)

    @cached_property
    def model(self) -> Model:
        """The runs that both versions have, as a model."""
        kept: dict[str, Var[Any]] = {}
        for side in (BEFORE, AFTER):
            for name, var in self.names[side].items():
                if name in self.merged or name in self.kept[side]:
                    kept[var.name] = var
        commands = []
        for label in self.labels:
            if label not in self.before.command or label not in self.after.command:
                continue
            effect: dict[Var[Any], Expr[Any]] = {}
            for side in (AFTER, BEFORE):
                for name, update in self.version(side).command[label].updates.items():
                    var = self.names[side][name]
                    if var.name in kept and (side == BEFORE or name not in self.merged):
                        effect[var] = self.of(side, update)
            old = self.before.command[label]
            guard = {"both can": all_of(self.guards[BEFORE][label], self.guards[AFTER][label])}
            commands.append(derived(label, old.role, guard, effect))
        limits = {(v.name, limit) for s in (BEFORE, AFTER) for v, limit in self.deadlines(s)}
        deadlines = tuple(Deadline(name, lift(limit), ()) for name, limit in sorted(limits))
        return Model(f"{self.before.name}, two versions", tuple(kept.values()), (), tuple(commands), deadlines)


def alike(before: Model, after: Model, name: str) -> bool:
    """Whether both versions have the variable, with the same values and the same initial one; a rigid one may have any."""
    old, new = before.variable.get(name), after.variable.get(name)
    if old is None or new is None or not _same_values(old.type, new.type) or old.rigid is not new.rigid:
        return False
    if old.rigid:
        return True
    return type(old.initial) is type(new.initial) and old.initial == new.initial


def _same_values(left: Type, right: Type) -> bool:
    if isinstance(left, Clock) != isinstance(right, Clock) or not comparable(left, right):
        return False
    return not isinstance(left, Integer) or left == right


def _relevant(model: Model, seen: Iterable[str]) -> frozenset[str]:
    """The variables on which it depends what can happen when, and those named in ``seen`` with what they depend on."""
    waiting = {n for n in seen if n in model.variable}
    waiting |= {n for c in model.commands for n in variables_of(c.enabled)}
    waiting |= {d.clock for d in model.deadlines}
    reads: dict[str, set[str]] = {}
    for command in model.commands:
        for name, update in command.updates.items():
            reads.setdefault(name, set()).update(variables_of(update))
    for clock in model.clocks:
        assert clock.active is not None
        reads.setdefault(clock.name, set()).update(variables_of(clock.active))
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= reads.get(name, set()) - found
    return frozenset(found)


def _prefix(side: str, *models: Model) -> str:
    """The side's name, or one like it where variables begin with that."""
    prefix = side
    while any(v.name.startswith(f"{prefix}.") for m in models for v in m.variables):
        prefix += "_"
    return prefix


def _other(side: str) -> str:
    return AFTER if side == BEFORE else BEFORE


def _parts(guard: Expr[bool]) -> Iterator[Expr[bool]]:
    if not is_literal(guard, True):
        yield from guard.parts if isinstance(guard, And) else (guard,)


def _no_earlier(deadline: tuple[Var[Any], int], others: Iterable[tuple[Var[Any], int]]) -> Expr[bool]:
    """That a deadline, where it binds, comes no earlier than some of the others that bind."""
    clock, limit = deadline
    assert clock.active is not None
    sooner = []
    for other, its in others:
        assert other.active is not None
        if other is clock and its <= limit:
            return TRUE
        sooner.append(all_of(other.active, AtMost(Add.of(clock, lift(its)), Add.of(other, lift(limit)))))
    return clock.active.implies(any_of(*sooner))
