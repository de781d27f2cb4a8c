"""Promela: the finite model for SPIN, one process whose loop takes one command as one step.

Every command is a ``d_step``, so that SPIN stores no state within it; a state of SPIN is a state of the model. What must hold
stands in the same loop: an option that is executable exactly where a property is broken, and then fails an assertion. In a
state that breaks nothing it is no transition. The process never ends, and need not go on (label ``end``).
Effects that happen at once become assignments in sequence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from vmotion_model.language import Boolean, Command, Enumeration, Expr, Integer, Var, variables_of
from vmotion_model.language.expressions import to_text
from vmotion_proofs.solving.encode_terms import code_of
from vmotion_proofs.solving.symbol_names import PROMELA_RESERVED, Names, promela_name, sentence

from .infix import Syntax, atom, to_infix
from .question import CheckerQuestion, stored_bounds

# The declared ranges are asked of SPIN like a property, but they are none: no id of a property means them.
_RANGES = "ranges"


def to_promela(question: CheckerQuestion) -> str:
    """The whole file; raises ``ModelError`` where a number is too large for Promela."""
    return "\n".join(_Writer(question).lines()) + "\n"


def numbered_properties(question: CheckerQuestion) -> dict[int, str | None]:
    """The number that the variable ``broken`` gets before the assertion of each property fails; None: a range was left."""
    return dict(enumerate((*question.invariants, None), 1))


class _Writer:
    def __init__(self, question: CheckerQuestion) -> None:
        self.question = question
        self.model = question.model
        self.names = Names(PROMELA_RESERVED, promela_name)
        self.stored = stored_bounds(question)
        self.syntax = Syntax(
            ("false", "true"),
            "!",
            "&&",
            "||",
            "==",
            "!=",
            "({condition} -> {then} : {otherwise})",
            lambda name: self.names.of("v", ("variable", name), name),
            lambda name: self.names.of("c", ("constant", name), name),
            self.member,
        )

    def member(self, of: Enumeration, member: str) -> str:
        return self.names.of("e", (*of.identity, member), f"{of.name}.{member}")

    def lines(self) -> Iterator[str]:
        question, model = self.question, self.model
        yield f"/* {sentence(model.name)}: {sentence(question.instance)}; one tick of its clocks is {question.tick}."
        yield "   Written by 'vmotion export promela'. To have SPIN check it (-o1 -o2 keep what no command reads, -DNOREDUCE"
        yield "   switches partial-order reduction off: with both it counts every state of the model):"
        yield "   spin -o1 -o2 -a FILE && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -n -m10000000 */"
        yield from self.constants()
        yield from self.variables()
        yield from self.properties()
        copies = sorted({name for c in model.commands for name in in_sequence(c.updates).saved})
        if copies:
            yield ""
            yield "/* Old values, where a command exchanges variables; no part of the state. */"
            yield from (f"hidden int {self.copy(name)};" for name in copies)
        yield ""
        yield "active proctype commands() {"
        yield "end:"
        yield "  do"
        for command in model.commands:
            yield from self.command(command)
        for number, name in numbered_properties(question).items():
            if name is not None or self.ranges():
                holds = self.within() if name is None else self.property(name)
                yield f"  :: d_step {{ !{holds} -> broken = {number}; assert(broken != {number}) }}"
        if not model.commands:
            yield "  :: false"
        yield "  od"
        yield "}"

    def constants(self) -> Iterator[str]:
        if self.model.constants:
            yield ""
            yield "/* Constants */"
        for constant in self.model.constants:
            says = sentence(f"{constant.unit}. {constant.description}" if constant.unit else constant.description)
            yield f"#define {self.syntax.constant(constant.name)} {constant.value}" + (f" /* {says} */" if says else "")
        seen: set[tuple[str, ...]] = set()
        for var in self.model.variables:
            match var.type:
                case Enumeration() as of if of.identity not in seen:
                    seen.add(of.identity)
                    yield ""
                    yield f"/* {of.name} */"
                    yield from (f"#define {self.member(of, m)} {code_of(of, m)}" for m in sorted(of.members))

    def variables(self) -> Iterator[str]:
        yield ""
        yield "/* The state */"
        for var in self.model.variables:
            kind, initial = self.declared(var)
            says = sentence(f"{var.owner}. {var.description}")
            yield f"{kind} {self.syntax.variable(var.name)} = {initial}; /* {says} */"

    def declared(self, var: Var[Any]) -> tuple[str, str]:
        """The storage type and the initial value."""
        match var.type:
            case Boolean():
                return "bool", self.syntax.truth[bool(var.initial)]
            case Enumeration(members=members) as of:
                return _storage(0, len(members) - 1), self.member(of, str(var.initial))
            case _:
                return _storage(*self.stored[var.name]), str(var.initial)

    def properties(self) -> Iterator[str]:
        if self.question.invariants:
            yield ""
            yield "/* What must hold in every state */"
        for name, formula in self.question.invariants.items():
            yield f"/* {sentence(self.question.description(name))} */"
            yield f"#define {self.property(name)} ({to_infix(formula, self.syntax)})"
        if ranges := self.ranges():
            yield "/* Integers stay in their ranges */"
            yield f"#define {self.within()} ({' && '.join(ranges)})"
        yield "hidden int broken; /* The number of the property that an assertion speaks of; no part of the state. */"

    def property(self, name: str) -> str:
        return self.names.of("holds", ("property", name), name)

    def within(self) -> str:
        return self.names.of("in", _RANGES, "range")

    def ranges(self) -> list[str]:
        """The declared range of every integer that some command may store a value outside of."""
        found = []
        for var in self.model.variables:
            if isinstance(var.type, Integer) and self.stored[var.name] != (var.type.low, var.type.high):
                name = self.syntax.variable(var.name)
                found.append(f"({var.type.low} <= {name} && {name} <= {var.type.high})")
        return found

    def copy(self, name: str) -> str:
        return self.names.of("old", ("copy", name), f"old_{name}")

    def command(self, command: Command) -> Iterator[str]:
        yield f"  /* {sentence(f'{command.name} ({command.role}): {command.description or to_text(command.enabled)}')} */"
        yield "  :: d_step {"
        # SPIN reads a line that could end a statement as ended: the operators stand at the ends of lines.
        guard = [(atom(g, self.syntax), sentence(label)) for label, g in command.guard.items()] or [("true", "always")]
        for number, (text, label) in enumerate(guard, 1):
            yield f"       {text} {'->' if number == len(guard) else '&&'} /* {label} */"
        yield from (f"       {line}" for line in self.effect(command))
        yield "     }"

    def effect(self, command: Command) -> Iterator[str]:
        order = in_sequence(command.updates)
        yield from (f"{self.copy(name)} = {self.syntax.variable(name)};" for name in order.saved)

        def read(name: str) -> str:
            return self.copy(name) if name in order.saved else self.syntax.variable(name)

        reading = replace(self.syntax, variable=read)
        for name, update in order.assigned:
            yield f"{self.syntax.variable(name)} = {to_infix(update, reading)};"
        if not order.assigned:
            yield "skip"


def _storage(low: int, high: int) -> str:
    """The smallest type of Promela that holds the range."""
    if low >= 0 and high <= 255:
        return "byte"
    return "short" if low >= -(2**15) and high < 2**15 else "int"


@dataclass(frozen=True)
class Assignments:
    """First each variable of ``saved`` is copied aside, then ``assigned`` happens from first to last.

    An expression in ``assigned`` that reads a saved variable means its copy.
    """

    saved: tuple[str, ...]
    assigned: tuple[tuple[str, Expr[Any]], ...]


def in_sequence(updates: Mapping[str, Expr[Any]]) -> Assignments:
    """An order in which every variable is read before it is written; where there is none, copies of the old values.

    An update that keeps its variable as it is is left out.
    """
    left = {n: u for n, u in updates.items() if not (isinstance(u, Var) and u.name == n)}
    reads = {n: set(variables_of(u)) for n, u in left.items()}
    saved: list[str] = []
    assigned: list[tuple[str, Expr[Any]]] = []
    while left:
        # A variable may be written once no other update still reads it.
        free = [n for n in left if n in saved or not any(n in reads[m] for m in left if m != n)]
        if not free:
            saved.append(next(iter(left)))
            continue
        assigned += [(n, left.pop(n)) for n in free[:1]]
    return Assignments(tuple(saved), tuple(assigned))
