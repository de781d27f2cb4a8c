"""TLA+: the finite model as a module for TLC, one action per command, and the configuration that names what must hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vmotion_model.language import Boolean, Command, Const, Enumeration, Expr, Integer, ModelError, Var
from vmotion_model.language.expressions import And, IfThen, Or, is_literal, to_text
from vmotion_proofs.solving.symbol_names import TLA_RESERVED, Names, plain, sentence, tla_name

from .infix import Syntax, atom, to_infix
from .question import CheckerQuestion, stored_bounds

TYPE_OK = "TypeOK"
"""The invariant that every variable holds a value of its type."""


@dataclass(frozen=True)
class Module:
    """A module, the name that its file must have, and the text of its configuration.

    ``invariants`` maps the invariants of the configuration to the properties' ids.
    """

    name: str
    text: str
    invariants: dict[str, str]

    def configuration(self, without: Sequence[str] = ()) -> str:
        """TLC's configuration file, which leaves out the invariants named."""
        names = [TYPE_OK, *(n for n in self.invariants if n not in without)]
        return "\n".join(["SPECIFICATION Spec", *(f"INVARIANT {n}" for n in names)]) + "\n"


def to_tla(question: CheckerQuestion, name: str | None = None) -> Module:
    """The module; ``name`` is the stem of the file's name, made from the model's where it is None.

    Raises ``ModelError`` where TLA+ has no such name for a module, and where a number is too large for TLC.
    """
    if name is not None and (name != plain(name) or tla_name("m", name) != name or name in TLA_RESERVED):
        raise ModelError(f"{name!r} is no name of a TLA+ module: letters, digits and underscores, a letter first")
    writer = _Writer(question, name or tla_name("m", plain(question.model.name)))
    text = "\n".join(writer.lines()) + "\n"
    return Module(writer.name, text, {writer.property(p): p for p in question.invariants})


class _Writer:
    def __init__(self, question: CheckerQuestion, name: str) -> None:
        stored_bounds(question)
        self.question = question
        self.model = question.model
        self.name = name
        self.names = Names({*TLA_RESERVED, name}, tla_name)
        self.syntax = Syntax(
            ("FALSE", "TRUE"),
            "~",
            "/\\",
            "\\/",
            "=",
            "#",
            "(IF {condition} THEN {then} ELSE {otherwise})",
            self.variable,
            lambda constant: self.names.of("c", ("constant", constant), constant),
            lambda _, member: f'"{member}"',
        )

    def variable(self, name: str) -> str:
        return self.names.of("v", ("variable", name), name)

    def property(self, name: str) -> str:
        return self.names.of("p", ("property", name), name)

    def action(self, command: Command) -> str:
        return self.names.of("a", ("command", command.name), command.name)

    def lines(self) -> Iterator[str]:
        question, model = self.question, self.model
        yield f"---- MODULE {self.name} ----"
        yield f"\\* {sentence(model.name)}: {sentence(question.instance)}; one tick of its clocks is {question.tick}."
        yield "\\* Written by 'vmotion export tla'. TLC checks it with the .cfg file beside it (an end is no deadlock):"
        yield f"\\* java -cp tla2tools.jar tlc2.TLC -deadlock {self.name}.tla"
        yield "\\* (A guard that is a disjunction is compared with TRUE: TLC counts a step for each part of a plain one.)"
        yield "EXTENDS Integers"
        yield ""
        for constant in model.constants:
            says = sentence(f"{constant.unit}. {constant.description}" if constant.unit else constant.description)
            yield f"{self.syntax.constant(constant.name)} == {constant.value} \\* {says}"
        names = [self.variable(v.name) for v in model.variables]
        if names:
            yield from self.state(names)
        yield from self.initially()
        for command in model.commands:
            yield from self.command(command)
        yield ""
        yield "Next =="
        yield from ((f"  \\/ {self.action(c)}" for c in model.commands) if model.commands else ("  FALSE",))
        yield ""
        yield f"Spec == Init /\\ [][Next]_{'vars' if names else '<<>>'}"
        for name, formula in question.invariants.items():
            yield ""
            yield f"\\* {sentence(question.description(name))}"
            yield f"{self.property(name)} == {to_infix(formula, self.syntax)}"
        yield "===="

    def state(self, names: Sequence[str]) -> Iterator[str]:
        yield ""
        yield "VARIABLES"
        for number, (name, var) in enumerate(zip(names, self.model.variables, strict=True), 1):
            comma = "," if number < len(names) else ""
            yield f"  {name}{comma} \\* {sentence(f'{var.owner}. {var.description}')}"
        yield ""
        yield f"vars == <<{', '.join(names)}>>"

    def initially(self) -> Iterator[str]:
        yield ""
        yield f"{TYPE_OK} =="
        yield "  /\\ TRUE"
        yield from (f"  /\\ {self.variable(v.name)} \\in {_domain(v)}" for v in self.model.variables)
        yield ""
        yield "Init =="
        yield "  /\\ TRUE"
        for var in self.model.variables:
            value: Expr[Any] = Const(var.initial, var.type)
            yield f"  /\\ {self.variable(var.name)} = {to_infix(value, self.syntax)}"

    def command(self, command: Command) -> Iterator[str]:
        changed = {n: u for n, u in command.updates.items() if not (isinstance(u, Var) and u.name == n)}
        kept = [self.variable(v.name) for v in self.model.variables if v.name not in changed]
        yield ""
        yield f"\\* {command.name} ({sentence(command.role)}): {sentence(command.description or to_text(command.enabled))}"
        yield f"{self.action(command)} =="
        guard = {label: g for label, g in command.guard.items() if not is_literal(g, True)}
        yield from (f"  /\\ {self.condition(g)} \\* {sentence(label)}" for label, g in guard.items())
        yield from (f"  /\\ {self.variable(n)}' = {atom(u, self.syntax)}" for n, u in changed.items())
        if kept:
            yield f"  /\\ UNCHANGED <<{', '.join(kept)}>>"
        elif not changed:
            yield "  /\\ TRUE"

    def condition(self, conjunct: Expr[bool]) -> str:
        """A conjunct of a guard as a value, where it is more than a comparison.

        Of a plain disjunction in an action TLC makes one step for each part that holds, and counts each.
        """
        text = atom(conjunct, self.syntax)
        return f"{text} = TRUE" if isinstance(conjunct, And | Or | IfThen) else text


def _domain(var: Var[Any]) -> str:
    match var.type:
        case Boolean():
            return "BOOLEAN"
        case Enumeration(members=members):
            return "{" + ", ".join(f'"{m}"' for m in sorted(members)) + "}"
        case Integer(low=low, high=high):
            return "..".join(str(n) if n >= 0 else f"({n})" for n in (low, high))
    raise ModelError(f"{var.name} is a dense clock: discretise the model first")
