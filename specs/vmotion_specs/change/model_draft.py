"""A model under change: its parts by name, each of which an edit may replace."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from vmotion_model.language import (
    HISTORY,
    SHARED,
    Clock,
    Command,
    Const,
    Constant,
    Deadline,
    Enumeration,
    Expr,
    Model,
    ModelError,
    Param,
    Scope,
    Var,
)
from vmotion_model.language.expressions import leaves
from vmotion_model.language.substitute import transform

from .change_file import Edit
from .problems import Problems


@dataclass
class CommandDraft:
    """A command under change; ``touched`` and ``key`` are the last edit of it, to which what is wrong with it is put down."""

    name: str
    role: str
    guard: dict[str, Expr[bool]] = field(default_factory=dict)
    effect: dict[str, Expr[Any]] = field(default_factory=dict)
    description: str = ""
    citation: str = ""
    failures: tuple[str, ...] = ()
    fault: str | None = None
    fair: bool = True
    events: tuple[str, ...] = ()
    touched: Edit | None = None
    key: str = ""

    @classmethod
    def of(cls, command: Command) -> "CommandDraft":
        """A command as it is."""
        return cls(
            command.name,
            command.role,
            dict(command.guard),
            dict(command.updates),
            command.description,
            command.citation,
            command.failures,
            command.fault,
            command.fair,
            command.events,
        )

    def touch(self, edit: Edit, key: str) -> None:
        """An edit changes it."""
        self.touched, self.key = edit, key

    def build(self, variables: Mapping[str, Var[Any]]) -> Command:
        """The command; raises ``ModelError``."""
        return Command(
            self.name,
            self.role,
            self.guard,
            {variables[n]: e for n, e in self.effect.items()},
            self.description,
            self.citation,
            self.failures,
            self.fault,
            self.fair,
            self.events,
        )


@dataclass
class Draft:
    """The parts of a model, by name and in order. ``removed`` are the variables and commands that edits took out."""

    old: Model
    problems: Problems
    roles: set[str]
    constants: dict[str, Constant]
    enumerations: dict[str, Enumeration]
    variables: dict[str, Var[Any]]
    commands: dict[str, CommandDraft]
    deadlines: dict[str, Deadline]
    removed: dict[str, Edit] = field(default_factory=dict)
    idle: list[tuple[Edit, str, str]] = field(default_factory=list)
    """The constants and members that edits took out: the edit, the name, and of a member its enumeration."""
    grown: dict[str, Enumeration] = field(default_factory=dict)
    """The enumerations of the model that have other members than they had."""
    stranded: dict[str, str] = field(default_factory=dict)
    """By variable the member that it starts at and that edits took out."""
    blamed: set[str] = field(default_factory=set)
    """The commands that use what is gone."""
    vocabulary: Edit | None = None
    """The first edit that gives a variable that was there other values: commands that read it are made anew."""

    @classmethod
    def of(cls, model: Model, problems: Problems) -> "Draft":
        """A model as it is."""
        return cls(
            model,
            problems,
            {*model.roles, *(v.owner for v in model.variables), SHARED, HISTORY},
            {c.name: c for c in model.constants},
            {v.type.name: v.type for v in model.variables if isinstance(v.type, Enumeration)},
            {v.name: v for v in model.variables},
            {c.name: CommandDraft.of(c) for c in model.commands},
            {d.clock: d for d in model.deadlines},
        )

    @property
    def scope(self) -> Scope:
        """The names that expressions of the changed model may use."""
        return Scope(self.variables, {n: c.value for n, c in self.constants.items()})

    def rewrite(self) -> None:
        """Write over the draft's variables what was written over the old ones; those that were removed stay as they are."""
        own = self.own()
        for draft in self.commands.values():
            draft.guard = {label: transform(g, own) for label, g in draft.guard.items()}
            draft.effect = {name: transform(e, own) for name, e in draft.effect.items()}
        self.deadlines = {n: Deadline(n, transform(d.limit, own), d.handlers) for n, d in self.deadlines.items()}

    def own(self) -> Callable[[Expr[Any]], Expr[Any]]:
        """What stands for a leaf of an expression of the old model."""

        def leaf(old: Expr[Any]) -> Expr[Any]:
            match old:
                case Var():
                    return self.variables.get(old.name, old)
                case Const(of_type=Enumeration() as type_):
                    now = self.grown.get(type_.name)
                    return old if now is None or old.value not in now.members else Const(old.value, now)
                case _:
                    return old

        return leaf

    def build(self) -> Model:
        """The changed model; raises ``ChangeError`` with all that is wrong."""
        self._refuse_uses()
        commands = tuple(c for d in self.commands.values() if (c := self._command(d)) is not None)
        self.problems.end()
        try:
            return Model(
                self.old.name,
                tuple(self.variables.values()),
                tuple(self.constants.values()),
                commands,
                tuple(self.deadlines.values()),
                self.old.description,
            )
        except ModelError as error:
            raise self.problems.blamed(str(error)) from None

    def _command(self, draft: CommandDraft) -> Command | None:
        if draft.touched is None and self.vocabulary is None:
            return self.old.command[draft.name]
        if draft.name in self.blamed or any(name not in self.variables for name in draft.effect):
            # That something is gone is told already.
            return None
        try:
            return draft.build(self.variables)
        except ModelError as error:
            edit = draft.touched or self.vocabulary
            assert edit is not None
            self.problems.add(edit, draft.key if draft.touched else "", str(error))
            return None

    def _refuse_uses(self) -> None:
        """A variable that was removed is used nowhere."""
        for name, edit in self.removed.items():
            if edit.table == "variable":
                self._refuse_used(edit, "name", name, partial(_is_variable, name))
        for edit, name, of in self.idle:
            if of:
                self._refuse_used(edit, "members", name, partial(_is_member, name, of))
            else:
                self._refuse_used(edit, "name", name, partial(_is_constant, name))

    def _refuse_used(self, edit: Edit, key: str, name: str, meant: Callable[[Expr[Any]], bool]) -> None:
        """What an edit takes out is used nowhere; ``meant`` says of a leaf whether it is that."""
        if used := list(self._uses(name, meant)):
            more = f"; and {len(used) - 3} more" if len(used) > 3 else ""
            message = f"{name} is still used by {'; '.join(used[:3])}{more}: change that, too"
            self.problems.add(edit, key, message)

    def _uses(self, name: str, meant: Callable[[Expr[Any]], bool]) -> Iterator[str]:
        def reads(expr: Expr[Any]) -> bool:
            return any(map(meant, leaves(expr)))

        for draft in self.commands.values():
            found = [f"command {draft.name}, guard {label!r}" for label, g in draft.guard.items() if reads(g)]
            found += [f"command {draft.name}, which changes it" for var in draft.effect if var == name]
            found += [f"command {draft.name}, effect on {n}" for n, e in draft.effect.items() if reads(e)]
            if found:
                # What is wrong with it is told: no second message says that it can't be built.
                self.blamed.add(draft.name)
            yield from found
        for var in self.variables.values():
            if isinstance(var.type, Clock) and var.active is not None and reads(var.active):
                yield f"clock {var.name}, active"
            if var.follows == name:
                yield f"{var.name}, whose range ends at it"
            elif self.stranded.get(var.name) == name and isinstance(var.type, Enumeration):
                yield f"{var.name}, which starts there"
        for clock, deadline in self.deadlines.items():
            if clock == name or reads(deadline.limit):
                yield f"the deadline of {clock}"


def _is_variable(name: str, leaf: Expr[Any]) -> bool:
    return isinstance(leaf, Var) and leaf.name == name


def _is_constant(name: str, leaf: Expr[Any]) -> bool:
    return isinstance(leaf, Param) and leaf.name == name


def _is_member(name: str, of: str, leaf: Expr[Any]) -> bool:
    if not isinstance(leaf, Const) or not isinstance(leaf.of_type, Enumeration):
        return False
    return leaf.value == name and leaf.of_type.name == of
